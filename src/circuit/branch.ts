/**
 * Impedance of a branch at one temperature.
 *
 * `evaluate` is called at every frequency of a spectral integral: it must not allocate.
 */
export interface BranchImpedance {
  /** Angular frequencies [rad/s] where Z(omega) is not smooth (pair-breaking edges, table nodes), ascending. */
  readonly breaks: readonly number[]
  /**
   * Writes Re Z, Im Z [Ohm], d Re Z/dT, d Im Z/dT [Ohm/K] to `out[0..3]` at angular frequency `omega` [rad/s] > 0.
   * Time dependence e^{+i omega t}: an inductor has Im Z > 0. A passive branch has Re Z >= 0.
   */
  evaluate(omega: number, out: Float64Array): void
  /** Re, Im, d Re/dT, d Im/dT of an impedance that is the same at all frequencies. */
  readonly constant?: Float64Array
  /** The same at all frequencies of a panel, those of frequency k to `out[4 k ...]`; for those who can do it faster. */
  evaluatePanel?(panel: FrequencyPanel, out: Float64Array): void
  /** Speed of each of `breaks` with the temperature of the element [rad/s/K]; together with `evaluateMoving`. */
  readonly breakSpeeds?: readonly number[]
  /**
   * As `evaluatePanel`, but with the derivatives along the frequencies as they move with the temperature of the element
   * (of island `island`): dZ/dT + (d omega/dT) dZ/d omega, which stays smooth where a break moves along.
   *
   * @param frequencySlope Receives d Re Z/d omega, d Im Z/d omega [Ohm s] of frequency k at 2 k; null where not needed.
   */
  evaluateMoving?(panel: FrequencyPanel, island: number, out: Float64Array, frequencySlope: Float64Array | null): void
}

/** Most frequencies in one panel. */
export const largestPanel = 48

/** Consecutive frequencies of a quadrature, on one segment of the frequency axis. */
export interface FrequencyPanel {
  readonly count: number
  /** Angular frequencies [rad/s], ascending; the first `count` entries hold. */
  readonly omega: Float64Array
  /** Ends of the segment [rad/s]. */
  readonly lower: number
  readonly upper: number
  /** omega[k] = lower + (upper - lower) position[offset + k]. */
  readonly position: Float64Array
  readonly offset: number
  /** Two panels with the same text have the same positions. */
  readonly key: string
  /** Speeds of the lower end and of the length of the segment with the temperature of each island [rad/s/K]. */
  readonly lowerSpeed: Float64Array
  readonly widthSpeed: Float64Array
  /** 1 for each island whose temperature moves the frequencies. */
  readonly moves: Uint8Array
  /** Island whose temperature alone moves each end of the segment; -1 for an end at rest. */
  readonly lowerIsland: number
  readonly upperIsland: number
}

/** Speed of frequency k of a panel with the temperature of an island [rad/s/K]. */
export function velocityOf(panel: FrequencyPanel, k: number, island: number): number {
  return panel.lowerSpeed[island] + panel.widthSpeed[island] * panel.position[panel.offset + k]
}

/** A two-terminal element of the electrical network, described by its impedance (a perfect short is allowed). */
export interface Branch {
  readonly name: string
  /** Names of the nodes at its two ends. */
  readonly nodes: readonly [string, string]
  /** Island at whose temperature the element emits and absorbs; null for a lossless element. */
  readonly island: string | null
  /** Whether Z depends on the temperature of the island. */
  readonly temperatureDependent: boolean
  /** Whether Im Z >= 0 at all frequencies and temperatures: such elements have no resonance with each other. */
  readonly inductive?: boolean
  /** The impedance at `temperature` [K] > 0 (ignored by elements that do not depend on it). */
  at(temperature: number): BranchImpedance
}

/**
 * A passive element with m >= 1 ports in implicit form A(omega) U + B(omega) I = c, with port voltages U, port
 * currents I flowing into the first terminal of each port, and noise c. Every row is scaled to Ohm^0:
 * the scattering form with a common real reference R_ref, a = (U + R_ref I)/(2 sqrt R_ref), b = (U - R_ref I)/(2 sqrt R_ref),
 * b = S a + c, always exists, also where an impedance or admittance matrix does not.
 */
export interface Multiport {
  readonly name: string
  readonly ports: readonly (readonly [string, string])[]
  /** Island of its losses; null for a lossless element. */
  readonly island: string | null
  /** Reference resistance R_ref [Ohm] > 0 of the scattering matrix. */
  readonly reference: number
  /** Angular frequencies [rad/s] where S is not smooth, ascending. */
  readonly breaks: readonly number[]
  /** Angular-frequency period [rad/s] of S if it oscillates (a line: pi v/l), for the first subdivision; null if none. */
  readonly period: number | null
  /** Writes S (row-major, re and im interleaved, 2 m^2 numbers) at `omega` [rad/s] > 0 to `out`. Must not allocate. */
  scattering(omega: number, out: Float64Array): void
}

/** Mutual inductance between two branches: adds i omega M to the off-diagonal impedance between them. */
export interface Coupling {
  readonly name: string
  /** Names of the two branches; the dots are at their first nodes. */
  readonly branches: readonly [string, string]
  /** Mutual inductance M [H]; |M| <= sqrt(L1 L2). */
  readonly inductance: number
}
