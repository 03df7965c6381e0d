import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { run } from './run.js'

const memory = 'examples/thermal-memory.yaml'
const bolometer = 'examples/bolometer.yaml'

it('branches tells folds on stderr and as data', async () => {
  const { code, stdout, stderr } = await run(['branches', memory, '--over', 'heat.heater.power=0 fW:4 fW', '--json'])
  expect(code).toBe(0)
  const { status, branches, specialPoints, dataset } = JSON.parse(stdout)
  expect({ status, branches }).toEqual({ status: 'converged', branches: 2 })
  expect(specialPoints[0]).toMatchObject({ kind: 'fold', branch: 0 })
  expect(dataset).toBeTypeOf('object')
  expect(stderr).toContain('fold on branch 0 at heat.heater.power = 2.02953 fW')
})

it('transient prints a table in time', async () => {
  const drive = 'heat.signal.power=pulse:0 fW:5 fW:1 us:2 us'
  const { code, stdout, stderr } = await run(['transient', bolometer, '--drive', drive, '--until', '10 us'])
  expect(code).toBe(0)
  expect(stdout).toContain('T_absorber [K]')
  expect(stderr).toMatch(/at 10 [µu]s: T_absorber = /)
})

it('transient takes a table, writes a run, and goes on from it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'caloritron-'))
  const table = join(folder, 'ramp.csv')
  writeFileSync(table, 't [us], value [fW]\n0, 0\n2, 5\n2, 1\n10, 1\n')
  const drive = ['--drive', `heat.signal.power=table:${table}`]
  for (const format of ['json', 'csv']) {
    const first = join(folder, `first.${format}`)
    const begun = await run(['transient', bolometer, ...drive, '--until', '3 us', '--out', first])
    expect(begun.code).toBe(0)
    const { code, stdout } = await run([
      'transient',
      bolometer,
      ...drive,
      '--until',
      '10 us',
      '--resume',
      first,
      '--json',
    ])
    expect(code).toBe(0)
    const { dataset } = JSON.parse(stdout)
    expect(dataset.coords.time.data[0]).toBe(3e-6)
    // 5 fJ/s over 2 us on average half, then 1 fW for 8 us.
    expect(dataset.data_vars.E_P_signal.data.at(-1) / (5e-15 * 1e-6 + 1e-15 * 8e-6)).toBeCloseTo(1, 9)
    const early = await run(['transient', bolometer, '--until', '2 us', '--resume', first])
    expect([early.code, early.stderr]).toEqual([2, expect.stringContaining('must be after 3 µs')])
  }
  const wrong = await run(['transient', bolometer, '--until', '2 us', '--resume', table])
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('holds no state')])
  writeFileSync(table, 't [us], value [fW]\n2, 0\n0, 5\n')
  const unsorted = await run(['transient', bolometer, ...drive, '--until', '3 us'])
  expect([unsorted.code, unsorted.stderr]).toEqual([2, expect.stringContaining('ramp.csv:3')])
})

it.each([
  [['branches', memory, '--over', 'heat.heater.power=0 fW:4 fW:9'], 'must be PATH=FROM:TO'],
  [['branches', memory, '--over', 'heat.heter.power=0 fW:4 fW'], 'heat.heater'],
  [['branches', memory, '--slices', '1'], '--slices'],
  [['transient', bolometer, '--until', '10 K'], '--until'],
  [['transient', bolometer, '--until', '1 us', '--drive', 'heat.signal.power=ramp:1:2'], 'step:BEFORE:AFTER:TIME'],
  [['transient', bolometer, '--until', '1 us', '--drive', 'phonons=sine:1 mK:5 mK:1 MHz'], 'phonons'],
  [['transient', bolometer, '--until', '1 us', '--initial', 'drain=1 K'], 'absorber'],
])('%j ends with 2 and the remedy', async (argv, message) => {
  const { code, stdout, stderr } = await run(argv)
  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain(message)
})
