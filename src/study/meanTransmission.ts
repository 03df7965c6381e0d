import { type FrequencyPanel, largestPanel } from '../circuit/branch.js'
import { exchangingNetwork, type Network } from '../circuit/network.js'
import { photonTransmission } from '../circuit/photonTransmission.js'
import { TransmissionKernel } from '../circuit/transmissionKernel.js'
import type { Model } from '../device/compile.js'
import { decayEstimate, legendreRule, probeCount, probeSeries } from '../numerics/legendreRule.js'
import { square } from '../numerics/power.js'
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
/** Parts of a segment halved more often than this are not worth remembering. */
const deepestRemembered = 3

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
  const mean = integralOf(network)
  mean.start(network, values, i, j)
  for (const edge of mean.edgesBelow(cutoff)) mean.addTo(edge)
  const { value, errorEstimate, evaluations, status } = mean
  return { value: value / cutoff, errorEstimate: errorEstimate / cutoff, status, evaluations }
}

/** Work space for networks of one structure, by what they share (`renewNetwork`). */
const integrals = new WeakMap<Network['series'], TransmissionIntegral>()

function integralOf(network: Network): TransmissionIntegral {
  const known = integrals.get(network.series)
  if (known !== undefined) return known
  const integral = new TransmissionIntegral(network)
  integrals.set(network.series, integral)
  return integral
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
  private pair = 0
  private between = 0
  private network: Network
  private temperatures: Float64Array = new Float64Array(0)
  private lower = 0
  private readonly position = new Float64Array(largestPanel)
  private readonly omega = new Float64Array(largestPanel)
  private readonly density = new Float64Array(largestPanel)
  private readonly probes = new Float64Array(probeCount)
  private readonly panel: { -readonly [K in keyof FrequencyPanel]: FrequencyPanel[K] }

  constructor(network: Network) {
    this.network = network
    this.kernel = new TransmissionKernel(exchangingNetwork(network))
    const { islands } = this.kernel
    const atRest = new Float64Array(islands)
    this.panel = {
      count: rule.size,
      omega: this.omega,
      lower: 0,
      upper: 0,
      position: this.position,
      offset: 0,
      key: '',
      lowerSpeed: atRest,
      widthSpeed: atRest,
      moves: new Uint8Array(islands),
      lowerIsland: -1,
      upperIsland: -1,
    }
  }

  /** Begins at frequency 0. */
  start(network: Network, temperatures: Float64Array, i: number, j: number): void {
    const { kernel } = this
    if (network !== this.network) kernel.replaceElements(network)
    kernel.setTemperatures(temperatures)
    this.network = network
    this.temperatures = temperatures
    this.pair = kernel.pairIndex(i, j)
    this.between = i * network.islands.length + j
    this.lower = 0
    this.value = 0
    this.errorEstimate = 0
    this.evaluations = 0
    this.status = 'converged'
  }

  /** Frequencies [rad/s] where the transmission is not smooth, up to the cut-off, and the latter itself. */
  edgesBelow(cutoff: number): number[] {
    const { impedances } = this.kernel
    const breaks = impedances.branches.flatMap((_, index) => impedances.breaksOf(index))
    const all = [...breaks, ...this.network.multiports.flatMap((multiport) => multiport.breaks)]
    return [...new Set(all.filter((omega) => omega > 0 && omega < cutoff).sort((a, b) => a - b)), cutoff]
  }

  /**
   * Adds the integral from where it has come to up to `upper`. Both ends may be weakly singular (ln ω at 0, the edge of pair
   * breaking): the substitution x = a + (b − a) u³ (10 − 15u + 6u²) smooths them, halving finds what is left.
   */
  addTo(upper: number): void {
    this.panel.lower = this.lower
    this.panel.upper = upper
    this.addPart(0, 1, 0)
    this.lower = upper
  }

  private addPart(from: number, to: number, depth: number): void {
    const { position, omega, density, probes, panel } = this
    const { lower, upper } = panel
    const half = 0.5 * (to - from)
    const width = upper - lower
    for (let k = 0; k < rule.size; k++) {
      const u = from + half * (1 + rule.nodes[k])
      // The distance to the nearer end keeps its digits.
      const nearLower = u < 0.5
      const v = nearLower ? u : 1 - u
      const distance = v * v * v * (10 - 15 * v + 6 * v * v)
      position[k] = nearLower ? distance : 1 - distance
      omega[k] = nearLower ? lower + width * distance : upper - width * distance
      density[k] = 30 * square(u * (1 - u))
    }
    // The same positions in whichever segment, so that films can remember them.
    panel.key = depth > deepestRemembered ? '' : `mean ${from} ${to}`
    this.multiply()
    const sum = probeSeries(rule, density, probes, 0)
    this.evaluations += rule.size
    const scale = half * width
    const error = scale * decayEstimate(probes, 0)
    if (error > tolerance * width && depth < deepest) {
      const middle = from + half
      this.addPart(from, middle, depth + 1)
      this.addPart(middle, to, depth + 1)
      return
    }
    if (error > tolerance * width) this.status = 'tolerance-not-reached'
    this.value += scale * sum
    this.errorEstimate += error
  }

  /** Multiplies the density by the transmission at each frequency. */
  private multiply(): void {
    const { kernel, omega, density, pair, panel } = this
    const count = rule.size
    if (kernel.movable) kernel.evaluateMovingPanel(panel)
    else if (kernel.singleLoop) kernel.evaluatePanel(panel, false)
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
}
