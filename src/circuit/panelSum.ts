import { decayEstimate, type LegendreRule, probeCount } from '../numerics/legendreRule.js'
import { boseDifference, boseOccupation } from '../physics/bose.js'
import { boltzmann, reducedPlanck } from '../units/constants.js'
import { type FrequencyPanel, largestPanel } from './branch.js'
import type { TransmissionKernel } from './transmissionKernel.js'

/** Below this relative difference of two temperatures the difference of occupations is computed as such. */
const nearlyEqual = 0.2

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
  private readonly probes: Float64Array
  private readonly pairFrom: Int32Array
  private readonly pairTo: Int32Array
  private readonly omega = new Float64Array(largestPanel)
  private readonly panel: { -readonly [K in keyof FrequencyPanel]: FrequencyPanel[K] }

  constructor(kernel: TransmissionKernel, pairs: readonly (readonly [number, number])[]) {
    this.kernel = kernel
    this.power = new Float64Array(pairs.length)
    this.error = new Float64Array(pairs.length)
    this.lastDensity = new Float64Array(pairs.length)
    this.jacobian = new Float64Array(pairs.length * kernel.islands)
    this.temperatures = new Float64Array(kernel.islands)
    this.occupation = new Float64Array(kernel.islands * largestPanel)
    this.occupationSlope = new Float64Array(kernel.islands * largestPanel)
    this.probes = new Float64Array(pairs.length * probeCount)
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
    stored: Float64Array | null,
    derivatives: boolean,
  ): void {
    const { kernel, power, error, lastDensity, probes, pairFrom, pairTo, panel, omega } = this
    const pairs = power.length
    const { size, weights } = rule
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
    const skewed = kernel.nonReciprocal
    power.fill(0)
    probes.fill(0)
    for (let pair = 0; pair < pairs; pair++) {
      const i = pairFrom[pair]
      const j = pairTo[pair]
      const hot = this.temperatures[i]
      const cold = this.temperatures[j]
      const near = Math.abs(hot - cold) < nearlyEqual * hot
      for (let node = 0; node < size; node++) {
        const measure = (reducedPlanck / (2 * Math.PI)) * omega[node] * width * slope[offset + node]
        const excess = near ? this.nearDifference(omega[node], hot, cold) : this.excess(node, i, j)
        const transmission = tau[tauStart + node * pairs + pair]
        let density = measure * transmission * excess
        if (skewed) density += measure * kernel.panelSkew[node * pairs + pair] * this.total(node, i, j)
        power[pair] += weights[node] * density
        this.probe(rule, node, pair, density)
        if (derivatives) this.differentiate(node, pair, weights[node] * measure, transmission, excess, sloping)
        if (node === size - 1) lastDensity[pair] = density / (width * slope[offset + node])
      }
    }
    for (let pair = 0; pair < pairs; pair++) error[pair] = decayEstimate(probes, pair * probeCount)
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

  private excess(node: number, i: number, j: number): number {
    return this.occupation[i * largestPanel + node] - this.occupation[j * largestPanel + node]
  }

  private total(node: number, i: number, j: number): number {
    return this.occupation[i * largestPanel + node] + this.occupation[j * largestPanel + node]
  }

  private nearDifference(omega: number, hot: number, cold: number): number {
    const quantum = (reducedPlanck / boltzmann) * omega
    return boseDifference(quantum / hot, quantum / cold, (quantum * (hot - cold)) / (hot * cold))
  }

  private probe({ size, probes: weights }: LegendreRule, node: number, pair: number, density: number): void {
    const { probes } = this
    for (let probe = pair * probeCount, end = probe + probeCount, entry = node; probe < end; probe++, entry += size) {
      probes[probe] += weights[entry] * density
    }
  }

  private differentiate(
    node: number,
    pair: number,
    weight: number,
    transmission: number,
    excess: number,
    sloping: boolean,
  ): void {
    const { jacobian, occupationSlope, kernel } = this
    const i = this.pairFrom[pair]
    const j = this.pairTo[pair]
    const islands = this.temperatures.length
    const row = pair * islands
    const slopeI = occupationSlope[i * largestPanel + node]
    const slopeJ = occupationSlope[j * largestPanel + node]
    const factor = weight * transmission
    jacobian[row + i] += factor * slopeI
    jacobian[row + j] -= factor * slopeJ
    const start = node * jacobian.length + row
    if (sloping) {
      const common = weight * excess
      for (let k = 0; k < islands; k++) jacobian[row + k] += common * kernel.panelSlope[start + k]
    }
    if (!kernel.nonReciprocal) return
    const skew = weight * kernel.panelSkew[node * this.power.length + pair]
    jacobian[row + i] += skew * slopeI
    jacobian[row + j] += skew * slopeJ
    if (!sloping) return
    const sum = weight * this.total(node, i, j)
    for (let k = 0; k < islands; k++) jacobian[row + k] += sum * kernel.panelSkewSlope[start + k]
  }
}
