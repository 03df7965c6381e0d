import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { run } from './run.js'

const transistor = 'examples/thermal-transistor.yaml'
const bolometer = 'examples/bolometer.yaml'

it('solve --figures shows figures of merit and the sensitivity matrix, --json the same numbers', async () => {
  const { code, stdout } = await run(['solve', bolometer, '--figures'])
  expect(code).toBe(0)
  for (const words of ['Figures of merit', 'NEP', 'tau_1', 'Sensitivities', 'dT_absorber_dP_absorber', 'Assumptions'])
    expect(stdout).toContain(words)
  expect((await run(['solve', bolometer])).stdout).not.toContain('Sensitivities')
  const { figuresOfMerit, sensitivities } = JSON.parse((await run(['solve', bolometer, '--json'])).stdout)
  const value = (list: { symbol: string; value: number }[], symbol: string) =>
    list.find((entry) => entry.symbol === symbol)!.value
  expect(value(figuresOfMerit, 'G') * value(sensitivities, 'dT_absorber_dP_absorber')).toBeCloseTo(1, 12)
  for (const { unit, definition } of sensitivities) expect(unit !== '' && definition !== '').toBe(true)
})

it('sweep --figures adds columns, # lines and JSON', async () => {
  const over = ['--over', 'heat.heater.power=3.3 fW:3.5 fW:9']
  const { code, stdout, stderr } = await run(['sweep', transistor, ...over, '--figures'])
  expect(code).toBe(0)
  expect(stderr).toMatch(/maximum_gain_drain_gate = -9\.\d+ at heat\.heater\.power = 3\.38\d* fW/)
  expect(stdout).toMatch(
    /^# maximum_gain_drain_gate: -9\.\d+ at heat\.heater\.power = 3\.38\d*e-15 W; of largest size/m,
  )
  const header = stdout.split('\n').find((line) => !line.startsWith('#'))!
  for (const column of [
    'gain_drain_gate [1]',
    'G_gate [W/K]',
    'NEP_gate [W Hz^(-1/2)]',
    'dT_gate_dP_gate [K/W]',
    'rectification_source_drain [1]',
  ])
    expect(header).toContain(column)
  const json = JSON.parse((await run(['sweep', transistor, ...over, '--figures', '--json'])).stdout)
  const gain = json.figures.find(({ name }: { name: string }) => name === 'maximum_gain_drain_gate')
  expect(gain).toMatchObject({ unit: '1', method: 'refined' })
  expect(json.dataset.data_vars.gain_drain_gate.attrs.long_name).toContain('gain dQ_drain/dP_gate')
})

it('response prints the small-signal response, and says what it cannot do', async () => {
  const drive = ['--drive', 'heat.signal.power']
  const { code, stdout, stderr } = await run([
    'response',
    bolometer,
    ...drive,
    '--frequency',
    '1 kHz:10 MHz:5',
    '--json',
  ])
  expect(code).toBe(0)
  const { timeConstants, dataset } = JSON.parse(stdout)
  expect(dataset.coords.frequency.data).toEqual([1e3, 1e4, 1e5, 1e6, 1e7].map((f) => expect.closeTo(f, 3)))
  const { data } = dataset.data_vars.T_absorber_abs
  // One island: |dT/dP| = R/sqrt(1 + (omega tau)^2)
  const size = (f: number) => 1 / Math.hypot(1, 2 * Math.PI * f * timeConstants[0])
  expect(data[4] / data[0]).toBeCloseTo(size(1e7) / size(1e3), 9)
  expect(stderr).toContain('time constants')
  for (const [argv, message] of [
    [['--drive', 'heat.signl.power'], 'heat.signal'],
    [[...drive, '--frequency', '1 K'], '--frequency'],
    [[...drive, '--frequency', '-1 Hz'], '--frequency'],
    [['--drive', 'islands.absorber.temperature'], 'has no value'],
  ] as const) {
    const failed = await run(['response', bolometer, ...argv])
    expect([failed.code, failed.stdout]).toEqual([2, ''])
    expect(failed.stderr).toContain(message)
  }
  const bare = await run([
    'response',
    'examples/photonic-refrigerator.yaml',
    '--drive',
    'heat.cooler.voltage',
    '--set',
    'materials.Cu.sommerfeldCoefficient=98 J m^-3 K^-2',
  ])
  expect(bare.code).toBe(0)
})

it.each([
  ['branches', 'examples/thermal-memory.yaml', '--slices', '5000'],
  ['transient', bolometer, '--drive', 'heat.signal.power=sine:1 fW:1 fW:1 GHz', '--until', '1 s'],
  ['sweep', transistor, '--over', 'heat.heater.power=3.3 fW:3.5 fW:4000', '--figures', '--workers', '1'],
])('%s stops when it is interrupted, with 130 and no file', async (...argv) => {
  const folder = mkdtempSync(join(tmpdir(), 'caloritron-'))
  const controller = new AbortController()
  const stopped = run([...argv, '--out', join(folder, 'table.json')], { signal: controller.signal })
  setTimeout(() => controller.abort(), 300)
  const { code, stdout, stderr } = await stopped
  expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
  expect(stderr).toContain('interrupted')
  expect(readdirSync(folder)).toEqual([])
})

it('draws what the thermometer shows against what heats', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'caloritron-'))
  const file = join(folder, 'trace.svg')
  const argv = ['sweep', 'examples/dey2023-measured.yaml', '--over', 'heat.heater.voltage=0 uV:450 uV:5', '--out', file]
  expect((await run(argv)).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toContain('thermometer')
})
