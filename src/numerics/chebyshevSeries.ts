/**
 * Sum of a Chebyshev series Σ cₖ Tₖ(u) by Clenshaw's recurrence (DLMF 3.11).
 *
 * @param coefficients c₀, c₁, ... with c₀ entering whole
 * @param u argument, −1 to 1
 * @example
 * chebyshevSum([1, 0, 2], 0.5) // 1 + 2 (2·0.5² − 1) = 0
 */
export function chebyshevSum(coefficients: readonly number[], u: number): number {
  const twice = 2 * u
  let b1 = 0
  let b2 = 0
  for (let k = coefficients.length - 1; k > 0; k--) {
    const b0 = coefficients[k] + twice * b1 - b2
    b2 = b1
    b1 = b0
  }
  return coefficients[0] + u * b1 - b2
}

/**
 * Derivative with respect to u of a Chebyshev series, Σ cₖ k Uₖ₋₁(u).
 *
 * @param coefficients c₀, c₁, ...
 * @param u argument, −1 to 1
 * @example
 * chebyshevSlope([1, 0, 2], 0.5) // 2·4·0.5 = 4
 */
export function chebyshevSlope(coefficients: readonly number[], u: number): number {
  const twice = 2 * u
  let b1 = 0
  let b2 = 0
  for (let k = coefficients.length - 1; k > 0; k--) {
    const b0 = k * coefficients[k] + twice * b1 - b2
    b2 = b1
    b1 = b0
  }
  return b1
}
