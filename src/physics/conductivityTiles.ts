/** Tiles of the plane of ln x and ln t on which the conductivity is a Chebyshev series: see `conductivityTable.ts`. */
import { chebyshevPoints, chebyshevTensor } from '../numerics/chebyshevTensor.js'
import { sin } from '../numerics/trigonometry.js'
import { ConductivityColumns } from './conductivityColumns.js'

export const smallestT = 0.01
export const largestT = 2e6
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

/** Coefficients of the functions of a tile: σ₁-like, σ₂-like and, in the edge tile, p/(x−2). */
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

export function buildTile(index: number, row: number): Tile {
  const rows = points[index]!
  const { scale, offset } = coordinates[index]!
  const us = chebyshevPoints(rows)
  const temperatures = chebyshevPoints(pointsT).map((v) => Math.exp(originT + widthT * (row + 0.5 * (v + 1))))
  const values = Array.from({ length: index === edgeTile ? 3 : 2 }, () => new Float64Array(rows * pointsT))
  const integrals = new ConductivityColumns(temperatures)
  // One set of nodes serves a tile, unless it reaches over decades.
  if (index > 0) integrals.layNodes(Math.min(2, cuts[index]! / 0.6))
  for (let i = 0; i < rows; i++) {
    const raw = (us[i]! - offset) / scale
    const x = index === edgeTile ? raw : Math.exp(raw)
    const [first, second, third] = values.map((table) => table.subarray(i * pointsT, (i + 1) * pointsT))
    if (index === 0) integrals.layNodes(x)
    integrals.prepare(x)
    integrals.absorption(first!)
    integrals.superfluidResponse(second!)
    if (index === edgeTile) {
      writePairBreaking(x, temperatures, third!)
      const logarithm = ((x - 2) * Math.log(Math.abs(x - 2))) / Math.PI
      for (let j = 0; j < pointsT; j++) second![j]! -= third![j]! * logarithm
    } else if (index > edgeTile) {
      const pairs = new Float64Array(pointsT)
      integrals.pairBreaking(pairs)
      for (let j = 0; j < pointsT; j++) {
        first![j] = first![j]! * Math.exp(-1 / temperatures[j]!) + pairs[j]!
        second![j]! *= x * x
      }
    } else for (let j = 0; j < pointsT; j++) second![j]! *= x
  }
  return values.map((table) => chebyshevTensor(table, rows, pointsT))
}

/** Number of coefficients of a tile, made even with a zero. */
export const padded = points.map((count) => count + (count % 2))

/** Series in x of one function at one temperature: coefficients of the value, then from `padded` on of its derivative by v. */
export function collapse(table: Float64Array, tile: number, basis: Float64Array, slopes: Float64Array): Float64Array {
  const rows = points[tile]!
  const even = padded[tile]!
  const series = new Float64Array(2 * even)
  for (let i = 0, place = 0; i < rows; i++) {
    let value = 0
    let slope = 0
    for (let j = 0; j < pointsT; j++, place++) {
      value += table[place]! * basis[j]!
      slope += table[place]! * slopes[j]!
    }
    series[i] = value
    series[even + i] = slope
  }
  return series
}
