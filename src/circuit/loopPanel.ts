import { type FrequencyPanel, largestPanel } from './branch.js'
import type { EdgeImpedances } from './edgeImpedances.js'

/**
 * Photon transmission of a single loop, tau = 4 R_i R_j/|Z|² with the total impedance Z, at all frequencies of a panel.
 *
 * The same sums as those of one frequency, with the frequencies in the innermost loops.
 */
export class LoopPanel {
  private readonly impedances: EdgeImpedances
  private readonly islands: number
  private readonly totalRe = new Float64Array(largestPanel)
  private readonly totalIm = new Float64Array(largestPanel)
  private readonly inverse = new Float64Array(largestPanel)
  /** Resistance and slopes of the impedance of each island, islands x frequencies. */
  private readonly resistance: Float64Array
  private readonly slopeRe: Float64Array
  private readonly slopeIm: Float64Array
  /** Island of each element, -1 for a lossless one; whether each island has a slope. */
  private readonly islandOf: Int32Array
  private readonly sloping: readonly boolean[]

  constructor(impedances: EdgeImpedances, islands: number) {
    this.impedances = impedances
    this.islands = islands
    this.resistance = new Float64Array(islands * largestPanel)
    this.slopeRe = new Float64Array(islands * largestPanel)
    this.slopeIm = new Float64Array(islands * largestPanel)
    const { emitters, emitterOf } = impedances
    this.islandOf = Int32Array.from(emitterOf, (emitter) => (emitter < 0 ? -1 : emitters[emitter].island))
    this.sloping = Array.from({ length: islands }, (_, island) =>
      emitters.some((emitter) => emitter.island === island && emitter.temperatureDependent),
    )
  }

  /** Writes tau [frequency, pair] and, with `slopes`, its derivatives [frequency, pair, island]. */
  evaluate(panel: FrequencyPanel, slopes: boolean, tau: Float64Array, tauSlope: Float64Array): void {
    this.sum(panel)
    const { islands, resistance, slopeRe, slopeIm, totalRe, totalIm, inverse, sloping } = this
    const { count } = panel
    const pairs = (islands * (islands - 1)) / 2
    for (let i = 0, pair = 0; i < islands; i++) {
      for (let j = i + 1; j < islands; j++, pair++) {
        const first = i * largestPanel
        const second = j * largestPanel
        for (let k = 0; k < count; k++) {
          tau[k * pairs + pair] = 4 * resistance[first + k] * resistance[second + k] * inverse[k]
        }
        if (!slopes) continue
        for (let of = 0; of < islands; of++) {
          const place = of * largestPanel
          // R_of/R_i is 1 if they are the same: then the island's own resistance changes, too.
          const other = of === i ? second : of === j ? first : -1
          for (let k = 0; k < count; k++) {
            const entry = (k * pairs + pair) * islands + of
            if (!sloping[of]) {
              tauSlope[entry] = 0
              continue
            }
            const dRe = slopeRe[place + k]
            const dIm = slopeIm[place + k]
            const common = -2 * (totalRe[k] * dRe + totalIm[k] * dIm) * tau[k * pairs + pair]
            const own = other < 0 ? 0 : 4 * dRe * resistance[other + k]
            tauSlope[entry] = (common + own) * inverse[k]
          }
        }
      }
    }
  }

  private sum({ count, omega }: FrequencyPanel): void {
    const { totalRe, totalIm, inverse, resistance, slopeRe, slopeIm, islandOf } = this
    const { panelValues, ownCouplings, spread } = this.impedances
    let inductance = 0
    for (let index = 0; index < ownCouplings.length; index++) inductance += 2 * ownCouplings[index].inductance
    for (let k = 0; k < count; k++) {
      totalRe[k] = 0
      totalIm[k] = inductance * omega[k]
    }
    for (let island = 0; island < this.islands; island++) {
      const start = island * largestPanel
      let constantResistance = 0
      let constantSlope = 0
      for (let k = start; k < start + count; k++) {
        resistance[k] = 0
        slopeRe[k] = 0
        slopeIm[k] = 0
      }
      for (let index = 0; index < panelValues.length; index++) {
        if (islandOf[index] !== island) continue
        const values = panelValues[index]
        if (spread[index] === 0 && values[1] === 0 && values[3] === 0) {
          constantResistance += values[0]
          constantSlope += values[2]
          continue
        }
        this.addElement(count, values, spread[index], start)
      }
      for (let k = 0; k < count; k++) {
        resistance[start + k] += constantResistance
        slopeRe[start + k] += constantSlope
        totalRe[k] += constantResistance
      }
    }
    for (let index = 0; index < panelValues.length; index++) {
      if (islandOf[index] < 0) this.addElement(count, panelValues[index], spread[index], -1)
    }
    for (let k = 0; k < count; k++) inverse[k] = 1 / (totalRe[k] * totalRe[k] + totalIm[k] * totalIm[k])
  }

  private addElement(count: number, values: Float64Array, spread: number, start: number): void {
    const { totalRe, totalIm, resistance, slopeRe, slopeIm } = this
    for (let k = 0, place = 0; k < count; k++, place += spread) {
      totalRe[k] += values[place]
      totalIm[k] += values[place + 1]
      if (start < 0) continue
      resistance[start + k] += values[place]
      slopeRe[start + k] += values[place + 2]
      slopeIm[start + k] += values[place + 3]
    }
  }
}
