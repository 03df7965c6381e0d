import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile, type Device, readDeviceWithWarnings, solve } from '../../src/index.js'

const folder = new URL('../../examples/', import.meta.url)
const text = (name: string) => readFileSync(new URL(name, folder), 'utf8')

interface Case {
  readonly file: string
  readonly set: Readonly<Record<string, string>>
  readonly heat: Readonly<Record<string, number>>
}
const golden = JSON.parse(readFileSync(new URL('../golden/example-circuits.json', import.meta.url), 'utf8')) as {
  cases: Case[]
}

function read(file: string, set: Readonly<Record<string, string>> = {}): { device: Device; warnings: string[] } {
  const { device, warnings } = readDeviceWithWarnings(text(`${file}.yaml`), { name: file, files: text, set })
  return { device, warnings: warnings.map(({ path }) => path) }
}

/** What is off by more than 1e-9 because of what the file itself holds. */
const tolerances: Readonly<Record<string, number>> = {
  // The film integrals of the comparison
  'film-electrodes': 1e-8,
  // Twelve digits and interpolation between the frequencies of the file
  'touchstone-filter': 1e-6,
}

describe('examples of circuits', () => {
  it.each(golden.cases)('$file gives the heat of its formula with $set', ({ file, set, heat }) => {
    const { device } = read(file, set)
    const point = solve(compile(device))
    expect(point.status).toBe('converged')
    const photons = point.heat.filter(({ channel }) => channel === 'photon')
    for (const [pair, expected] of Object.entries(heat)) {
      const [from, to] = pair.split('-')
      const power = photons.reduce(
        (sum, row) =>
          sum + (row.from === from && row.to === to ? row.power : row.from === to && row.to === from ? -row.power : 0),
        0,
      )
      expect(Math.abs(power / expected - 1), pair).toBeLessThan(tolerances[file] ?? 1e-9)
    }
  })

  it('warn of nothing but of temperatures that are not cold', () => {
    for (const file of new Set(golden.cases.map((one) => one.file))) {
      const warm = ['phonons', 'islands.source.temperature', 'islands.drain.temperature']
      expect(read(file).warnings, file).toEqual(file === 'vo2-ndtc' ? warm : [])
    }
  })
})
