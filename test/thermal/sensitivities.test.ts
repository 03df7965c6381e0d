import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildHeatNetwork } from '../../src/thermal/heatNetwork.js'
import { sensitivityMatrix, steadySlopes } from '../../src/thermal/sensitivities.js'
import { solveBalance } from '../../src/thermal/solveBalance.js'
import { randomNetwork } from './randomNetworks.js'
import { fallingPhotons, heater, photons, powerLaw } from './syntheticChannels.js'

const free = (name: string) => ({ name, fixedTemperature: null })
const amplitude = 8.4e-13
const network = buildHeatNetwork({
  islands: [free('source'), free('drain')],
  baths: [{ name: 'phonons', temperature: 0.03 }],
  channels: [
    heater('source', 1.3e-13),
    powerLaw('source', 'phonons', 2e-12, 5),
    fallingPhotons('source', 'drain', 0.3, 12, 1, 0.05),
    powerLaw('drain', 'phonons', amplitude, 5),
  ],
})
const point = solveBalance(network)
const temperatures = Float64Array.of(point.temperatures.source, point.temperatures.drain)

/** Largest relative difference of two rows. */
const distance = (found: ArrayLike<number>, exact: readonly number[]) =>
  Math.max(...exact.map((value, k) => Math.abs(found[k] / value - 1)))

// The same equations solved with mpmath at 60 digits, tau = 0.05 + 0.95/(1 + (T/0.3)^12); central differences with a
// relative step of 1e-20, rounded to 16 digits.
const reference = {
  state: [0.5744970556311952, 0.35653031904791294],
  flow: 4.839046475029633e-15,
  power: [900420373652.773, 282386289221.4777, 0.01916367372586885],
  phonons: [7.907133369107068e-6, 4.256622494639142e-5, -5.133142608180767e-19],
  amplitude: [-1039255610.3186104, -68206184640.95957, 0.0011320708468084615],
}

describe('against 30-digit differences', () => {
  const matrix = sensitivityMatrix(network, temperatures)!
  const photonRow = matrix.flows.findIndex((flow) => flow.channel === 'photon')
  test('the state itself', () => {
    expect(distance(temperatures, reference.state)).toBeLessThan(1e-13)
    expect(Math.abs(point.heat[photonRow].power / reference.flow - 1)).toBeLessThan(1e-12)
  })
  test('heater power and phonon temperature', () => {
    const byPower = [matrix.temperatureByPower[0][0], matrix.temperatureByPower[1][0], matrix.flowByPower[photonRow][0]]
    expect(distance(byPower, reference.power)).toBeLessThan(1e-11)
    const byPhonons = [
      matrix.temperatureByReservoir[0][0],
      matrix.temperatureByReservoir[1][0],
      matrix.flowByReservoir[photonRow][0],
    ]
    expect(distance(byPhonons, reference.phonons)).toBeLessThan(1e-9)
  })
  test('a coupling, from the derivative of its flow', () => {
    const explicit = Float64Array.of(0, 0, 0, temperatures[1] ** 5 - 0.03 ** 5)
    const slopes = steadySlopes(network, temperatures, explicit)!
    expect(distance([...slopes.temperatures, slopes.flows[photonRow]], reference.amplitude)).toBeLessThan(1e-11)
  })
  test('of the photon heat, the differential conductances', () => {
    const [s, d] = temperatures
    const tau = 0.05 + 0.95 / (1 + (s / 0.3) ** 12)
    expect(
      Math.abs(matrix.conductances[photonRow][1] / ((-2 * d * tau * reference.flow) / (tau * (s * s - d * d))) - 1),
    ).toBeLessThan(1e-10)
    expect(matrix.conductances[0]).toEqual([0, 0, 0])
  })
})

test('what goes in comes out: laws of random networks', () => {
  fc.assert(
    fc.property(randomNetwork(true), (parts) => {
      const random = buildHeatNetwork(parts)
      const solved = solveBalance(random)
      if (solved.status !== 'converged') return
      const state = Float64Array.from(random.free, (name) => solved.temperatures[name])
      const matrix = sensitivityMatrix(random, state)
      if (matrix === null) return
      for (const [i, driven] of random.free.entries()) {
        for (const name of random.free) {
          let net = name === driven ? 1 : 0
          let scale = 1
          for (const [f, { from, to }] of matrix.flows.entries()) {
            const change = matrix.flowByPower[f][i]
            if (to === name) net += change
            if (from === name) net -= change
            scale = Math.max(scale, Math.abs(change))
          }
          // J⁻¹ is known to its condition only.
          expect(Math.abs(net)).toBeLessThan(1e-7 * scale)
        }
      }
      // All reservoirs warmer by the same factor warm the islands too: no column is all zero without a path.
      for (const row of matrix.temperatureByReservoir) expect(row.some((value) => value !== 0)).toBe(true)
    }),
    { numRuns: 200, seed: 6 },
  )
})

test('nothing is told where the answer is infinite', () => {
  // Links that conduct nothing: singular.
  const dead = buildHeatNetwork({
    islands: [free('a'), free('b')],
    baths: [{ name: 'phonons', temperature: 0.1 }],
    channels: [photons('a', 'b'), powerLaw('a', 'phonons', 0, 5), heater('a', 0)],
  })
  expect(sensitivityMatrix(dead, Float64Array.of(0.1, 0.1))).toBeNull()
  expect(steadySlopes(dead, Float64Array.of(0.1, 0.1), new Float64Array(3))).toBeNull()
})
