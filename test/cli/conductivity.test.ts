import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { interpolationGapRatio } from '../../src/physics/bcsGap.js'
import { reducedConductivity } from '../../src/physics/mattisBardeen.js'
import { boltzmann, planck } from '../../src/units/constants.js'
import { run } from './run.js'

const call = ['conductivity', '--material', 'Ti', '--temperature', '0.3 K', '--frequency', '1 GHz:100 GHz:200']

describe('conductivity', () => {
  it('gives the kernel at h f/Delta(T), all digits', async () => {
    const { code, stdout, stderr } = await run([...call, '--set', 'gap=interpolation'])
    expect(code).toBe(0)
    expect(stderr).toBe('')
    const rows = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    expect(rows[0]).toBe('f [Hz],x [1],sigma1 [1],sigma2 [1],resistivity_re [Ohm m],resistivity_im [Ohm m]')
    expect(rows).toHaveLength(201)
    const gap = 1.76 * boltzmann * 0.4 * interpolationGapRatio(0.75)
    for (const row of rows.slice(1)) {
      const [f, x, sigma1, sigma2, re, im] = row.split(',').map(Number)
      expect(Math.abs(x / ((planck * f) / gap) - 1)).toBeLessThan(1e-14)
      const kernel = reducedConductivity(x, (boltzmann * 0.3) / gap)
      expect(Math.abs(sigma1 / kernel.sigma1 - 1)).toBeLessThan(1e-13)
      expect(Math.abs(sigma2 / kernel.sigma2 - 1)).toBeLessThan(1e-13)
      // rho (sigma1 - i sigma2) = rho_n
      expect(re * sigma1 + im * sigma2).toBeCloseTo(3e-7, 20)
      expect(im * sigma1 - re * sigma2).toBeCloseTo(0, 20)
    }
    expect(rows[1]).toMatch(/^1000000000,/)
    expect(rows[200]).toMatch(/^100000000000,/)
  })

  it('knows the normal state', async () => {
    const { stdout } = await run(['conductivity', '--material', 'Cu', '--temperature', '1 K', '--frequency', '1 GHz'])
    expect(stdout).toContain('\n1000000000,Infinity,1,0,3e-8,0\n')
  })

  it('draws and writes files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'caloritron-'))
    try {
      for (const ending of ['csv', 'json', 'nc', 'svg', 'png']) {
        const { code, stderr } = await run([...call, '--out', join(folder, `ti.${ending}`)])
        expect(stderr).toContain('wrote ')
        expect(code).toBe(0)
      }
      expect(await readFile(join(folder, 'ti.csv'), 'utf8')).toBe((await run(call)).stdout)
      expect((await readdir(folder)).sort()).toEqual(['ti.csv', 'ti.json', 'ti.nc', 'ti.png', 'ti.svg'])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it.each([
    [['--material', 'Tii'], 'did you mean Ti?'],
    [
      ['--temperature', '0.3'],
      '--temperature: must be a temperature, got "0.3" without a unit; write for example "0.3 K"',
    ],
    [['--temperature', '-1 K'], '--temperature: must be above 0 K'],
    [['--frequency', '1 GHz:2 GHz'], '--frequency: must be FROM:TO:COUNT, got "1 GHz:2 GHz"'],
    [['--frequency', '1 GHz:2 GHz:0'], 'must be an integer from 1'],
    [['--frequency', '0 Hz:2 GHz:3'], 'must be above 0 Hz'],
    [['--frequency', '1 GHz:2 GHz:3:cubic'], 'must be log or linear'],
    [['--set', 'gp=bcs'], 'did you mean "materials.Ti.gap"?'],
    [['--out', 'ti.xlsx'], 'the file name must end in .csv, .json, .nc, .svg, .png, got "ti.xlsx"'],
  ])('%j ends with 2', async (change, message) => {
    const { code, stdout, stderr } = await run([...call, ...change])
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(message)
  })
})
