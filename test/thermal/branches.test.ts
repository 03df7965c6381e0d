import { describe, expect, test } from 'vitest'
import { findBranches } from '../../src/thermal/branches.js'
import { buildHeatNetwork } from '../../src/thermal/heatNetwork.js'
import { findSteadyStates } from '../../src/thermal/steadyStates.js'
import {
  fallingPhotons,
  heater,
  photons,
  powerLaw,
  quantumOfHeat,
  rampPhotons,
  rootEdge,
  stepPhotons,
} from './syntheticChannels.js'

const free = (name: string) => ({ name, fixedTemperature: null })
const baths = [{ name: 'phonons', temperature: 0.03 }]

/** One island: P = A (T^5 - Tp^5) + tau(T) q (T^2 - Tp^2), tau = 0.05 + 0.95/(1 + (T/0.3)^12). */
const memory = (power: number) =>
  buildHeatNetwork({
    islands: [free('film')],
    baths,
    channels: [
      heater('film', power),
      powerLaw('film', 'phonons', 1e-13, 5),
      fallingPhotons('film', 'phonons', 0.3, 12, 1, 0.05),
    ],
    heatCapacities: [{ island: 'film', element: 'film', capacity: (t: number) => 1e-18 * t }],
  })

/** The same P(T) and its slope, written down once more. */
const tau = (t: number) => 0.05 + 0.95 / (1 + (t / 0.3) ** 12)
const tauSlope = (t: number) => (-0.95 * 12 * (t / 0.3) ** 12) / (t * (1 + (t / 0.3) ** 12) ** 2)
const heat = (t: number) => 1e-13 * (t ** 5 - 0.03 ** 5) + tau(t) * quantumOfHeat * (t * t - 0.03 ** 2)
const slope = (t: number) => 5e-13 * t ** 4 + quantumOfHeat * (tauSlope(t) * (t * t - 0.03 ** 2) + 2 * t * tau(t))

function bisect(f: (x: number) => number, a: number, b: number): number {
  for (let i = 0; i < 200; i++) {
    const m = (a + b) / 2
    if (f(m) > 0 === f(a) > 0) a = m
    else b = m
  }
  return a
}

describe('all steady states', () => {
  test('of a film with negative differential conductance', () => {
    const upper = bisect(slope, 0.2, 0.3)
    const lower = bisect(slope, 0.3, 1)
    const power = (heat(upper) + heat(lower)) / 2
    const states = findSteadyStates(memory(power)).map((state) => state[0])
    const exact = [
      bisect((t) => heat(t) - power, 0.03, upper),
      bisect((t) => heat(t) - power, upper, lower),
      bisect((t) => heat(t) - power, lower, 3),
    ]
    expect(states).toHaveLength(3)
    for (const [k, state] of states.entries()) expect(Math.abs(state / exact[k] - 1)).toBeLessThan(1e-11)
  })
  test('of two coupled films: nine', () => {
    // Each film has three states; a weak link between them keeps all combinations.
    const power = (heat(bisect(slope, 0.2, 0.3)) + heat(bisect(slope, 0.3, 1))) / 2
    const film = (name: string) => [
      heater(name, power),
      powerLaw(name, 'phonons', 1e-13, 5),
      fallingPhotons(name, 'phonons', 0.3, 12, 1, 0.05),
    ]
    const states = findSteadyStates(
      buildHeatNetwork({
        islands: [free('a'), free('b')],
        baths,
        channels: [...film('a'), ...film('b'), photons('a', 'b', 1e-3)],
      }),
    )
    expect(states).toHaveLength(9)
  })
})

describe('branches', () => {
  test('of a film with negative differential conductance: one, with two folds', () => {
    const set = findBranches({ at: memory }, [0, 6e-14])
    expect(set.warnings).toEqual([])
    expect(set.branches).toHaveLength(1)
    const [{ points, ends, closed }] = set.branches
    expect([ends, closed]).toEqual([['range', 'range'], false])
    const folds = points.filter((point) => point.fold)
    const exact = [bisect(slope, 0.2, 0.3), bisect(slope, 0.3, 1)]
    expect(folds).toHaveLength(2)
    for (const [k, fold] of folds.entries()) {
      expect(Math.abs(fold.temperatures[0] / exact[k] - 1)).toBeLessThan(1e-9)
      expect(Math.abs(fold.parameter / heat(exact[k]) - 1)).toBeLessThan(1e-12)
    }
    for (const { parameter, temperatures, stability, fold, growthRate } of points) {
      expect(Math.abs(parameter - heat(temperatures[0]))).toBeLessThan(1e-24)
      if (fold) continue
      expect(stability).toBe(slope(temperatures[0]) > 0 ? 'stable' : 'unstable')
      expect(growthRate! / (-slope(temperatures[0]) / (1e-18 * temperatures[0]))).toBeCloseTo(1, 9)
    }
  })

  test('an exact derivative changes nothing but the number of networks', () => {
    let made = 0
    const count = (power: number) => {
      made++
      return memory(power)
    }
    const plain = findBranches({ at: count }, [0, 6e-14])
    const byDifferences = made
    made = 0
    const exact = findBranches({ at: count, derivative: (_p, _t, out) => out.fill(1) }, [0, 6e-14])
    expect(made).toBeLessThan(0.8 * byDifferences)
    const folds = (set: typeof plain) =>
      set.branches[0].points.filter((point) => point.fold).map((point) => point.parameter)
    for (const [k, parameter] of folds(plain).entries())
      expect(Math.abs(parameter / folds(exact)[k] - 1)).toBeLessThan(1e-12)
  })

  test('a branch of its own, an isola, is found and closed', () => {
    // The power rises and falls with the drive, its top between the two folds: the hot states are a loop of their own.
    const folds = [heat(bisect(slope, 0.2, 0.3)), heat(bisect(slope, 0.3, 1))]
    const top = 0.7 * folds[0] + 0.3 * folds[1]
    const family = (drive: number) => memory(top * (1 - drive * drive))
    const set = findBranches({ at: family }, [-1, 1], { slices: 6 })
    expect(set.branches.map(({ closed }) => closed).sort()).toEqual([false, true])
    const loop = set.branches.find(({ closed }) => closed)!
    const turns = loop.points.filter((point) => point.fold).map((point) => point.parameter)
    const exact = Math.sqrt(1 - folds[1] / top)
    expect(turns).toHaveLength(2)
    for (const turn of turns) expect(Math.abs(Math.abs(turn) / exact - 1)).toBeLessThan(1e-9)
    for (const drive of [-0.9, -0.3, -0.1, 0, 0.123, 0.28, 0.5]) {
      const states = findSteadyStates(family(drive))
      const crossings = set.branches.flatMap(({ points }) =>
        points.slice(1).filter((point, k) => (points[k].parameter - drive) * (point.parameter - drive) < 0),
      )
      expect(crossings.length).toBe(states.length)
    }
  })

  test('kinks: sharp folds at the ends of a ramp, and the tiny fold below a root-like edge', () => {
    const ramp = findBranches(
      {
        at: (power) =>
          buildHeatNetwork({
            islands: [free('film')],
            baths,
            channels: [
              heater('film', power),
              powerLaw('film', 'phonons', 1e-14, 5),
              rampPhotons('film', 'phonons', [0.3, 0.4], 1, 0.1),
            ],
          }),
      },
      [0, 1e-13],
    )
    const corners = ramp.branches[0].points.filter((point) => point.fold)
    expect(corners.map((point) => point.corner)).toEqual([true, true])
    expect(Math.abs(corners[0].temperatures[0] / 0.3 - 1)).toBeLessThan(1e-9)
    expect(Math.abs(corners[1].temperatures[0] / 0.4 - 1)).toBeLessThan(1e-9)
    const exact = 1e-14 * (0.3 ** 5 - 0.03 ** 5) + quantumOfHeat * (0.3 ** 2 - 0.03 ** 2)
    expect(Math.abs(corners[0].parameter / exact - 1)).toBeLessThan(1e-9)

    // q = a T^2 + k T^2 sqrt(Tc - T): the slope is minus infinity at the edge, so that there is always a fold below it.
    for (const kick of [1, 0.1, 0.01]) {
      const edge = (t: number) => 2 + kick * (2 * Math.sqrt(0.4 - t) - t / (2 * Math.sqrt(0.4 - t)))
      const set = findBranches(
        {
          at: (power) =>
            buildHeatNetwork({
              islands: [free('film')],
              baths,
              channels: [heater('film', power), rootEdge('film', 'phonons', 0.4, quantumOfHeat, kick * quantumOfHeat)],
            }),
        },
        [0, 1.5e-13],
        { kinks: [{ island: 'film', temperature: 0.4 }] },
      )
      const folds = set.branches[0].points.filter((point) => point.fold)
      expect(folds).toHaveLength(2)
      expect(Math.abs(folds[0].temperatures[0] / bisect(edge, 0.2, 0.4) - 1)).toBeLessThan(1e-9)
      expect(Math.abs(folds[1].temperatures[0] / 0.4 - 1)).toBeLessThan(1e-9)
      expect(
        Math.abs(folds[1].parameter / (quantumOfHeat * (0.16 - 0.0009 - kick * 0.0009 * Math.sqrt(0.37))) - 1),
      ).toBeLessThan(1e-9)
    }
  })

  test('a step of a flow splits the branch in two, and says so', () => {
    const at = (power: number) =>
      buildHeatNetwork({
        islands: [free('film')],
        baths,
        channels: [
          heater('film', power),
          stepPhotons('film', 'phonons', 0.4, 1, 0.3),
          powerLaw('film', 'phonons', 1e-15, 5),
        ],
      })
    const set = findBranches({ at }, [0, 1e-13])
    expect(set.branches).toHaveLength(2)
    expect(set.branches.map(({ ends }) => [...ends].sort())).toEqual([
      ['broken', 'range'],
      ['broken', 'range'],
    ])
    expect(set.warnings.join()).toMatch(/jump of a heat flow.*T_film = 0.400000 K/)
  })

  test('crossing branches of two equal films', () => {
    // Two equal films that share a heater through a third island: at first alike, then one takes all.
    const at = (power: number) =>
      buildHeatNetwork({
        islands: [free('a'), free('b')],
        baths,
        channels: [
          heater('a', power),
          heater('b', power),
          powerLaw('a', 'phonons', 1e-13, 5),
          powerLaw('b', 'phonons', 1e-13, 5),
          fallingPhotons('a', 'phonons', 0.3, 12, 1, 0.05),
          fallingPhotons('b', 'phonons', 0.3, 12, 1, 0.05),
          photons('a', 'b', 0.2),
        ],
      })
    const set = findBranches({ at }, [0, 8e-14], { slices: 9 })
    expect(set.branches.length).toBeGreaterThanOrEqual(2)
    const symmetric = set.branches.find(({ points }) =>
      points.every(({ temperatures: [a, b] }) => Math.abs(a / b - 1) < 1e-9),
    )!
    expect(symmetric.points.filter((point) => point.crossing).length).toBeGreaterThanOrEqual(2)
    for (const power of [1e-14, 3e-14, 4e-14, 5e-14]) {
      const states = findSteadyStates(at(power))
      const crossings = set.branches.flatMap(({ points }) =>
        points.slice(1).filter((point, k) => (points[k].parameter - power) * (point.parameter - power) <= 0),
      )
      expect(crossings.length).toBe(states.length)
    }
  })
})
