import { square } from '../numerics/power.js'

/**
 * Electronic heat capacity of a BCS superconductor over that of its normal state at the same temperature, C_s/(γ V T).
 *
 * (3/(2π²)) ∫₀^∞ du sech²(e/2) [e² − (1/(2T)) d(Δ/k_B)²/dT], e = √(u² + a²), a = Δ/(k_B T): the temperature derivative of the
 * entropy of the quasiparticles (Tinkham, Introduction to Superconductivity, Eq. 3.60). The integrand is even and analytic, so
 * that the trapezoid rule converges exponentially.
 *
 * @param a Gap over k_B T [1], ≥ 0.
 * @param squareGapSlope d(Δ²)/dT /(k_B² T) [1], ≤ 0; it makes the jump at T_c.
 * @returns C_s/(γ V T), 1e-13 relative; 1 for a = 0 and zero slope.
 * @throws RangeError for a negative a or NaN.
 * @example
 * superconductorHeatCapacityRatio(0, 0) // 1
 */
export function superconductorHeatCapacityRatio(a: number, squareGapSlope: number): number {
  if (!(a >= 0)) throw new RangeError(`a = Delta/(k_B T) must not be negative, got ${a}`)
  if (a > 700) return 0
  // Poles at e = iπ, at distance at least π from the real axis: step 0.4 gives e^{−2π·π/0.4} < 1e-21.
  const step = 0.4
  let sum = 0
  for (let k = 0; ; k++) {
    const u = k * step
    const e = Math.hypot(u, a)
    const decay = Math.exp(-e)
    const term = ((4 * decay) / square(1 + decay)) * (e * e - squareGapSlope / 2)
    sum += k === 0 ? term / 2 : term
    if (e - a > 3 && term < sum * 1e-17) break
  }
  return (3 / (2 * square(Math.PI))) * step * sum
}
