import { square } from './power.js'
import { cos } from './trigonometry.js'

/** Gauss-Legendre rule on [-1, 1] with functionals that read off how fast the integrand's Legendre series decays. */
export interface LegendreRule {
  readonly size: number
  readonly nodes: Float64Array
  readonly weights: Float64Array
  /**
   * Ten rows of `size` weights. Row r applied to the values at the nodes gives twice the Legendre coefficient of degree
   * n/4, n/4 − 1, n/2, n/2 − 1, 3n/4 − 1, 3n/4 − 2, n − 1, n − 2, n − 3, n − 4 (in the scale of the integral of a constant).
   */
  readonly probes: Float64Array
  /**
   * The same for `probeSeries`: for each of the first ⌈n/2⌉ nodes the weights of the five even degrees, then those of the
   * five odd ones, in the order of `probes`; that of a middle node is halved, as it is its own mirror image.
   */
  readonly halves: Float64Array
  /** For each of these ten the row of `probes` that it belongs to. */
  readonly order: Uint8Array
}

/** Number of rows of `LegendreRule.probes`. */
export const probeCount = 10

/** How much faster than over its third quarter a series may seem to fall over its second half; 1 if it falls evenly. */
const localSlack = 2
/** Factor by which `decayEstimate` exceeds the plain extrapolation of the series. */
const safety = 10

/**
 * Gauss-Legendre rule with n nodes.
 *
 * @param size Number n of nodes, 8 to 200.
 * @returns Nodes in ascending order and weights to a few units of rounding.
 * @throws RangeError outside the range of `size`.
 * @example
 * legendreRule(20).weights.reduce((sum, w) => sum + w) // 2
 */
export function legendreRule(size: number): LegendreRule {
  if (!(Number.isInteger(size) && size >= 8 && size <= 200)) {
    throw new RangeError(`size of a Gauss-Legendre rule must be an integer from 8 to 200, got ${size}`)
  }
  const nodes = new Float64Array(size)
  const weights = new Float64Array(size)
  const probes = new Float64Array(probeCount * size)
  const quarter = Math.floor(size / 4)
  const half = Math.floor(size / 2)
  const later = Math.floor((3 * size) / 4)
  const degrees = [
    ...[quarter, quarter - 1, half, half - 1, later - 1, later - 2],
    ...[size - 1, size - 2, size - 3, size - 4],
  ]
  for (let i = 0; i < size; i++) {
    let z = -cos((Math.PI * (i + 0.75)) / (size + 0.5))
    let slope = 1
    for (let step = 0; step < 6; step++) {
      const value = legendre(size, z)
      slope = (size * (z * value - legendre(size - 1, z))) / (z * z - 1)
      z -= value / slope
    }
    // The exact middle: Newton's method leaves a rounding error of the order of 1e-17 there.
    if (2 * i + 1 === size) z = 0
    slope = (size * (z * legendre(size, z) - legendre(size - 1, z))) / (z * z - 1)
    nodes[i] = z
    weights[i] = 2 / ((1 - z * z) * slope * slope)
    for (let row = 0; row < probeCount; row++) {
      const degree = degrees[row]
      probes[row * size + i] = (2 * degree + 1) * weights[i] * legendre(degree, z)
    }
  }
  const rows = Array.from(degrees.keys())
  const order = Uint8Array.from([
    ...rows.filter((row) => degrees[row] % 2 === 0),
    ...rows.filter((row) => degrees[row] % 2),
  ])
  const halves = new Float64Array(probeCount * Math.ceil(size / 2))
  for (let entry = 0; entry < halves.length; entry++) {
    const node = Math.floor(entry / probeCount)
    const weight = probes[order[entry % probeCount] * size + node]
    halves[entry] = 2 * node + 1 === size ? weight / 2 : weight
  }
  return { size, nodes, weights, probes, halves, order }
}

/**
 * Integral of a function by a rule, and what its ten probes read.
 *
 * Weights and Legendre polynomials are even or odd: nodes are taken in pairs.
 *
 * @param values Function at the nodes; the first `size` hold.
 * @param out Receives the ten coefficients (`LegendreRule.probes`) from index `at` on.
 * @returns The integral over [-1, 1].
 */
export function probeSeries(
  { size, weights, halves, order }: LegendreRule,
  values: Float64Array,
  out: Float64Array,
  at: number,
): number {
  let integral = 0
  let e0 = 0
  let e1 = 0
  let e2 = 0
  let e3 = 0
  let e4 = 0
  let o0 = 0
  let o1 = 0
  let o2 = 0
  let o3 = 0
  let o4 = 0
  for (let k = 0, m = size - 1, p = 0; k <= m; k++, m--, p += probeCount) {
    const lower = values[k]
    const upper = values[m]
    const even = lower + upper
    const odd = lower - upper
    integral += weights[k] * (k === m ? lower : even)
    e0 += halves[p] * even
    e1 += halves[p + 1] * even
    e2 += halves[p + 2] * even
    e3 += halves[p + 3] * even
    e4 += halves[p + 4] * even
    o0 += halves[p + 5] * odd
    o1 += halves[p + 6] * odd
    o2 += halves[p + 7] * odd
    o3 += halves[p + 8] * odd
    o4 += halves[p + 9] * odd
  }
  out[at + order[0]] = e0
  out[at + order[1]] = e1
  out[at + order[2]] = e2
  out[at + order[3]] = e3
  out[at + order[4]] = e4
  out[at + order[5]] = o0
  out[at + order[6]] = o1
  out[at + order[7]] = o2
  out[at + order[8]] = o3
  out[at + order[9]] = o4
  return integral
}

function legendre(degree: number, z: number): number {
  let value = 1
  let previous = 0
  for (let k = 1; k <= degree; k++) {
    const next = ((2 * k - 1) * z * value - (k - 1) * previous) / k
    previous = value
    value = next
  }
  return value
}

/**
 * Error of a Gauss rule from ten Legendre coefficients around the degrees n/4, n/2, 3n/4 and n.
 *
 * The n-point rule errs by what the series holds at degree 2n and beyond. The amplitudes at n/4, n/2, n give the
 * reduction for a doubling of the degree, twice: it stays as it is for a function with an algebraic singularity and is
 * squared for an analytic one. What lies between is extrapolated, never beyond the square; and a series that hardly
 * falls any more from 3n/4 to n, because a small but sharp feature has come up, is not trusted to fall further.
 *
 * @param values Array with the ten coefficients (`LegendreRule.probes`) ...
 * @param offset ... from this index on.
 * @param gain Largest power of the reduction that the next doubling may bring: 2 for an analytic integrand, less where a
 *   known singularity at an end may be hidden below the coefficients seen.
 * @returns Estimate of the absolute error, without rounding.
 */
export function decayEstimate(values: Float64Array, offset: number, gain = 2): number {
  const low = square(values[offset]) + square(values[offset + 1])
  const middle = square(values[offset + 2]) + square(values[offset + 3])
  const later = square(values[offset + 4]) + square(values[offset + 5])
  // Four of them: coefficients oscillate, and two neighbours can be small by accident.
  const tail =
    square(values[offset + 6]) + square(values[offset + 7]) + square(values[offset + 8]) + square(values[offset + 9])
  if (tail === 0) return 0
  const amplitude = safety * Math.sqrt(tail)
  if (!(tail < 0.25 * middle && tail < later)) return amplitude
  const first = middle < 0.81 * low ? Math.log(middle / low) / 2 : -0.1
  const second = Math.max(Math.log(tail / middle) / 2, localSlack * Math.log(tail / later))
  return amplitude * Math.exp(second * Math.min(gain, Math.max(1, second / first)))
}
