import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { getPath } from '../../src/device/getPath.js'
import { setPath } from '../../src/device/setPath.js'
import { checkDataset, type Dataset, findVariable } from '../../src/study/dataset.js'
import { solveSensitivity } from '../../src/study/sensitivity.js'
import { thermalResponse } from '../../src/study/thermalResponse.js'
import { transient } from '../../src/study/transientRun.js'
import { sineWaveform } from '../../src/thermal/waveform.js'
import { exampleDevice } from './devices.js'

const column = (dataset: Dataset, name: string) => dataset.variables[name]!.data as Float64Array

describe('thermalResponse', () => {
  it('of an island that cools to phonons is 1/(G + iωC), G = 5 Σ V T⁴, C = γ V T', () => {
    const { thermometer: _, ...heat } = exampleDevice('bolometer').heat
    const model = compile({ ...exampleDevice('bolometer'), heat })
    const point = solve(model)
    const T = point.temperatures.absorber!
    const [volume, sigma, gamma] = [2e-20, 2e9, 97.7]
    const G = 5 * sigma * volume * T ** 4
    const C = gamma * volume * T
    const frequencies = [0, 1e3, 3e4, 1e6, 1e9]
    const response = thermalResponse(model, point, 'heat.signal.power', frequencies)
    checkDataset(response)
    for (const [k, frequency] of frequencies.entries()) {
      const omega = 2 * Math.PI * frequency
      const size = G * G + (omega * C) ** 2
      expect(Math.abs(column(response, 'T_absorber_re')[k]! / (G / size) - 1)).toBeLessThan(1e-11)
      expect(Math.abs(column(response, 'T_absorber_im')[k]! + (omega * C) / size)).toBeLessThan(1e-11 / Math.sqrt(size))
      expect(column(response, 'T_absorber_phase')[k]).toBeCloseTo(Math.atan2(-omega * C, G), 11)
    }
    expect(response.variables.T_absorber_abs!.unit).toBe('K/W')
  })

  it.each(['heat.heater.voltage', 'phonons', 'heat.thermometer.current'])(
    'to %s at rest is the slope of the steady state',
    (path) => {
      const device = exampleDevice('dey2023-measured')
      const model = compile(device)
      const value = getPath(device, path)
      const response = thermalResponse(model, solve(model), path, [0])
      const { temperatureSlopes } = solveSensitivity(device, path, value, 1e-3 * value)!
      for (const island of ['source', 'drain'])
        expect(Math.abs(column(response, `T_${island}_re`)[0]! / temperatureSlopes[island]! - 1)).toBeLessThan(1e-6)
      const read = (at: number) => {
        const changed = compile(setPath(device, path, at))
        const temperatures = solve(changed).temperatures
        return changed.readings
          .find(({ symbol }) => symbol === 'V')!
          .evaluate(Float64Array.of(temperatures.drain!, changed.device.phonons))
      }
      const h = 1e-3 * value
      const slope = (8 * (read(value + h) - read(value - h)) - (read(value + 2 * h) - read(value - 2 * h))) / (12 * h)
      expect(Math.abs(column(response, 'V_thermometer_re')[0]! / slope - 1)).toBeLessThan(1e-4)
      expect(column(response, 'T_drain_im')[0]).toBeCloseTo(0, 20)
    },
  )

  it('is what a transient with a small sine shows', async () => {
    const device = exampleDevice('dey2023-ndtc')
    const model = compile(device)
    const path = 'heat.heater.power'
    const point = solve(model)
    const amplitude = 1e-16
    for (const frequency of [2e4, 2e5]) {
      const response = thermalResponse(model, point, path, [frequency])
      const periods = frequency > 1e5 ? 12 : 4
      const until = periods / frequency
      const run = await transient(model, {
        drives: { [path]: sineWaveform(1.5e-12, amplitude, frequency) },
        until,
        relativeTolerance: 1e-10,
      })
      const times = findVariable(run, 'time').data as Float64Array
      for (const island of ['source', 'drain']) {
        const T = column(run, `T_${island}`)
        // After many time constants, sin and cos part over the last period, by the trapezoid rule on the steps.
        let [sine, cosine] = [0, 0]
        const value = (k: number) => T[k]! - point.temperatures[island]!
        for (let k = 1; k < times.length; k++) {
          if (times[k - 1]! < until - 1 / frequency - 1e-12) continue
          const step = times[k]! - times[k - 1]!
          for (const j of [k - 1, k]) {
            const phase = 2 * Math.PI * frequency * times[j]!
            sine += step * frequency * value(j) * Math.sin(phase)
            cosine += step * frequency * value(j) * Math.cos(phase)
          }
        }
        const re = column(response, `T_${island}_re`)[0]!
        const im = column(response, `T_${island}_im`)[0]!
        const scale = Math.hypot(re, im)
        expect(Math.abs(sine / amplitude - re) / scale).toBeLessThan(0.02)
        expect(Math.abs(cosine / amplitude - im) / scale).toBeLessThan(0.02)
      }
    }
  })

  it('says what it cannot do', () => {
    const device = exampleDevice('bolometer')
    const model = compile(device)
    const point = solve(model)
    expect(() => thermalResponse(model, point, 'islands.absorber.temperature', [1])).toThrow('has no value')
    expect(() => thermalResponse(model, point, 'heat.signal.power', [-1])).toThrow('frequencies')
    expect(() => thermalResponse(model, point, 'heat.signal.powr', [1])).toThrow('heat.signal.power')
    const bare = compile(exampleDevice('photonic-refrigerator'))
    expect(() => thermalResponse(bare, solve(bare), 'heat.cooler.voltage', [1])).not.toThrow()
    const linked = compile(exampleDevice('three-terminal-star'))
    expect(linked.heatNetwork.free.length).toBeGreaterThanOrEqual(0)
  })
})
