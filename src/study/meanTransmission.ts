import { exchangingNetwork } from '../circuit/network.js'
import { photonTransmission } from '../circuit/photonTransmission.js'
import { TransmissionKernel } from '../circuit/transmissionKernel.js'
import type { Model } from '../device/compile.js'
import { legendreRule } from '../numerics/legendreRule.js'
import type { NumericalResult, Status } from '../numerics/result.js'
import { boltzmann, reducedPlanck } from '../units/constants.js'
import { temperaturesOf } from './transmission.js'

/** Between which islands, and up to which frequency. */
export interface MeanTransmissionOptions {
  /** Two islands; default, the only two of the circuit. */
  readonly between?: readonly [string, string]
  /** Upper end of the mean [rad/s]; default 2Δ₀/ħ of the superconductor of largest gap. */
  readonly cutoff?: number
}

const tolerance = 1e-12
const deepest = 40

/**
 * Mean photon transmission τ̄ = ħ/(2Δ₀) ∫₀^{2Δ₀/ħ} τ dω (Dey et al., Sec. III B), with Δ₀ = `gapRatio` k_B T_c.
 *
 * @param model The device.
 * @param temperatures Temperature of every island of the circuit [K] > 0.
 * @param options Pair of islands, cut-off.
 * @returns τ̄ with its estimated absolute error, about 1e-11; `tolerance-not-reached` if a resonance is too sharp.
 * @throws RangeError if it is not clear which two islands are meant, or there is no superconductor and no cut-off.
 * @example
 * meanTransmission(model, { source: 0.4, drain: 0.03 }).value // 4 (1 + r)/(2 + r)²
 */
export function meanTransmission(
  model: Model,
  temperatures: Readonly<Record<string, number>>,
  options: MeanTransmissionOptions = {},
): NumericalResult {
  const { network } = model
  const { islands } = network
  const between = options.between ?? islands
  const [i, j] = between.map((name) => islands.indexOf(name))
  if (between.length !== 2 || i === undefined || j === undefined || i < 0 || j < 0 || i === j) {
    throw new RangeError(
      `mean transmission: needs two islands of the circuit, got ${between.join(', ') || 'none'}; there are ${islands.join(', ')}`,
    )
  }
  const cutoff = options.cutoff ?? largestGapFrequency(model)
  if (!(cutoff > 0 && cutoff < Infinity)) {
    throw new RangeError(
      `mean transmission: the cut-off must be positive, got ${cutoff}; give one where no element superconducts`,
    )
  }
  const values = temperaturesOf(model, temperatures)
  const breaks = network.branches.flatMap((branch) =>
    branch.island === null ? [] : branch.at(values[islands.indexOf(branch.island)]).breaks,
  )
  const inside = [...breaks, ...network.multiports.flatMap((multiport) => multiport.breaks)].filter((x) => x < cutoff)
  const edges = [0, ...new Set(inside.sort((a, b) => a - b)), cutoff]
  // One kernel for all frequencies: building it costs more than a frequency does.
  const kernel = new TransmissionKernel(exchangingNetwork(network))
  kernel.setTemperatures(values)
  const pair = kernel.pairIndex(i, j)
  const tau = (omega: number): number => {
    kernel.useTree(kernel.chooseTree(omega))
    kernel.evaluate(omega, false)
    // Where there is no transmission the single evaluation says why.
    return Number.isFinite(kernel.tau[pair])
      ? kernel.tau[pair]
      : photonTransmission(network, omega, values)[i * islands.length + j]
  }
  let value = 0
  let errorEstimate = 0
  let evaluations = 0
  let status: Status = 'converged'
  for (let k = 0; k + 1 < edges.length; k++) {
    const piece = integrateSmoothed(tau, edges[k]!, edges[k + 1]!)
    value += piece.value / cutoff
    errorEstimate += piece.errorEstimate / cutoff
    evaluations += piece.evaluations
    if (piece.status !== 'converged') status = piece.status
  }
  return { value, errorEstimate, status, evaluations }
}

/** 2Δ₀/ħ of the superconductor of largest gap [rad/s]; 0 without one. */
function largestGapFrequency({ extents }: Model): number {
  const gaps = extents.map(({ material }) => material.gapRatio * boltzmann * (material.criticalTemperature ?? 0))
  return (2 * Math.max(0, ...gaps)) / reducedPlanck
}

const rule = legendreRule(24)

/**
 * Integral of a bounded function whose ends may be weakly singular (ln ω at 0, the edge of pair breaking): the
 * substitution x = a + (b − a) u³ (10 − 15u + 6u²) smooths them, halving finds what is left.
 */
function integrateSmoothed(f: (x: number) => number, a: number, b: number): NumericalResult {
  let evaluations = 0
  let errorEstimate = 0
  let status: Status = 'converged'
  const gauss = (from: number, to: number): number => {
    let sum = 0
    for (let k = 0; k < rule.size; k++) {
      const u = 0.5 * (from + to) + 0.5 * (to - from) * rule.nodes[k]
      // The distance to the nearer end keeps its digits.
      const nearA = u < 0.5
      const v = nearA ? u : 1 - u
      const distance = (b - a) * v ** 3 * (10 - 15 * v + 6 * v * v)
      const x = nearA ? a + distance : b - distance
      sum += rule.weights[k] * f(x) * 30 * (u * (1 - u)) ** 2
    }
    evaluations += rule.size
    return 0.5 * (to - from) * (b - a) * sum
  }
  const refine = (from: number, to: number, whole: number, depth: number): number => {
    const middle = 0.5 * (from + to)
    const left = gauss(from, middle)
    const right = gauss(middle, to)
    const error = Math.abs(left + right - whole)
    if (error <= tolerance * (b - a) || depth === deepest) {
      if (depth === deepest) status = 'tolerance-not-reached'
      errorEstimate += error
      return left + right
    }
    return refine(from, middle, left, depth + 1) + refine(middle, to, right, depth + 1)
  }
  const value = refine(0, 1, gauss(0, 1), 0)
  return { value, errorEstimate, status, evaluations }
}
