import { type LegendreRule, probeSeries } from '../numerics/legendreRule.js'
import { reducedPlanck } from '../units/constants.js'
import { type FrequencyPanel, largestPanel } from './branch.js'
import type { EdgeImpedances } from './edgeImpedances.js'
import type { SegmentEnds } from './segmentEnds.js'

/** What `PanelSum` knows of the islands at the frequencies of a panel. */
export interface PairState {
  readonly temperatures: Float64Array
  /** x n (1 + n), islands x frequencies. */
  readonly stiffness: Float64Array
  /** n_0 - n_1. */
  readonly excess: Float64Array
  /** Receives the Legendre coefficients of the density (`LegendreRule.probes`). */
  readonly probes: Float64Array
}

/**
 * Heat between the two islands of a single loop from one panel, with its derivatives, in one pass over the frequencies.
 *
 * It computes what `LoopPanel` and `PanelSum` do in several passes, for the loops that occur most: the impedance of one
 * island alone depends on frequency, and its temperature alone moves the frequencies.
 */
export class PairPanel {
  /** Heat [W] and its derivatives with the temperatures of both islands [W/K]. */
  power = 0
  slopeFirst = 0
  slopeSecond = 0

  private readonly impedances: EdgeImpedances
  private readonly combined = new Float64Array(4 * largestPanel)
  private readonly density = new Float64Array(largestPanel)

  constructor(impedances: EdgeImpedances) {
    this.impedances = impedances
  }

  /** Whether the loop is such a one at the present temperatures, with frequencies that move as `panel.moves` says. */
  suits({ moves }: FrequencyPanel): boolean {
    const { branches, islandOf } = this.impedances
    if (moves[0] === 1 && moves[1] === 1) return false
    let island = moves[0] === 1 ? 0 : moves[1] === 1 ? 1 : -1
    for (let index = 0; index < branches.length; index++) {
      const constant = this.impedances.constantOf(index)
      if (constant === undefined) {
        if (islandOf[index] < 0 || (island >= 0 && islandOf[index] !== island)) return false
        island = islandOf[index]
      } else if (constant[1] !== 0 || constant[2] !== 0 || constant[3] !== 0) return false
    }
    this.island = Math.max(0, island)
    return true
  }

  /** The island whose impedance may depend on frequency. */
  private island = 0

  /**
   * Integrates; the loop must have been found to suit.
   *
   * @param slope d omega/du at the nodes over the length of the segment, from `panel.offset` on.
   */
  integrate(panel: FrequencyPanel, ends: SegmentEnds, rule: LegendreRule, slope: Float64Array, state: PairState): void {
    const { impedances, island, density } = this
    impedances.loadMovingPanel(panel, false)
    const values = this.combine(panel.count)
    const { stiffness, excess, temperatures, probes } = state
    const { omega, offset, count } = panel
    const { weights } = rule
    const other = 1 - island
    const ownResistance = this.constantResistance(island)
    const otherResistance = this.constantResistance(other)
    const own = island * largestPanel
    const second = other * largestPanel
    // Pairs count from island 0 to island 1.
    const sign = island === 0 ? 1 : -1
    const growth = ends.widthSpeed[island] / ends.width
    const shift = ends.lowerSpeed[island] - growth * ends.lower
    const common = (reducedPlanck / (2 * Math.PI)) * ends.width
    let stiffOwn = 0
    let stiffOther = 0
    let motion = 0
    let change = 0
    for (let k = 0, v = 0; k < count; k++, v += 4) {
      const frequency = omega[k]
      const resistance = ownResistance + values[v]
      const reactance = values[v + 1]
      const dRe = values[v + 2]
      const dIm = values[v + 3]
      const total = resistance + otherResistance
      const inverse = 1 / (total * total + reactance * reactance)
      const product = 4 * otherResistance * inverse
      const tau = product * resistance
      const measure = common * frequency * slope[offset + k]
      const difference = excess[k]
      density[k] = measure * tau * difference
      const weighted = weights[k] * measure
      const flow = weighted * tau
      const first = stiffness[own + k]
      const last = stiffness[second + k]
      stiffOwn += flow * first
      stiffOther += flow * last
      const rate = growth + shift / frequency
      motion += flow * ((growth + rate) * difference - sign * rate * (first - last))
      change += weighted * difference * (product * dRe - 2 * tau * inverse * (total * dRe + reactance * dIm))
    }
    this.power = probeSeries(rule, density, probes, 0)
    const ownSlope = (sign * stiffOwn) / temperatures[island] + motion + change
    const otherSlope = (-sign * stiffOther) / temperatures[other]
    this.slopeFirst = island === 0 ? ownSlope : otherSlope
    this.slopeSecond = island === 0 ? otherSlope : ownSlope
  }

  private constantResistance(island: number): number {
    const { branches, islandOf } = this.impedances
    let sum = 0
    for (let index = 0; index < branches.length; index++) {
      if (islandOf[index] === island) sum += this.impedances.constantOf(index)?.[0] ?? 0
    }
    return sum
  }

  /** Sum of the impedances that depend on frequency, four numbers for each. */
  private combine(count: number): Float64Array {
    const { combined } = this
    const { panelValues, spread } = this.impedances
    let only = -1
    let several = false
    for (let index = 0; index < spread.length; index++) {
      if (spread[index] === 0) continue
      several = only >= 0
      only = index
    }
    if (only >= 0 && !several) return panelValues[only]
    for (let place = 0; place < 4 * count; place++) combined[place] = 0
    for (let index = 0; index < spread.length; index++) {
      if (spread[index] === 0) continue
      const values = panelValues[index]
      for (let place = 0; place < 4 * count; place++) combined[place] += values[place]
    }
    return combined
  }
}
