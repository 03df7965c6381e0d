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

/*
 * Quotients of theta functions of one nome at v and, by Jacobi's imaginary transformation, at iv; the factor q^{1/4} of θ₁ and θ₂ is
 * left out. What is slow, the sine or the exponential, the caller has.
 */

/** θ₁(v)/θ₄(v) without 2q^{1/4}, from sin v. With it and over √k this is sn. */
export function sineQuotient(sine: number, q: number): number {
  const q2 = q * q
  const q4 = q2 * q2
  const s2 = sine * sine
  const cos2 = 1 - 2 * s2
  const cos4 = 2 * cos2 * cos2 - 1
  const cos6 = cos2 * (4 * cos2 * cos2 - 3)
  return (
    (sine * (1 - q2 * (3 - 4 * s2) + q4 * q2 * (5 + s2 * (16 * s2 - 20)))) /
    (1 - 2 * q * cos2 + 2 * q4 * cos4 - 2 * q4 * q4 * q * cos6)
  )
}

/** −i θ₁(iv)/θ₂(iv), from sinh v and cosh v. */
export function tangentQuotient(sh: number, ch: number, q: number): number {
  const q2 = q * q
  const q6 = q2 * q2 * q2
  const q12 = q6 * q6
  const sh2 = sh * sh
  const ch2 = ch * ch
  return (
    (sh *
      (1 - q2 * (3 + 4 * sh2) + q6 * (5 + sh2 * (20 + 16 * sh2)) - q12 * (7 + sh2 * (56 + sh2 * (112 + 64 * sh2))))) /
    (ch * (1 + q2 * (4 * ch2 - 3) + q6 * (5 + ch2 * (16 * ch2 - 20)) + q12 * (ch2 * (56 + ch2 * (64 * ch2 - 112)) - 7)))
  )
}

/** θ₃(v)/θ₄(v), from cos 2v. */
export function evenQuotient(cos2: number, q: number): number {
  const q4 = q * q * q * q
  const cos22 = cos2 * cos2
  const odd = q * cos2 + q4 * q4 * q * cos2 * (4 * cos22 - 3)
  const even = q4 * (2 * cos22 - 1)
  return (1 + 2 * (even + odd)) / (1 + 2 * (even - odd))
}

/** θ₃(iv)/θ₂(iv) without 1/(2q^{1/4}), from cosh v. */
export function hyperbolicQuotient(ch: number, q: number): number {
  const q2 = q * q
  const q4 = q2 * q2
  const ch2 = ch * ch
  const cosh2 = 2 * ch2 - 1
  const cosh22 = cosh2 * cosh2
  return (
    (1 + 2 * (q * cosh2 + q4 * (2 * cosh22 - 1) + q4 * q4 * q * cosh2 * (4 * cosh22 - 3))) /
    (ch * (1 + q2 * (4 * ch2 - 3) + q4 * q2 * (5 + ch2 * (16 * ch2 - 20))))
  )
}
