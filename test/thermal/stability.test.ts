import { describe, expect, test } from 'vitest'
import { findBranches } from '../../src/thermal/branches.js'
import { buildHeatNetwork } from '../../src/thermal/heatNetwork.js'
import { strandedIslands } from '../../src/thermal/heatPaths.js'
import { stabilityOf, thermalModes } from '../../src/thermal/stability.js'
import { fallingPhotons, heater, link, photons, powerLaw } from './syntheticChannels.js'

const free = (name: string) => ({ name, fixedTemperature: null })

describe('stability', () => {
  test('with heat capacities: from the rates', () => {
    // C = 1, 2: rates are the roots of x^2 + 3 x + 1.
    const jacobian = Float64Array.of(-2, 1, 2, -2)
    const modes = thermalModes(jacobian, Float64Array.of(1, 2))!
    expect(modes.map(({ re }) => re)).toEqual([
      expect.closeTo(-(3 - Math.sqrt(5)) / 2, 14),
      expect.closeTo(-(3 + Math.sqrt(5)) / 2, 14),
    ])
    expect(stabilityOf(jacobian, 2, modes)).toBe('stable')
  })
  test('without: only what holds for all of them', () => {
    expect(stabilityOf(Float64Array.of(-1), 1, null)).toBe('stable')
    expect(stabilityOf(Float64Array.of(1), 1, null)).toBe('unstable')
    expect(stabilityOf(Float64Array.of(0), 1, null)).toBe('unknown')
    expect(stabilityOf(new Float64Array(0), 0, null)).toBe('stable')
    // det < 0: one rate is positive whatever the capacities.
    expect(stabilityOf(Float64Array.of(-1, 2, 2, -1), 2, null)).toBe('unstable')
    // Oscillates or decays with the capacities.
    expect(stabilityOf(Float64Array.of(1, -3, 3, -2), 2, null)).toBe('unknown')
    expect(stabilityOf(Float64Array.of(-3, 1, 1, 1, -3, 1, 1, 1, -3), 3, null)).toBe('stable')
  })
  test('the capacities decide where the label was unknown', () => {
    const jacobian = Float64Array.of(1, -3, 3, -2)
    expect(stabilityOf(jacobian, 2, thermalModes(jacobian, Float64Array.of(1, 0.1)))).toBe('stable')
    expect(stabilityOf(jacobian, 2, thermalModes(jacobian, Float64Array.of(1, 10)))).toBe('unstable')
  })
})

test('an oscillation sets in where the trace of the rates changes sign', () => {
  // A fast film with NDTC of its own beside a slow gate that cools it: no fold, but a pair of growing modes.
  const fast = 1e-18
  const slow = 3e-17
  const at = (power: number) =>
    buildHeatNetwork({
      islands: [free('film'), free('gate')],
      baths: [{ name: 'phonons', temperature: 0.05 }],
      channels: [
        heater('film', power),
        fallingPhotons('film', 'phonons', 0.3, 12, 1, 0.05),
        // Heat taken from the film in proportion to the temperature of the gate.
        {
          channel: 'cooler',
          element: 'cooler',
          terminals: ['gate'],
          flows: [{ from: 'film', to: 'external' }],
          evaluate(temperatures, out) {
            out.power[0] = 4e-13 * temperatures[0]
            out.jacobian[0] = 4e-13
            out.error[0] = 0
          },
        },
        link(
          'film',
          'gate',
          (t) => 2e-13 * t,
          () => 2e-13,
        ),
        powerLaw('gate', 'phonons', 1e-13, 1),
      ],
      heatCapacities: [
        { island: 'film', element: 'film', capacity: () => fast },
        { island: 'gate', element: 'gate', capacity: () => slow },
      ],
    })
  const set = findBranches({ at }, [6e-14, 2.5e-13], { slices: 3 })
  const oscillations = set.branches.flatMap(({ points }) => points.filter((point) => point.oscillation))
  expect(oscillations.length).toBeGreaterThanOrEqual(1)
  for (const { parameter, temperatures } of oscillations) {
    const network = at(parameter)
    const balance = {
      net: new Float64Array(2),
      jacobian: new Float64Array(6),
      outflow: new Float64Array(2),
      largestAt: new Float64Array(2),
      largest: 0,
    }
    network.evaluate(temperatures, balance)
    const [a, , , , d] = balance.jacobian
    // Columns are film, gate, phonons.
    const rates = [a / fast, d / slow]
    expect(Math.abs(rates[0] + rates[1])).toBeLessThan(1e-9 * Math.abs(rates[0]))
  }
})

test('islands without a path are told from those with one', () => {
  const network = buildHeatNetwork({
    islands: [free('a'), free('b'), free('c'), free('d'), { name: 'e', fixedTemperature: 1 }],
    baths: [{ name: 'phonons', temperature: 0.1 }],
    channels: [photons('a', 'b'), photons('b', 'phonons'), heater('c', 1e-15), photons('d', 'e')],
  })
  expect(strandedIslands(network)).toEqual(['c'])
})
