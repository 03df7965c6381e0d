/**
 * Mattis-Bardeen conductivity of a dirty superconducting film over that of its normal state, in the standard signed
 * form with positive roots, x = ħω/Δ, t = k_B T/Δ, f(e) = 1/(e^{e/t} + 1):
 *
 *     σ₁ = (2/x) ∫₁^∞ de (e e′+1)/[√(e²−1) √(e′²−1)] [f(e) − f(e′)],                          e′ = e + x
 *        + (1/x) ∫₁^{x−1} de (e e′−1)/[√(e²−1) √(e′²−1)] [1 − f(e) − f(e′)]   (x > 2 only),     e′ = x − e
 *     σ₂ = (1/x) ∫_{max(−1,1−x)}^{1} dE (E E′+1)/[√(1−E²) √(E′²−1)] [1 − 2 f(E′)],             E′ = E + x
 *
 * Mattis and Bardeen, Phys. Rev. 111, 412 (1958). Each integral has its own file, which says how it is evaluated.
 * Every one is a short trapezoid (or Chebyshev) sum of 5 to 60 nodes whose length follows from x and t; the derivatives
 * are sums over the same nodes, taken under the integral with end points that move with x.
 */
import { addPairBreaking } from './pairBreaking.js'
import { addQuasiparticleAbsorption } from './quasiparticleAbsorption.js'
import { writeSuperfluidResponse } from './superfluidResponse.js'

/** Outside 1e-100 to 1e100 squares of x and t would leave the range of a double. */
const smallest = 1e-100
const largest = 1e100

/** Conductivity over its normal-state value, σ = σ₁ − iσ₂ for the time dependence e^{+iωt}. */
export interface ReducedConductivity {
  readonly sigma1: number
  readonly sigma2: number
}

/**
 * Mattis-Bardeen conductivity σ₁ − iσ₂ of a superconductor over its normal-state conductivity.
 *
 * Formulas at the top of this file (Mattis and Bardeen 1958; Eqs. 4 and 5 of Dey et al. 2023 with their misprints mended).
 *
 * @param x photon energy over the gap, ħω/Δ(T) [1], 1e-100 to 1e100
 * @param t temperature over the gap, k_B T/Δ(T) [1], 0 to 1e100; 0 is the zero-temperature limit
 * @returns σ₁/σₙ and σ₂/σₙ with a relative error below 1e-13 for x up to 1e8 and t up to 1e6. Where σ₁ vanishes itself
 *   (below the gap at t < 1/746) it is exactly 0; σ₁ just above x = 2 at low t is as exact as the rounded x allows
 * @throws RangeError for x or t outside these ranges or NaN
 * @example
 * reducedConductivity(4, 0).sigma2 // 0.20314944322998
 */
export function reducedConductivity(x: number, t: number): ReducedConductivity {
  const out = new Float64Array(2)
  writeConductivity(x, t, out)
  return { sigma1: out[0], sigma2: out[1] }
}

/**
 * {@link reducedConductivity} without allocation, for inner loops: writes σ₁, σ₂ to `out[0]`, `out[1]`.
 *
 * @param x ħω/Δ(T) [1], 1e-100 to 1e100
 * @param t k_B T/Δ(T) [1], 0 to 1e100
 * @param out receives σ₁, σ₂; same accuracy and failures as {@link reducedConductivity}
 * @example
 * const out = new Float64Array(2)
 * writeConductivity(1, 0.2, out)
 */
export function writeConductivity(x: number, t: number, out: Float64Array): void {
  requireDomain(x, t)
  out[0] = 0
  addQuasiparticleAbsorption(x, t, 1, false, out, 0, 0)
  addPairBreaking(x, t, 1, false, out, 0, 0)
  out[0] /= x
  writeSuperfluidResponse(x, t, false, out, 1, 0)
}

/**
 * Mattis-Bardeen conductivity and its first derivatives, without allocation.
 *
 * Writes σ₁, σ₂, ∂σ₁/∂x, ∂σ₂/∂x, ∂σ₁/∂t, ∂σ₂/∂t to `out[0]` ... `out[5]`.
 *
 * @param x ħω/Δ(T) [1], 1e-100 to 1e100
 * @param t k_B T/Δ(T) [1], 0 to 1e100
 * @param out receives six numbers: values as accurate as {@link reducedConductivity}, derivatives to 1e-12 of the larger
 *   of |derivative| and value/x or value/t. At x = 2 exactly ∂σ₁/∂x is the one from below, and ∂σ₂/∂x, which diverges
 *   there like ln|x − 2|, is finite and large; derivatives that exceed the range of a double become infinite
 * @throws RangeError for x or t outside these ranges or NaN
 * @example
 * const out = new Float64Array(6)
 * evaluateConductivity(1, 0.2, out)
 */
export function evaluateConductivity(x: number, t: number, out: Float64Array): void {
  requireDomain(x, t)
  out[0] = 0
  out[2] = 0
  out[4] = 0
  addQuasiparticleAbsorption(x, t, 1, true, out, 0, 2)
  addPairBreaking(x, t, 1, true, out, 0, 2)
  out[0] /= x
  out[2] = (out[2] - out[0]) / x
  out[4] /= x
  writeSuperfluidResponse(x, t, true, out, 1, 2)
}

function requireDomain(x: number, t: number): void {
  if (!(x >= smallest && x <= largest)) {
    throw new RangeError(
      `reduced photon energy x = hbar omega/Delta must be between 1e-100 and 1e100, got ${x}; ` +
        'at zero frequency the film is a short, without a gap it is in its normal state',
    )
  }
  if (!(t >= 0 && t <= largest)) {
    throw new RangeError(
      `reduced temperature t = k_B T/Delta must be between 0 and 1e100, got ${t}; without a gap the film is in its normal state`,
    )
  }
}
