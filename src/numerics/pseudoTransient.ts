import type { AbortFlag } from './abort.js'
import { throwIfAborted } from './abort.js'
import { createLu, determinantSign, factorLu, solveLu } from './denseLinear.js'
import type { Status } from './result.js'

/** D(x) dx/dt = F(x) with positive unknowns x and a positive diagonal D, to be followed to its rest. */
export interface RelaxationProblem {
  readonly dimension: number
  /** Writes F and dF/dx (row-major); returns whether both are defined and finite. */
  evaluate(x: Float64Array, residual: Float64Array, jacobian: Float64Array): boolean
  /** Whether the point of the last `evaluate` is a state of rest. */
  converged(): boolean
  /** The point of the last `evaluate` becomes the current one; returns whether F changed by this. */
  accept(x: Float64Array): boolean
  /** Writes D at the current point. */
  inertia(x: Float64Array, residual: Float64Array, jacobian: Float64Array, out: Float64Array): void
}

export interface RelaxationOptions {
  readonly maxSteps: number
  /** Largest relative change of an unknown in one step (default 0.3). */
  readonly largestChange?: number
  readonly signal?: AbortFlag | undefined
}

export interface RelaxationResult {
  readonly x: Float64Array
  readonly status: Status
  readonly steps: number
  readonly evaluations: number
  /** Two neighbouring points across the last jump of F that had to be crossed; null if F was continuous on the way. */
  readonly jump: readonly [Float64Array, Float64Array] | null
}

/** A step this small (relative) over which F is not linear crosses a jump of F. */
const jumpWidth = 1e-10
/** Least D/h over the size of the diagonal of the Jacobian. */
const drag = 1e-13
/** After this many crossings the state is pinned to the jump: both sides push into it. */
const mostCrossings = 8

/**
 * Follows D dx/dt = F(x) by linearly implicit Euler steps that grow without limit as F dies out, so that the end is
 * Newton's method on the steady state the relaxation leads to (Kelley and Keyes, SIAM J. Numer. Anal. 35, 508 (1998)).
 *
 * Where D/h - J has a negative determinant the step is too long to follow an instability, and is refused: an unstable
 * state of rest is not converged to.
 *
 * @returns `converged` at a state of rest; `roundoff-limited` where steps fall below rounding without `converged()`;
 *   `tolerance-not-reached` where the state is pinned to a jump of F (then `jump` says where) or F is undefined ahead
 */
export function relax(problem: RelaxationProblem, start: Float64Array, options: RelaxationOptions): RelaxationResult {
  const n = problem.dimension
  const largestChange = options.largestChange ?? 0.3
  let x = Float64Array.from(start)
  let trial = new Float64Array(n)
  let residual = new Float64Array(n)
  let trialResidual = new Float64Array(n)
  let jacobian = new Float64Array(n * n)
  let trialJacobian = new Float64Array(n * n)
  const matrix = new Float64Array(n * n)
  const inertia = new Float64Array(n)
  const step = new Float64Array(n)
  const defect = new Float64Array(n)
  const correction = new Float64Array(n)
  const factors = createLu(n)
  let steps = 0
  let evaluations = 1
  let crossings = 0
  let jump: readonly [Float64Array, Float64Array] | null = null
  const end = (status: Status): RelaxationResult => ({ x, status, steps, evaluations, jump })

  if (!problem.evaluate(x, residual, jacobian)) return end('non-finite')
  if (problem.converged()) return end('converged')
  problem.inertia(x, residual, jacobian, inertia)
  let h = Infinity
  for (let i = 0; i < n; i++) {
    if (residual[i] !== 0) h = Math.min(h, (0.1 * inertia[i] * x[i]) / Math.abs(residual[i]))
  }
  while (steps < options.maxSteps) {
    throwIfAborted(options.signal)
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) matrix[i * n + j] = -jacobian[i * n + j]
      // A drag of rounding size, for unknowns that nothing ties to the rest but each other.
      matrix[i * n + i] += Math.max(inertia[i] / h, drag * Math.abs(jacobian[i * n + i]))
    }
    const pivot = factorLu(factors, matrix)
    // A sign that rests on rounding tells nothing: unknowns that only move together, and slowly.
    if (pivot === 0 || (pivot > 1e-14 * n && determinantSign(factors) < 0)) {
      h /= 4
      if (h === 0) return end('non-finite')
      continue
    }
    solveLu(factors, residual, step)
    const change = relativeSize(x, step)
    if (!(change <= largestChange)) {
      h *= Math.max(0.1, Math.min(0.9, (0.9 * largestChange) / change) || 0.1)
      if (h === 0) return end('non-finite')
      continue
    }
    for (let i = 0; i < n; i++) trial[i] = x[i] + step[i]
    steps++
    evaluations++
    if (!problem.evaluate(trial, trialResidual, trialJacobian)) {
      if (change < jumpWidth) return end('tolerance-not-reached')
      h /= 4
      continue
    }
    const done = problem.converged()
    for (let i = 0; i < n; i++) {
      let linear = residual[i]
      for (let j = 0; j < n; j++) linear += jacobian[i * n + j] * step[j]
      defect[i] = trialResidual[i] - linear
    }
    solveLu(factors, defect, correction)
    const nonlinearity = relativeSize(x, correction) / change
    if (!done && nonlinearity > 0.5) {
      if (change > jumpWidth) {
        h /= 4
        continue
      }
      if (change < 4 * Number.EPSILON) return end('roundoff-limited')
      jump = [Float64Array.from(x), Float64Array.from(trial)]
      crossings++
      if (crossings > mostCrossings) return end('tolerance-not-reached')
    }
    const kept = x
    x = trial
    trial = kept
    const keptResidual = residual
    residual = trialResidual
    trialResidual = keptResidual
    const keptJacobian = jacobian
    jacobian = trialJacobian
    trialJacobian = keptJacobian
    if (problem.accept(x)) {
      evaluations++
      if (!problem.evaluate(x, residual, jacobian)) return end('non-finite')
      if (problem.converged()) return end('converged')
    } else if (done) return end('converged')
    problem.inertia(x, residual, jacobian, inertia)
    // As far as the linear law will hold. Where D grows by powers of ten along the way (the heat capacity of a
    // superconductor), h must follow; a step that then changes too much is cut without an evaluation.
    if (nonlinearity < 0.25) h *= Math.min(Math.max(0.25 / nonlinearity, 2), 1e6)
  }
  return end('max-evaluations')
}

function relativeSize(x: Float64Array, step: Float64Array): number {
  let largest = 0
  for (let i = 0; i < x.length; i++) {
    const size = Math.abs(step[i] / x[i])
    // Written so that a NaN stays visible.
    if (!(size <= largest)) largest = size
  }
  return largest
}
