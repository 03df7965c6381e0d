import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Claim } from '../../src/cli/reproduce/claim.js'
import { type Run, run } from './run.js'
import { numbers, readCsv } from './table.js'

const figures = ['fig1b', 'fig1d', 'fig2a', 'fig2b', 'fig2c', 'fig2d', 'fig3c', 'fig3d']
const golden: Readonly<Record<string, readonly Readonly<Record<string, number>>[]>> = JSON.parse(
  await readFile(new URL('../golden/dey2023-device.json', import.meta.url), 'utf8'),
)
const claimed = 1e-9

let folder = ''
let result: Run
let claims: readonly Claim[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caloritron-'))
  result = await run(['reproduce', 'dey2023', '--out', join(folder, 'out'), '--workers', '1'])
  claims = JSON.parse(await readFile(join(folder, 'out', 'summary.json'), 'utf8'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

const table = async (name: string) => readCsv(await readFile(join(folder, 'out', `${name}.csv`), 'utf8'))
const claimAbout = (words: string): Claim => {
  const found = claims.find(({ claim, where }) => claim.includes(words) || where === words)
  if (found === undefined) throw new Error(`no claim about ${words}`)
  return found
}

describe('reproduce dey2023', () => {
  it('writes every figure as data and pictures, and the summary', async () => {
    expect(result.code).toBe(0)
    expect(result.stderr).toBe('')
    const expected = figures.flatMap((name) => [`${name}.csv`, `${name}.png`, `${name}.svg`])
    expect((await readdir(join(folder, 'out'))).sort()).toEqual([...expected, 'summary.json'].sort())
    for (const name of figures) {
      const { header, rows } = await table(name)
      expect(rows.length).toBeGreaterThan(60)
      for (const title of header) expect(title).toMatch(/ \[.+\]$|^status$/)
      expect(rows.flat().every((cell) => cell === 'converged' || Number.isFinite(Number(cell)))).toBe(true)
      expect(await readFile(join(folder, 'out', `${name}.svg`), 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\s*$/)
    }
  })

  it('prints what the paper says next to what comes out', () => {
    expect(result.stdout).toMatch(/verdict +where +the paper says +computed/)
    expect(result.stdout).toContain('152.409 mK at 1.6332 pW')
    expect(result.stdout).toMatch(/✗ misprint +Eq\. \(5\)/)
    for (const { where } of claims) expect(result.stdout).toContain(where)
  })

  it('contains every row of the golden tables that lies on a grid', async () => {
    const close = (value: number, expected: number): void => {
      if (expected === 0) expect(Math.abs(value)).toBeLessThan(1e-24)
      else expect(Math.abs(value / expected - 1)).toBeLessThan(claimed)
    }
    let compared = 0
    for (const [name, golden2, parameter, response, column] of [
      ['fig2a', 'fig2a', 'r', 'Q', 'Q_photon_source_drain [W]'],
      ['fig2d', 'fig2d', 'T_D', 'Q', 'Q_photon_source_drain [W]'],
      ['fig2b', 'fig2b', 'r', 'tau_mean', 'tau_mean [1]'],
    ] as const) {
      const data = await table(name)
      const temperatures = numbers(data, 'islands.source.temperature [K]')
      const parameters = numbers(data, parameter === 'r' ? 'r [1]' : 'islands.drain.temperature [K]')
      const values = numbers(data, column)
      for (const row of golden[golden2]) {
        const index = temperatures.findIndex(
          (temperature, k) =>
            Math.abs(temperature - row.T_S) < 1e-12 && Math.abs(parameters[k] - row[parameter]) < 1e-12,
        )
        if (index < 0) continue
        compared++
        // The film goes by its length here: r and the ratio of resistances differ by rounding only.
        close(values[index], row[response])
      }
    }
    const fig2c = await table('fig2c')
    for (const row of golden.fig2c) {
      const index = numbers(fig2c, 'r [1]').findIndex((r) => Math.abs(r / row.r - 1) < 1e-12)
      if (index < 0) continue
      compared++
      close(numbers(fig2c, 'tau_max [1]')[index], row.tau_max)
      close(numbers(fig2c, 'tau_min [1]')[index], row.tau_min)
    }
    expect(compared).toBeGreaterThan(90)
  })

  it('finds the numbers of the errata', () => {
    const near = (value: number, expected: number, unit: number): void => {
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(0.5 * unit)
    }
    const onsets = claimAbout('Fig. 2(a)').values
    near(onsets['r = 5'], 0.385, 1e-3)
    near(onsets['r = 10'], 0.365, 3e-3)
    near(onsets['r = 36'], 0.335, 1e-3)
    near(onsets['r = 100'], 0.323, 1e-3)
    expect(Object.keys(onsets)).not.toContain('r = 1')
    const drops = claimAbout('Fig. 2(d)').values
    near(drops['T_D = 30 mK'], 0.189, 1e-3)
    near(drops['T_D = 100 mK'], 0.102, 1e-3)
    near(drops['T_D = 200 mK'], 0.00465, 1e-5)
    expect(drops['T_D = 300 mK']).toBe(0)
    const modulation = claimAbout('modulation').values
    near(modulation['r = 10'], 0.18193, 1e-5)
    near(modulation['r = 100'], 0.1891, 1e-5)
    const literature = claimAbout('T_D falls while').values
    near(literature.onset, 1.6332e-12, 1e-16)
    near(literature.end, 2.2646e-12, 1e-16)
    const printed = claimAbout('coupling of copper').values
    near(printed.onset, 1.8306e-12, 1e-16)
    near(printed.end, 2.6948e-12, 1e-16)
    const drop = claimAbout('larger than 1 mK').values
    near(drop.literature, 1.143e-3, 1e-6)
    near(drop.asPrinted, 1.396e-3, 1e-6)
    near(claimAbout('wavelength').values.wavelength, 1.4388e-2, 1e-6)
    near(claimAbout('Eq. (5)').values.sigma2, 0.2031, 1e-4)
  })

  it('explains every claim in words, with a verdict', () => {
    expect(claims.length).toBeGreaterThan(15)
    for (const claim of claims) {
      expect(Object.keys(claim)).toEqual([
        'claim',
        'where',
        'claimed',
        'computed',
        'unit',
        'values',
        'verdict',
        'explanation',
      ])
      expect(claim.explanation).toMatch(/\.$/)
      expect(['confirmed', 'in part', 'misprint']).toContain(claim.verdict)
      for (const value of Object.values(claim.values)) expect(Number.isFinite(value)).toBe(true)
    }
  })

  it('refuses a paper it does not know and a folder that is a file', async () => {
    expect(await run(['reproduce', 'dey2024'])).toMatchObject({
      code: 2,
      stderr: 'error: paper: must be dey2023, got "dey2024"\n',
    })
    await writeFile(join(folder, 'file'), '')
    const { code, stderr } = await run(['reproduce', 'dey2023', '--out', join(folder, 'file')])
    expect(code).toBe(2)
    expect(stderr).toContain('must be a folder, but a file of that name exists')
  })
})
