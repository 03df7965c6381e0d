import { describe, expect, it } from 'vitest'
import { buildNetwork } from '../../src/circuit/network.js'
import { SpectralHeat } from '../../src/circuit/spectralHeat.js'
import { wildCircuit } from './wildCircuits.js'

/** Steps of the temperature of the first island along a sweep. */
const steps = 16

/** Errors of one integral that is kept along a sweep, over its estimates of them. */
function sweepRatios(seed: number, span: number): number[] {
  const { branches, multiports, temperatures } = wildCircuit(seed)
  const network = buildNetwork(branches, multiports)
  const kept = new SpectralHeat(network)
  const exact = new SpectralHeat(network, { relativeTolerance: 1e-12 })
  const got = kept.createBuffer()
  const best = exact.createBuffer()
  const at = Float64Array.from(temperatures)
  const ratios: number[] = []
  for (let step = 0; step < steps; step++) {
    at[0] = temperatures[0]! * span ** (step / steps)
    kept.adapt(at)
    kept.evaluate(at, got)
    exact.restart()
    exact.adapt(at)
    exact.evaluate(at, best)
    if (exact.status !== 'converged') continue
    got.power.forEach((value, pair) => {
      const digits = multiports.length > 0 ? 1e-11 * Math.abs(value) : 0
      const missed = Math.max(0, Math.abs(value - best.power[pair]!) - best.error[pair]! - digits)
      ratios.push(missed === 0 ? 0 : missed / got.error[pair]!)
    })
  }
  return ratios
}

describe('error of a heat along a sweep of temperature', () => {
  it.each([1.1, 1.5, 6])('is not larger than twice its estimate, up to %f times the temperature', (span) => {
    const withFilms = Array.from({ length: 150 }, (_, seed) => seed).filter((seed) => {
      const { branches, multiports } = wildCircuit(seed)
      return multiports.length === 0 && branches.some(({ temperatureDependent }) => temperatureDependent)
    })
    const all = withFilms.map((seed) => Math.max(...sweepRatios(seed, span)))
    expect(Math.max(...all)).toBeLessThan(2)
  })
})
