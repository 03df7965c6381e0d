import { square } from '../numerics/power.js'

/** Logarithm of (90/10)²: between 10 % and 90 % a logistic function passes from -ln 9 to ln 9. */
const logisticSpan = Math.log(81)

/** A resistance that passes from one value to another around a temperature. */
export interface ResistanceTransition {
  /** Resistance far below the transition [Ohm] > 0. */
  readonly below: number
  /** Resistance far above it [Ohm] > 0. */
  readonly above: number
  /** Middle of the transition [K]. */
  readonly temperature: number
  /** Width from 10 % to 90 % of the change of ln R [K] > 0. */
  readonly width: number
}

/**
 * Resistance in a smooth transition, rising or falling.
 *
 * ln R(T) = ln R_below + (ln R_above − ln R_below) s, s = 1/(1 + e^{−u}), u = ln(81) (T − T₀)/w: a logistic step of ln R, the
 * usual description of a metal-insulator or broadened superconducting transition; without hysteresis.
 *
 * @param transition Values on both sides, middle and width.
 * @param temperature Temperature T [K].
 * @returns R [Ohm] and dR/dT [Ohm/K], to a few units of rounding times |ln(R_above/R_below)|.
 * @example
 * transitionResistance({ below: 1e4, above: 1, temperature: 340, width: 5 }, 340).resistance // 100
 */
export function transitionResistance(
  transition: ResistanceTransition,
  temperature: number,
): { resistance: number; derivative: number } {
  const { below, above, temperature: middle, width } = transition
  const slope = logisticSpan / width
  const u = slope * (temperature - middle)
  const small = Math.exp(-Math.abs(u))
  const share = u > 0 ? 1 / (1 + small) : small / (1 + small)
  const span = Math.log(above / below)
  // From the nearer side, so that far from the transition the plain value comes out.
  const resistance = u > 0 ? above * Math.exp((-span * small) / (1 + small)) : below * Math.exp(span * share)
  return { resistance, derivative: (resistance * span * slope * small) / square(1 + small) }
}
