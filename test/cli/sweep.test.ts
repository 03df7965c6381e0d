import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from './run.js'
import { numbers, readCsv } from './table.js'

const device = 'examples/dey2023-ndtc.yaml'
const power = 'heat.heater.power=0 pW:5 pW:26'
const threePoints = 'heat.heater.power=1 pW:3 pW:3'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caloritron-'))
})
afterEach(async () => {
  await chmod(folder, 0o755)
  await rm(folder, { recursive: true })
})

describe('sweep', () => {
  it('prints a table whose digits are those of solve, and the NDTC interval', async () => {
    const { code, stdout, stderr } = await run(['sweep', device, '--over', power])
    expect(code).toBe(0)
    const table = readCsv(stdout)
    expect(table.header.slice(0, 3)).toEqual(['heat.heater.power [W]', 'T_source [K]', 'T_drain [K]'])
    expect(table.header.at(-1)).toBe('status')
    expect(table.rows).toHaveLength(26)
    expect(table.rows.every((row) => row.at(-1) === 'converged')).toBe(true)
    expect(numbers(table, 'heat.heater.power [W]').at(-1)).toBe(5e-12)
    const single = await run(['solve', device, '--json', '--set', `heat.heater.power=${table.rows[9][0]} W`])
    const drain = numbers(table, 'T_drain [K]')[9]
    expect(Math.abs(drain / JSON.parse(single.stdout).temperatures.drain - 1)).toBeLessThan(1e-11)
    expect(String(drain)).toBe(table.rows[9][2])
    expect(stderr).toContain(
      'NDTC: T_drain falls by 1.143 mK while heat.heater.power rises: from 152.409 mK at 1.63318 pW to 151.266 mK at 2.26457 pW',
    )
    expect(stderr).toContain('assumptions at the hottest point (heat.heater.power = 5 pW)')
  })

  it('sweeps what the file says, and two quantities with the last one fastest', async () => {
    const own = readCsv((await run(['sweep', 'examples/ideal-step.yaml'])).stdout)
    expect(own.header[0]).toBe('islands.source.temperature [K]')
    expect(own.rows).toHaveLength(195)
    const both = await run(['sweep', device, '--over', 'phonons=20 mK:40 mK:2', '--over', threePoints])
    const table = readCsv(both.stdout)
    expect(numbers(table, 'phonons [K]')).toEqual([0.02, 0.02, 0.02, 0.04, 0.04, 0.04])
    const powers = numbers(table, 'heat.heater.power [W]')
    for (const [index, value] of [1e-12, 2e-12, 3e-12, 1e-12, 2e-12, 3e-12].entries()) {
      expect(Math.abs(powers[index] / value - 1)).toBeLessThan(1e-15)
    }
  })

  it('spaces values logarithmically', async () => {
    const { stdout } = await run([
      'sweep',
      'examples/matched-resistors.yaml',
      '--over',
      'circuit.source.resistance=1 ohm:100 ohm:3:log',
    ])
    const values = numbers(readCsv(stdout), 'circuit.source.resistance [ohm]')
    expect(values[0]).toBe(1)
    expect(values[1]).toBeCloseTo(10, 12)
    expect(values[2]).toBe(100)
  })

  it('gives the same bytes with any number of workers', async () => {
    const one = await run(['sweep', device, '--over', 'heat.heater.power=0 pW:5 pW:70', '--workers', '1'])
    const built = await run(['sweep', device, '--over', 'heat.heater.power=0 pW:5 pW:70'])
    expect(built.stdout).toBe(one.stdout)
  })

  it('writes every format, complete, and nothing else', async () => {
    for (const ending of ['csv', 'json', 'nc', 'svg', 'png']) {
      const out = join(folder, `curve.${ending}`)
      const { code, stdout, stderr } = await run(['sweep', device, '--over', threePoints, '--out', out])
      expect(stderr).toContain(`wrote ${out}`)
      expect(stdout).toBe('')
      expect(code).toBe(0)
    }
    expect((await readdir(folder)).sort()).toEqual(['curve.csv', 'curve.json', 'curve.nc', 'curve.png', 'curve.svg'])
    expect(await readFile(join(folder, 'curve.csv'), 'utf8')).toBe(
      (await run(['sweep', device, '--over', threePoints])).stdout,
    )
    const { data_vars: variables } = JSON.parse(await readFile(join(folder, 'curve.json'), 'utf8'))
    expect(variables.T_drain.attrs.units).toBe('K')
    expect((await readFile(join(folder, 'curve.nc'))).subarray(1, 4).toString()).toBe('HDF')
    expect((await readFile(join(folder, 'curve.png'))).subarray(1, 4).toString()).toBe('PNG')
    expect(await readFile(join(folder, 'curve.svg'), 'utf8')).toMatch(/^<svg /)
  })

  it('gives everything as one JSON object', async () => {
    const { code, stdout } = await run(['sweep', device, '--over', power, '--json'])
    expect(code).toBe(0)
    const { status, notConverged, ndtc, checks, dataset } = JSON.parse(stdout)
    expect(status).toBe('converged')
    expect(notConverged).toBe(0)
    expect(ndtc).toHaveLength(1)
    expect(ndtc[0]).toMatchObject({ response: 'T_drain', drive: 'heat.heater.power', method: 'refined' })
    expect(ndtc[0].onset.drive).toBeCloseTo(1.6332e-12, 16)
    expect(ndtc[0].end.value).toBeCloseTo(0.151266, 6)
    expect(checks.map((check: { name: string }) => check.name)).toContain('drop')
    expect(dataset.dims).toEqual({ 'heat.heater.power': 26 })
  })

  it.each([
    [['--over', 'heat.heater.powr=0 pW:5 pW:3'], 'did you mean "heat.heater.power"?'],
    [['--over', 'heat.heater.power=0 pW:5 mK:3'], '--over heat.heater.power: must be a power, got "5 mK"'],
    [['--over', 'heat.heater.power'], 'must be PATH=FROM:TO:COUNT, got "heat.heater.power"'],
    [['--over', 'heat.heater.power=0 pW:5 pW'], 'must be FROM:TO:COUNT'],
    [['--over', 'heat.heater.power=-1 pW:5 pW:3'], 'must be at least 0'],
    [['--over', 'heat.heater.power=0 pW:5 pW:3:log'], 'must be above zero at both ends to be spaced logarithmically'],
    [['--over', 'heat.heater.power=1 pW:1 pW:3'], 'must have different values for FROM and TO'],
    [['--over', power, '--over', power], 'heat.heater.power is swept twice'],
    [['--workers', 'many'], '--workers: must be an integer from 1 to 256, got "many"'],
    [['--out', 'curve.xls'], 'the file name must end in .csv, .json, .nc, .svg, .png'],
    [['--out', 'no/such/folder/curve.csv'], 'no/such/folder/curve.csv: cannot be written: there is no such folder'],
  ])('%j ends with 2 before anything is computed', async (change, message) => {
    const { code, stdout, stderr } = await run(['sweep', device, ...change])
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(message)
  })

  it('says that there is nothing to sweep', async () => {
    const stdin = (await readFile(device, 'utf8')).replace(/^sweep:[\s\S]*/m, '')
    const { code, stderr } = await run(['sweep', '-'], { stdin })
    expect(code).toBe(2)
    expect(stderr).toContain('nothing to sweep')
  })

  it('ends with 3 where points have no solution, and says why', async () => {
    const stdin = [
      'caloritron: 1',
      'title: No way out for the heat',
      'phonons: 30 mK',
      'islands: { a: {}, b: {} }',
      'circuit:',
      '  r: { kind: resistor, resistance: 50 ohm, nodes: [x, y], island: a }',
      '  s: { kind: resistor, resistance: 50 ohm, nodes: [x, y], island: b }',
      'heat: { h: { kind: heater, island: a, power: 1 pW } }',
    ].join('\n')
    const { code, stdout, stderr } = await run(['sweep', '-', '--over', 'phonons=10 mK:20 mK:3'], { stdin })
    expect(code).toBe(3)
    expect(stderr).toMatch(/^warning: 3 points did not converge.*needs a path for its heat/)
    expect(readCsv(stdout).rows.every((row) => row[1] === '')).toBe(true)
    const single = await run(['solve', '-'], { stdin })
    expect(single.code).toBe(2)
    expect(single.stderr).toMatch(/^error: standard input: island.*needs a path for its heat/)
  })

  it('leaves the old file alone when it is interrupted, or cannot write', async () => {
    const out = join(folder, 'curve.csv')
    await writeFile(out, 'old')
    const signal = AbortSignal.timeout(30)
    const { code, stderr } = await run(
      ['sweep', device, '--over', 'heat.heater.power=0 pW:5 pW:100000', '--out', out],
      { signal },
    )
    expect(code).toBe(130)
    expect(stderr).toContain('interrupted')
    expect(await readdir(folder)).toEqual(['curve.csv'])
    expect(await readFile(out, 'utf8')).toBe('old')
  })
})

describe('bare numbers in --over', () => {
  it('are what they are in the file: flux quanta', async () => {
    const squid = 'examples/squid-heat-valve.yaml'
    const [bare, withUnit] = await Promise.all(
      ['0:0.25:2', '0 Phi0:0.25 Phi0:2'].map((range) => run(['sweep', squid, '--over', `circuit.valve.flux=${range}`])),
    )
    expect(bare!.code).toBe(0)
    expect(bare!.stdout).toBe(withUnit!.stdout)
  })
})

describe('spectrum', () => {
  it('gives the transmission at the operating point', async () => {
    const { code, stdout, stderr } = await run(['spectrum', device, '--points', '5'])
    expect(code).toBe(0)
    expect(stderr).toMatch(/source +366\.803 mK +solved\n +drain +152\.362 mK +solved\n/)
    expect(stderr).toContain('none of quality factor above 2 up to 152.9 GHz')
    expect(stderr).toMatch(/1 GHz to 10 GHz +45\.53 %/)
    const table = readCsv(stdout)
    expect(table.header.slice(0, 3)).toEqual(['frequency [Hz]', 'tau_source_drain [1]', 'q_source_drain [W/Hz]'])
    expect(table.rows).toHaveLength(5)
    // A superconductor is a short at low frequency: what is left is matched.
    expect(numbers(table, 'tau_source_drain [1]')[0]).toBeGreaterThan(0.999)
  })

  it('holds islands at temperatures, and gives 4 (1 + r)/(2 + r)^2 in the normal state', async () => {
    const { stdout, stderr } = await run([
      'spectrum',
      device,
      '--from',
      '1 GHz',
      '--to',
      '100 GHz',
      '--points',
      '3',
      '--scale',
      'linear',
      '--temperature',
      'source=0.5 K',
      '--temperature',
      'drain=30 mK',
    ])
    expect(stderr).toMatch(/source +500 mK +held\n +drain +30 mK +held\n/)
    const table = readCsv(stdout)
    expect(numbers(table, 'frequency [Hz]')).toEqual([1e9, 50.5e9, 100e9])
    for (const tau of numbers(table, 'tau_source_drain [1]')) expect(tau).toBeCloseTo((4 * 37) / 38 ** 2, 13)
  })

  it('has resonances, decades and impedances seen as JSON', async () => {
    const { code, stdout } = await run(['spectrum', 'examples/series-lc.yaml', '--points', '5', '--json'])
    expect(code).toBe(0)
    const data = JSON.parse(stdout)
    expect(data.temperatures).toEqual({ source: 0.3, drain: 0.02 })
    expect(data.resonances).toHaveLength(1)
    expect(data.resonances[0].quality).toBeCloseTo(Math.sqrt(1.5915e-9 / 636.62e-15) / 5, 8)
    expect(data.decades.pairs[0].shares.reduce((a: number, b: number) => a + b)).toBeCloseTo(1, 12)
    expect(data.dims).toEqual({ frequency: 5, resonance: 1, decade: 9 })
    expect(data.data_vars.Q_resonance.data).toEqual([data.resonances[0].quality])
    expect(data.data_vars.Zseen_drain_re.data[0]).toBeCloseTo(2.5, 12)
  })

  it('draws', async () => {
    const out = join(folder, 'tau.svg')
    expect((await run(['spectrum', device, '--out', out])).code).toBe(0)
    expect(await readFile(out, 'utf8')).toMatch(/^<svg /)
  })

  it.each([
    [['--temperature', 'sorce=1 K'], 'must be ISLAND=TEMPERATURE with an island of the device (source, drain)'],
    [['--temperature', 'source=0 K'], 'must be above 0 K'],
    [['--from', '2 GHz', '--to', '1 GHz'], '--to: must be above --from, got "1 GHz"'],
    [['--from', '2 K'], '--from: must be a frequency, got "2 K"'],
    [['--points', '1'], '--points: must be an integer from 2'],
  ])('%j ends with 2', async (change, message) => {
    const { code, stderr } = await run(['spectrum', device, ...change])
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})
