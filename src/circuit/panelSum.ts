import { decayEstimate, type LegendreRule, probeCount } from '../numerics/legendreRule.js'
import { boseDifference, boseOccupation } from '../physics/bose.js'
import { boltzmann, reducedPlanck } from '../units/constants.js'
import { type FrequencyPanel, largestPanel } from './branch.js'
import type { TransmissionKernel } from './transmissionKernel.js'

/** Below this relative difference of two temperatures the difference of occupations is computed as such. */
const nearlyEqual = 0.2

/** `gain` of the error estimate next to a kink, of which the nodes see only a weak singularity. */
const kinkGain = 1.4

/** Heat of all pairs from one panel of the spectral integral. */
export class PanelSum {
  /** Heat of each pair from the last panel [W], the estimate of its error, and its density at the last node [W s]. */
  readonly power: Float64Array
  readonly error: Float64Array
  readonly lastDensity: Float64Array
  /** Derivatives, summed over the panels since they were last cleared [W/K], pairs x islands. */
  readonly jacobian: Float64Array

  private readonly kernel: TransmissionKernel
  private readonly temperatures: Float64Array
  /** Occupations and their derivatives [1/K], islands x frequencies. */
  private readonly occupation: Float64Array
  private readonly occupationSlope: Float64Array
  private readonly probes = new Float64Array(probeCount)
  /** d omega times hbar omega/2 pi, n_i - n_j and their product with tau, at each frequency of the panel. */
  private readonly measure = new Float64Array(largestPanel)
  private readonly excess = new Float64Array(largestPanel)
  private readonly density = new Float64Array(largestPanel)
  private readonly pairFrom: Int32Array
  private readonly pairTo: Int32Array
  private readonly omega = new Float64Array(largestPanel)
  private readonly panel: { -readonly [K in keyof FrequencyPanel]: FrequencyPanel[K] }

  constructor(
    kernel: TransmissionKernel,
    readonly pairs: readonly (readonly [number, number])[],
  ) {
    this.kernel = kernel
    this.power = new Float64Array(pairs.length)
    this.error = new Float64Array(pairs.length)
    this.lastDensity = new Float64Array(pairs.length)
    this.jacobian = new Float64Array(pairs.length * kernel.islands)
    this.temperatures = new Float64Array(kernel.islands)
    this.occupation = new Float64Array(kernel.islands * largestPanel)
    this.occupationSlope = new Float64Array(kernel.islands * largestPanel)
    this.pairFrom = Int32Array.from(pairs, ([i]) => i)
    this.pairTo = Int32Array.from(pairs, ([, j]) => j)
    this.panel = { count: 0, omega: this.omega, lower: 0, upper: 0, position: this.omega, offset: 0, key: '' }
  }

  setTemperatures(temperatures: Float64Array): void {
    this.temperatures.set(temperatures)
    this.kernel.setTemperatures(temperatures)
  }

  /**
   * Integrates over the nodes `offset` ... of the table: omega = lower + width position, d omega = width slope.
   *
   * @param key Two panels with the same text have the same positions; empty where it does not pay to remember them.
   * @param sharp Whether the panel ends where the integrand has a kink.
   * @param stored Transmissions of all nodes of the table, or null to compute them.
   * @param derivatives Whether to add to `jacobian`.
   */
  integrate(
    rule: LegendreRule,
    position: Float64Array,
    slope: Float64Array,
    offset: number,
    key: string,
    lower: number,
    width: number,
    sharp: boolean,
    stored: Float64Array | null,
    derivatives: boolean,
  ): void {
    const { kernel, power, error, lastDensity, probes, pairFrom, pairTo, panel, omega } = this
    const pairs = power.length
    const { size, weights, probes: probeWeights } = rule
    const sloping = stored === null && derivatives && kernel.hasSlopes
    for (let node = 0; node < size; node++) omega[node] = lower + width * position[offset + node]
    this.occupy(size, derivatives)
    if (stored === null) {
      panel.count = size
      panel.lower = lower
      panel.upper = lower + width
      panel.position = position
      panel.offset = offset
      panel.key = key
      kernel.evaluatePanel(panel, sloping)
    }
    const tau = stored === null ? kernel.panelTau : stored
    const tauStart = stored === null ? 0 : offset * pairs
    const { measure, density } = this
    const common = (reducedPlanck / (2 * Math.PI)) * width
    for (let node = 0; node < size; node++) measure[node] = common * omega[node] * slope[offset + node]
    for (let pair = 0; pair < pairs; pair++) {
      const i = pairFrom[pair]
      const j = pairTo[pair]
      this.fillExcess(size, i, j)
      const { excess } = this
      for (let node = 0; node < size; node++) {
        density[node] = measure[node] * tau[tauStart + node * pairs + pair] * excess[node]
      }
      if (kernel.nonReciprocal) this.addSkewed(size, pair, i, j)
      let sum = 0
      for (let node = 0; node < size; node++) sum += weights[node] * density[node]
      power[pair] = sum
      for (let probe = 0, entry = 0; probe < probeCount; probe++) {
        let value = 0
        for (let node = 0; node < size; node++, entry++) value += probeWeights[entry] * density[node]
        probes[probe] = value
      }
      error[pair] = decayEstimate(probes, 0, sharp ? kinkGain : 2)
      lastDensity[pair] = density[size - 1] / (width * slope[offset + size - 1])
      if (derivatives) this.differentiate(rule, pair, tau, tauStart, sloping)
    }
  }

  /** Occupations of all islands at the frequencies of the panel. */
  private occupy(size: number, derivatives: boolean): void {
    const { temperatures, occupation, occupationSlope, omega } = this
    for (let i = 0; i < temperatures.length; i++) {
      const start = i * largestPanel
      const scale = reducedPlanck / (boltzmann * temperatures[i])
      const inverse = 1 / temperatures[i]
      for (let node = 0; node < size; node++) {
        const x = scale * omega[node]
        const n = boseOccupation(x)
        occupation[start + node] = n
        if (derivatives) occupationSlope[start + node] = n * (1 + n) * x * inverse
      }
    }
  }

  /** n_i - n_j at all frequencies of the panel. */
  private fillExcess(size: number, i: number, j: number): void {
    const { temperatures, occupation, excess, omega } = this
    const hot = temperatures[i]
    const cold = temperatures[j]
    if (Math.abs(hot - cold) < nearlyEqual * hot) {
      const scale = reducedPlanck / boltzmann
      const separation = (scale * (hot - cold)) / (hot * cold)
      for (let node = 0; node < size; node++) {
        const quantum = scale * omega[node]
        excess[node] = boseDifference(quantum / hot, quantum / cold, separation * omega[node])
      }
      return
    }
    const first = i * largestPanel
    const second = j * largestPanel
    for (let node = 0; node < size; node++) excess[node] = occupation[first + node] - occupation[second + node]
  }

  /** What a transmission that differs between the two directions adds: half the difference times n_i + n_j. */
  private addSkewed(size: number, pair: number, i: number, j: number): void {
    const { occupation, density, measure, kernel, power } = this
    for (let node = 0; node < size; node++) {
      const total = occupation[i * largestPanel + node] + occupation[j * largestPanel + node]
      density[node] += measure[node] * kernel.panelSkew[node * power.length + pair] * total
    }
  }

  /** Adds the derivatives of the heat of one pair to `jacobian`. */
  private differentiate(
    { size, weights }: LegendreRule,
    pair: number,
    tau: Float64Array,
    tauStart: number,
    sloping: boolean,
  ): void {
    const { jacobian, occupation, occupationSlope, kernel, measure, excess } = this
    const { panelSkew, panelSkewSlope, panelSlope, nonReciprocal } = kernel
    const pairs = this.power.length
    const i = this.pairFrom[pair]
    const j = this.pairTo[pair]
    const islands = this.temperatures.length
    const first = i * largestPanel
    const second = j * largestPanel
    const row = pair * islands
    const stride = jacobian.length
    let sumI = 0
    let sumJ = 0
    for (let node = 0; node < size; node++) {
      const factor = weights[node] * measure[node]
      const transmission = tau[tauStart + node * pairs + pair]
      const skew = nonReciprocal ? panelSkew[node * pairs + pair] : 0
      sumI += factor * (transmission + skew) * occupationSlope[first + node]
      sumJ -= factor * (transmission - skew) * occupationSlope[second + node]
    }
    jacobian[row + i] += sumI
    jacobian[row + j] += sumJ
    if (!sloping) return
    for (let k = 0; k < islands; k++) {
      let sum = 0
      for (let node = 0; node < size; node++) {
        sum += weights[node] * measure[node] * excess[node] * panelSlope[node * stride + row + k]
      }
      jacobian[row + k] += sum
      if (!nonReciprocal) continue
      for (let node = 0; node < size; node++) {
        const total = occupation[first + node] + occupation[second + node]
        jacobian[row + k] += weights[node] * measure[node] * total * panelSkewSlope[node * stride + row + k]
      }
    }
  }
}
