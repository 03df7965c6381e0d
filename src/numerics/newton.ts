import type { AbortFlag } from './abort.js'
import { throwIfAborted } from './abort.js'
import { createLu, factorLu, type LuFactors, solveLu } from './denseLinear.js'
import type { Status } from './result.js'

/** Square system F(x) = 0 with its Jacobian, and what Newton's method must know of its variables. */
export interface NewtonProblem {
  readonly dimension: number
  /** Writes F and dF/dx (row-major); returns whether both are defined and finite. */
  evaluate(x: Float64Array, residual: Float64Array, jacobian: Float64Array): boolean
  /** Whether the point of the last `evaluate` is good enough. */
  converged(): boolean
  /** The point of the last `evaluate` becomes the current one; returns whether F changed by this (new discretisation). */
  accept(x: Float64Array): boolean
  /** Writes the point reached from `x` by the part 0 < fraction <= 1 of `step`; to first order x + fraction step. */
  move(x: Float64Array, step: Float64Array, fraction: number, out: Float64Array): void
  /** Size of a step at `x`, dimensionless and of order 1 where the linear model stops to hold. */
  size(x: Float64Array, step: Float64Array): number
}

export interface NewtonOptions {
  readonly maxIterations: number
  readonly signal?: AbortFlag | undefined
}

export interface NewtonResult {
  readonly x: Float64Array
  /** `roundoff-limited`: the steps are below what the arithmetic resolves, but `converged()` never held. */
  readonly status: Status
  readonly iterations: number
  readonly evaluations: number
  /** Whether it stopped at a singular Jacobian. */
  readonly singular: boolean
}

/** Vectors and matrices of an iteration, to be used again by the next one of the same size. */
export interface NewtonWorkspace {
  x: Float64Array
  trial: Float64Array
  readonly residual: Float64Array
  readonly jacobian: Float64Array
  readonly step: Float64Array
  readonly simplified: Float64Array
  readonly factors: LuFactors
  readonly trialFactors: LuFactors
}

/** Work space for systems of `dimension` equations. */
export function createNewtonWorkspace(dimension: number): NewtonWorkspace {
  const vector = () => new Float64Array(dimension)
  return {
    x: vector(),
    trial: vector(),
    residual: vector(),
    jacobian: new Float64Array(dimension * dimension),
    step: vector(),
    simplified: vector(),
    factors: createLu(dimension),
    trialFactors: createLu(dimension),
  }
}

const smallestFraction = 1 / 256
/** Below this size of step, a step that does not contract is taken for rounding noise. */
const noiseLevel = 1e-9

/**
 * Damped Newton iteration with the natural monotonicity test ‖J⁻¹F(new)‖ <= (1 - fraction/4) ‖J⁻¹F(old)‖, J at the old
 * point or, far from the solution, each at its own. It does not depend on the scaling of the equations
 * (Deuflhard, Newton Methods for Nonlinear Problems, Springer 2004, ch. 3).
 *
 * @param problem the system
 * @param start first point, left as it is
 * @param workspace to be reused; the point of the result then stands in it until the next iteration
 * @returns the last point and how the iteration ended; a status other than `converged` means that it is no solution
 */
export function solveNewton(
  problem: NewtonProblem,
  start: Float64Array,
  options: NewtonOptions,
  workspace: NewtonWorkspace = createNewtonWorkspace(problem.dimension),
): NewtonResult {
  const n = problem.dimension
  const { residual, jacobian, step, simplified, factors, trialFactors } = workspace
  let { x, trial } = workspace
  x.set(start)
  let iterations = 0
  let evaluations = 1
  const end = (status: Status, singular = false): NewtonResult => {
    workspace.x = x
    workspace.trial = trial
    return { x, status, iterations, evaluations, singular }
  }

  if (!problem.evaluate(x, residual, jacobian)) return end('non-finite')
  let done = problem.converged()
  let stale = problem.accept(x)
  for (;;) {
    if (stale) {
      evaluations++
      if (!problem.evaluate(x, residual, jacobian)) return end('non-finite')
      done = problem.converged()
    }
    if (done) return end('converged')
    if (iterations === options.maxIterations) return end('max-evaluations')
    throwIfAborted(options.signal)
    iterations++
    if (factorLu(factors, jacobian) === 0) return end('tolerance-not-reached', true)
    solveLu(factors, residual, step)
    for (let i = 0; i < n; i++) step[i] = -step[i]
    const size = problem.size(x, step)
    if (!Number.isFinite(size)) return end('tolerance-not-reached', true)

    let fraction = 1
    for (;;) {
      problem.move(x, step, fraction, trial)
      evaluations++
      // A trial that is refused costs its Jacobian too: flows and derivatives come out of the same integrals.
      if (problem.evaluate(trial, residual, jacobian)) {
        done = problem.converged()
        if (done) break
        solveLu(factors, residual, simplified)
        const wanted = (1 - fraction / 4) * size
        if (problem.size(x, simplified) <= wanted) break
        // Across many powers of ten the old Jacobian is no measure any more: the next step itself may be. For a while only,
        // since each point then has a measure of its own, and the iteration may run in a circle.
        if (iterations <= options.maxIterations / 2 && factorLu(trialFactors, jacobian) > 0) {
          solveLu(trialFactors, residual, simplified)
          if (problem.size(trial, simplified) <= wanted) break
        }
        if (size < noiseLevel) return end('roundoff-limited')
      }
      fraction /= 2
      if (fraction < smallestFraction) return end('tolerance-not-reached')
    }
    const kept = x
    x = trial
    trial = kept
    stale = problem.accept(x)
  }
}
