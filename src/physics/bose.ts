/**
 * Bose-Einstein occupation n(x) = 1/(eˣ − 1), x = ħω/(k_B T), and the combinations that heat integrals need, each written
 * so that it keeps full relative accuracy. x = +∞ stands for T = 0.
 */
import { exponentialDecay } from '../numerics/exponentialDecay.js'
import { pow } from '../numerics/power.js'

/**
 * Bose-Einstein occupation n(x) = 1/(eˣ − 1).
 *
 * @param x ħω/(k_B T) [1], > 0; +∞ for zero temperature
 * @returns n with a relative error of a few ulp; +∞ at x = 0, where the occupation diverges
 * @example
 * boseOccupation(Math.LN2) // 1
 */
export function boseOccupation(x: number): number {
  if (x < 1) {
    // (Σ B₂ₖ x²ᵏ/(2k)! − x/2)/x with the Bernoulli numbers B₂ₖ.
    const y = x * x
    let sum = 8.586062056277845e-15 - 2.174868698558062e-16 * y
    sum = sum * y - 3.3896802963225827e-13
    sum = sum * y + 1.3382536530684679e-11
    sum = sum * y - 5.284190138687493e-10
    sum = sum * y + 2.08767569878681e-8
    sum = sum * y - 8.267195767195768e-7
    sum = sum * y + 3.306878306878307e-5
    sum = sum * y - 0.001388888888888889
    sum = sum * y + 0.08333333333333333
    return (1 + (sum * y - 0.5 * x)) / x
  }
  const factor = exponentialDecay(x)
  return factor / (1 - factor)
}

/**
 * Bose-Einstein occupations at many frequencies, and how they change with temperature and frequency.
 *
 * @param scale ħ/(k_B T) [s] > 0.
 * @param omega Angular frequencies [rad/s] > 0; the first `count` hold.
 * @param occupation Receives n from index `start` on, with a relative error of a few ulp.
 * @param stiffness Receives x n (1 + n) = T ∂n/∂T = −ω ∂n/∂ω there.
 * @example
 * fillOccupations(1e-11, Float64Array.of(1e11), 1, occupation, stiffness, 0)
 */
export function fillOccupations(
  scale: number,
  omega: Float64Array,
  count: number,
  occupation: Float64Array,
  stiffness: Float64Array,
  start: number,
): void {
  for (let k = 0; k < count; k++) {
    const x = scale * omega[k]
    const n = boseOccupation(x)
    occupation[start + k] = n
    stiffness[start + k] = x * n * (1 + n)
  }
}

/**
 * As `fillOccupations` for two temperatures at once, with the difference of the occupations in place of themselves.
 *
 * @param excess Receives n₁ − n₂; where the temperatures are nearly equal, `boseDifference` keeps more digits.
 * @param stiffness Receives x n (1 + n) of the first from index 0 on, of the second from `second` on.
 */
export function fillOccupationDifference(
  scale1: number,
  scale2: number,
  omega: Float64Array,
  count: number,
  excess: Float64Array,
  stiffness: Float64Array,
  second: number,
): void {
  for (let k = 0; k < count; k++) {
    const frequency = omega[k]
    const x1 = scale1 * frequency
    const x2 = scale2 * frequency
    const n1 = boseOccupation(x1)
    const n2 = boseOccupation(x2)
    excess[k] = n1 - n2
    stiffness[k] = x1 * n1 * (1 + n1)
    stiffness[second + k] = x2 * n2 * (1 + n2)
  }
}

/**
 * Difference of two occupations n(x₁) − n(x₂), without cancellation.
 *
 * n(a) − n(b) = n(a) (1 − e^{−(b−a)})/(1 − e^{−b}) for a ≤ b.
 *
 * @param x1 ħω/(k_B T₁) [1], > 0 or +∞
 * @param x2 ħω/(k_B T₂) [1], > 0 or +∞
 * @param separation x₂ − x₁ where the caller knows it better than the rounded x₁ and x₂ do, for example
 *   ħω (T₁ − T₂)/(k_B T₁ T₂) of two nearly equal temperatures
 * @returns n(x₁) − n(x₂), relative error of a few ulp beyond that of the separation; exactly 0 for x₁ = x₂
 * @example
 * boseDifference(1, Infinity) // boseOccupation(1)
 */
export function boseDifference(x1: number, x2: number, separation?: number): number {
  if (x1 === x2 && separation === undefined) return 0
  const d = separation ?? x2 - x1
  if (d === 0) return 0
  return d > 0 ? lowerExcess(x1, x2, d) : -lowerExcess(x2, x1, -d)
}

/** n(a) − n(b) for a < b, d = b − a. */
function lowerExcess(a: number, b: number, d: number): number {
  return boseOccupation(a) * (Math.expm1(-d) / Math.expm1(-b))
}

/**
 * Mean energy of a mode in units of k_B T, x n(x) = x/(eˣ − 1).
 *
 * @param x ħω/(k_B T) [1], ≥ 0 or +∞
 * @returns between 1 (x = 0) and 0 (x = ∞), relative error of a few ulp
 * @example
 * boseEnergy(0) // 1
 */
export function boseEnergy(x: number): number {
  if (x === 0) return 1
  return x > 1000 ? 0 : x * boseOccupation(x)
}

/**
 * Heat capacity of a mode in units of k_B, x² eˣ/(eˣ − 1)²: the weight of a frequency in a thermal conductance.
 *
 * With n = n(ħω/(k_B T)): ∂n/∂T = (x/T) eˣ/(eˣ − 1)² = weight/(x T).
 *
 * @param x ħω/(k_B T) [1], ≥ 0 or +∞
 * @returns between 1 (x = 0) and 0 (x = ∞), relative error of a few ulp
 * @example
 * boseThermalWeight(0) // 1
 */
export function boseThermalWeight(x: number): number {
  if (x === 0) return 1
  if (x > 1000) return 0
  const root = (x * Math.exp(-0.5 * x)) / -Math.expm1(-x)
  return root * root
}

/**
 * Moment of the Bose-Einstein occupation, ∫₀^∞ x^{n−1}/(eˣ − 1) dx = Γ(n) ζ(n).
 *
 * @param order n [1], 2 to 20
 * @returns Γ(n) ζ(n) with a relative error below 1e-14; boseMoment(5) = 24 ζ(5)
 * @throws RangeError for an order outside this range or NaN
 * @example
 * boseMoment(2) // π²/6
 */
export function boseMoment(order: number): number {
  if (!(order >= 2 && order <= 20)) {
    throw new RangeError(`order of the Bose moment must be between 2 and 20, got ${order}`)
  }
  // x = exp(u − e^{−u}/2), trapezoid rule: the poles at x = 2πi m stay about π/2 away from the real u axis.
  const step = 0.15
  let sum = 0
  for (let u = 5; ; u -= step) {
    const shrink = 0.5 * Math.exp(-u)
    const x = Math.exp(u - shrink)
    const term = pow(x, order) * (1 + shrink) * boseOccupation(x)
    if (x < 1 && term < 1e-18 * sum) return step * sum
    sum += term
  }
}
