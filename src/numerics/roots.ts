import type { Status } from './result.js'

/** Sign change of a function of one variable. */
export interface Bracket {
  readonly a: number
  readonly b: number
  readonly fa: number
  readonly fb: number
}

/** A root with the interval of the sign change that remains: a function that jumps keeps large values at both its ends. */
export interface RootResult {
  readonly value: number
  readonly bracket: Bracket
  readonly status: Status
  readonly evaluations: number
}

export interface RootOptions {
  /** Width of the remaining interval, relative to the root (default 2^-52). */
  readonly relativeTolerance?: number
  /** Additional absolute width (default 0). */
  readonly absoluteTolerance?: number
  readonly maxEvaluations?: number
  /** Ends the search where the function value is good enough. */
  readonly accept?: (value: number) => boolean
}

/**
 * Root of a function between two points of opposite sign (Brent, Algorithms for Minimization without Derivatives, 1973, ch. 4).
 *
 * @param f the function; need not be continuous
 * @param bracket points of opposite sign (a value 0 counts as either)
 * @returns the point of smaller |f|, the remaining sign change and the status `converged` once it is as narrow as asked
 * @example
 * findRoot((x) => x * x - 2, { a: 0, b: 2, fa: -2, fb: 2 }).value // 1.4142135623730951
 */
export function findRoot(f: (x: number) => number, bracket: Bracket, options: RootOptions = {}): RootResult {
  const relative = options.relativeTolerance ?? Number.EPSILON
  const absolute = options.absoluteTolerance ?? 0
  const maxEvaluations = options.maxEvaluations ?? 200
  let { a, b, fa, fb } = bracket
  if (!(fa <= 0 && fb >= 0) && !(fa >= 0 && fb <= 0))
    throw new Error(`findRoot: the function must change sign, got f(${a}) = ${fa} and f(${b}) = ${fb}`)
  let c = a
  let fc = fa
  let step = b - a
  let previousStep = step
  for (let evaluations = 0; ; evaluations++) {
    if (fb > 0 === fc > 0) {
      c = a
      fc = fa
      step = b - a
      previousStep = step
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b
      b = c
      c = a
      fa = fb
      fb = fc
      fc = fa
    }
    const tolerance = 0.5 * (relative * Math.abs(b) + absolute)
    const half = 0.5 * (c - b)
    const end = (status: Status): RootResult => ({
      value: b,
      bracket: { a: b, b: c, fa: fb, fb: fc },
      status,
      evaluations,
    })
    const middle = b + half
    if (Math.abs(half) <= tolerance || fb === 0 || options.accept?.(fb) || middle === b || middle === c)
      return end('converged')
    if (Number.isNaN(fb)) return end('non-finite')
    if (evaluations === maxEvaluations) return end('max-evaluations')
    if (Math.abs(previousStep) >= tolerance && Math.abs(fa) > Math.abs(fb)) {
      const s = fb / fa
      let p: number
      let q: number
      if (a === c) {
        p = 2 * half * s
        q = 1 - s
      } else {
        const t = fa / fc
        const r = fb / fc
        p = s * (2 * half * t * (t - r) - (b - a) * (r - 1))
        q = (t - 1) * (r - 1) * (s - 1)
      }
      if (p > 0) q = -q
      else p = -p
      if (2 * p < Math.min(3 * half * q - Math.abs(tolerance * q), Math.abs(previousStep * q))) {
        previousStep = step
        step = p / q
      } else {
        step = half
        previousStep = half
      }
    } else {
      step = half
      previousStep = half
    }
    a = b
    fa = fb
    let next = b + (Math.abs(step) > tolerance ? step : half > 0 ? tolerance : -tolerance)
    if (next === b) next = middle
    b = next
    fb = f(b)
  }
}
