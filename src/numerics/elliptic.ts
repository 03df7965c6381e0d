/**
 * Jacobi's elliptic functions from their nome, in the form that equispaced nodes need.
 *
 * Theta series in a nome q <= e^{-pi} = 0.0432 need at most four terms for double precision, so every routine here
 * assumes a modulus <= 1/sqrt(2); callers with a larger one use the complementary modulus and the hyperbolic form
 * (Jacobi's imaginary transformation). See NIST DLMF 20.2 (theta series), 22.2 (quotients), 19.8 (nome).
 */

/**
 * Nome q of a modulus k in [0, 1/√2], given the complementary modulus k′ = √(1−k²).
 *
 * With l = (1/2)(1−√k′)/(1+√k′): q = l + 2 l⁵ + 15 l⁹ + 150 l¹³ + ... (DLMF 22.2).
 *
 * @param modulus k, 0 to 1/√2
 * @param complementaryModulus k′ = √(1−k²), passed separately because the caller knows it without cancellation
 * @returns q, with a relative error of a few ulp also for tiny k
 * @example
 * ellipticNome(Math.SQRT1_2, Math.SQRT1_2) // e^{-π} = 0.04321391826377225
 */
export function ellipticNome(modulus: number, complementaryModulus: number): number {
  const root = 1 + Math.sqrt(complementaryModulus)
  // (1−√k′)/(1+√k′) with 1−k′² = k² put in, so that nothing cancels for small k.
  const l = (0.5 * modulus * modulus) / (root * root * (1 + complementaryModulus))
  const l2 = l * l
  const l4 = l2 * l2
  return l * (1 + l4 * (2 + l4 * (15 + l4 * (150 + l4 * 1707))))
}

/** θ₃(0, q) = 1 + 2q + 2q⁴ + 2q⁹ + ... for a nome q ≤ e^{-π}; the complete integral is K = (π/2) θ₃². */
export function thetaThreeAtZero(nome: number): number {
  const q4 = nome * nome * nome * nome
  return 1 + 2 * nome * (1 + nome * nome * nome * (1 + q4 * nome * (1 + q4 * nome * nome * nome)))
}
