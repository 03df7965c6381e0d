import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HeatNetwork } from '../../src/thermal/heatNetwork.js'
import { buildHeatNetwork } from '../../src/thermal/heatNetwork.js'
import type { OperatingPoint } from '../../src/thermal/operatingPoint.js'
import { solveBalance } from '../../src/thermal/solveBalance.js'
import { randomNetwork } from './randomNetworks.js'

function temperatureOf(network: HeatNetwork, point: OperatingPoint, name: string): number {
  return point.temperatures[name] ?? network.baths.find((bath) => bath.name === name)!.temperature
}

/** Checks the laws on the ledger alone; returns whether a steady state was found. */
function check(network: HeatNetwork, point: OperatingPoint): boolean {
  expect(point.warnings.length > 0).toBe(point.status !== 'converged')
  if (point.status === 'roundoff-limited') return true
  if (point.status !== 'converged') return false
  const largest = Math.max(0, ...point.heat.filter((row) => row.channel !== 'held').map((row) => Math.abs(row.power)))
  for (const { name } of network.islands) {
    let net = 0
    let roundoff = 0
    for (const { from, to, power } of point.heat) {
      if (to === name) net += power
      if (from === name) net -= power
      if (to === name || from === name) roundoff += Number.EPSILON * Math.abs(power)
    }
    expect(Math.abs(net)).toBeLessThanOrEqual(1e-12 * largest + 4 * roundoff)
  }
  let entropy = 0
  let scale = 0
  for (const { from, to, power } of point.heat) {
    if (from === 'external') continue
    const a = temperatureOf(network, point, from)
    const b = temperatureOf(network, point, to)
    expect(power * (a - b)).toBeGreaterThanOrEqual(0)
    entropy += power / b - power / a
    scale += Math.abs(power) / Math.min(a, b)
  }
  expect(entropy).toBeGreaterThanOrEqual(-1e-12 * scale)
  return true
}

describe('random networks', () => {
  test('driven: balance, direction of heat, second law', () => {
    let total = 0
    let limited = 0
    fc.assert(
      fc.property(randomNetwork(true), (parts) => {
        const network = buildHeatNetwork(parts)
        const point = solveBalance(network)
        total++
        if (point.status === 'roundoff-limited') limited++
        // Nothing in these networks forbids a steady state.
        expect(check(network, point)).toBe(true)
      }),
      { numRuns: 600, seed: 1 },
    )
    expect(limited / total).toBeLessThan(0.02)
  })

  test('undriven: temperatures within the hull of what is held', () => {
    fc.assert(
      fc.property(randomNetwork(false), (parts) => {
        const network = buildHeatNetwork(parts)
        const point = solveBalance(network)
        expect(check(network, point)).toBe(true)
        const known = [
          ...parts.baths.map((bath) => bath.temperature),
          ...parts.islands.flatMap((island) => island.fixedTemperature ?? []),
        ]
        for (const value of Object.values(point.temperatures)) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...known) * (1 - 1e-14))
          expect(value).toBeLessThanOrEqual(Math.max(...known) * (1 + 1e-14))
        }
      }),
      { numRuns: 300, seed: 2 },
    )
  })

  test('any guess and any order of islands and channels lead to a steady state', () => {
    fc.assert(
      fc.property(randomNetwork(true), fc.double({ min: -3, max: 2, noNaN: true }), (parts, exponent) => {
        const network = buildHeatNetwork(parts)
        const initialTemperatures = Object.fromEntries(parts.islands.map(({ name }) => [name, 10 ** exponent]))
        expect(check(network, solveBalance(network, { initialTemperatures }))).toBe(true)
        const again = solveBalance(buildHeatNetwork(parts), { initialTemperatures })
        expect(again).toEqual(solveBalance(network, { initialTemperatures }))
        const mirrored = buildHeatNetwork({
          ...parts,
          islands: [...parts.islands].reverse(),
          channels: [...parts.channels].reverse(),
        })
        expect(check(mirrored, solveBalance(mirrored, { initialTemperatures }))).toBe(true)
      }),
      { numRuns: 300, seed: 3 },
    )
  })
})
