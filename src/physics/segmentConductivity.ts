/**
 * The Mattis-Bardeen conductivity at the nodes of a quadrature that follow the temperature.
 *
 * Nodes on a segment between 0, the pair-breaking edge x = 2 and a multiple of k_B T lie at places x_k(t) that depend on t
 * alone. So does the conductivity there: a function of one variable for each node, which a short Chebyshev series in ln t
 * represents. Its cost is that of a few dot products, without a logarithm or a root.
 */

import { chebyshevBasis, chebyshevPoints } from '../numerics/chebyshevTensor.js'
import { cos } from '../numerics/trigonometry.js'
import type { ConductivityAtTemperature } from './conductivityTable.js'
import { largestT, smallestT } from './conductivityTiles.js'

/** Width of a tile in ln t, and number of its points; the sums below are written out for 10. */
const width = 0.2
const points = 10
const origin = Math.log(smallestT)
const lastTile = Math.floor((Math.log(largestT) - origin) / width) - 1

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

/** A reduced temperature as place in its tile; shared by all segments. */
export class TilePlace {
  t = Number.NaN
  tile = 0
  /** e^{−1/t}. */
  boltzmannFactor = 0
  readonly basis = new Float64Array(points)
  readonly slopes = new Float64Array(points)

  set(t: number): void {
    if (t === this.t) return
    const place = (Math.log(t) - origin) / width
    this.t = t
    this.tile = Math.floor(place)
    this.boltzmannFactor = Math.exp(-1 / t)
    chebyshevBasis(2 * (place - this.tile) - 1, points, this.basis, this.slopes)
  }
}

/** Conductivity at the nodes of one panel as functions of t; fills itself where it is asked. */
export class SegmentConductivity {
  private readonly kind: SegmentKind
  private readonly positions: Float64Array
  private readonly at: (tile: number) => readonly ConductivityAtTemperature[]
  private readonly tiles: (Float64Array | undefined)[] = []
  private readonly slopeTiles: (Float64Array | undefined)[] = []
  private readonly place: TilePlace
  /** For each tile 1 where the conductivity along the nodes is smooth in t, 2 where it is not, 0 where that is not known. */
  private readonly smooth = new Uint8Array(lastTile + 1)

  /**
   * @param positions Places of the nodes on the segment, 0 to 1.
   * @param place Reduced temperature of all calls, set before them.
   * @param at Conductivity at the temperatures `tileTemperatures` of a tile.
   */
  constructor(
    kind: SegmentKind,
    positions: Float64Array,
    place: TilePlace,
    at: (tile: number) => readonly ConductivityAtTemperature[],
  ) {
    this.kind = kind
    this.place = place
    this.positions = positions
    this.at = at
  }

  /** Whether it is one of this kind. */
  is({ fromEdge, upperRatio }: SegmentKind): boolean {
    return fromEdge === this.kind.fromEdge && upperRatio === this.kind.upperRatio
  }

  /** False where the conductivity along the nodes is not smooth in t: then they must not follow it. */
  get isSmooth(): boolean {
    const { tile } = this.place
    if (!(tile >= 0 && tile <= lastTile)) return false
    if (this.smooth[tile] === 0) this.smooth[tile] = isSmooth(this.kind, tile) ? 1 : 2
    return this.smooth[tile] === 1
  }

  /**
   * Writes the impedance of a film at node k to `out[4 k ...]`: Re and Im of Z = R/(σ₁ − iσ₂), then of dZ/dT along the node
   * as it moves with t.
   *
   * @param resistance Normal resistance R [Ohm].
   * @param dt dt/dT [1/K].
   */
  writeImpedance(resistance: number, dt: number, out: Float64Array): void {
    const { positions, kind } = this
    const { basis, slopes, t, tile, boltzmannFactor } = this.place
    const series = this.tiles[tile] ?? this.build(0, this.tiles)
    const scale = (2 * dt) / (width * t)
    const factor = kind.fromEdge ? 1 : boltzmannFactor
    const growth = kind.fromEdge ? 0 : dt / (t * t)
    // By index: destructuring an array goes through an iterator.
    const b1 = basis[1]
    const b2 = basis[2]
    const b3 = basis[3]
    const b4 = basis[4]
    const b5 = basis[5]
    const b6 = basis[6]
    const b7 = basis[7]
    const b8 = basis[8]
    const b9 = basis[9]
    const s1 = scale * slopes[1]
    const s2 = scale * slopes[2]
    const s3 = scale * slopes[3]
    const s4 = scale * slopes[4]
    const s5 = scale * slopes[5]
    const s6 = scale * slopes[6]
    const s7 = scale * slopes[7]
    const s8 = scale * slopes[8]
    const s9 = scale * slopes[9]
    const end = 4 * positions.length
    for (let c = 0, o = 0; o < end; c += 2 * points, o += 4) {
      const p1 = series[c + 1]
      const p2 = series[c + 2]
      const p3 = series[c + 3]
      const p4 = series[c + 4]
      const p5 = series[c + 5]
      const p6 = series[c + 6]
      const p7 = series[c + 7]
      const p8 = series[c + 8]
      const p9 = series[c + 9]
      const first =
        series[c] + (p1 * b1 + p2 * b2 + p3 * b3) + (p4 * b4 + p5 * b5 + p6 * b6) + (p7 * b7 + p8 * b8 + p9 * b9)
      const firstT = p1 * s1 + p2 * s2 + p3 * s3 + (p4 * s4 + p5 * s5 + p6 * s6) + (p7 * s7 + p8 * s8 + p9 * s9)
      const q1 = series[c + 11]
      const q2 = series[c + 12]
      const q3 = series[c + 13]
      const q4 = series[c + 14]
      const q5 = series[c + 15]
      const q6 = series[c + 16]
      const q7 = series[c + 17]
      const q8 = series[c + 18]
      const q9 = series[c + 19]
      const sigma2 =
        series[c + 10] + (q1 * b1 + q2 * b2 + q3 * b3) + (q4 * b4 + q5 * b5 + q6 * b6) + (q7 * b7 + q8 * b8 + q9 * b9)
      const dSigma2 = q1 * s1 + q2 * s2 + q3 * s3 + (q4 * s4 + q5 * s5 + q6 * s6) + (q7 * s7 + q8 * s8 + q9 * s9)
      const sigma1 = factor * first
      const dSigma1 = factor * (firstT + first * growth)
      const inverse = 1 / (sigma1 * sigma1 + sigma2 * sigma2)
      const re = sigma1 * inverse
      const im = sigma2 * inverse
      const squareRe = resistance * (re * re - im * im)
      const squareIm = 2 * resistance * re * im
      out[o] = resistance * re
      out[o + 1] = resistance * im
      out[o + 2] = -(squareRe * dSigma1 + squareIm * dSigma2)
      out[o + 3] = squareRe * dSigma2 - squareIm * dSigma1
    }
  }

  /** Writes σ₁, σ₂, ∂σ₁/∂x, ∂σ₂/∂x, dσ₁/dt, dσ₂/dt of node k to `out[6 k ...]`, the last two along the node as it moves. */
  writeConductivity(out: Float64Array): void {
    const { positions, kind } = this
    const { basis, slopes, t, tile, boltzmannFactor } = this.place
    const values = this.tiles[tile] ?? this.build(0, this.tiles)
    const xSlopes = this.slopeTiles[tile] ?? this.build(2, this.slopeTiles)
    const scale = 2 / (width * t)
    const factor = kind.fromEdge ? 1 : boltzmannFactor
    const growth = kind.fromEdge ? 0 : 1 / (t * t)
    for (let node = 0, c = 0; node < 2 * positions.length; node++) {
      const isSecond = node % 2
      let value = 0
      let slope = 0
      let xSlope = 0
      for (let j = 0; j < points; j++, c++) {
        value += values[c] * basis[j]
        slope += values[c] * slopes[j]
        xSlope += xSlopes[c] * basis[j]
      }
      const o = 3 * (node - isSecond) + isSecond
      out[o] = isSecond ? value : factor * value
      out[o + 2] = isSecond ? xSlope : factor * xSlope
      out[o + 4] = isSecond ? scale * slope : factor * (scale * slope + value * growth)
    }
  }

  /** How fast the place of node k moves, dx/dt. */
  motion(k: number): number {
    return (this.kind.upperRatio ?? 0) * this.positions[k]
  }

  /** Series of the two functions that the conductivity writes at `first` and `first + 1`, at each node. */
  private build(first: number, tiles: (Float64Array | undefined)[]): Float64Array {
    const { positions, kind } = this
    const { tile } = this.place
    const temperatures = tileTemperatures(tile)
    const values = new Float64Array(2 * points * positions.length)
    const sigma = new Float64Array(6)
    this.at(tile).forEach((conductivity, index) => {
      const t = temperatures[index]
      const lower = kind.fromEdge ? 2 : 0
      const upper = kind.upperRatio === null ? 2 : kind.upperRatio * t
      const factor = kind.fromEdge ? 1 : Math.exp(1 / t)
      positions.forEach((position, k) => {
        conductivity(lower + (upper - lower) * position, sigma)
        values[2 * points * k + index] = factor * sigma[first]
        values[2 * points * k + points + index] = sigma[first + 1]
      })
    })
    const series = seriesOfRows(values)
    tiles[tile] = series
    return series
  }
}

/** Chebyshev coefficients of each row of `points` values. */
function seriesOfRows(values: Float64Array): Float64Array {
  const series = new Float64Array(values.length)
  for (let row = 0; row < values.length; row += points) {
    for (let j = 0; j < points; j++) {
      let sum = 0
      for (let k = 0; k < points; k++) sum += values[row + k] * transform[j * points + k]
      series[row + j] = sum
    }
  }
  return series
}

/** Values at the Chebyshev points to coefficients. */
const transform = Float64Array.from({ length: points * points }, (_, entry) => {
  const j = Math.floor(entry / points)
  return ((j === 0 ? 1 : 2) / points) * cos((Math.PI * j * ((entry % points) + 0.5)) / points)
})

/** Reduced temperatures at which a tile is made. */
export function tileTemperatures(tile: number): Float64Array {
  return chebyshevPoints(points).map((v) => Math.exp(origin + width * (tile + 0.5 * (v + 1))))
}

/** Whether the cut-off stays well away from the pair-breaking edge on the whole tile. */
function isSmooth({ fromEdge, upperRatio }: SegmentKind, tile: number): boolean {
  if (upperRatio === null) return true
  const meeting = 2 / upperRatio
  return fromEdge
    ? Math.exp(origin + width * tile) > 2 * meeting
    : Math.exp(origin + width * (tile + 1)) < 0.7 * meeting
}
