/** Name of the reservoir that stands for work done on the device from outside (a bias, a heater). */
export const external = 'external'

/** One heat flow of a channel, positive in the direction `from` -> `to` (names of reservoirs, or `external`). */
export interface HeatFlow {
  readonly from: string
  readonly to: string
  /** Whether it is zero at all temperatures, as between islands whose elements lie in no common loop of the circuit. */
  readonly idle?: boolean
}

/** Where a channel writes its flows. */
export interface FlowBuffer {
  /** Power of each flow [W]. */
  readonly power: Float64Array
  /** Derivative of each flow with respect to each terminal temperature [W/K], flows x terminals, row-major. */
  readonly jacobian: Float64Array
  /** Estimated absolute error of each flow [W]. */
  readonly error: Float64Array
}

/**
 * A way in which heat moves: a function of the temperatures of its terminals.
 *
 * An electron-phonon channel has two terminals and one flow; a heater no terminal and one flow from `external`; the
 * electromagnetic channel one terminal for each island and one flow for each pair.
 */
export interface HeatChannel {
  /** Kind of channel as shown in the heat ledger: `photon`, `electron-phonon`, `heater` ... */
  readonly channel: string
  /** Element of the device file that brings the channel; null for the electromagnetic one, which all share. */
  readonly element: string | null
  /** Reservoirs (islands or baths) whose temperatures the flows depend on. */
  readonly terminals: readonly string[]
  readonly flows: readonly HeatFlow[]
  /**
   * Terminals on whose temperature flows depend other than by the rule that the heat out of a terminal does not fall as it
   * gets hotter and does not rise as another does; all of them unless given. Where there are none, there is one steady
   * state only: the net heats are a cooperative system.
   */
  readonly nonMonotone?: readonly string[]
  /**
   * Whether heat flows from hotter to colder terminals alone, or into them from outside: where all channels do, no free island is
   * colder in a steady state than the coldest of the others. Not so unless given.
   */
  readonly passive?: boolean
  /** Writes all flows at the terminal temperatures [K]; must not allocate. */
  evaluate(temperatures: Float64Array, out: FlowBuffer): void
  /**
   * Fixes whatever discretisation `evaluate` uses to suit these temperatures, so that between two calls of `adapt` the
   * flows are smooth functions of temperature. Returns whether the discretisation changed.
   */
  adapt?(temperatures: Float64Array): boolean
}

/** Heat capacity of one island brought by one element. */
export interface HeatCapacity {
  readonly island: string
  readonly element: string
  /** Heat capacity [J/K] at `temperature` [K]. */
  capacity(temperature: number): number
}
