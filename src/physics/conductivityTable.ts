/**
 * The Mattis-Bardeen conductivity as a table: in reduced units it is the same two functions of x = ħω/Δ and t = k_B T/Δ for
 * every BCS superconductor.
 *
 * The plane of ln x and ln t is cut into tiles, each a Chebyshev tensor series made from the direct evaluation when it is first
 * asked for. What is not smooth is taken out before:
 *
 *     x < 1.6        σ₁ = e^{−1/t} A(x, t),   σ₂ = B(x, t)/x
 *     1.6 < x < 2.5  σ₁ = e^{−1/t} A + θ(x−2) p,   σ₂ = R + (p/π) ln|x−2|
 *     x > 2.5        σ₁,   x² σ₂
 *
 * p(x, t) is the pair-breaking part continued analytically through its edge; its logarithm in σ₂ is what the Kramers-Kronig
 * relation demands. At one temperature a tile collapses to series in x alone, so that a frequency costs tens of nanoseconds.
 */

import {
  collapse,
  coordinates,
  cuts,
  edgeTile,
  firstTiles,
  interpolationWeights,
  largestT,
  logStart,
  originT,
  points,
  pointsT,
  smallestT,
  type Tile,
  TileBuilder,
  tilesPerLog,
  widthT,
} from './conductivityTiles.js'
import { evaluateConductivity, writeConductivity } from './mattisBardeen.js'
import { addQuasiparticleAbsorption } from './quasiparticleAbsorption.js'
import { SegmentConductivity, segmentKind, TilePlace, tileTemperatures } from './segmentConductivity.js'

/** Writes σ₁, σ₂, ∂σ₁/∂x, ∂σ₂/∂x, ∂σ₁/∂t, ∂σ₂/∂t at x for one t. */
export type ConductivityAtTemperature = (x: number, out: Float64Array) => void

/** The lowest temperature of the table, where e^{−1/t} is 1e-43. */
const coldest = smallestT * (1 + 1e-9)
/** Below this e^{−1/t} < 1e-282 counts as 0: products of such numbers leave the range of a double. */
const vanishing = 1 / 650
/** Part of the largest coefficient of a series below which the values do without: a tenth of the error of the table. */
const negligible = 1e-12
const edgeStart = cuts[edgeTile]!
const edgeEnd = cuts[edgeTile + 1]!
/** Segments that are remembered, some 100 kB each. */
const mostSegments = 200

/** The first two of the six numbers that a conductivity writes. */
function valuesOf(conductivity: ConductivityAtTemperature): ConductivityAtTemperature {
  const six = new Float64Array(6)
  return (x, out) => {
    conductivity(x, six)
    out[0] = six[0]!
    out[1] = six[1]!
  }
}

/** Number of coefficients in the longest of the series, without those that are too small to matter. */
function neededLength(series: readonly Float64Array[], full: number): number {
  let needed = 1
  for (const coefficients of series) {
    let largest = 0
    for (let k = 0; k < full; k++) largest = Math.max(largest, Math.abs(coefficients[k]!))
    for (let k = needed; k < full; k++) if (Math.abs(coefficients[k]!) > negligible * largest) needed = k + 1
  }
  return needed
}

/** Writes value, derivative by u and derivative by v of a collapsed function to `out[at]`, `out[at+1]`, `out[at+2]`. */
function sumSeries(series: Float64Array, rows: number, u: number, out: Float64Array, at: number): void {
  const even = rows + (rows % 2)
  const twice = 2 * u
  let b1 = 0
  let b2 = 0
  let d1 = 0
  let d2 = 0
  let s1 = 0
  let s2 = 0
  for (let k = rows - 1; k > 0; k--) {
    const d0 = 2 * b1 + twice * d1 - d2
    const b0 = series[k]! + twice * b1 - b2
    const s0 = series[even + k]! + twice * s1 - s2
    d2 = d1
    d1 = d0
    b2 = b1
    b1 = b0
    s2 = s1
    s1 = s0
  }
  out[at] = series[0]! + u * b1 - b2
  out[at + 1] = b1 + u * d1 - d2
  out[at + 2] = series[even]! + u * s1 - s2
}

/**
 * Table of the Mattis-Bardeen conductivity that fills itself where it is asked.
 *
 * A tile takes about a quarter of a millisecond once; the device of Dey et al. needs a few dozen. Relative accuracy 1e-11 of σ₁ and σ₂
 * A tile takes about a quarter of a millisecond once; the device of Dey et al. needs a few dozen. Relative accuracy 1e-11 of σ₁ and σ₂
 * for 0 < t < 50 and 1e-9 < x < 1e8 (derivatives 1e-9 of their scale); outside, the direct evaluation answers. Values do not
 * depend on the order of the questions.
 */
export class ConductivityTable {
  /** Work space for those who ask: six numbers at each of up to 64 frequencies. */
  readonly scratch = new Float64Array(6 * 64)
  private readonly builder = new TileBuilder()
  private readonly rows: (Tile | undefined)[][] = []
  private readonly place = new TilePlace()
  private readonly segments = new Map<string, SegmentConductivity[]>()
  /** The conductivity at the temperatures from which the tiles of segments are made. */
  private readonly atTiles: (ConductivityAtTemperature[] | undefined)[] = []

  /**
   * The conductivity at one temperature.
   *
   * @param t k_B T/Δ [1], > 0.
   * @returns Function that writes σ₁, σ₂ and their derivatives at x = ħω/Δ, as `evaluateConductivity` does.
   * @example
   * new ConductivityTable().at(0.3)(1.5, out)
   */
  at(t: number): ConductivityAtTemperature {
    if (t > 0 && t <= smallestT) return this.coldAt(t)
    if (!(t < largestT)) return (x, out) => evaluateConductivity(x, t, out)
    const seriesOf = this.collapsedAt(t)
    const slopeScale = 2 / (widthT * t)
    const boltzmannFactor = Math.exp(-1 / t)
    const inverseSquare = 1 / (t * t)
    const sums = new Float64Array(9)
    let tile = 0
    return (x, out) => {
      if (!(x > cuts[0]! && x < cuts[cuts.length - 1]!)) {
        evaluateConductivity(x, t, out)
        return
      }
      while (x < cuts[tile]!) tile--
      while (x >= cuts[tile + 1]!) tile++
      const size = points[tile]!
      const series = seriesOf(tile)
      const { scale, offset } = coordinates[tile]!
      const isEdge = tile === edgeTile
      const u = (isEdge ? x : Math.log(x)) * scale + offset
      const dudx = isEdge ? scale : scale / x
      sumSeries(series[0]!, size, u, sums, 0)
      sumSeries(series[1]!, size, u, sums, 3)
      const first = sums[0]!
      const second = sums[3]!
      const firstX = sums[1]! * dudx
      const secondX = sums[4]! * dudx
      const firstT = sums[2]! * slopeScale
      const secondT = sums[5]! * slopeScale
      if (tile > edgeTile) {
        const inverse = 1 / (x * x)
        out[0] = first
        out[1] = second * inverse
        out[2] = firstX
        out[3] = (secondX - (2 * second) / x) * inverse
        out[4] = firstT
        out[5] = secondT * inverse
        return
      }
      out[0] = boltzmannFactor * first
      out[2] = boltzmannFactor * firstX
      out[4] = boltzmannFactor * (firstT + first * inverseSquare)
      if (!isEdge) {
        const inverse = 1 / x
        out[1] = second * inverse
        out[3] = (secondX - second * inverse) * inverse
        out[5] = secondT * inverse
        return
      }
      sumSeries(series[2]!, size, u, sums, 6)
      const distance = x - 2
      const h = sums[6]!
      const p = h * distance
      const pX = h + sums[7]! * dudx * distance
      const pT = sums[8]! * slopeScale * distance
      // At the edge itself p ln|x−2| vanishes; the slope of σ₂ there is truly infinite.
      const logarithm = Math.log(Math.abs(distance) || Number.MIN_VALUE)
      out[1] = second + (p * logarithm) / Math.PI
      out[3] = secondX + (pX * logarithm + h) / Math.PI
      out[5] = secondT + (pT * logarithm) / Math.PI
      if (distance > 0) {
        out[0] += p
        out[2] += pX
        out[4] += pT
      }
    }
  }

  /**
   * As `at`, without the derivatives: a third of the time.
   *
   * @param t k_B T/Δ [1], > 0.
   * @returns Function that writes σ₁ and σ₂ at x = ħω/Δ.
   * @example
   * new ConductivityTable().valuesAt(0.3)(1.5, out)
   */
  valuesAt(t: number): ConductivityAtTemperature {
    if (t > 0 && t <= smallestT) return valuesOf(this.coldAt(t))
    if (!(t < largestT)) return (x, out) => writeConductivity(x, t, out)
    const seriesOf = this.collapsedAt(t)
    const boltzmannFactor = Math.exp(-1 / t)
    const lengths = new Uint8Array(points.length)
    return (x, out) => {
      if (!(x > cuts[0]! && x < cuts[cuts.length - 1]!)) {
        writeConductivity(x, t, out)
        return
      }
      const isEdge = x >= edgeStart && x < edgeEnd
      const variable = isEdge ? x : Math.log(x)
      let tile = edgeTile
      if (!isEdge) {
        tile = firstTiles[((variable - logStart) * tilesPerLog) | 0]!
        while (x >= cuts[tile + 1]!) tile++
      }
      const { scale, offset } = coordinates[tile]!
      const u = variable * scale + offset
      const series = seriesOf(tile)
      const first = series[0]!
      const second = series[1]!
      if (lengths[tile] === 0) lengths[tile] = neededLength(series, points[tile]!)
      const length = lengths[tile]!
      // Terms of even and odd degree apart: four short recurrences at a time instead of two long ones.
      const w = 2 * u * u - 1
      const twice = 2 * w
      let e1 = 0
      let e2 = 0
      let o1 = 0
      let o2 = 0
      let f1 = 0
      let f2 = 0
      let p1 = 0
      let p2 = 0
      for (let k = (length - 1) & ~1; k > 0; k -= 2) {
        const e0 = first[k]! - e2 + twice * e1
        const o0 = first[k + 1]! - o2 + twice * o1
        const f0 = second[k]! - f2 + twice * f1
        const p0 = second[k + 1]! - p2 + twice * p1
        e2 = e1
        e1 = e0
        o2 = o1
        o1 = o0
        f2 = f1
        f1 = f0
        p2 = p1
        p1 = p0
      }
      const sum1 = first[0]! - e2 + w * e1 + u * (first[1]! - o2 + (twice - 1) * o1)
      const sum2 = second[0]! - f2 + w * f1 + u * (second[1]! - p2 + (twice - 1) * p1)
      if (tile > edgeTile) {
        out[0] = sum1
        out[1] = sum2 / (x * x)
        return
      }
      out[0] = boltzmannFactor * sum1
      if (!isEdge) {
        out[1] = sum2 / x
        return
      }
      const third = series[2]!
      let g1 = 0
      let g2 = 0
      let q1 = 0
      let q2 = 0
      for (let k = (length - 1) & ~1; k > 0; k -= 2) {
        const g0 = third[k]! - g2 + twice * g1
        const q0 = third[k + 1]! - q2 + twice * q1
        g2 = g1
        g1 = g0
        q2 = q1
        q1 = q0
      }
      const distance = x - 2
      const p = (third[0]! - g2 + w * g1 + u * (third[1]! - q2 + (twice - 1) * q1)) * distance
      out[1] = sum2 + (p * Math.log(Math.abs(distance) || Number.MIN_VALUE)) / Math.PI
      if (distance > 0) out[0] += p
    }
  }

  /** Below the table only the absorption by quasiparticles, which is all of σ₁ below the edge, depends on t: by e^{−1/t}. */
  private coldAt(t: number): ConductivityAtTemperature {
    const frozen = this.at(coldest)
    return (x, out) => {
      frozen(x, out)
      out[4] = 0
      out[5] = 0
      if (!(x < 2)) return
      out[0] = 0
      out[2] = 0
      if (t > vanishing) addQuasiparticleAbsorption(x, t, 1, true, out, 0, 2)
      out[0] /= x
      out[2] = (out[2]! - out[0]!) / x
      out[4] /= x
    }
  }

  /** Series in x of the functions of a tile, and their derivatives by t, at one temperature. */
  private collapsedAt(t: number): (tile: number) => readonly Float64Array[] {
    const position = (Math.log(t) - originT) / widthT
    const row = Math.floor(position)
    const weights = new Float64Array(pointsT)
    const slopes = new Float64Array(pointsT)
    interpolationWeights(2 * (position - row) - 1, weights, slopes)
    const collapsed: (readonly Float64Array[] | undefined)[] = new Array(points.length)
    return (tile) => {
      const known = collapsed[tile]
      if (known !== undefined) return known
      const series = this.tile(tile, row).map((table) => collapse(table, tile, weights, slopes))
      collapsed[tile] = series
      return series
    }
  }

  /**
   * The conductivity at nodes of a quadrature on a segment of the axis of x = ħω/Δ, prepared for one temperature.
   *
   * A segment between 0, the edge x = 2 and a fixed multiple of t is remembered; it then costs a few dot products a node, with
   * a relative error of 5e-12 in σ₁ and σ₂ and 1e-10 of their scale in the derivatives.
   *
   * @param t k_B T/Δ [1].
   * @param key Names the positions: equal texts mean equal positions.
   * @param position Positions of the nodes on the segment, 0 to 1, from `offset` on.
   * @param lower Ends of the segment in x.
   * @returns Null if the segment is none of these, or the conductivity along its nodes is not smooth in t.
   */
  segment(
    t: number,
    key: string,
    position: Float64Array,
    offset: number,
    count: number,
    lower: number,
    upper: number,
  ): SegmentConductivity | null {
    const kind = segmentKind(t, lower, upper)
    if (kind === null) return null
    this.place.set(t)
    const known = this.segments.get(key)
    if (known !== undefined) {
      for (let index = 0; index < known.length; index++) {
        const segment = known[index]!
        if (segment.is(kind)) return segment.isSmooth ? segment : null
      }
    }
    const positions = position.slice(offset, offset + count)
    const segment = new SegmentConductivity(kind, positions, this.place, (tile) => this.tileValues(tile))
    if (this.segments.size === mostSegments) this.segments.clear()
    this.segments.set(key, [...(known ?? []), segment])
    return segment.isSmooth ? segment : null
  }

  private tileValues(tile: number): ConductivityAtTemperature[] {
    const known = this.atTiles[tile] ?? Array.from(tileTemperatures(tile), (t) => this.at(t))
    this.atTiles[tile] = known
    return known
  }

  private tile(index: number, row: number): Tile {
    const tiles = this.rows[row] ?? []
    this.rows[row] = tiles
    const known = tiles[index] ?? this.builder.build(index, row)
    tiles[index] = known
    return known
  }
}
