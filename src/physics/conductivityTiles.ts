/** Tiles of the plane of ln x and ln t on which the conductivity is a Chebyshev series: see `conductivityTable.ts`. */
import { chebyshevBasis, chebyshevPoints, chebyshevTransform } from '../numerics/chebyshevTensor.js'
import { sin } from '../numerics/trigonometry.js'
import { ConductivityColumns } from './conductivityColumns.js'

export const smallestT = 0.01
/** Above it the gap has all but gone, within 4e-5 of the critical temperature, where a tile would serve too few. */
export const largestT = 50
/** Width of a tile in ln t and number of its points. */
export const widthT = 0.5
export const pointsT = 12
export const originT = Math.log(smallestT)

/** Cuts in x; in the tile with the pair-breaking edge the variable is x itself, else ln x. */
export const cuts: readonly number[] = [
  1e-9, 5e-3, 0.02, 0.06, 0.17, 0.45, 0.9, 1.6, 2.5, 5, 12, 35, 110, 400, 1500, 6e3, 3e4, 2e5, 2e6, 1e8,
]
export const points: readonly number[] = [30, 15, 14, 15, 15, 15, 22, 20, 22, 17, 18, 18, 20, 20, 22, 24, 26, 29, 44]
export const edgeTile = cuts.indexOf(1.6)

/**
 * The functions of a tile: σ₁-like, σ₂-like and, in the edge tile, p/(x−2); coefficients of their series in x at each of the
 * temperatures, row i for degree i.
 */
export type Tile = readonly Float64Array[]

/** Coordinate of x in tile `index`, in [−1, 1], is scale · (x or ln x) + offset. */
function coordinate(index: number): { scale: number; offset: number } {
  const variable = index === edgeTile ? (x: number) => x : Math.log
  const low = variable(cuts[index]!)
  const high = variable(cuts[index + 1]!)
  return { scale: 2 / (high - low), offset: -(high + low) / (high - low) }
}

export const coordinates = points.map((_, index) => coordinate(index))

/** First tile that reaches into each of many equal pieces of the axis of ln x. */
export const tilesPerLog = 4
export const logStart = Math.log(cuts[0]!)
export const firstTiles = Uint8Array.from(
  { length: Math.ceil((Math.log(cuts[cuts.length - 1]!) - logStart) * tilesPerLog) + 1 },
  (_, piece) =>
    Math.max(
      0,
      cuts.findLastIndex((cut) => Math.log(cut) <= logStart + piece / tilesPerLog),
    ),
)

/** Positive nodes s/a of the rule for p, sin θ at the middles of equal pieces: good to 1e-15 for 1.6 < x < 2.5, t > 0.01. */
const pairNodes = Float64Array.from({ length: 8 }, (_, k) => sin((Math.PI * (k + 0.5)) / 16))

/**
 * Pair-breaking part p of σ₁ over its zero x − 2, continued analytically below the edge.
 *
 * e = x/2 + (x/2−1) sin θ takes the square roots at both ends, after which the integrand is periodic.
 */
function writePairBreaking(x: number, temperatures: Float64Array, out: Float64Array): void {
  const a = 0.5 * x - 1
  out.fill(0)
  for (const sine of pairNodes) {
    const e = 0.5 * x + a * sine
    const ePrime = x - e
    // e e′ − 1 = a (a + 2 − a sin² θ) and x − 2 = 2a
    const coherence = (a + 2 - a * sine * sine) / Math.sqrt((e + 1) * (ePrime + 1))
    const weight = (Math.PI * coherence) / (2 * pairNodes.length * x)
    for (let k = 0; k < out.length; k++) {
      const t = temperatures[k]!
      out[k]! += weight * (1 - 1 / (Math.exp(e / t) + 1) - 1 / (Math.exp(ePrime / t) + 1))
    }
  }
}

/** Makes tiles; keeps what they share. */
export class TileBuilder {
  private readonly columns = new ConductivityColumns(pointsT)
  private readonly pairs = new Float64Array(pointsT)
  private readonly toRows: (Float64Array | undefined)[] = []

  build(index: number, row: number): Tile {
    const { columns, pairs } = this
    const rows = points[index]!
    const { scale, offset } = coordinates[index]!
    const temperatures = chebyshevPoints(pointsT).map((v) => Math.exp(originT + widthT * (row + 0.5 * (v + 1))))
    const values = Array.from({ length: index === edgeTile ? 3 : 2 }, () => new Float64Array(rows * pointsT))
    columns.setTemperatures(temperatures)
    // One set of nodes serves a tile, unless it reaches over decades.
    if (index > 0) columns.layNodes(Math.min(2, cuts[index]! / 0.6))
    for (const [i, u] of chebyshevPoints(rows).entries()) {
      const raw = (u - offset) / scale
      const x = index === edgeTile ? raw : Math.exp(raw)
      const [first, second, third] = values.map((table) => table.subarray(i * pointsT, (i + 1) * pointsT))
      if (index === 0) columns.layNodes(x)
      columns.prepare(x)
      columns.absorption(first!)
      columns.superfluidResponse(second!)
      if (index === edgeTile) {
        writePairBreaking(x, temperatures, third!)
        const logarithm = ((x - 2) * Math.log(Math.abs(x - 2))) / Math.PI
        for (let j = 0; j < pointsT; j++) second![j]! -= third![j]! * logarithm
      } else if (index > edgeTile) {
        columns.pairBreaking(pairs)
        for (let j = 0; j < pointsT; j++) {
          first![j] = first![j]! * Math.exp(-1 / temperatures[j]!) + pairs[j]!
          second![j]! *= x * x
        }
      } else for (let j = 0; j < pointsT; j++) second![j]! *= x
    }
    this.toRows[index] ??= chebyshevTransform(rows)
    const toRows = this.toRows[index]
    return values.map((table) => transformColumns(table, toRows))
  }
}

/** Product of a square matrix with each column of a table. */
function transformColumns(table: Float64Array, matrix: Float64Array): Float64Array {
  const result = new Float64Array(table.length)
  const rows = table.length / pointsT
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < rows; k++) {
      const factor = matrix[i * rows + k]!
      for (let j = 0; j < pointsT; j++) result[i * pointsT + j]! += factor * table[k * pointsT + j]!
    }
  }
  return result
}

const toDegrees = chebyshevTransform(pointsT)

/**
 * Weights that take the temperatures of a tile to one between them.
 *
 * @param v Place of ln t on the tile, −1 to 1.
 * @param weights Receives what a value is the sum with.
 * @param slopes The same for the derivative by v.
 */
export function interpolationWeights(v: number, weights: Float64Array, slopes: Float64Array): void {
  const basis = new Float64Array(pointsT)
  const basisSlopes = new Float64Array(pointsT)
  chebyshevBasis(v, pointsT, basis, basisSlopes)
  for (let j = 0; j < pointsT; j++) {
    for (let k = 0; k < pointsT; k++) {
      weights[k]! += basis[j]! * toDegrees[j * pointsT + k]!
      slopes[k]! += basisSlopes[j]! * toDegrees[j * pointsT + k]!
    }
  }
}

/** Number of coefficients of a tile, made even with a zero. */
export const padded = points.map((count) => count + (count % 2))

/** Series in x of one function at one temperature: coefficients of the value, then from `padded` on of its derivative by v. */
export function collapse(
  table: Float64Array,
  tile: number,
  weights: Float64Array,
  slopeWeights: Float64Array,
): Float64Array {
  const rows = points[tile]!
  const even = padded[tile]!
  const series = new Float64Array(2 * even)
  for (let i = 0, place = 0; i < rows; i++) {
    let value = 0
    let slope = 0
    for (let j = 0; j < pointsT; j++, place++) {
      value += table[place]! * weights[j]!
      slope += table[place]! * slopeWeights[j]!
    }
    series[i] = value
    series[even + i] = slope
  }
  return series
}
