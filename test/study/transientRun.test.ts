import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { setPath } from '../../src/device/setPath.js'
import { checkDataset, findVariable } from '../../src/study/dataset.js'
import { transient } from '../../src/study/transientRun.js'
import { sineWaveform, stepWaveform } from '../../src/thermal/waveform.js'
import { exampleDevice } from './devices.js'

const path = 'heat.signal.power'

describe('transient', () => {
  const device = exampleDevice('bolometer')
  const model = compile(device)
  const after = solve(compile(setPath(device, path, 5e-15)))
  const until = 1e-6 + 40 * after.timeConstants[0]!
  const run = transient(model, { drives: { [path]: stepWaveform(0, 5e-15, 1e-6) }, until })
  const column = (name: string) => findVariable(run, name).data as Float64Array

  it('starts at one operating point and settles to the other', () => {
    checkDataset(run)
    expect(run.attributes.status).toBe('converged')
    expect(column('T_absorber')[0]).toBe(solve(model).temperatures.absorber)
    expect(Math.abs(column('T_absorber').at(-1)! / after.temperatures.absorber! - 1)).toBeLessThan(1e-6)
    expect(column('time').at(-1)).toBe(until)
    expect(column(path)[0]).toBe(0)
    expect(column(path).at(-1)).toBe(5e-15)
  })

  it('keeps account of the energy', () => {
    const brought = column('E_P_signal').at(-1)!
    expect(Math.abs(brought / (5e-15 * (until - 1e-6)) - 1)).toBeLessThan(1e-9)
    expect(Math.max(...column('energy_residual'))).toBeLessThan(1e-12 * brought)
  })

  it('shows what the thermometer shows', () => {
    const voltage = column('V_thermometer')
    expect(voltage.at(-1)).toBeLessThan(voltage[0]!)
  })

  it('refuses a drive that the path cannot have, islands that there are not, and an end before the start', () => {
    const drives = { 'circuit.none.length': stepWaveform(0, 1, 0) }
    expect(() => transient(model, { drives, until: 1 })).toThrow('circuit')
    expect(() => transient(model, { drives: { phonons: sineWaveform(0.01, 0.05, 1e6) }, until: 1e-5 })).toThrow(
      /drive of phonons/,
    )
    expect(() => transient(model, { drives: {}, until: 1, initialTemperatures: { drain: 1 } })).toThrow('absorber')
    expect(() => transient(model, { drives: {}, until: 0 })).toThrow('until')
  })
})
