import { decayEstimate, type LegendreRule, probeCount, probeSeries } from '../numerics/legendreRule.js'
import { boseDifference, fillOccupationDifference, fillOccupations } from '../physics/bose.js'
import { boltzmann, reducedPlanck } from '../units/constants.js'
import { type FrequencyPanel, largestPanel, velocityOf } from './branch.js'
import { PairPanel } from './pairPanel.js'
import type { SegmentEnds } from './segmentEnds.js'
import type { TransmissionKernel } from './transmissionKernel.js'

/** Below this relative difference of two temperatures the difference of occupations is computed as such. */
const nearlyEqual = 0.2

/** `gain` of the error estimate next to a kink, of which the nodes see only a weak singularity. */
const kinkGain = 1.15

/**
 * What to derive besides the heat: nothing; derivatives of the integrand at its frequencies; or of the sum itself, whose
 * frequencies move with the temperatures.
 */
export type Derivatives = 'none' | 'resting' | 'moving'

/** Heat of all pairs from one panel of the spectral integral. */
export class PanelSum {
  /** Heat of each pair from the last panel [W]. */
  readonly power: Float64Array
  /** Legendre coefficients of the density of each pair over the panel (`LegendreRule.probes`) [W]. */
  readonly probes: Float64Array
  /** Derivatives, summed over the panels since they were last cleared [W/K], pairs x islands. */
  readonly jacobian: Float64Array

  private readonly kernel: TransmissionKernel
  readonly temperatures: Float64Array
  /** Occupations n and x n (1 + n), islands x frequencies. */
  private readonly occupation: Float64Array
  readonly stiffness: Float64Array
  /** d omega times hbar omega/2 pi, n_i - n_j and their product with tau, at each frequency of the panel. */
  private readonly measure = new Float64Array(largestPanel)
  readonly excess = new Float64Array(largestPanel)
  private readonly density = new Float64Array(largestPanel)
  private readonly pairFrom: Int32Array
  private readonly pairTo: Int32Array
  private readonly omega = new Float64Array(largestPanel)
  /** For networks of one loop and two islands. */
  private readonly pairPanel: PairPanel | null
  private readonly panel: { -readonly [K in keyof FrequencyPanel]: FrequencyPanel[K] }

  constructor(
    kernel: TransmissionKernel,
    readonly pairs: readonly (readonly [number, number])[],
  ) {
    const { islands } = kernel
    this.kernel = kernel
    this.power = new Float64Array(pairs.length)
    this.probes = new Float64Array(pairs.length * probeCount)
    this.jacobian = new Float64Array(pairs.length * islands)
    this.temperatures = new Float64Array(islands)
    this.occupation = new Float64Array(islands * largestPanel)
    this.stiffness = new Float64Array(islands * largestPanel)
    this.pairFrom = Int32Array.from(pairs, ([i]) => i)
    this.pairTo = Int32Array.from(pairs, ([, j]) => j)
    this.pairPanel = kernel.singleLoop && islands === 2 ? new PairPanel(kernel.impedances) : null
    this.panel = {
      count: 0,
      omega: this.omega,
      lower: 0,
      upper: 0,
      position: this.omega,
      offset: 0,
      key: '',
      lowerSpeed: new Float64Array(islands),
      widthSpeed: new Float64Array(islands),
      moves: new Uint8Array(islands),
      lowerIsland: -1,
      upperIsland: -1,
    }
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
   * @param derivatives What to add to `jacobian`; `moving` needs a kernel that is movable.
   */
  integrate(
    rule: LegendreRule,
    position: Float64Array,
    slope: Float64Array,
    offset: number,
    key: string,
    ends: SegmentEnds,
    stored: Float64Array | null,
    derivatives: Derivatives,
  ): void {
    const { kernel, power, pairFrom, pairTo, omega } = this
    const { lower, width } = ends
    const pairs = power.length
    const { size } = rule
    const moving = derivatives === 'moving'
    const sloping = stored === null && derivatives !== 'none' && kernel.hasSlopes
    for (let node = 0; node < size; node++) omega[node] = lower + width * position[offset + node]
    if (stored === null) {
      this.describePanel(size, position, offset, key, ends)
      if (derivatives !== 'resting' && kernel.movable && this.pairPanel?.suits(this.panel)) {
        this.integratePair(this.pairPanel, rule, slope, ends)
        return
      }
    }
    this.occupy(size)
    if (stored === null) {
      if (moving) kernel.evaluateMovingPanel(this.panel)
      else kernel.evaluatePanel(this.panel, sloping)
    }
    const tau = stored === null ? kernel.panelTau : stored
    const tauStart = stored === null ? 0 : offset * pairs
    const { measure, density, excess } = this
    const common = (reducedPlanck / (2 * Math.PI)) * width
    for (let node = 0; node < size; node++) measure[node] = common * omega[node] * slope[offset + node]
    for (let pair = 0; pair < pairs; pair++) {
      const i = pairFrom[pair]
      const j = pairTo[pair]
      this.fillExcess(size, i, j)
      for (let node = 0; node < size; node++) {
        density[node] = measure[node] * tau[tauStart + node * pairs + pair] * excess[node]
      }
      if (kernel.nonReciprocal) this.addSkewed(size, pair, i, j)
      power[pair] = probeSeries(rule, density, this.probes, pair * probeCount)
      if (moving) this.differentiateMoving(rule, pair, ends)
      else if (derivatives === 'resting') this.differentiate(rule, pair, tau, tauStart, sloping)
    }
  }

  /**
   * Error of a pair's heat from the last panel as its series suggests [W].
   *
   * @param sharp Whether the panel ends where the integrand has a kink.
   */
  seriesError(pair: number, sharp: boolean): number {
    return decayEstimate(this.probes, pair * probeCount, sharp ? kinkGain : 2)
  }

  private integratePair(pairPanel: PairPanel, rule: LegendreRule, slope: Float64Array, ends: SegmentEnds): void {
    const { jacobian, temperatures, omega, excess, stiffness } = this
    const hot = temperatures[0]
    const cold = temperatures[1]
    if (Math.abs(hot - cold) < nearlyEqual * hot) {
      this.occupy(rule.size)
      this.fillExcess(rule.size, 0, 1)
    } else {
      const scale = reducedPlanck / boltzmann
      fillOccupationDifference(scale / hot, scale / cold, omega, rule.size, excess, stiffness, largestPanel)
    }
    pairPanel.integrate(this.panel, ends, rule, slope, this)
    this.power[0] = pairPanel.power
    jacobian[0] += pairPanel.slopeFirst
    jacobian[1] += pairPanel.slopeSecond
  }

  private describePanel(size: number, position: Float64Array, offset: number, key: string, ends: SegmentEnds): void {
    const { panel } = this
    const { lower, width, lowerSpeed, widthSpeed } = ends
    panel.count = size
    panel.lower = lower
    panel.upper = lower + width
    panel.position = position
    panel.offset = offset
    panel.key = key
    panel.lowerIsland = ends.lowerIsland
    panel.upperIsland = ends.upperIsland
    panel.lowerSpeed = lowerSpeed
    panel.widthSpeed = widthSpeed
    const { moves } = panel
    for (let island = 0; island < moves.length; island++) {
      moves[island] = lowerSpeed[island] !== 0 || widthSpeed[island] !== 0 ? 1 : 0
    }
  }

  /** Occupations of all islands at the frequencies of the panel. */
  private occupy(size: number): void {
    const { temperatures, occupation, stiffness, omega } = this
    for (let i = 0; i < temperatures.length; i++) {
      const scale = reducedPlanck / (boltzmann * temperatures[i])
      fillOccupations(scale, omega, size, occupation, stiffness, i * largestPanel)
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

  /** Adds the derivatives of the sum itself, of which frequencies and measure move, too. */
  private differentiateMoving({ size, weights }: LegendreRule, pair: number, ends: SegmentEnds): void {
    const { jacobian, stiffness, kernel, measure, excess, density, omega, temperatures, panel } = this
    const { panelTau, panelSlope, slopedIslands } = kernel
    const { moves } = panel
    const pairs = this.power.length
    const i = this.pairFrom[pair]
    const j = this.pairTo[pair]
    const islands = temperatures.length
    const first = i * largestPanel
    const second = j * largestPanel
    const row = pair * islands
    const stride = jacobian.length
    let sumI = 0
    let sumJ = 0
    for (let node = 0; node < size; node++) {
      const factor = weights[node] * measure[node] * panelTau[node * pairs + pair]
      sumI += factor * stiffness[first + node]
      sumJ -= factor * stiffness[second + node]
    }
    jacobian[row + i] += sumI / temperatures[i]
    jacobian[row + j] += sumJ / temperatures[j]
    for (let of = 0; of < islands; of++) {
      if (moves[of] === 1) {
        const growth = ends.widthSpeed[of] / ends.width
        let sum = 0
        for (let node = 0; node < size; node++) {
          const rate = velocityOf(panel, node, of) / omega[node]
          const stiff = stiffness[first + node] - stiffness[second + node]
          const heat = measure[node] * panelTau[node * pairs + pair]
          sum += weights[node] * ((growth + rate) * density[node] - rate * heat * stiff)
        }
        jacobian[row + of] += sum
      }
      if (moves[of] === 0 && slopedIslands[of] === 0) continue
      let sum = 0
      for (let node = 0, entry = row + of; node < size; node++, entry += stride) {
        sum += weights[node] * measure[node] * excess[node] * panelSlope[entry]
      }
      jacobian[row + of] += sum
    }
  }

  /** Adds the derivatives of the integrand at its frequencies. */
  private differentiate(
    { size, weights }: LegendreRule,
    pair: number,
    tau: Float64Array,
    tauStart: number,
    sloping: boolean,
  ): void {
    const { jacobian, occupation, stiffness, kernel, measure, excess, temperatures } = this
    const { panelSkew, panelSkewSlope, panelSlope, nonReciprocal, slopedIslands } = kernel
    const pairs = this.power.length
    const i = this.pairFrom[pair]
    const j = this.pairTo[pair]
    const islands = temperatures.length
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
      sumI += factor * (transmission + skew) * stiffness[first + node]
      sumJ -= factor * (transmission - skew) * stiffness[second + node]
    }
    jacobian[row + i] += sumI / temperatures[i]
    jacobian[row + j] += sumJ / temperatures[j]
    if (!sloping) return
    for (let of = 0; of < islands; of++) {
      if (slopedIslands[of] === 0) continue
      let sum = 0
      for (let node = 0; node < size; node++) {
        sum += weights[node] * measure[node] * excess[node] * panelSlope[node * stride + row + of]
      }
      if (nonReciprocal) {
        for (let node = 0; node < size; node++) {
          const total = occupation[first + node] + occupation[second + node]
          sum += weights[node] * measure[node] * total * panelSkewSlope[node * stride + row + of]
        }
      }
      jacobian[row + of] += sum
    }
  }
}
