/** How a numerical procedure that can fail ended. */
export type Status = 'converged' | 'tolerance-not-reached' | 'max-evaluations' | 'roundoff-limited' | 'non-finite'

/** Result of a numerical procedure that can fail: nothing returns a best guess as if it were an answer. */
export interface NumericalResult<T = number> {
  readonly value: T
  /** Estimated absolute error of `value`, in its unit. */
  readonly errorEstimate: number
  readonly status: Status
  /** Number of evaluations of the integrand or function. */
  readonly evaluations: number
}
