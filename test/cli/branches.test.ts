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
