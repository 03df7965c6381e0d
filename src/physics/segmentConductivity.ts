/**
 * The Mattis-Bardeen conductivity at the nodes of a quadrature that follow the temperature.
 *
 * Nodes on a segment between 0, the pair-breaking edge x = 2 and a multiple of k_B T lie at places x_k(t) that depend on t
 * alone. So does the conductivity there: a function of one variable for each node, which a short Chebyshev series in ln t
 * represents. Its cost is that of a few dot products, without a logarithm or a root.
 */
import { chebyshevBasis, chebyshevPoints, chebyshevTensor } from '../numerics/chebyshevTensor.js'
import type { ConductivityAtTemperature } from './conductivityTable.js'

const smallestT = 0.01
const largestT = 2e6
/** Width of a tile in ln t, and number of its points; the sums below are written out for 8. */
const width = 0.2
const points = 8
const origin = Math.log(smallestT)
const lastTile = Math.floor((Math.log(largestT) - origin) / width) - 1

/** Series of each node: σ₁, σ₂, ∂σ₁/∂x, ∂σ₂/∂x. */
const functions = 4

/** Where a segment begins and ends, in x: `edge` is x = 2, `upperRatio` a multiple of t. */
export interface SegmentKind {
  readonly fromEdge: boolean
  /** Upper end over t; null if it is the edge. */
  readonly upperRatio: number | null
}

/**
 * Recognises a segment by its ends at one temperature; null if it is none of those that can be tabulated.
 *
 * @param t k_B T/Δ [1].
 * @param lower Lower end in x = ħω/Δ.
 * @param upper Upper end in x.
 */
export function segmentKind(t: number, lower: number, upper: number): SegmentKind | null {
  if (!(t > smallestT && t < largestT)) return null
  const fromEdge = Math.abs(lower - 2) < 1e-12
  if (!fromEdge && lower !== 0) return null
  if (Math.abs(upper - 2) < 1e-12) return fromEdge ? null : { fromEdge, upperRatio: null }
  // A cut-off at the temperature of another island is some odd multiple of this one.
  const ratio = Math.round((upper / t) * 64) / 64
  return Math.abs(upper - ratio * t) < 1e-12 * upper ? { fromEdge, upperRatio: ratio } : null
}

/** Conductivity at the nodes of one panel as functions of t; fills itself where it is asked. */
export class SegmentConductivity {
  private readonly kind: SegmentKind
  private readonly positions: Float64Array
  private readonly at: (tile: number) => readonly ConductivityAtTemperature[]
  private readonly tiles: (Float64Array | undefined)[] = []
  private readonly basis = new Float64Array(points)
  private readonly slopes = new Float64Array(points)

  /**
   * @param positions Places of the nodes on the segment, 0 to 1.
   * @param at Conductivity at the temperatures `tileTemperatures` of a tile.
   */
  constructor(kind: SegmentKind, positions: Float64Array, at: (tile: number) => readonly ConductivityAtTemperature[]) {
    this.kind = kind
    this.positions = positions
    this.at = at
  }

  /** Whether it is one of this kind. */
  is({ fromEdge, upperRatio }: SegmentKind): boolean {
    return fromEdge === this.kind.fromEdge && upperRatio === this.kind.upperRatio
  }

  /**
   * Writes σ₁, σ₂, ∂σ₁/∂x, ∂σ₂/∂x, ∂σ₁/∂t, ∂σ₂/∂t of node k to `out[6 k ...]`.
   *
   * @returns False, and nothing is written, where the conductivity along the nodes is not smooth in t.
   */
  evaluate(t: number, out: Float64Array): boolean {
    const place = (Math.log(t) - origin) / width
    const tile = Math.floor(place)
    if (!isSmooth(this.kind, tile)) return false
    const series = this.tiles[tile] ?? this.build(tile)
    const { basis, slopes, positions, kind } = this
    chebyshevBasis(2 * (place - tile) - 1, points, basis, slopes)
    const scale = 2 / (width * t)
    const factor = kind.fromEdge ? 1 : Math.exp(-1 / t)
    const growth = kind.fromEdge ? 0 : 1 / (t * t)
    const speed = kind.upperRatio ?? 0
    // By index: destructuring an array goes through an iterator.
    const b0 = basis[0]
    const b1 = basis[1]
    const b2 = basis[2]
    const b3 = basis[3]
    const b4 = basis[4]
    const b5 = basis[5]
    const b6 = basis[6]
    const b7 = basis[7]
    const s1 = slopes[1]
    const s2 = slopes[2]
    const s3 = slopes[3]
    const s4 = slopes[4]
    const s5 = slopes[5]
    const s6 = slopes[6]
    const s7 = slopes[7]
    for (let k = 0, c = 0, o = 0; k < positions.length; k++, o += 6) {
      const p1 = series[c + 1]
      const p2 = series[c + 2]
      const p3 = series[c + 3]
      const p4 = series[c + 4]
      const p5 = series[c + 5]
      const p6 = series[c + 6]
      const p7 = series[c + 7]
      const first = series[c] * b0 + p1 * b1 + p2 * b2 + p3 * b3 + p4 * b4 + p5 * b5 + p6 * b6 + p7 * b7
      const firstT = (p1 * s1 + p2 * s2 + p3 * s3 + p4 * s4 + p5 * s5 + p6 * s6 + p7 * s7) * scale
      c += points
      const q1 = series[c + 1]
      const q2 = series[c + 2]
      const q3 = series[c + 3]
      const q4 = series[c + 4]
      const q5 = series[c + 5]
      const q6 = series[c + 6]
      const q7 = series[c + 7]
      const second = series[c] * b0 + q1 * b1 + q2 * b2 + q3 * b3 + q4 * b4 + q5 * b5 + q6 * b6 + q7 * b7
      const secondT = (q1 * s1 + q2 * s2 + q3 * s3 + q4 * s4 + q5 * s5 + q6 * s6 + q7 * s7) * scale
      c += points
      let firstX = series[c] * b0 + series[c + 1] * b1 + series[c + 2] * b2 + series[c + 3] * b3
      firstX += series[c + 4] * b4 + series[c + 5] * b5 + series[c + 6] * b6 + series[c + 7] * b7
      c += points
      let secondX = series[c] * b0 + series[c + 1] * b1 + series[c + 2] * b2 + series[c + 3] * b3
      secondX += series[c + 4] * b4 + series[c + 5] * b5 + series[c + 6] * b6 + series[c + 7] * b7
      c += points
      firstX *= factor
      // The node moves with t: what that contributes is taken off.
      const motion = speed * positions[k]
      out[o] = factor * first
      out[o + 1] = second
      out[o + 2] = firstX
      out[o + 3] = secondX
      out[o + 4] = factor * (firstT + first * growth) - firstX * motion
      out[o + 5] = secondT - secondX * motion
    }
    return true
  }

  private build(tile: number): Float64Array {
    const { positions, kind } = this
    const temperatures = tileTemperatures(tile)
    const values = new Float64Array(positions.length * functions * points)
    const sigma = new Float64Array(6)
    this.at(tile).forEach((conductivity, index) => {
      const t = temperatures[index]
      const lower = kind.fromEdge ? 2 : 0
      const upper = kind.upperRatio === null ? 2 : kind.upperRatio * t
      const factor = kind.fromEdge ? 1 : Math.exp(1 / t)
      positions.forEach((position, k) => {
        conductivity(lower + (upper - lower) * position, sigma)
        for (let f = 0; f < functions; f++) {
          values[(k * functions + f) * points + index] = f % 2 === 0 ? factor * sigma[f] : sigma[f]
        }
      })
    })
    const series = new Float64Array(values.length)
    for (let row = 0; row < values.length; row += points) {
      series.set(chebyshevTensor(values.subarray(row, row + points), 1, points), row)
    }
    this.tiles[tile] = series
    return series
  }
}

/** Reduced temperatures at which a tile is made. */
export function tileTemperatures(tile: number): Float64Array {
  return chebyshevPoints(points).map((v) => Math.exp(origin + width * (tile + 0.5 * (v + 1))))
}

/** Whether the cut-off stays well away from the pair-breaking edge on the whole tile. */
function isSmooth({ fromEdge, upperRatio }: SegmentKind, tile: number): boolean {
  if (tile < 0 || tile > lastTile) return false
  if (upperRatio === null) return true
  const meeting = 2 / upperRatio
  return fromEdge
    ? Math.exp(origin + width * tile) > 2 * meeting
    : Math.exp(origin + width * (tile + 1)) < 0.7 * meeting
}
