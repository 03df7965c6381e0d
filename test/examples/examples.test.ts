import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { readDeviceWithWarnings } from '../../src/device/readDevice.js'
import { setPath } from '../../src/device/setPath.js'
import { findNdtc } from '../../src/study/ndtc.js'
import { sweep } from '../../src/study/sweep.js'
import { boltzmann, reducedPlanck } from '../../src/units/constants.js'

const folder = new URL('../../examples/', import.meta.url)
const read = (name: string) =>
  readDeviceWithWarnings(readFileSync(new URL(name, folder), 'utf8'), {
    name,
    files: (file) => readFileSync(new URL(file, folder), 'utf8'),
  })

describe('every example', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'))

  it.each(names)(
    '%s is read without a doubt but unusual values, begins with its schema, and says what it shows',
    (name) => {
      expect(read(name).warnings.filter(({ code }) => code !== 'implausible')).toEqual([])
      const lines = readFileSync(new URL(name, folder), 'utf8').split('\n')
      expect(lines[0]).toBe('# yaml-language-server: $schema=../caloritron-device.schema.json')
      expect(lines.slice(1, 4).join(' ')).toMatch(/^# .*\w{3}/)
    },
  )

  it.each(names)('%s has an operating point in balance', (name) => {
    const { device } = read(name)
    const point = solve(compile(device))
    expect(point.status).toBe('converged')
    expect(point.residual).toBeLessThan(1e-12)
  })

  it.each(names)('%s sweeps what it says, at its ends and in between', async (name) => {
    const { device } = read(name)
    if (device.sweep.length === 0) return
    const coarse = device.sweep.map((axis) => ({ ...axis, points: 5 }))
    const dataset = await sweep(compile(device), coarse)
    expect(dataset.variables.status.data).toEqual(Array(5 ** coarse.length).fill('converged'))
  })
})

/** Heat of two resistors in a loop, 4 R_S R_D/(R_S + R_D)^2 pi k_B^2 (T_S^2 - T_D^2)/(12 hbar). */
function resistorHeat(source: number, drain: number, hot: number, cold: number): number {
  const tau = (4 * source * drain) / (source + drain) ** 2
  return (tau * Math.PI * boltzmann ** 2 * (hot ** 2 - cold ** 2)) / (12 * reducedPlanck)
}

describe('matched-resistors.yaml', () => {
  it('has the closed form for every ratio', async () => {
    const { device } = read('matched-resistors.yaml')
    const dataset = await sweep(compile(device))
    const resistances = dataset.coordinates['circuit.source.resistance'].data as Float64Array
    const heat = dataset.variables.Q_photon_source_drain.data as Float64Array
    for (const [index, resistance] of resistances.entries()) {
      expect(Math.abs(heat[index] / resistorHeat(resistance, 50, 0.3, 0.03) - 1)).toBeLessThan(1e-9)
    }
  })
})

describe('ideal-step.yaml', () => {
  it('has the closed form on both sides of the step, and falls at it', async () => {
    const { device } = read('ideal-step.yaml')
    for (const temperature of [0.031, 0.075, 0.2, 0.3999, 0.4, 0.7, 1]) {
      const point = solve(compile(setPath(device, 'islands.source.temperature', temperature)))
      const expected = resistorHeat(temperature < 0.4 ? 1 : 20, 1, temperature, 0.03)
      const photon = point.heat.find(({ channel }) => channel === 'photon')
      expect(Math.abs((photon?.power ?? 0) / expected - 1)).toBeLessThan(1e-9)
    }
    const [fall, ...more] = findNdtc(await sweep(compile(device)))
    expect(more).toEqual([])
    expect(fall.onset.drive).toBeCloseTo(0.4, 12)
    expect(fall.end.drive).toBeCloseTo(0.4, 12)
    const drop = resistorHeat(1, 1, 0.4, 0.03) - resistorHeat(20, 1, 0.4, 0.03)
    expect(Math.abs(fall.drop / drop - 1)).toBeLessThan(1e-9)
  })
})

describe('dey2023-ndtc', () => {
  it.each([
    ['dey2023-ndtc.yaml', 26, 152.409, 1.6332, 151.266, 2.2646],
    ['dey2023-ndtc-as-printed.yaml', 26, 141.537, 1.8306, 140.141, 2.6948],
    ['dey2023-ndtc.yaml', 251, 152.409, 1.6332, 151.266, 2.2646],
    ['dey2023-ndtc-as-printed.yaml', 251, 141.537, 1.8306, 140.141, 2.6948],
  ] as const)(
    '%s, %i points: the drain falls from %d mK at %d pW to %d mK at %d pW',
    async (name, points, ...expected) => {
      const { device } = read(name)
      const intervals = findNdtc(
        await sweep(
          compile(device),
          device.sweep.map((axis) => ({ ...axis, points })),
        ),
      )
      expect(intervals).toHaveLength(1)
      const { response, onset, end } = intervals[0]
      expect(response).toBe('T_drain')
      const found = [onset.value * 1e3, onset.drive * 1e12, end.value * 1e3, end.drive * 1e12]
      expect(found.map((value, index) => Number(value.toFixed(index % 2 === 0 ? 3 : 4)))).toEqual([...expected])
    },
  )
})
