import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildHeatNetwork } from '../../src/thermal/heatNetwork.js'
import { smallSignalResponse } from '../../src/thermal/smallSignal.js'
import { describeOperatingPoint, solveBalance } from '../../src/thermal/solveBalance.js'
import { findSteadyStates } from '../../src/thermal/steadyStates.js'
import type { TransientState } from '../../src/thermal/transient.js'
import { simulate } from '../../src/thermal/transient.js'
import { constantWaveform, pulseWaveform, sineWaveform, stepWaveform } from '../../src/thermal/waveform.js'
import { randomNetwork } from './randomNetworks.js'
import { fallingPhotons, heater, link, photons, powerLaw } from './syntheticChannels.js'

const free = (name: string) => ({ name, fixedTemperature: null })
const baths = [{ name: 'phonons', temperature: 0.1 }]
const gammaV = 1e-18

/** Two islands, driven at one, with capacities C = gamma V T; the drain's jumps at 0.2 K. */
const device = ([power]: readonly number[]) =>
  buildHeatNetwork({
    islands: [free('source'), free('drain')],
    baths,
    channels: [
      heater('source', power),
      powerLaw('source', 'phonons', 1e-10, 5),
      photons('source', 'drain', 0.5),
      powerLaw('drain', 'phonons', 2e-12, 5),
    ],
    heatCapacities: [
      { island: 'source', element: 'wire', capacity: (t: number) => gammaV * t },
      { island: 'drain', element: 'wire', capacity: (t: number) => gammaV * t },
      {
        island: 'drain',
        element: 'film',
        capacity: (t: number) => gammaV * (t < 0.2 ? 2.43 * 0.2 * (t / 0.2) ** 3 : t),
      },
    ],
  })
/** Heat content of the drain by hand. */
const drainEnergy = (t: number) =>
  gammaV * ((t * t) / 2 + (t < 0.2 ? (2.43 * t ** 4) / (4 * 0.2 ** 2) : (2.43 * 0.2 ** 2) / 4 + (t * t - 0.04) / 2))

const cold = { source: 0.1, drain: 0.1 }

describe('one island in closed form', () => {
  // C = c T, outflow a (T^2 - Tb^2), power p: y = T^2 relaxes with the rate 2a/c to Tb^2 + p/a.
  const a = 1e-12
  const c = 1e-18
  const linear = ([power]: readonly number[]) =>
    buildHeatNetwork({
      islands: [free('x')],
      baths,
      channels: [heater('x', power), powerLaw('x', 'phonons', a, 2)],
      heatCapacities: [{ island: 'x', element: 'x', capacity: (t: number) => c * t }],
    })
  const rate = (2 * a) / c
  test('relaxation after a step', () => {
    const times = Array.from({ length: 21 }, (_, i) => (i * 3) / rate / 20)
    for (const relativeTolerance of [1e-4, 1e-6, 1e-9]) {
      const result = simulate({ at: linear, drives: [stepWaveform(0, 1e-13, 0)] }, 3 / rate, {
        initialTemperatures: { x: 0.1 },
        relativeTolerance,
        outputTimes: times,
      })
      expect(result.status).toBe('converged')
      expect(result.times).toEqual(times)
      for (const [i, t] of times.entries()) {
        const exact = Math.sqrt(0.01 + 0.1 * -Math.expm1(-rate * t))
        expect(Math.abs(result.temperatures.x[i] / exact - 1)).toBeLessThan(relativeTolerance)
      }
    }
  })
  test('a pulse that falls between two looks is not missed', () => {
    const result = simulate({ at: linear, drives: [pulseWaveform(0, 1e-9, 0.5, 1e-9)] }, 1, {
      initialTemperatures: { x: 0.1 },
    })
    const heat = result.flows.find((flow) => flow.channel === 'heater')!
    // The length of the pulse as numbers of 16 digits have it.
    expect(Math.abs(heat.energy / (1e-9 * (0.5 + 1e-9 - 0.5)) - 1)).toBeLessThan(1e-12)
    expect(Math.max(...result.temperatures.x)).toBeGreaterThan(1)
  })
  test('a sine: amplitude and phase as the small-signal response says', () => {
    const bias = 1e-13
    const frequency = rate / 7
    const point = solveBalance(linear([bias]))
    const [response] = smallSignalResponse(linear([bias]), point.temperatures, 'x', [frequency])
    const amplitude = 1e-18
    const periods = 12
    const times = Array.from({ length: 32 }, (_, i) => (periods + i / 32) / frequency)
    const result = simulate(
      { at: linear, drives: [sineWaveform(bias, amplitude, frequency)] },
      (periods + 1) / frequency,
      {
        initialTemperatures: point.temperatures,
        relativeTolerance: 1e-12,
        outputTimes: times,
      },
    )
    // The drive is Im e^{i omega t}: so is the response, R e^{i omega t}.
    let re = 0
    let im = 0
    for (const [i, t] of times.entries()) {
      const deviation = (result.temperatures.x[i] - point.temperatures.x) / amplitude
      re += (2 / 32) * deviation * Math.sin(2 * Math.PI * frequency * t)
      im += (2 / 32) * deviation * Math.cos(2 * Math.PI * frequency * t)
    }
    expect(Math.abs(re / response.re[0] - 1)).toBeLessThan(1e-4)
    expect(Math.abs(im / response.im[0] - 1)).toBeLessThan(1e-4)
    // One pole: R = 1/(G + i omega C).
    const t = point.temperatures.x
    const g = 2 * a * t
    const b = 2 * Math.PI * frequency * c * t
    expect(Math.abs(response.re[0] / (g / (g * g + b * b)) - 1)).toBeLessThan(1e-13)
    expect(Math.abs(response.im[0] / (-b / (g * g + b * b)) - 1)).toBeLessThan(1e-13)
  })
})

describe('two islands, one with a jump of its heat capacity', () => {
  const drives = [pulseWaveform(0, 1e-12, 1e-7, 3e-6)]
  const run = (relativeTolerance: number, outputTimes?: readonly number[]) =>
    simulate({ at: device, drives }, 2e-5, { initialTemperatures: cold, relativeTolerance, outputTimes, heat: true })

  test('energy is conserved to 1e-12 at any tolerance, heat contents counted by hand', () => {
    for (const tolerance of [1e-2, 1e-5, 1e-8]) {
      const { temperatures, flows, status } = run(tolerance)
      expect(status).toBe('converged')
      const last = temperatures.source.length - 1
      const [ts, td] = [temperatures.source[last], temperatures.drain[last]]
      const energy = (channel: string, from: string) =>
        flows.find((flow) => flow.channel === channel && flow.from === from)!.energy
      const heated = energy('heater', 'external')
      const link = flows.find((flow) => flow.element === 'source-drain')!.energy
      const sourceOut = flows.find((flow) => flow.element === 'source-phonons')!.energy
      const drainOut = flows.find((flow) => flow.element === 'drain-phonons')!.energy
      expect(Math.abs(heated / 3e-18 - 1)).toBeLessThan(1e-12)
      expect(Math.abs(heated - sourceOut - link - (gammaV * (ts * ts - 0.01)) / 2)).toBeLessThan(1e-12 * heated)
      expect(Math.abs(link - drainOut - (drainEnergy(td) - drainEnergy(0.1)))).toBeLessThan(1e-12 * heated)
    }
  })
  test('within the tolerance of a run at 1e-12, at and between steps', () => {
    const times = Array.from({ length: 101 }, (_, i) => (2e-5 * i) / 100)
    const exact = run(1e-12, times)
    expect(Math.max(...exact.temperatures.drain)).toBeGreaterThan(0.2)
    for (const tolerance of [1e-3, 1e-5, 1e-7]) {
      const found = run(tolerance, times)
      for (const island of ['source', 'drain'])
        for (const [i, value] of exact.temperatures[island].entries())
          expect(Math.abs(found.temperatures[island][i] / value - 1)).toBeLessThan(tolerance)
    }
  })
  test('reports powers and drives', () => {
    const { times, flows, drives: values, temperatures } = run(1e-6)
    const heating = flows.find((flow) => flow.channel === 'heater')!
    expect(heating.power).toEqual(values[0])
    expect(times.length).toBe(temperatures.source.length)
    const inside = times.findIndex((t) => t > 1e-6 && t < 3e-6)
    expect(values[0][inside]).toBe(1e-12)
  })
  test('events are found, and end the run where they are to', () => {
    const problem = { at: device, drives: [constantWaveform(1e-12)] }
    const passes = { name: 'transition', value: (_t: number, temperatures: Float64Array) => temperatures[1] - 0.2 }
    const whole = simulate(problem, 2e-5, { initialTemperatures: cold, relativeTolerance: 1e-9, events: [passes] })
    expect(whole.events).toHaveLength(1)
    expect(Math.abs(whole.events[0].temperatures.drain - 0.2)).toBeLessThan(1e-9)
    const cut = simulate(problem, 2e-5, {
      initialTemperatures: cold,
      relativeTolerance: 1e-9,
      events: [{ ...passes, terminal: true, direction: 1 }],
    })
    expect(cut.status).toBe('converged')
    expect(cut.times.at(-1)).toBe(cut.events[0].time)
    expect(cut.state.ode.time).toBe(cut.events[0].time)
    expect(Math.abs(cut.events[0].time / whole.events[0].time - 1)).toBeLessThan(1e-6)
    const falling = simulate(problem, 2e-5, { initialTemperatures: cold, events: [{ ...passes, direction: -1 }] })
    expect(falling.events).toEqual([])
  })
  test('a run resumed from a saved state goes on as if it had never stopped', () => {
    const problem = { at: device, drives }
    const whole = simulate(problem, 2e-5, { initialTemperatures: cold })
    const states: TransientState[] = []
    simulate(problem, 2e-5, { initialTemperatures: cold, onStep: (step) => states.push(step.state()) })
    for (const state of [states[2], states[Math.floor(states.length / 2)]]) {
      const read = JSON.parse(JSON.stringify(state)) as TransientState
      const rest = simulate(problem, 2e-5, { state: read })
      expect(rest.times[0]).toBe(read.ode.time)
      expect(rest.state).toEqual(whole.state)
      expect(rest.flows.map(({ energy }) => energy)).toEqual(whole.flows.map(({ energy }) => energy))
    }
  })
  test('settles to the steady state of the balance', () => {
    const point = solveBalance(device([1e-12]))
    const end = simulate({ at: device, drives: [constantWaveform(1e-12)] }, 1e-3, {
      initialTemperatures: cold,
      relativeTolerance: 1e-9,
    })
    for (const island of ['source', 'drain'])
      expect(Math.abs(end.temperatures[island].at(-1)! / point.temperatures[island] - 1)).toBeLessThan(1e-9)
  })
  test('can be aborted, and tells how far it is', () => {
    const seen: number[] = []
    const flag = { aborted: false, reason: new Error('enough') }
    const go = () =>
      simulate({ at: device, drives }, 2e-5, {
        initialTemperatures: cold,
        signal: flag,
        onProgress: (fraction) => {
          seen.push(fraction)
          flag.aborted = fraction > 0.1
        },
      })
    expect(go).toThrow('enough')
    expect(seen.at(-1)).toBeGreaterThan(0.1)
    expect([...seen].sort((p, q) => p - q)).toEqual(seen)
  })
  test('says what is missing', () => {
    const bare = buildHeatNetwork({ islands: [free('x')], baths, channels: [powerLaw('x', 'phonons', 1e-10, 5)] })
    expect(() => simulate({ at: () => bare, drives: [] }, 1, { initialTemperatures: { x: 0.1 } })).toThrow(
      /island x: needs a heat capacity/,
    )
    expect(() => simulate({ at: device, drives }, 1, { initialTemperatures: { source: 0.1 } })).toThrow(
      /none for drain/,
    )
  })
})

test('stability labels agree with runs started next to the states', () => {
  const memory = (power: number) =>
    buildHeatNetwork({
      islands: [free('a'), free('b')],
      baths: [{ name: 'phonons', temperature: 0.03 }],
      channels: ['a', 'b']
        .flatMap((name) => [
          heater(name, power),
          powerLaw(name, 'phonons', 1e-13, 5),
          fallingPhotons(name, 'phonons', 0.3, 12, 1, 0.05),
        ])
        .concat([photons('a', 'b', 1e-2)]),
      heatCapacities: [
        { island: 'a', element: 'a', capacity: (t: number) => 1e-18 * t },
        { island: 'b', element: 'b', capacity: (t: number) => 3e-17 * t },
      ],
    })
  let stable = 0
  let unstable = 0
  for (const power of [1e-14, 1.8e-14, 2e-14]) {
    const network = memory(power)
    for (const state of findSteadyStates(network)) {
      const result = {
        temperatures: state,
        status: 'converged' as const,
        iterations: 0,
        fallback: 'none' as const,
        step: null,
      }
      const { stability, timeConstants } = describeOperatingPoint(network, result, 1e-12)
      const slowest = Math.max(...timeConstants.map(Math.abs))
      let leaves = false
      for (const push of [
        [1e-3, 0],
        [0, 1e-3],
        [1e-3, 1e-3],
      ]) {
        const run = simulate({ at: () => network, drives: [] }, 40 * slowest, {
          initialTemperatures: { a: state[0] * (1 + push[0]), b: state[1] * (1 + push[1]) },
        })
        const away = Math.max(
          Math.abs(run.temperatures.a.at(-1)! / state[0] - 1),
          Math.abs(run.temperatures.b.at(-1)! / state[1] - 1),
        )
        if (away > 1e-2) leaves = true
      }
      expect(stability).toBe(leaves ? 'unstable' : 'stable')
      if (leaves) unstable++
      else stable++
    }
  }
  expect(stable).toBeGreaterThan(5)
  expect(unstable).toBeGreaterThan(5)
})

test('random networks: energy to 1e-12, and the steady state in the end', () => {
  fc.assert(
    fc.property(randomNetwork(true), fc.double({ min: 0.3, max: 3, noNaN: true }), (parts, factor) => {
      const network = buildHeatNetwork({
        ...parts,
        heatCapacities: parts.islands.map(({ name }) => ({
          island: name,
          element: name,
          capacity: (t: number) => 1e-18 * t,
        })),
      })
      const point = solveBalance(network)
      if (network.free.length === 0 || point.status !== 'converged' || point.stability !== 'stable') return
      const slowest = Math.max(...point.timeConstants)
      const initialTemperatures = Object.fromEntries(
        network.free.map((name) => [name, factor * point.temperatures[name]]),
      )
      const run = simulate({ at: () => network, drives: [] }, 100 * slowest, {
        initialTemperatures,
        relativeTolerance: 1e-5,
      })
      expect(run.status).toBe('converged')
      for (const name of network.free) {
        let net = 0
        let scale = 0
        for (const { from, to, energy } of run.flows) {
          if (to === name) net += energy
          if (from === name) net -= energy
          if (to === name || from === name) scale = Math.max(scale, Math.abs(energy))
        }
        const stored = 5e-19 * (run.temperatures[name].at(-1)! ** 2 - initialTemperatures[name] ** 2)
        expect(Math.abs(net - stored)).toBeLessThan(1e-12 * Math.max(scale, Math.abs(stored)) + 1e-33)
      }
      // Another steady state may have been nearer; this one, or at least a balanced one, it is.
      const end = Object.fromEntries(network.free.map((name) => [name, run.temperatures[name].at(-1)!]))
      const there = solveBalance(network, { initialTemperatures: end })
      for (const name of network.free) expect(Math.abs(there.temperatures[name] / end[name] - 1)).toBeLessThan(1e-4)
    }),
    { numRuns: 100, seed: 5 },
  )
})

test('an exponential capacity and an exponential channel: a superconducting island cooled for nine decades of time', () => {
  const network = buildHeatNetwork({
    islands: [free('film')],
    baths: [{ name: 'phonons', temperature: 0.05 }],
    channels: [
      link(
        'film',
        'phonons',
        (t) => 1e-12 * Math.exp(-2 / t),
        (t) => (2e-12 * Math.exp(-2 / t)) / (t * t),
      ),
    ],
    heatCapacities: [{ island: 'film', element: 'film', capacity: (t: number) => 1e-18 * Math.exp(-0.7 / t) }],
  })
  const run = simulate({ at: () => network, drives: [] }, 1e4, {
    initialTemperatures: { film: 1 },
    relativeTolerance: 1e-6,
  })
  expect(run.status).toBe('converged')
  expect(run.steps).toBeLessThan(500)
  for (let i = 1; i < run.times.length; i++)
    expect(run.temperatures.film[i]).toBeLessThanOrEqual(run.temperatures.film[i - 1] * (1 + 1e-6))
})
