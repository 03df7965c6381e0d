import { chebyshevSum } from '../numerics/chebyshevSeries.js'
import { power } from '../numerics/power.js'
import { cos } from '../numerics/trigonometry.js'
import { contourSize, tunnelContour } from './tunnelContour.js'

/** Degree of the series on a tile: singularities lie outside the ellipse of 2.8, and 2.8^-40 is rounding. */
const degree = 40
/** Nodes and weights of the Gauss-Legendre rule with six points on 0 to 1 (Abramowitz and Stegun, Table 25.4). */
const nodes = [0.03376524289842399, 0.16939530676686773, 0.3806904069584015].flatMap((x) => [x, 1 - x])
const weights = [0.08566224618958518, 0.1803807865240693, 0.23395696728634552].flatMap((w) => [w, w])
/** Part of the analytic strip below which slopes by voltage and temperature are taken at this photon energy. */
const smallest = 1e-4
/** What stands for a conductance that rounding hides. */
const leastConductance = 1e-30

/** Reduced admittance R Y of a junction at one photon energy, with its slopes. */
export interface TunnelAdmittance {
  /** Writes Re, Im of R Y, of ∂/∂v and of ∂/∂t to `out[0..5]` at u = ħω/Δ ≥ 0. */
  evaluate(u: number, out: Float64Array): void
}

/**
 * Photon-assisted admittance of a biased tunnel junction, for a small signal at frequency ω:
 *
 * Y(ω) = (e/(2ħω)) {I(V+ħω/e) − I(V−ħω/e) + i [I_KK(V+ħω/e) − 2 I_KK(V) + I_KK(V−ħω/e)]}, for e^{+iωt} (J. R. Tucker and M. J. Feldman,
 * Rev. Mod. Phys. 57, 1055 (1985), Eqs. 4.28 and 4.29 for the smallest signal). At ω → 0 it is dI/dV, at ħω ≫ Δ it is 1/R.
 *
 * @param v Voltage over the junction e V/Δ [1], any sign.
 * @param t Temperature of the normal side k_B T/Δ [1] > 0; that of the superconductor enters with Δ alone.
 * @param gamma Dynes broadening Γ/Δ [1] ≥ 0.
 * @returns Function of u = ħω/Δ; R Y to 1e-13 of 1 (absolute: where the gap leaves less, the digits of the rest are fewer), its slopes to
 *   1e-8. Re Y ≥ 0 always. It keeps Chebyshev series of the current on a few tiles, filled when they are asked for.
 * @example
 * tunnelAdmittance(0, 0.1, 1e-4).evaluate(2.5, out) // at 2.5 Δ/ħ
 */
export function tunnelAdmittance(v: number, t: number, gamma: number): TunnelAdmittance {
  const bias = Math.abs(v)
  const current = tiledCurrent(t, gamma)
  const strip = Math.PI * t + gamma
  const [plus, minus, middle] = [
    new Float64Array(contourSize),
    new Float64Array(contourSize),
    new Float64Array(contourSize),
  ]
  current(bias, middle)
  return {
    evaluate(u, out) {
      if (u < 0.5 * strip) {
        // Means of di/dv over the interval: no difference of equal numbers.
        out[0] = 0
        out[1] = 0
        for (let k = 0; k < nodes.length; k++) {
          current(bias + nodes[k]! * u, plus)
          current(bias - nodes[k]! * u, minus)
          out[0] += 0.5 * weights[k]! * (plus[2]! + minus[2]!)
          out[1] -= 0.5 * weights[k]! * (plus[3]! - minus[3]!)
        }
      } else {
        current(bias + u, plus)
        current(bias - u, minus)
        out[0] = (plus[0]! - minus[0]!) / (2 * u)
        out[1] = (2 * middle[1]! - plus[1]! - minus[1]!) / (2 * u)
      }
      // I rises everywhere: a slope below rounding is still one.
      out[0] = Math.max(out[0], leastConductance)
      const h = Math.max(u, smallest * strip)
      current(bias + h, plus)
      current(bias - h, minus)
      const sign = v < 0 ? -1 : 1
      out[2] = (sign * (plus[2]! - minus[2]!)) / (2 * h)
      out[3] = (sign * (2 * middle[3]! - plus[3]! - minus[3]!)) / (2 * h)
      out[4] = (plus[4]! - minus[4]!) / (2 * h)
      out[5] = (2 * middle[5]! - plus[5]! - minus[5]!) / (2 * h)
      if (u < h) {
        // Im Y and its slopes are odd in u.
        out[3] *= u / h
        out[5] *= u / h
      }
    },
  }
}

/** The six numbers of `tunnelContour` at any voltage, from series on tiles that widen with the distance from the gap. */
function tiledCurrent(t: number, gamma: number): (v: number, out: Float64Array) => void {
  const width = 2 * (Math.PI * t + gamma)
  const tiles = new Map<number, Tile>()
  const values = new Float64Array(contourSize)
  const tileAt = (v: number): Tile => {
    const distance = Math.abs(v - 1)
    const number = Math.floor(Math.log2(distance / width + 1))
    const key = v < 1 ? -1 - number : number
    let tile = tiles.get(key)
    if (tile === undefined) {
      const near = width * (power(2, number) - 1)
      const far = width * (power(2, number + 1) - 1)
      tile = v < 1 ? makeTile(Math.max(0, 1 - far), 1 - near) : makeTile(1 + near, 1 + far)
      tiles.set(key, tile)
    }
    return tile
  }
  const makeTile = (from: number, to: number): Tile => {
    const [center, half] = [0.5 * (from + to), 0.5 * (to - from)]
    const samples = Array.from({ length: contourSize }, () => new Float64Array(degree + 1))
    for (let j = 0; j <= degree; j++) {
      tunnelContour(center + half * cos((Math.PI * (j + 0.5)) / (degree + 1)), t, gamma, values)
      for (let i = 0; i < contourSize; i++) samples[i]![j] = values[i]!
    }
    const series = samples.map((sample) =>
      Array.from({ length: degree + 1 }, (_, k) => {
        let sum = 0
        for (let j = 0; j <= degree; j++) sum += sample[j]! * cos((Math.PI * k * (j + 0.5)) / (degree + 1))
        return ((k === 0 ? 1 : 2) * sum) / (degree + 1)
      }),
    )
    return { center, half, series }
  }
  return (v, out) => {
    const size = Math.abs(v)
    const { center, half, series } = tileAt(size)
    const x = (size - center) / half
    for (let i = 0; i < contourSize; i++) out[i] = chebyshevSum(series[i]!, x)
    if (v >= 0) return
    // Re a is odd in v and Im a even; a slope by v has the other parity.
    out[0] = -out[0]!
    out[3] = -out[3]!
    out[4] = -out[4]!
  }
}

interface Tile {
  readonly center: number
  readonly half: number
  readonly series: readonly (readonly number[])[]
}
