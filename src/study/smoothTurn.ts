import { pow } from '../numerics/power.js'
import { findRoot } from '../numerics/roots.js'
import { cos, sin } from '../numerics/trigonometry.js'
import type { Sample } from './falls.js'

/** Nodes of the interpolant. */
const size = 12
/** Windows tried, each a quarter of the one before. */
const windows = 5
/** Relative accuracy of the position that ends the search. */
const goal = 1e-10

/**
 * Position of a smooth turning point from values of the curve on a window around it.
 *
 * The derivative of the Chebyshev interpolant vanishes there. With well-spaced points the position suffers from errors of
 * y only by their ratio to the variation of y over the window, and not at all from an error of the slopes.
 *
 * @param guess Turning point as far as known.
 * @param width Half width of the first window to try; windows reach from `low` to `high` at most.
 * @param valueAt Value of the curve; null where it has none.
 * @returns Position of the turning point; null if no window shows a smooth one.
 */
export function smoothTurn(
  guess: Sample,
  width: number,
  low: number,
  high: number,
  valueAt: (x: number) => Sample | null,
): number | null {
  let best: { readonly x: number; readonly error: number } | null = null
  for (let attempt = 0, reach = width; attempt < windows; attempt++, reach /= 4) {
    const from = Math.max(low, guess.x - reach)
    const to = Math.min(high, guess.x + reach)
    const found = turnIn(from, to, guess.y, valueAt)
    if (found !== null && (best === null || found.error < best.error)) best = found
    if (best !== null && best.error <= goal * Math.abs(best.x)) break
  }
  // A window in which the interpolant does not settle tells less than the slopes did.
  if (best === null || best.error > 1e-6 * Math.abs(best.x)) return null
  return best.x
}

function turnIn(
  from: number,
  to: number,
  level: number,
  valueAt: (x: number) => Sample | null,
): { x: number; error: number } | null {
  const half = 0.5 * (to - from)
  const values = new Float64Array(size)
  for (let k = 0; k < size; k++) {
    const sample = valueAt(0.5 * (from + to) + half * cos((Math.PI * (k + 0.5)) / size))
    if (sample === null) return null
    // Without the common level the rounding of the sums does not matter.
    values[k] = sample.y - level
  }
  const coefficients = Array.from({ length: size }, (_, j) =>
    values.reduce((sum, value, k) => sum + (2 / size) * value * cos((Math.PI * j * (k + 0.5)) / size), 0),
  )
  // d/du of sum c_j cos(j arccos u)
  const slope = (u: number): number => {
    const angle = Math.acos(u)
    return coefficients.reduce((sum, c, j) => sum + (c * j * sin(j * angle)) / sin(angle), 0)
  }
  const edge = cos(Math.PI / (2 * size))
  const [left, right] = [slope(-edge), slope(edge)]
  if (!(left * right < 0)) return null
  const { value: u } = findRoot(slope, { a: -edge, b: edge, fa: left, fb: right })
  const curvature = Math.abs(slope(Math.min(u + 1e-3, edge)) - slope(Math.max(u - 1e-3, -edge))) / 2e-3
  const tail = Math.max(Math.abs(coefficients[size - 1]!), Math.abs(coefficients[size - 2]!))
  return { x: 0.5 * (from + to) + half * u, error: (half * tail * pow(size, 1.5)) / curvature }
}
