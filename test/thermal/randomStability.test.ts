import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildHeatNetwork } from '../../src/thermal/heatNetwork.js'
import { describeOperatingPoint } from '../../src/thermal/solveBalance.js'
import { findSteadyStates } from '../../src/thermal/steadyStates.js'
import { simulate } from '../../src/thermal/transient.js'
import { fallingPhotons, heater, photons, powerLaw } from './syntheticChannels.js'

const logUniform = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp)

/** One to three films with negative differential conductance, coupled, with heat capacities over six decades. */
const randomFilms = fc.array(
  fc.record({
    power: logUniform(5e-15, 6e-14),
    centre: logUniform(0.2, 0.4),
    steepness: fc.integer({ min: 8, max: 30 }),
    capacity: logUniform(1e-21, 1e-15),
    coupling: logUniform(1e-4, 0.3),
  }),
  { minLength: 1, maxLength: 3 },
)

test('the stability of each state of random devices is what a run started next to it does', () => {
  let stable = 0
  let unstable = 0
  fc.assert(
    fc.property(randomFilms, fc.nat(), (films, seed) => {
      const network = buildHeatNetwork({
        islands: films.map((_, k) => ({ name: `f${k}`, fixedTemperature: null })),
        baths: [{ name: 'phonons', temperature: 0.03 }],
        channels: films.flatMap(({ power, centre, steepness, coupling }, k) => [
          heater(`f${k}`, power),
          powerLaw(`f${k}`, 'phonons', 1e-13, 5),
          fallingPhotons(`f${k}`, 'phonons', centre, steepness, 1, 0.05),
          ...(k > 0 ? [photons(`f${k - 1}`, `f${k}`, coupling)] : []),
        ]),
        heatCapacities: films.map(({ capacity }, k) => ({
          island: `f${k}`,
          element: `f${k}`,
          capacity: (t: number) => capacity * t,
        })),
      })
      for (const state of findSteadyStates(network)) {
        const found = { temperatures: state, status: 'converged', iterations: 0, fallback: 'none', step: null } as const
        network.adapt(state)
        const { stability, timeConstants } = describeOperatingPoint(network, found, 1e-12)
        expect(stability).not.toBe('unknown')
        const slowest = Math.max(...timeConstants.map(Math.abs))
        const growing = timeConstants.filter((value) => value < 0).map(Math.abs)
        // Long enough for the slowest mode to die out to 1e-4 of the push, or for a deviation of 1e-5 to grow large.
        const until = growing.length > 0 ? 20 * Math.max(...growing) : 12 * slowest
        const initialTemperatures = Object.fromEntries(
          network.free.map((name, k) => [name, state[k]! * (1 + 1e-4 * Math.cos(1 + 2.3 * k + seed))]),
        )
        const run = simulate({ at: () => network, drives: [] }, until, { initialTemperatures, relativeTolerance: 1e-8 })
        expect(run.status).toBe('converged')
        const away = Math.max(
          ...network.free.map((name, k) => Math.abs(run.temperatures[name]!.at(-1)! / state[k]! - 1)),
        )
        expect(stability).toBe(away > 1e-3 ? 'unstable' : 'stable')
        if (stability === 'stable') stable++
        else unstable++
      }
    }),
    { numRuns: 60, seed: 3, endOnFailure: true },
  )
  expect(stable).toBeGreaterThan(60)
  expect(unstable).toBeGreaterThan(30)
}, 120_000)
