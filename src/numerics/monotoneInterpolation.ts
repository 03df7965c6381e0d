/**
 * Slopes of the monotone cubic interpolant at its nodes.
 *
 * Inside: weighted harmonic mean of the neighbouring secants, zero at an extremum (Fritsch and Butland, SIAM J. Sci. Stat.
 * Comput. 5, 300 (1984)); at the ends: the three-point formula, limited so that it overshoots nowhere (Moler, Numerical
 * Computing with MATLAB, Sec. 3.6).
 *
 * @param x Nodes, strictly ascending, at least two.
 * @param y Values at the nodes.
 * @param slopes Where the slopes go; a new array if left out.
 * @returns One slope for each node.
 * @example
 * monotoneSlopes([0, 1, 2], [0, 1, 1]) // [1.5, 0, 0]
 */
export function monotoneSlopes(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  slopes: Float64Array = new Float64Array(x.length),
): Float64Array {
  const count = x.length
  const secant = (i: number) => (y[i + 1] - y[i]) / (x[i + 1] - x[i])
  if (count === 2) return slopes.fill(secant(0))
  for (let i = 1; i < count - 1; i++) {
    const left = secant(i - 1)
    const right = secant(i)
    slopes[i] = 0
    if (left * right <= 0) continue
    const before = x[i] - x[i - 1]
    const after = x[i + 1] - x[i]
    slopes[i] = (3 * (before + after)) / ((2 * after + before) / left + (after + 2 * before) / right)
  }
  slopes[0] = endSlope(x[1] - x[0], x[2] - x[1], secant(0), secant(1))
  slopes[count - 1] = endSlope(
    x[count - 1] - x[count - 2],
    x[count - 2] - x[count - 3],
    secant(count - 2),
    secant(count - 3),
  )
  return slopes
}

function endSlope(near: number, far: number, nearSecant: number, farSecant: number): number {
  const slope = ((2 * near + far) * nearSecant - near * farSecant) / (near + far)
  if (slope * nearSecant <= 0) return 0
  const limit = 3 * nearSecant
  return nearSecant * farSecant <= 0 && Math.abs(slope) > Math.abs(limit) ? limit : slope
}

/**
 * The interval of a table that holds a point.
 *
 * @param x Nodes, strictly ascending, at least two.
 * @param at Point; outside the table the first or last interval is taken.
 * @returns Index i with x[i] ≤ at < x[i + 1].
 */
export function findInterval(x: ArrayLike<number>, at: number): number {
  let low = 0
  let high = x.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (at < x[middle]) high = middle
    else low = middle
  }
  return low
}

/**
 * Cubic Hermite interpolant in one interval of a table, with its derivative.
 *
 * With the slopes of {@link monotoneSlopes} it is monotone where the data are and stays between neighbouring values: an
 * interpolated resistance is never negative. Once continuously differentiable; the error is O(h³) or better away from extrema.
 *
 * @param x Nodes.
 * @param y Values at the nodes.
 * @param slopes Slopes at the nodes.
 * @param interval Index of the interval, from {@link findInterval}.
 * @param at Point.
 * @param out Value and derivative are written to `out[0]` and `out[1]`.
 */
export function interpolate(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  slopes: ArrayLike<number>,
  interval: number,
  at: number,
  out: Float64Array,
): void {
  const width = x[interval + 1] - x[interval]
  const s = (at - x[interval]) / width
  const r = 1 - s
  const start = y[interval]
  const end = y[interval + 1]
  const leaving = width * slopes[interval]
  const arriving = width * slopes[interval + 1]
  out[0] = r * r * ((1 + 2 * s) * start + s * leaving) + s * s * ((1 + 2 * r) * end - r * arriving)
  out[1] = (6 * s * r * (end - start) + r * (1 - 3 * s) * leaving + s * (1 - 3 * r) * arriving) / width
}
