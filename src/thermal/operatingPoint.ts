import type { Status } from '../numerics/result.js'

/** One row of the heat ledger: power [W] positive from `from` to `to`. */
export interface LedgerRow {
  /** Kind of channel; `held` is the power that holds an island at its fixed temperature. */
  readonly channel: string
  readonly element: string | null
  readonly from: string
  readonly to: string
  readonly power: number
  /** Estimated absolute error of `power` at the given temperatures [W]. */
  readonly errorEstimate: number
}

/**
 * Whether small deviations die out, C dT/dt = F: `unknown` where it depends on heat capacities that are not given,
 * or where the slowest rate is zero to rounding (at a fold).
 */
export type Stability = 'stable' | 'unstable' | 'unknown'

/** Which method found an operating point: `none` is plain damped Newton. */
export type Fallback = 'none' | 'bracketing' | 'pseudo-transient' | 'from-above' | 'homotopy'

/** A steady state of a heat network, or the place where the search for one ended: see `status`. */
export interface OperatingPoint {
  /**
   * `converged`: the energy of every free island balances to the tolerance. `roundoff-limited`: the temperatures are
   * right to the last digits, but flows so small cannot be balanced by temperatures of 16 digits. Any other: no solution.
   */
  readonly status: Status
  /** Temperature of every island [K]. */
  readonly temperatures: Readonly<Record<string, number>>
  /** Bound of the error of each temperature [K] from the errors of the flows, to first order; infinite at a fold. */
  readonly temperatureErrors: Readonly<Record<string, number>>
  readonly heat: readonly LedgerRow[]
  /** Largest net heat into a free island relative to the largest flow; 0 without flows. */
  readonly residual: number
  readonly iterations: number
  readonly fallback: Fallback
  /** Names of the free islands: rows and columns of `jacobian`. */
  readonly freeIslands: readonly string[]
  /** dF/dT [W/K]: derivative of the net heat into each free island by the temperature of each free island. */
  readonly jacobian: readonly (readonly number[])[]
  readonly stability: Stability
  /** Time constants -1/Re(rate) [s] of C dT/dt = F, slowest first, negative where a deviation grows; empty without heat capacities. */
  readonly timeConstants: readonly number[]
  readonly warnings: readonly string[]
}
