import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { checkDataset, columnData } from '../../src/study/dataset.js'
import { meanTransmission } from '../../src/study/meanTransmission.js'
import { transmissionSpectrum } from '../../src/study/transmission.js'
import { exampleDevice, exampleModel } from './devices.js'

describe('transmissionSpectrum', () => {
  const model = exampleModel('dey2023-ndtc')
  const point = solve(model)
  const dataset = transmissionSpectrum(model, point.temperatures, { points: 2001 })
  const data = (name: string): Float64Array => columnData(dataset, name) as Float64Array

  it('is a dataset over frequency', () => {
    checkDataset(dataset)
    expect(Object.keys(dataset.variables)).toEqual([
      'tau_source_drain',
      'q_source_drain',
      'Z_source_cu_re',
      'Z_source_cu_im',
      'Z_source_ti_re',
      'Z_source_ti_im',
      'Z_drain_cu_re',
      'Z_drain_cu_im',
    ])
    for (const tau of data('tau_source_drain')) {
      expect(tau).toBeGreaterThanOrEqual(0)
      expect(tau).toBeLessThanOrEqual(1)
    }
  })

  it('has the loop formula at every frequency, Eq. (2)', () => {
    const names = ['Z_source_cu_re', 'Z_source_ti_re', 'Z_drain_cu_re', 'Z_source_ti_im']
    const [copper, film, opposite, inductive] = names.map(data)
    for (const [k, tau] of data('tau_source_drain').entries()) {
      const source = copper![k]! + film![k]!
      const drain = opposite![k]!
      const reactance = inductive![k]!
      expect(tau / ((4 * source * drain) / ((source + drain) ** 2 + reactance ** 2))).toBeCloseTo(1, 12)
    }
  })

  it('has a heat density whose integral is the photonic heat', () => {
    const f = data('frequency')
    const q = data('q_source_drain')
    // Trapezoid rule in ln f; the heat below the grid is 1e-3 of the thermal range.
    let sum = q[0]! * f[0]!
    for (let k = 1; k < f.length; k++)
      sum += 0.5 * (q[k]! * f[k]! + q[k - 1]! * f[k - 1]!) * Math.log(f[k]! / f[k - 1]!)
    expect(sum / point.heat[0]!.power).toBeCloseTo(1, 4)
  })

  it('refuses what makes no sense', () => {
    expect(() => transmissionSpectrum(model, { source: 0.3 })).toThrow(
      /temperature of drain: must be a positive number/,
    )
    expect(() => transmissionSpectrum(model, point.temperatures, { from: 2, to: 1 })).toThrow(
      /must be positive and rising/,
    )
    expect(() => transmissionSpectrum(model, point.temperatures, { points: 1 })).toThrow(/at least 2, got 1/)
  })
})

describe('meanTransmission', () => {
  it('is tau_0 for resistors, up to any cut-off', () => {
    const { value, status } = meanTransmission(
      exampleModel('matched-resistors', { 'circuit.source.resistance': 150 }),
      { source: 0.3, drain: 0.03 },
      { cutoff: 1e11 },
    )
    expect(status).toBe('converged')
    expect(value).toBeCloseTo(0.75, 12)
  })

  it('says what it needs', () => {
    const resistors = exampleModel('matched-resistors')
    const temperatures = { source: 0.3, drain: 0.03 }
    expect(() => meanTransmission(resistors, temperatures)).toThrow(/cut-off must be positive, got 0/)
    expect(() => meanTransmission(resistors, temperatures, { between: ['source', 'sink'] })).toThrow(/source, drain/)
    const device = exampleDevice('matched-resistors')
    const { source } = device.circuit
    expect(() => meanTransmission(compile({ ...device, circuit: { source: source! } }), temperatures)).toThrow(
      /needs two islands/,
    )
  })
})
