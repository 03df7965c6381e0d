import { decayEstimate, type LegendreRule, probeCount } from '../numerics/legendreRule.js'
import { boseDifference, boseOccupation } from '../physics/bose.js'
import { boltzmann, reducedPlanck } from '../units/constants.js'
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
  private readonly occupation: Float64Array
  private readonly occupationSlope: Float64Array
  private readonly probes: Float64Array
  private readonly pairFrom: Int32Array
  private readonly pairTo: Int32Array

  constructor(kernel: TransmissionKernel, pairs: readonly (readonly [number, number])[]) {
    this.kernel = kernel
    this.power = new Float64Array(pairs.length)
    this.error = new Float64Array(pairs.length)
    this.lastDensity = new Float64Array(pairs.length)
    this.jacobian = new Float64Array(pairs.length * kernel.islands)
    this.temperatures = new Float64Array(kernel.islands)
    this.occupation = new Float64Array(kernel.islands)
    this.occupationSlope = new Float64Array(kernel.islands)
    this.probes = new Float64Array(pairs.length * probeCount)
    this.pairFrom = Int32Array.from(pairs, ([i]) => i)
    this.pairTo = Int32Array.from(pairs, ([, j]) => j)
  }

  setTemperatures(temperatures: Float64Array): void {
    this.temperatures.set(temperatures)
    this.kernel.setTemperatures(temperatures)
  }

  /**
   * Integrates over the nodes `offset` ... of the table: omega = lower + width position, d omega = width slope.
   *
   * @param stored Transmissions of all nodes of the table, or null to compute them.
   * @param derivatives Whether to add to `jacobian`.
   */
  integrate(
    rule: LegendreRule,
    position: Float64Array,
    slope: Float64Array,
    offset: number,
    lower: number,
    width: number,
    stored: Float64Array | null,
    derivatives: boolean,
  ): void {
    const { kernel, power, error, lastDensity, jacobian, temperatures, occupation, occupationSlope, probes } = this
    const { pairFrom, pairTo } = this
    const islands = occupation.length
    const pairs = power.length
    const { size, weights } = rule
    const probeWeights = rule.probes
    const tauSlope = kernel.slope
    const sloping = stored === null && derivatives && kernel.hasSlopes
    power.fill(0)
    probes.fill(0)
    for (let node = 0; node < size; node++) {
      const omega = lower + width * position[offset + node]
      if (stored === null) kernel.evaluate(omega, sloping)
      const tau = stored === null ? kernel.tau : stored
      const skewed = kernel.nonReciprocal
      const tauStart = stored === null ? 0 : (offset + node) * pairs
      const quantum = (reducedPlanck / boltzmann) * omega
      for (let i = 0; i < islands; i++) {
        const x = quantum / temperatures[i]
        const n = boseOccupation(x)
        occupation[i] = n
        occupationSlope[i] = (n * (1 + n) * x) / temperatures[i]
      }
      const measure = (reducedPlanck / (2 * Math.PI)) * omega * width * slope[offset + node]
      const weight = weights[node] * measure
      for (let pair = 0; pair < pairs; pair++) {
        const i = pairFrom[pair]
        const j = pairTo[pair]
        const hot = temperatures[i]
        const cold = temperatures[j]
        const excess =
          Math.abs(hot - cold) < nearlyEqual * hot
            ? boseDifference(quantum / hot, quantum / cold, (quantum * (hot - cold)) / (hot * cold))
            : occupation[i] - occupation[j]
        const transmission = tau[tauStart + pair]
        let density = measure * transmission * excess
        if (skewed) density += measure * kernel.skew[pair] * (occupation[i] + occupation[j])
        power[pair] += weights[node] * density
        for (let probe = 0, entry = node; probe < probeCount; probe++, entry += size) {
          probes[pair * probeCount + probe] += probeWeights[entry] * density
        }
        if (derivatives) {
          const row = pair * islands
          const factor = weight * transmission
          jacobian[row + i] += factor * occupationSlope[i]
          jacobian[row + j] -= factor * occupationSlope[j]
          if (sloping) {
            const common = weight * excess
            for (let k = 0; k < islands; k++) jacobian[row + k] += common * tauSlope[row + k]
          }
          if (skewed) {
            const skew = weight * kernel.skew[pair]
            jacobian[row + i] += skew * occupationSlope[i]
            jacobian[row + j] += skew * occupationSlope[j]
            if (sloping) {
              const sum = weight * (occupation[i] + occupation[j])
              for (let k = 0; k < islands; k++) jacobian[row + k] += sum * kernel.skewSlope[row + k]
            }
          }
        }
        if (node === size - 1) lastDensity[pair] = density / (width * slope[offset + node])
      }
    }
    for (let pair = 0; pair < pairs; pair++) error[pair] = decayEstimate(probes, pair * probeCount)
  }
}
