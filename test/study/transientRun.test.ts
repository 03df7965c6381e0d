import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { setPath } from '../../src/device/setPath.js'
import { checkDataset, findVariable } from '../../src/study/dataset.js'
import { transient } from '../../src/study/transientRun.js'
import { sineWaveform, stepWaveform } from '../../src/thermal/waveform.js'
import { exampleDevice } from './devices.js'

const path = 'heat.signal.power'

describe('transient', async () => {
  const device = exampleDevice('bolometer')
  const model = compile(device)
  const after = solve(compile(setPath(device, path, 5e-15)))
  const until = 1e-6 + 40 * after.timeConstants[0]!
  const run = await transient(model, { drives: { [path]: stepWaveform(0, 5e-15, 1e-6) }, until })
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

  it('goes on from a run as if it had never stopped', async () => {
    const drives = { [path]: stepWaveform(0, 5e-15, 1e-6) }
    const times = column('time')
    // The end of a step: stopping there changes no step.
    const middle = times[Math.floor(times.length / 2)]!
    const first = await transient(model, { drives, until: middle })
    const second = await transient(model, { drives, until, resume: JSON.parse(JSON.stringify(first)) })
    const end = findVariable(second, 'T_absorber').data as Float64Array
    expect(findVariable(second, 'time').data[0]).toBe(middle)
    expect(Math.abs(end.at(-1)! / column('T_absorber').at(-1)! - 1)).toBeLessThan(1e-9)
    for (const name of ['E_P_signal', 'H_absorber']) {
      const continued = findVariable(second, name).data as Float64Array
      expect(continued[0]).toBe((findVariable(first, name).data as Float64Array).at(-1))
      expect(Math.abs(continued.at(-1)! / column(name).at(-1)! - 1)).toBeLessThan(1e-6)
    }
    expect(Math.max(...(findVariable(second, 'energy_residual').data as Float64Array))).toBeLessThan(1e-25)
    await expect(transient(model, { drives, until, resume: first, start: 0 })).rejects.toThrow('leave out start')
    const other = compile(exampleDevice('dey2023-ndtc'))
    await expect(transient(other, { drives: {}, until, resume: first })).rejects.toThrow('same free islands')
  })

  it('stops when asked to', async () => {
    const controller = new AbortController()
    const stopped = transient(model, {
      drives: { [path]: sineWaveform(1e-15, 1e-15, 1e9) },
      until: 1,
      signal: controller.signal,
    })
    const begin = performance.now()
    setTimeout(() => controller.abort(new Error('enough')), 50)
    await expect(stopped).rejects.toThrow('enough')
    expect(performance.now() - begin).toBeLessThan(1000)
  })

  it('refuses a drive that the path cannot have, islands that there are not, and an end before the start', async () => {
    const drives = { 'circuit.none.length': stepWaveform(0, 1, 0) }
    await expect(transient(model, { drives, until: 1 })).rejects.toThrow('circuit')
    await expect(transient(model, { drives: { phonons: sineWaveform(0.01, 0.05, 1e6) }, until: 1e-5 })).rejects.toThrow(
      /drive of phonons/,
    )
    await expect(transient(model, { drives: {}, until: 1, initialTemperatures: { drain: 1 } })).rejects.toThrow(
      'absorber',
    )
    await expect(transient(model, { drives: {}, until: 0 })).rejects.toThrow('until')
  })
})
