import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { setPath } from '../../src/device/setPath.js'
import { findNdtc } from '../../src/study/ndtc.js'
import { takeReadings } from '../../src/study/readings.js'
import { sweep } from '../../src/study/sweep.js'
import { exampleDevice, exampleModel } from '../study/devices.js'

const data = (dataset: Awaited<ReturnType<typeof sweep>>, name: string) => dataset.variables[name]!.data as Float64Array

describe('dey2023-measured', () => {
  it('shows the cooling of the drain as a rise of the thermometer voltage', async () => {
    const model = exampleModel('dey2023-measured')
    const trace = await sweep(model, { 'heat.heater.voltage': { from: 0, to: 450e-6, points: 46 } })
    const voltage = data(trace, 'V_thermometer')
    const temperature = data(trace, 'T_drain')
    const responsivity = data(trace, 'dVdT_thermometer')
    const [fall] = findNdtc(trace, { response: 'T_drain' })
    // The thermometer carries heat itself, so that the drop differs from 1.143 mK without it.
    expect(fall!.drop).toBeGreaterThan(1.14e-3)
    expect(fall!.drop).toBeLessThan(1.6e-3)
    // P = V_h²/(4 R_h), R_h = 10 kOhm: the interval of the bare device, 1.633 to 2.265 pW, but for the thermometer
    const power = (volts: number) => volts ** 2 / 4e4
    expect(power(fall!.onset.drive)).toBeGreaterThan(1.55e-12)
    expect(power(fall!.onset.drive)).toBeLessThan(1.65e-12)
    expect(power(fall!.end.drive)).toBeCloseTo(2.2646e-12, 14)
    // The lead stays at the bath: V is a function of T_drain alone, which falls.
    for (let i = 1; i < voltage.length; i++) {
      const dT = temperature[i]! - temperature[i - 1]!
      const slope = (voltage[i]! - voltage[i - 1]!) / dT
      expect(slope).toBeLessThan(0)
      if (Math.abs(dT) < 2e-3) expect(Math.abs(slope / responsivity[i]! - 1)).toBeLessThan(2e-3)
    }
  })

  it('reads a voltage that the drain held at that temperature gives, too', () => {
    const device = exampleDevice('dey2023-measured')
    const free = compile(device)
    const point = solve(free)
    const held = compile(setPath(device, 'islands.drain.temperature', point.temperatures.drain!))
    const [a] = takeReadings(free, point.temperatures)
    const [b] = takeReadings(held, solve(held).temperatures)
    expect(b).toEqual(a)
    expect(a!.symbol).toBe('V')
  })

  it('is the sub-gap voltage of I ≈ √(2π k_B T Δ) sinh(eV/k_B T) e^{−Δ/k_B T}/(e R) without broadening', () => {
    const T = 0.15
    const device = setPath(
      setPath(exampleDevice('dey2023-measured'), 'heat.thermometer.relativeBroadening', 0),
      'islands.drain.temperature',
      T,
    )
    const model = compile(device)
    const [voltage] = takeReadings(model, solve(model).temperatures)
    const [k, e] = [1.380649e-23, 1.602176634e-19]
    const gap = 1.763876989 * k * 1.2
    const t = (k * T) / gap
    // Leading terms of the Bessel function K₁(1/t)
    const factor = Math.sqrt(2 * Math.PI * t) * (1 + (3 / 8) * t - (15 / 128) * t * t)
    const wanted = 2 * ((k * T) / e) * Math.asinh((5e-12 * e * 1e5 * Math.exp(1 / t)) / (gap * factor))
    expect(Math.abs(voltage!.value / wanted - 1)).toBeLessThan(1e-3)
  })
})

describe('dey2023-leaks', () => {
  const drive = { 'heat.heater.power': { from: 0, to: 4e-12, points: 21 } }

  it('loses the negative differential conductance to quasiparticles in aluminium lines', async () => {
    const curve = await sweep(exampleModel('dey2023-leaks'), drive)
    expect(findNdtc(curve, { response: 'T_drain', refine: false })).toEqual([])
    const [source, drain] = [data(curve, 'T_source'), data(curve, 'T_drain')]
    // At 2 pW the drain is within 1 % of the source, instead of at 0.152 K.
    expect(source[10]! - drain[10]!).toBeLessThan(0.01 * source[10]!)
    expect(drain[10]).toBeGreaterThan(0.35)
  })

  it('keeps 0.92 of 1.14 mK with lines of the gap of niobium', async () => {
    const curve = await sweep(exampleModel('dey2023-leaks', { 'materials.Al.criticalTemperature': 9.2 }), drive)
    const [fall] = findNdtc(curve, { response: 'T_drain' })
    expect(fall!.drop).toBeCloseTo(0.9202e-3, 6)
  })
})
