import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import type { Device } from '../../src/device/device.js'
import { setPath } from '../../src/device/setPath.js'
import { createTables } from '../../src/physics/tables.js'
import { extremes } from '../../src/study/extremes.js'
import { figuresOfMerit, heatFromIslands } from '../../src/study/figuresOfMerit.js'
import { rectification } from '../../src/study/rectification.js'
import { sweep } from '../../src/study/sweep.js'
import { maximumGain, transistorGain } from '../../src/study/transistorGain.js'
import { findBranches } from '../../src/thermal/branches.js'
import { sweepSlowly } from '../../src/thermal/hysteresis.js'
import { findSteadyStates } from '../../src/thermal/steadyStates.js'
import { simulate } from '../../src/thermal/transient.js'
import { pulseWaveform } from '../../src/thermal/waveform.js'
import { boltzmann, elementaryCharge, reducedPlanck } from '../../src/units/constants.js'
import { exampleDevice, exampleModel } from '../study/devices.js'

/** π k_B²/(12 ħ) [W/K²]. */
const quantum = (Math.PI * boltzmann ** 2) / (12 * reducedPlanck)

/** Heat networks of a device over one of its paths. */
function family(device: Device, path: string) {
  const tables = createTables()
  return { at: (value: number) => compile(setPath(device, path, value), { tables }).heatNetwork }
}

describe('thermal-rectifier', () => {
  const device = exampleDevice('thermal-rectifier')

  it('sends the quantum of heat forward, and backward no more than photons beyond twice the gap carry', () => {
    const { forward, backward, ratio } = rectification(device, ['film', 'metal'], 0.45, 0.03)
    // The film has 30 uohm cm * 4 um/(480 nm * 25 nm) = 100 ohm: matched.
    expect(Math.abs(forward / (quantum * (0.45 ** 2 - 0.03 ** 2)) - 1)).toBeLessThan(1e-9)
    // ∫_{2Δ}^∞ ħω n dω/2π = ((kT)²/(2πħ)) Σ e^{−kx}(x/k + 1/k²), x = 2Δ/(k_B T)
    const x = (2 * 1.763876989 * 0.4) / 0.45
    let bound = 0
    for (let k = 1; k < 60; k++) bound += Math.exp(-k * x) * (x / k + 1 / k ** 2)
    bound *= (boltzmann * 0.45) ** 2 / (2 * Math.PI * reducedPlanck)
    expect(backward).toBeGreaterThan(0)
    expect(backward).toBeLessThan(bound)
    expect(ratio).toBeGreaterThan(forward / bound)
    expect(ratio).toBeGreaterThan(10)
  })

  it('does not rectify between normal electrodes', () => {
    const normal = setPath(device, 'materials.Ti.criticalTemperature', 0)
    expect(rectification(normal, ['film', 'metal'], 0.45, 0.03).ratio).toBeCloseTo(1, 10)
  })
})

describe('photonic-refrigerator', () => {
  it('cools the remote resistor to where its photons take what its phonons bring', async () => {
    const model = exampleModel('photonic-refrigerator')
    const point = solve(model)
    const { cooled, remote } = point.temperatures as { cooled: number; remote: number }
    expect(cooled).toBeLessThan(remote)
    expect(remote).toBeLessThan(0.09)
    // Matched: π k_B²/(12ħ) (T_r² − T_c²) = Σ V (T_p⁵ − T_r⁵)
    const photons = quantum * (remote ** 2 - cooled ** 2)
    const phonons = 2e9 * 1e-20 * (0.1 ** 5 - remote ** 5)
    expect(Math.abs(photons / phonons - 1)).toBeLessThan(1e-9)
    const figures = figuresOfMerit(model, point)
    const power = figures.find(({ symbol }) => symbol === 'P_cool')!
    // All heat that arrives in the cooled island leaves it through the junctions.
    expect(Math.abs(power.value / (photons + 2e9 * 1e-20 * (0.1 ** 5 - cooled ** 5)) - 1)).toBeLessThan(1e-9)
    // Bound: the best junction at any temperature takes 0.0615 Δ²/(e² R).
    const gap = 1.763876989 * boltzmann * 1.2
    expect(power.value).toBeLessThan((2 * 0.0615 * gap ** 2) / (elementaryCharge ** 2 * 2000))
    const curve = await sweep(model, { 'heat.cooler.voltage': { from: 0, to: 420e-6, points: 43 } })
    const { minimum, minimumRow } = extremes(curve, 'T_remote')
    expect(minimum).toBeLessThan(remote + 1e-3)
    // Below the gap 2 Δ/e = 364.8 uV
    expect(minimumRow * 10).toBeGreaterThan(320)
    expect(minimumRow * 10).toBeLessThan(365)
  })
})

describe('thermal-transistor', () => {
  const device = exampleDevice('thermal-transistor')
  const terminals = { path: 'heat.heater.power', gate: 'gate', drain: 'drain' }
  const fine = Array.from({ length: 61 }, (_, i) => 3.35e-15 + i * 1e-18)

  it('amplifies ten times, the same way up and down', () => {
    const best = maximumGain(transistorGain(device, terminals, fine))
    expect(best.gain).toBeLessThan(-9)
    expect(best.temperatures.gate).toBeGreaterThan(0.39)
    expect(best.temperatures.gate).toBeLessThan(0.4)
    const down = maximumGain(transistorGain(device, terminals, fine.toReversed()))
    expect(down.drive).toBe(best.drive)
    expect(Math.abs(down.gain / best.gain - 1)).toBeLessThan(1e-4)
  })

  it('has the gain that differences of its operating points give', () => {
    const [found] = transistorGain(device, terminals, [3.3e-15])
    const drainHeat = (power: number) =>
      heatFromIslands(
        solve(compile(setPath(device, terminals.path, power)), { initialTemperatures: found!.temperatures }),
        'drain',
      )
    const h = 2e-18
    const slope =
      (8 * (drainHeat(3.3e-15 + h) - drainHeat(3.3e-15 - h)) -
        (drainHeat(3.3e-15 + 2 * h) - drainHeat(3.3e-15 - 2 * h))) /
      (12 * h)
    expect(found!.gain).toBeLessThan(-1)
    expect(Math.abs(found!.gain / slope - 1)).toBeLessThan(1e-4)
  })

  it('loses its gain with a colder source, and its single state with a hotter one', () => {
    const colder = setPath(device, 'islands.source.temperature', 0.7)
    const coarse = Array.from({ length: 41 }, (_, i) => 1.5e-15 + i * 0.1e-15)
    expect(Math.abs(maximumGain(transistorGain(colder, terminals, coarse)).gain)).toBeLessThan(1)
    const hotter = setPath(device, 'islands.source.temperature', 1)
    const { branches } = findBranches(family(hotter, terminals.path), [0, 5e-15], {
      kinks: [{ island: 'gate', temperature: 0.4 }],
    })
    expect(branches.flatMap(({ points }) => points.filter(({ fold }) => fold)).length).toBeGreaterThanOrEqual(1)
  })
})

describe('thermal-memory', () => {
  const device = exampleDevice('thermal-memory')
  const kinks = [{ island: 'film', temperature: 0.4 }]

  it('has two stable states and an unstable one without power', () => {
    const states = findSteadyStates(compile(device).heatNetwork, { kinks })
    expect(states).toHaveLength(3)
    const labels = states
      .map(([film]) => film!)
      .sort((a, b) => a - b)
      .map((film) => solve(compile(device), { initialTemperatures: { film } }).stability)
    expect(labels).toEqual(['stable', 'unstable', 'stable'])
    // The normal film is a resistor: its balance is elementary but for the choke, which only takes heat away.
    const hot = Math.max(...states.map(([film]) => film!))
    const resistance = (3e-7 * 3e-7) / (50e-9 * 25e-9)
    const tau = (4 * 20 * resistance) / (20 + resistance) ** 2
    const phonons = 1.3e9 * 3e-7 * 50e-9 * 25e-9 * (hot ** 5 - 0.03 ** 5)
    expect(phonons).toBeLessThan(tau * quantum * (1 - hot ** 2))
  })

  it('keeps the hot state after a heating sweep: hysteresis', () => {
    const up = Array.from({ length: 21 }, (_, i) => (i * 10e-15) / 20)
    const readings = sweepSlowly(family(device, 'heat.heater.power'), [...up, ...up.toReversed()], {
      initialTemperatures: { film: 0.05 },
      kinks,
    })
    const film = readings.map(({ point }) => point.temperatures.film!)
    expect(film[0]).toBeLessThan(0.3)
    expect(film.at(-1)).toBeGreaterThan(0.4)
    expect(readings.flatMap(({ jumps }) => jumps)).toHaveLength(1)
  })

  it('is written by a pulse that lasts long enough, and not by a short one', () => {
    const tables = createTables()
    const networkAt = ([power]: readonly number[]) =>
      compile(setPath(device, 'heat.heater.power', power!), { tables }).heatNetwork
    const cold = solve(compile(device), { initialTemperatures: { film: 0.05 } })
    const filmAfter = (length: number) =>
      simulate({ at: networkAt, drives: [pulseWaveform(0, 15e-15, 1e-8, length)] }, 2e-5, {
        initialTemperatures: { film: cold.temperatures.film! },
      }).temperatures.film!.at(-1)!
    expect(filmAfter(5e-6)).toBeGreaterThan(0.4)
    expect(filmAfter(1e-9)).toBeLessThan(0.3)
  })
})

describe('bolometer', () => {
  const device = exampleDevice('bolometer')
  const model = compile(device)
  const point = solve(model)
  const figures = Object.fromEntries(figuresOfMerit(model, point).map(({ symbol, value }) => [symbol, value]))
  const T = point.temperatures.absorber!

  it('has the conductance of its phonons but for the thermometer', () => {
    const phonons = 5 * 2e9 * 2e-20 * T ** 4
    expect(figures.G! / phonons).toBeGreaterThan(0.99)
    expect(figures.G! / phonons).toBeLessThan(1.1)
    expect(figures.C).toBeCloseTo(97.7 * 2e-20 * T, 24)
    expect(figures.NEP! ** 2).toBeCloseTo(4 * boltzmann * T * T * figures.G!, 45)
    expect(point.timeConstants[0]! / figures.tau!).toBeCloseTo(1, 10)
  })

  it('answers a weak pulse with an exponential of C/G and conserves its energy', () => {
    const tables = createTables()
    const networkAt = ([power]: readonly number[]) =>
      compile(setPath(device, 'heat.signal.power', power!), { tables }).heatNetwork
    const tau = figures.tau!
    const energy = 1e-3 * figures.C! * T
    const length = tau / 1000
    const result = simulate({ at: networkAt, drives: [pulseWaveform(0, energy / length, 0, length)] }, 4 * tau, {
      initialTemperatures: { absorber: T },
      outputTimes: [length, tau, 2 * tau, 3 * tau],
      relativeTolerance: 1e-9,
    })
    const rise = result.temperatures.absorber!.map((value) => value - T)
    // E = C ΔT, and later e^{−t/τ}; second order in ΔT/T = 1e-3, and the pulse takes τ/1000.
    expect(rise[0]! / (energy / figures.C!)).toBeCloseTo(1, 2)
    for (const k of [1, 2, 3]) expect(rise[k]! / (rise[0]! * Math.exp(-k))).toBeCloseTo(1, 1.5)
    const signal = result.flows.find(({ channel }) => channel === 'heater')!
    expect(signal.energy / energy).toBeCloseTo(1, 9)
  })
})
