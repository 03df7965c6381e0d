import { type FrequencyPanel, largestPanel } from '../circuit/branch.js'
import { exchangingNetwork, type Network } from '../circuit/network.js'
import { photonTransmission } from '../circuit/photonTransmission.js'
import { TransmissionKernel } from '../circuit/transmissionKernel.js'
import type { Model } from '../device/compile.js'
import { decayEstimate, legendreRule, probeCount, probeSeries } from '../numerics/legendreRule.js'
import { pow, square } from '../numerics/power.js'
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
  const mean = new TransmissionIntegral(network, values, i, j)
  for (let k = 0; k + 1 < edges.length; k++) mean.add(edges[k]!, edges[k + 1]!)
  const { value, errorEstimate, evaluations, status } = mean
  return { value: value / cutoff, errorEstimate: errorEstimate / cutoff, status, evaluations }
}

/** 2Δ₀/ħ of the superconductor of largest gap [rad/s]; 0 without one. */
function largestGapFrequency({ extents }: Model): number {
  const gaps = extents.map(({ material }) => material.gapRatio * boltzmann * (material.criticalTemperature ?? 0))
  return (2 * Math.max(0, ...gaps)) / reducedPlanck
}

const rule = legendreRule(largestPanel)

/** Integrals of the transmission of one pair over frequency, added up. */
class TransmissionIntegral {
  value = 0
  errorEstimate = 0
  evaluations = 0
  status: Status = 'converged'
  private readonly kernel: TransmissionKernel
  private readonly pair: number
  private readonly network: Network
  private readonly temperatures: Float64Array
  private readonly between: number
  private readonly omega = new Float64Array(largestPanel)
  private readonly density = new Float64Array(largestPanel)
  private readonly probes = new Float64Array(probeCount)

  constructor(network: Network, temperatures: Float64Array, i: number, j: number) {
    this.network = network
    this.temperatures = temperatures
    this.between = i * network.islands.length + j
    // One kernel for all frequencies: building it costs more than a frequency does.
    this.kernel = new TransmissionKernel(exchangingNetwork(network))
    this.kernel.setTemperatures(temperatures)
    this.pair = this.kernel.pairIndex(i, j)
  }

  /**
   * Adds the integral from `lower` to `upper`, whose ends may be weakly singular (ln ω at 0, the edge of pair breaking): the
   * substitution x = a + (b − a) u³ (10 − 15u + 6u²) smooths them, halving finds what is left.
   */
  add(lower: number, upper: number): void {
    this.addPart(lower, upper, 0, 1, 0)
  }

  private addPart(lower: number, upper: number, from: number, to: number, depth: number): void {
    const { omega, density, probes } = this
    const half = 0.5 * (to - from)
    const width = upper - lower
    for (let k = 0; k < rule.size; k++) {
      const u = from + half * (1 + rule.nodes[k])
      // The distance to the nearer end keeps its digits.
      const nearLower = u < 0.5
      const v = nearLower ? u : 1 - u
      const distance = width * pow(v, 3) * (10 - 15 * v + 6 * v * v)
      omega[k] = nearLower ? lower + distance : upper - distance
      density[k] = 30 * square(u * (1 - u))
    }
    this.multiply(lower, upper)
    const sum = probeSeries(rule, density, probes, 0)
    this.evaluations += rule.size
    const scale = half * width
    const error = scale * decayEstimate(probes, 0)
    if (error > tolerance * width && depth < deepest) {
      const middle = from + half
      this.addPart(lower, upper, from, middle, depth + 1)
      this.addPart(lower, upper, middle, to, depth + 1)
      return
    }
    if (error > tolerance * width) this.status = 'tolerance-not-reached'
    this.value += scale * sum
    this.errorEstimate += error
  }

  /** Multiplies the density by the transmission at each frequency. */
  private multiply(lower: number, upper: number): void {
    const { kernel, omega, density, pair } = this
    const count = rule.size
    if (kernel.singleLoop) kernel.evaluatePanel(this.panel(lower, upper), false)
    for (let k = 0; k < count; k++) {
      let tau = kernel.panelTau[k * kernel.pairs + pair]
      if (!kernel.singleLoop) {
        kernel.useTree(kernel.chooseTree(omega[k]))
        kernel.evaluate(omega[k], false)
        tau = kernel.tau[pair]
      }
      // Where there is no transmission the single evaluation says why.
      if (!Number.isFinite(tau)) tau = photonTransmission(this.network, omega[k], this.temperatures)[this.between]
      density[k] *= tau
    }
  }

  private panel(lower: number, upper: number): FrequencyPanel {
    const { omega } = this
    const atRest = new Float64Array(this.kernel.islands)
    return {
      count: rule.size,
      omega,
      lower,
      upper,
      position: omega,
      offset: 0,
      // Other frequencies each time: not worth remembering.
      key: '',
      lowerSpeed: atRest,
      widthSpeed: atRest,
      moves: new Uint8Array(this.kernel.islands),
      lowerIsland: -1,
      upperIsland: -1,
    }
  }
}
