import { type FrequencyPanel, largestPanel, velocityOf } from './branch.js'
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
  /** Resistance of each island and slopes of its impedance in its own temperature, islands x frequencies. */
  private readonly resistance: Float64Array
  private readonly slopeRe: Float64Array
  private readonly slopeIm: Float64Array
  /** Slopes in frequency of each island, and of the lossless elements as the last one. */
  private readonly frequencyRe: Float64Array
  private readonly frequencyIm: Float64Array
  /** Change of the total impedance and of an island's resistance with one temperature. */
  private readonly changeRe = new Float64Array(largestPanel)
  private readonly changeIm = new Float64Array(largestPanel)
  private readonly sloping: Uint8Array

  /** @param sloping 1 for each island with an element that depends on its temperature. */
  constructor(impedances: EdgeImpedances, sloping: Uint8Array) {
    const islands = sloping.length
    this.impedances = impedances
    this.islands = islands
    this.sloping = sloping
    this.resistance = new Float64Array(islands * largestPanel)
    this.slopeRe = new Float64Array(islands * largestPanel)
    this.slopeIm = new Float64Array(islands * largestPanel)
    this.frequencyRe = new Float64Array((islands + 1) * largestPanel)
    this.frequencyIm = new Float64Array((islands + 1) * largestPanel)
  }

  /** Writes tau [frequency, pair] and, with `slopes`, its derivatives at fixed frequencies [frequency, pair, island]. */
  evaluate(panel: FrequencyPanel, slopes: boolean, tau: Float64Array, tauSlope: Float64Array): void {
    this.impedances.loadPanel(panel)
    this.sum(panel)
    this.writeTransmission(panel.count, tau)
    if (slopes) this.writeSlopes(panel, false, tau, tauSlope)
  }

  /** The same with the derivatives along the frequencies as they move with the temperatures. */
  evaluateMoving(panel: FrequencyPanel, tau: Float64Array, tauSlope: Float64Array): void {
    const { impedances } = this
    const sweeping = impedances.movedByOthers(panel.moves)
    impedances.loadMovingPanel(panel, sweeping)
    this.sum(panel)
    if (sweeping) this.sumFrequencySlopes(panel)
    this.writeTransmission(panel.count, tau)
    this.writeSlopes(panel, sweeping, tau, tauSlope)
  }

  private writeTransmission(count: number, tau: Float64Array): void {
    const { islands, resistance, inverse } = this
    const pairs = (islands * (islands - 1)) / 2
    for (let i = 0, pair = 0; i < islands; i++) {
      for (let j = i + 1; j < islands; j++, pair++) {
        const first = i * largestPanel
        const second = j * largestPanel
        for (let k = 0; k < count; k++) {
          tau[k * pairs + pair] = 4 * resistance[first + k] * resistance[second + k] * inverse[k]
        }
      }
    }
  }

  /** d tau = 4 (dR_i R_j + R_i dR_j)/|Z|² − 2 tau Re(Z* dZ)/|Z|² for the temperature of each island. */
  private writeSlopes(panel: FrequencyPanel, sweeping: boolean, tau: Float64Array, tauSlope: Float64Array): void {
    const { islands, resistance, slopeRe, inverse, sloping, changeRe, frequencyRe } = this
    const { count } = panel
    const pairs = (islands * (islands - 1)) / 2
    for (let of = 0; of < islands; of++) {
      const carried = sweeping && panel.moves[of] === 1
      const changes = sloping[of] === 1 || carried
      if (changes) this.changeTotal(panel, of, carried)
      const own = of * largestPanel
      for (let i = 0, pair = 0; i < islands; i++) {
        for (let j = i + 1; j < islands; j++, pair++) {
          let entry = pair * islands + of
          const stride = pairs * islands
          if (!changes) {
            for (let k = 0; k < count; k++, entry += stride) tauSlope[entry] = 0
            continue
          }
          const first = i * largestPanel
          const second = j * largestPanel
          for (let k = 0; k < count; k++, entry += stride) {
            let product = 0
            if (i === of) product = slopeRe[own + k] * resistance[second + k]
            else if (carried) product = velocityOf(panel, k, of) * frequencyRe[first + k] * resistance[second + k]
            if (j === of) product += slopeRe[own + k] * resistance[first + k]
            else if (carried) product += velocityOf(panel, k, of) * frequencyRe[second + k] * resistance[first + k]
            tauSlope[entry] = (4 * product - changeRe[k] * tau[k * pairs + pair]) * inverse[k]
          }
        }
      }
    }
  }

  /** 2 Re(Z* dZ) at all frequencies, to `changeRe`. */
  private changeTotal(panel: FrequencyPanel, of: number, carried: boolean): void {
    const { islands, totalRe, totalIm, slopeRe, slopeIm, frequencyRe, frequencyIm, changeRe, changeIm } = this
    const { count } = panel
    const own = of * largestPanel
    if (!carried) {
      for (let k = 0; k < count; k++) {
        changeRe[k] = 2 * (totalRe[k] * slopeRe[own + k] + totalIm[k] * slopeIm[own + k])
      }
      return
    }
    for (let k = 0; k < count; k++) {
      changeRe[k] = 0
      changeIm[k] = 0
    }
    for (let part = 0; part <= islands; part++) {
      if (part === of) continue
      for (let k = 0; k < count; k++) {
        changeRe[k] += frequencyRe[part * largestPanel + k]
        changeIm[k] += frequencyIm[part * largestPanel + k]
      }
    }
    for (let k = 0; k < count; k++) {
      const velocity = velocityOf(panel, k, of)
      const dRe = slopeRe[own + k] + velocity * changeRe[k]
      const dIm = slopeIm[own + k] + velocity * changeIm[k]
      changeRe[k] = 2 * (totalRe[k] * dRe + totalIm[k] * dIm)
    }
  }

  private sum({ count, omega }: FrequencyPanel): void {
    const { totalRe, totalIm, inverse, resistance, slopeRe, slopeIm } = this
    const { panelValues, ownCouplings, spread, islandOf } = this.impedances
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
      let constantReactance = 0
      let constantReactanceSlope = 0
      for (let index = 0; index < panelValues.length; index++) {
        if (islandOf[index] !== island || spread[index] !== 0) continue
        const values = panelValues[index]
        constantResistance += values[0]
        constantSlope += values[2]
        constantReactance += values[1]
        constantReactanceSlope += values[3]
      }
      for (let k = start; k < start + count; k++) {
        resistance[k] = constantResistance
        slopeRe[k] = constantSlope
        slopeIm[k] = constantReactanceSlope
      }
      for (let index = 0; index < panelValues.length; index++) {
        if (islandOf[index] === island && spread[index] !== 0) this.addElement(count, panelValues[index], start)
      }
      for (let k = 0; k < count; k++) {
        totalRe[k] += resistance[start + k]
        totalIm[k] += constantReactance
      }
    }
    for (let index = 0; index < panelValues.length; index++) {
      if (islandOf[index] < 0) this.addLossless(count, panelValues[index], spread[index])
    }
    for (let k = 0; k < count; k++) inverse[k] = 1 / (totalRe[k] * totalRe[k] + totalIm[k] * totalIm[k])
  }

  private addElement(count: number, values: Float64Array, start: number): void {
    const { totalIm, resistance, slopeRe, slopeIm } = this
    for (let k = 0, place = 0; k < count; k++, place += 4) {
      resistance[start + k] += values[place]
      totalIm[k] += values[place + 1]
      slopeRe[start + k] += values[place + 2]
      slopeIm[start + k] += values[place + 3]
    }
  }

  private addLossless(count: number, values: Float64Array, spread: number): void {
    const { totalRe, totalIm } = this
    for (let k = 0, place = 0; k < count; k++, place += spread) {
      totalRe[k] += values[place]
      totalIm[k] += values[place + 1]
    }
  }

  private sumFrequencySlopes({ count }: FrequencyPanel): void {
    const { frequencyRe, frequencyIm, islands } = this
    const { panelSlopes, ownCouplings, spread, islandOf } = this.impedances
    frequencyRe.fill(0)
    frequencyIm.fill(0)
    const lossless = islands * largestPanel
    for (let index = 0; index < ownCouplings.length; index++) {
      for (let k = 0; k < count; k++) frequencyIm[lossless + k] += 2 * ownCouplings[index].inductance
    }
    for (let index = 0; index < panelSlopes.length; index++) {
      if (spread[index] === 0) continue
      const start = islandOf[index] < 0 ? lossless : islandOf[index] * largestPanel
      const slopes = panelSlopes[index]
      for (let k = 0; k < count; k++) {
        frequencyRe[start + k] += slopes[2 * k]
        frequencyIm[start + k] += slopes[2 * k + 1]
      }
    }
  }
}
