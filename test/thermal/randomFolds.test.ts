import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findBranches } from '../../src/thermal/branches.js'
import { buildHeatNetwork } from '../../src/thermal/heatNetwork.js'
import { sweepSlowly } from '../../src/thermal/hysteresis.js'
import { findSteadyStates } from '../../src/thermal/steadyStates.js'
import { fallingPhotons, heater, powerLaw, quantumOfHeat } from './syntheticChannels.js'

interface Fall {
  readonly centre: number
  readonly steepness: number
  readonly height: number
}

const bath = 0.03

/** P(T) of one island with several transmissions that fall one after the other, and dP/dT, by hand. */
const heat = (falls: readonly Fall[], t: number): number =>
  1e-13 * (t ** 5 - bath ** 5) +
  falls.reduce(
    (sum, { centre, steepness, height }) =>
      sum + (height * quantumOfHeat * (t * t - bath * bath)) / (1 + (t / centre) ** steepness),
    0,
  )
const slope = (falls: readonly Fall[], t: number): number =>
  5e-13 * t ** 4 +
  falls.reduce((sum, { centre, steepness, height }) => {
    const ratio = (t / centre) ** steepness
    const fall = (steepness * ratio) / (t * (1 + ratio))
    return sum + (height * quantumOfHeat * (2 * t - fall * (t * t - bath * bath))) / (1 + ratio)
  }, 0)

function roots(f: (t: number) => number, from: number, to: number): number[] {
  const found: number[] = []
  const count = 20_000
  const at = (i: number): number => from * (to / from) ** (i / count)
  for (let i = 0; i < count; i++) {
    let [a, b] = [at(i), at(i + 1)]
    if (f(a) > 0 === f(b) > 0) continue
    for (let k = 0; k < 100; k++) {
      const m = (a + b) / 2
      if (f(m) > 0 === f(a) > 0) a = m
      else b = m
    }
    found.push((a + b) / 2)
  }
  return found
}

const randomFalls = fc
  .array(
    fc.record({
      ratio: fc.double({ min: 1.3, max: 2.2, noNaN: true }),
      steepness: fc.integer({ min: 6, max: 40 }),
      height: fc.double({ min: 0.05, max: 1, noNaN: true }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((steps): Fall[] => {
    let centre = 0.06
    return steps.map(({ ratio, ...rest }) => {
      centre *= ratio
      return { centre, ...rest }
    })
  })

const networkOf = (falls: readonly Fall[]) => (power: number) =>
  buildHeatNetwork({
    islands: [{ name: 'film', fixedTemperature: null }],
    baths: [{ name: 'phonons', temperature: bath }],
    channels: [
      heater('film', power),
      powerLaw('film', 'phonons', 1e-13, 5),
      ...falls.map(({ centre, steepness, height }) => fallingPhotons('film', 'phonons', centre, steepness, height, 0)),
    ],
  })

test('every fold of 100 random curves with up to eight, every state at random powers, jumps only at folds', () => {
  let most = 0
  fc.assert(
    fc.property(randomFalls, fc.double({ min: 0.02, max: 0.98, noNaN: true }), (falls, part) => {
      const turns = roots((t) => slope(falls, t), bath, 1.5)
      const top = 1.1 * Math.max(heat(falls, 0.8), ...turns.map((t) => heat(falls, t)))
      // Folds that nearly meet (a cusp) are no fair question to 1e-9.
      fc.pre(turns.every((t, k) => k === 0 || t / turns[k - 1]! > 1.02))
      most = Math.max(most, turns.length)
      const at = networkOf(falls)
      const { branches, warnings } = findBranches({ at }, [0, top])
      expect(warnings).toEqual([])
      expect(branches).toHaveLength(1)
      const { points } = branches[0]!
      const folds = points.filter((point) => point.fold)
      expect(folds).toHaveLength(turns.length)
      for (const [k, fold] of folds.entries()) {
        expect(Math.abs(fold.parameter / heat(falls, turns[k]!) - 1)).toBeLessThan(1e-11)
        expect(Math.abs(fold.temperatures[0]! / turns[k]! - 1)).toBeLessThan(1e-9)
      }
      for (const { temperatures, stability, fold } of points)
        if (!fold) expect(stability).toBe(slope(falls, temperatures[0]!) > 0 ? 'stable' : 'unstable')

      const power = part * top
      const exact = roots((t) => heat(falls, t) - power, bath, 3)
      const states = findSteadyStates(at(power))
      expect(states).toHaveLength(exact.length)
      for (const [k, state] of states.entries()) expect(Math.abs(state[0]! / exact[k]! - 1)).toBeLessThan(1e-9)

      // Up, a jump from each maximum that is higher than all before; down, from each minimum lower than all after.
      const maxima = turns.filter((_, k) => k % 2 === 0).map((t) => heat(falls, t))
      const minima = turns.filter((_, k) => k % 2 === 1).map((t) => heat(falls, t))
      const up = maxima.filter((value, k) => maxima.slice(0, k).every((before) => before < value))
      const down = minima.filter((value, k) => minima.slice(k + 1).every((after) => after > value)).reverse()
      const values = Array.from({ length: 21 }, (_, i) => (top * i) / 20)
      const readings = sweepSlowly({ at }, [...values, ...values.slice(0, -1).reverse()])
      expect(readings.every(({ point }) => point.status === 'converged' && point.stability === 'stable')).toBe(true)
      const jumps = readings.flatMap((reading) => reading.jumps.map((jump) => jump.parameter))
      expect(jumps).toHaveLength(up.length + down.length)
      for (const [k, value] of [...up, ...down].entries()) expect(Math.abs(jumps[k]! - value)).toBeLessThan(1e-9 * top)
    }),
    { numRuns: 100, seed: 11, endOnFailure: true },
  )
  expect(most).toBeGreaterThanOrEqual(6)
})
