import { describe, expect, it } from 'vitest'
import { buildNetwork } from '../../src/circuit/network.js'
import { SpectralHeat } from '../../src/circuit/spectralHeat.js'
import { heat } from './testHeat.js'
import { type WildCircuit, wildCircuit } from './wildCircuits.js'

/** A better value of the same heats, from nodes at other frequencies: those that suit slightly lower temperatures. */
function better({ branches, multiports, temperatures }: WildCircuit) {
  const integral = new SpectralHeat(buildNetwork(branches, multiports), { relativeTolerance: 1e-12 })
  const out = integral.createBuffer()
  integral.adapt(Float64Array.from(temperatures, (value) => 0.9999 * value))
  integral.evaluate(Float64Array.from(temperatures), out)
  return out
}

describe('error estimate on 1,000 random circuits', () => {
  const ratios: number[] = []
  let converged = 0

  it.each([0, 250, 500, 750])('is never smaller than half the true error: from circuit %d', (first) => {
    for (let seed = first; seed < first + 250; seed++) {
      const circuit = wildCircuit(seed)
      const got = heat(circuit.branches, circuit.temperatures, { multiports: circuit.multiports })
      const exact = better(circuit)
      if (got.status === 'converged') converged++
      got.power.forEach((value, pair) => {
        const missed = Math.abs(value - exact.power[pair])
        // The scattering matrix of a line much shorter than the wavelength is 1 but for a few digits: the same at all nodes.
        const digits = circuit.multiports.length > 0 ? 1e-11 * Math.abs(value) : 0
        expect(missed, `circuit ${seed}`).toBeLessThanOrEqual(2 * got.error[pair] + exact.error[pair] + digits)
        if (value !== 0) ratios.push(got.error[pair] / Math.max(missed, 1e-16 * Math.abs(value)))
      })
    }
  })

  it('is not more than 1e4 larger in the median, and meets the tolerance in all but a few', () => {
    ratios.sort((a, b) => a - b)
    expect(ratios.length).toBeGreaterThan(1000)
    expect(ratios[ratios.length >> 1]).toBeLessThan(1e4)
    expect(converged).toBeGreaterThan(970)
  })
})
