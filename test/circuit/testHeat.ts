import type { Branch, Coupling, Multiport } from '../../src/circuit/branch.js'
import { buildNetwork } from '../../src/circuit/network.js'
import { SpectralHeat } from '../../src/circuit/spectralHeat.js'

/** Photonic heats of a circuit, adapted to the temperatures (in the order in which the islands occur). */
export function heat(
  branches: readonly Branch[],
  temperatures: readonly number[],
  {
    relativeTolerance = 1e-10,
    multiports = [],
    couplings = [],
  }: {
    relativeTolerance?: number
    multiports?: readonly Multiport[]
    couplings?: readonly Coupling[]
  } = {},
) {
  const integral = new SpectralHeat(buildNetwork(branches, multiports, couplings), { relativeTolerance })
  const at = Float64Array.from(temperatures)
  integral.adapt(at)
  const out = integral.createBuffer()
  integral.evaluate(at, out)
  return { ...out, status: integral.status, evaluations: integral.evaluations, islands: integral.islands }
}

/** |got/expected - 1|. */
export const relative = (got: number, expected: number) => Math.abs(got / expected - 1)
