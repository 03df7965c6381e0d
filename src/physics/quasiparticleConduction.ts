import { square } from '../numerics/power.js'
import { fermiOccupation } from './fermi.js'

/** Li₂(w) for 0 ≤ w ≤ 1/2 by its power series. */
function dilogarithm(w: number): number {
  let sum = 0
  let power = 1
  for (let k = 1; k <= 60; k++) {
    power *= w
    const term = power / (k * k)
    sum += term
    if (term < sum * 1e-17) break
  }
  return sum
}

/**
 * Electronic thermal conductivity of a BCS superconductor over that of its normal state at the same temperature.
 *
 * κ_s/κ_n = (3/(2π²)) ∫_y^∞ x² sech²(x/2) dx, y = Δ/(k_B T) (Bardeen, Rickayzen, Tewordt, Phys. Rev. 113, 982 (1959), impurity
 * scattering), in closed form (6/π²)[y² f(y) + 2y ln(1+e^{−y}) − 2 Li₂(−e^{−y})].
 *
 * @param y Gap over k_B T [1], ≥ 0.
 * @returns κ_s/κ_n from 1 (normal) to 0, 1e-14 relative.
 * @throws RangeError for a negative y or NaN.
 * @example
 * quasiparticleConductionRatio(2) // 0.7578107395378197
 */
export function quasiparticleConductionRatio(y: number): number {
  if (!(y >= 0)) throw new RangeError(`y = Delta/(k_B T) must not be negative, got ${y}`)
  if (y === Number.POSITIVE_INFINITY) return 0
  const z = Math.exp(-y)
  const logarithm = Math.log1p(z)
  // Landen: −Li₂(−z) = Li₂(z/(1+z)) + ln²(1+z)/2, all terms positive and the series fast.
  const minusDilogarithm = dilogarithm(z / (1 + z)) + (logarithm * logarithm) / 2
  return (6 / square(Math.PI)) * (y * y * fermiOccupation(y) + 2 * y * logarithm + 2 * minusDilogarithm)
}
