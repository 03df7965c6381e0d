import { square } from '../numerics/power.js'
import { cos, sin } from '../numerics/trigonometry.js'
import { elementaryCharge, fluxQuantum, planck, reducedPlanck } from '../units/constants.js'

/** Superconducting resistance quantum h/(4e²) [Ohm], 6.45 kOhm. */
export const resistanceQuantum = planck / (4 * square(elementaryCharge))

/**
 * Inductance of a Josephson junction for small currents at zero phase.
 *
 * L_J = ħ/(2 e I_c); at a phase bias φ the critical current is I_c |cos φ|.
 *
 * @param criticalCurrent Critical current I_c [A] > 0.
 * @returns L_J [H], to rounding; infinite for I_c = 0.
 * @example
 * josephsonInductance(1e-6) // 3.29e-10 H
 */
export function josephsonInductance(criticalCurrent: number): number {
  return reducedPlanck / (2 * elementaryCharge * criticalCurrent)
}

/**
 * Josephson coupling energy E_J = ħ I_c/(2e) [J].
 *
 * @param criticalCurrent Critical current I_c [A] ≥ 0.
 * @returns E_J [J], to rounding.
 * @example
 * josephsonEnergy(1e-6) // 3.29e-22 J
 */
export function josephsonEnergy(criticalCurrent: number): number {
  return (reducedPlanck / (2 * elementaryCharge)) * criticalCurrent
}

/**
 * Critical current of two junctions in parallel in a loop of negligible inductance.
 *
 * I = 2 I_c √(cos²(π Φ/Φ₀) + d² sin²(π Φ/Φ₀)), with I_c the mean of the two and d = (I₁ − I₂)/(I₁ + I₂)
 * (Tinkham, Introduction to Superconductivity, Sec. 6.4.1).
 *
 * @param criticalCurrent Mean critical current I_c [A] of one junction, ≥ 0.
 * @param asymmetry Asymmetry d, -1 to 1.
 * @param flux Flux Φ through the loop [Wb].
 * @returns Critical current [A], to a few units of rounding; exactly zero at half a flux quantum if d = 0.
 * @example
 * squidCriticalCurrent(1e-6, 0, fluxQuantum / 4) // 1.414e-6 A
 */
export function squidCriticalCurrent(criticalCurrent: number, asymmetry: number, flux: number): number {
  const quanta = flux / fluxQuantum
  // Distance to the nearest integer, so that zero flux and half a quantum are exact.
  const distance = Math.abs(quanta - Math.round(quanta))
  const cosine = distance > 0.25 ? sin(Math.PI * (0.5 - distance)) : cos(Math.PI * distance)
  const sine = distance > 0.25 ? cos(Math.PI * (0.5 - distance)) : sin(Math.PI * distance)
  return 2 * criticalCurrent * Math.hypot(cosine, asymmetry * sine)
}
