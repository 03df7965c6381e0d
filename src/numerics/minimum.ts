/** Where a function is smallest, and its value there. */
export interface Minimum {
  readonly x: number
  readonly value: number
  /** Whether the position was narrowed down to the tolerance. */
  readonly converged: boolean
}

const golden = (3 - Math.sqrt(5)) / 2

/**
 * Finds the minimum of a function between two bounds by golden section and parabolas (Brent 1973, Algorithms for Minimization
 * Without Derivatives, ch. 5).
 *
 * @param evaluate The function; a value that is not finite ends the search.
 * @param bracket Lower bound, a point between with a value below those at the bounds, upper bound.
 * @param tolerance Distance to which the position is found > 0, about 1e-8 of the size of the bracket or more: a smooth minimum is
 *   flat, so that its position has half the digits of its value.
 * @param maxEvaluations Default 100.
 * @returns The point of smallest value among those seen: a local minimum of a continuous function.
 * @example
 * findMinimum(Math.cos, [2, 3, 4], 1e-8).x // 3.14159265
 */
export function findMinimum(
  evaluate: (x: number) => number,
  bracket: readonly [number, number, number],
  tolerance: number,
  maxEvaluations = 100,
): Minimum {
  let [a, x, b] = bracket
  let fx = evaluate(x)
  // Second and third best points.
  let [w, v] = [x, x]
  let [fw, fv] = [fx, fx]
  let step = 0
  let previous = 0
  for (let count = 1; count < maxEvaluations && Number.isFinite(fx); count++) {
    const middle = 0.5 * (a + b)
    if (Math.abs(x - middle) <= 2 * tolerance - 0.5 * (b - a)) return { x, value: fx, converged: true }
    let parabolic = false
    if (Math.abs(previous) > tolerance) {
      const r = (x - w) * (fx - fv)
      const s = (x - v) * (fx - fw)
      const numerator = (x - v) * s - (x - w) * r
      const denominator = 2 * (s - r)
      const next = -numerator / denominator
      if (Math.abs(next) < 0.5 * Math.abs(previous) && x + next > a && x + next < b) {
        previous = step
        step = next
        if (x + step - a < 2 * tolerance || b - x - step < 2 * tolerance) step = x < middle ? tolerance : -tolerance
        parabolic = true
      }
    }
    if (!parabolic) {
      previous = x < middle ? b - x : a - x
      step = golden * previous
    }
    const u = Math.abs(step) >= tolerance ? x + step : x + (step > 0 ? tolerance : -tolerance)
    const fu = evaluate(u)
    if (!Number.isFinite(fu)) break
    if (fu <= fx) {
      if (u >= x) a = x
      else b = x
      ;[v, w, x] = [w, x, u]
      ;[fv, fw, fx] = [fw, fx, fu]
    } else {
      if (u < x) a = u
      else b = u
      if (fu <= fw || w === x) {
        ;[v, w] = [w, u]
        ;[fv, fw] = [fw, fu]
      } else if (fu <= fv || v === x || v === w) {
        v = u
        fv = fu
      }
    }
  }
  return { x, value: fx, converged: false }
}
