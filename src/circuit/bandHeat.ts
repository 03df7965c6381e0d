import { placeKnots } from './knots.js'
import { exchangingNetwork, type Network } from './network.js'
import { panelError } from './panelError.js'
import { PanelSum } from './panelSum.js'
import { rebuildSubdivision } from './refinement.js'
import { createSegmentEnds } from './segmentEnds.js'
import { rules } from './subdivision.js'
import { TransmissionKernel } from './transmissionKernel.js'

/** Heat of all pairs of islands from each band of frequency. */
export interface BandHeat {
  /** Pairs (i, j), i < j, of `network.islands`. */
  readonly pairs: readonly (readonly [number, number])[]
  /** Heat from i to j [W], its derivative with respect to T_i [W/K], and the error of the heat [W]; pairs x bands. */
  readonly power: Float64Array
  readonly conductance: Float64Array
  readonly error: Float64Array
}

/** Relative accuracy of the whole heat of a pair. */
const relativeTolerance = 1e-10
const maxEvaluations = 1e6

/**
 * Photonic heat of a network, band by band: ∫ dω/2π ħω τ_ij [n(ħω, T_i) − n(ħω, T_j)] between neighbouring edges.
 *
 * @param network Network of `buildNetwork`.
 * @param temperatures Temperature of each island in the order of `network.islands` [K], > 0.
 * @param edges Inner edges of the bands [rad/s], ascending: one fewer than bands, which begin at 0 and end at infinity.
 * @returns Heat of each pair and band; errors about 1e-10 of the whole heat of the pair.
 */
export function bandHeat(network: Network, temperatures: Float64Array, edges: readonly number[]): BandHeat {
  const { islands } = network
  const pairs = islands.flatMap((_, i) =>
    islands.slice(i + 1).map((_, offset): readonly [number, number] => [i, i + 1 + offset]),
  )
  const bands = edges.length + 1
  const shape = () => new Float64Array(pairs.length * bands)
  const result = { pairs, power: shape(), conductance: shape(), error: shape() }
  if (pairs.length === 0) return result
  const kernel = new TransmissionKernel(exchangingNetwork(network))
  const sum = new PanelSum(kernel, pairs)
  // Edges are fixed, and so are the knots between them.
  const options = { relativeTolerance, maxEvaluations, moving: false, edges }
  const { knots, panels, nodes } = rebuildSubdivision(kernel, sum, temperatures, options)
  sum.setTemperatures(temperatures)
  const frequencies = new Float64Array(knots.length)
  placeKnots(knots, kernel.impedances, temperatures, frequencies)
  const ends = createSegmentEnds(islands.length)
  panels.forEach((panel, index) => {
    const { segment, rule, tree } = panel
    ends.lower = frequencies[segment]
    ends.width = frequencies[segment + 1] - ends.lower
    if (!(ends.width > 0)) return
    const band = edges.filter((edge) => edge <= ends.lower).length
    kernel.useTree(tree)
    sum.jacobian.fill(0)
    sum.integrate(rules[rule], nodes.position, nodes.slope, nodes.start[index], '', ends, null, 'resting')
    pairs.forEach(([i], pair) => {
      const entry = pair * bands + band
      result.power[entry] += sum.power[pair]
      result.conductance[entry] += sum.jacobian[pair * islands.length + i]
      result.error[entry] += panelError(sum, panel, pair)
    })
  })
  return result
}
