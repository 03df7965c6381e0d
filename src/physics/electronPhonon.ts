/**
 * Heat from the electrons of a normal metal to its lattice, and its slopes.
 */
import { pow, power } from '../numerics/power.js'

/**
 * T^n − T_p^n without cancellation for T ≈ T_p.
 *
 * @param temperature T, ≥ 0, in any unit
 * @param phononTemperature T_p, ≥ 0, in the same unit
 * @param exponent n, > 0
 * @returns the difference, relative error of a few ulp, exactly 0 at T = T_p
 * @example
 * powerDifference(2, 1, 5) // 31
 */
export function powerDifference(temperature: number, phononTemperature: number, exponent: number): number {
  const difference = temperature - phononTemperature
  if (difference === 0) return 0
  if (exponent > 0 && exponent <= 16 && exponent === Math.floor(exponent)) {
    // (T − T_p) Σ T^{n−1−k} T_pᵏ
    let sum = 1
    let phononPower = 1
    for (let k = 1; k < exponent; k++) {
      phononPower *= phononTemperature
      sum = sum * temperature + phononPower
    }
    return difference * sum
  }
  const larger = Math.max(temperature, phononTemperature)
  if (Math.abs(difference) > 0.5 * larger) return pow(temperature, exponent) - pow(phononTemperature, exponent)
  return temperature > phononTemperature
    ? -pow(temperature, exponent) * Math.expm1(exponent * Math.log1p(-difference / temperature))
    : pow(phononTemperature, exponent) * Math.expm1(exponent * Math.log1p(difference / phononTemperature))
}

/**
 * Heat flow from the electrons of a normal metal to its phonons.
 *
 * Q = Σ V (T^n − T_p^n), n = 5 for a clean metal at low temperature (Wellstood, Urbina and Clarke 1994; Eq. (8) of
 * Dey et al. 2023 for Δ = 0).
 *
 * @param coupling Σ [W m⁻³ K⁻ⁿ], ≥ 0
 * @param volume V [m³], ≥ 0
 * @param exponent n [1], 4 to 6 in real films
 * @param electronTemperature T [K], ≥ 0
 * @param phononTemperature T_p [K], ≥ 0
 * @returns Q [W], positive from electrons to phonons; relative error of a few ulp also for T ≈ T_p
 * @example
 * electronPhononHeat(2e9, 1e-20, 5, 0.3, 0.1) // 4.84e-14
 */
export function electronPhononHeat(
  coupling: number,
  volume: number,
  exponent: number,
  electronTemperature: number,
  phononTemperature: number,
): number {
  return coupling * volume * powerDifference(electronTemperature, phononTemperature, exponent)
}

/**
 * Slope of {@link electronPhononHeat}: ∂Q/∂T = n Σ V T^{n−1}; the slope with T_p is minus the same at T_p.
 *
 * @param coupling Σ [W m⁻³ K⁻ⁿ], ≥ 0
 * @param volume V [m³], ≥ 0
 * @param exponent n [1]
 * @param temperature T or T_p [K], ≥ 0
 * @returns thermal conductance [W/K], relative error of a few ulp
 * @example
 * electronPhononConductance(2e9, 1e-20, 5, 0.3) // 8.1e-13
 */
export function electronPhononConductance(
  coupling: number,
  volume: number,
  exponent: number,
  temperature: number,
): number {
  return exponent * coupling * volume * power(temperature, exponent - 1)
}
