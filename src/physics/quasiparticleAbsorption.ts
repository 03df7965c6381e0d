/**
 * Absorption by quasiparticles that are already there (scattering from e to e' = e + x), for both coherence factors:
 *
 *     J(x, t) = 2 ∫₁^∞ de (e e′ + c) / [√(e²−1) √(e′²−1)] · [f(e) − f(e′)],   e′ = e + x,   f(e) = 1/(e^{e/t} + 1)
 *
 * c = +1: x times the thermal part of σ₁ (Mattis-Bardeen); c = −1: the scattering part of the electron-phonon function F.
 *
 * The square-root ends are removed by a substitution, after which the integrand is even, analytic in a strip of half
 * width about π/2 and falls like e^{−(e−1)/t}: the trapezoid rule converges exponentially.
 *
 * - x ≥ 1: e = cosh φ, which takes the branch points e = ±1; the other two sit at Im φ = arccos(1−x) ≥ π/2.
 * - x < 1: e = 1 + x q, q = sinh²(φ/2), which takes e = 1 and e′ = 1 (they are close); the others sit at Im φ = π.
 *
 * f(e) − f(e′) = f(e) [1−f(e′)] (1−e^{−x/t}) and e e′ − 1 are written without differences of nearly equal numbers.
 */

import { exponentialDecay } from '../numerics/exponentialDecay.js'

/** The trapezoid rule may leave e^{-42}: times the large constants of double poles this is still below 1e-15. */
const digits = 42
/** The sum stops where e^{−(e−1)/t} has fallen to e^{-37}. */
export const lastExponent = 37
/** Below this the factor e^{-1/t} is zero in double precision. */
const largestExponent = 746

/** Trapezoid step for an even integrand like e^{−c (cosh φ − 1)}, analytic for |Im φ| < π/2. */
export function trapezoidStep(decay: number): number {
  // On Im φ = y the integrand has grown by e^{c (1 − cos y)}, the rule errs by e^{−2πy/h}: the best y, or the widest.
  const widest = (Math.PI * Math.PI) / (digits + decay)
  const bestShift = Math.sqrt((2 * digits) / decay)
  return bestShift < Math.PI / 2 ? Math.max(widest, (Math.PI * bestShift) / digits) : widest
}

/**
 * Add J(x, t) to `out[at]` and, if asked, ∂J/∂x to `out[at + stride]` and ∂J/∂t to `out[at + 2 stride]`.
 *
 * @param x photon or phonon energy over the gap, > 0
 * @param t k_B T over the gap, ≥ 0
 * @param coherence the sign c: +1 for σ₁, −1 for F
 */
export function addQuasiparticleAbsorption(
  x: number,
  t: number,
  coherence: 1 | -1,
  derivatives: boolean,
  out: Float64Array,
  at: number,
  stride: number,
): void {
  if (t * largestExponent < 1) return
  const inverseT = 1 / t
  const oneMinusC = -Math.expm1(-x * inverseT)
  const c = 1 - oneMinusC
  const edgeWeight = exponentialDecay(inverseT)
  const near = x < 1
  const decay = near ? 0.5 * x * inverseT : inverseT
  const step = trapezoidStep(decay)
  const ratio = Math.exp(0.5 * step)
  const inverseRatio = 1 / ratio
  // q = sinh²(φ/2); e − 1 = scale q
  const scale = near ? x : 2
  let value = 0
  let valueX = 0
  let valueT = 0
  let grow = 1
  let shrink = 1
  let weight = 0.5
  for (;;) {
    const half = 0.5 * (grow - shrink)
    const q = half * half
    const above = scale * q
    const exponent = above * inverseT
    if (exponent > lastExponent) break
    const e = 1 + above
    const ep = e + x
    const a = edgeWeight * exponentialDecay(exponent)
    const ac = a * c
    // e e′ − 1 = (e−1) e′ + (e′−1)
    const numerator = coherence > 0 ? e * ep + 1 : above * ep + (above + x)
    const denominator = near ? (e + 1) * (ep + 1) : (ep - 1) * (ep + 1)
    const kernel = (weight * a) / ((1 + a) * (1 + ac) * Math.sqrt(denominator))
    const term = kernel * numerator
    value += term
    if (derivatives) {
      // ∂W/∂x and ∂W/∂t with W = f − f′ = w (1−c): f′(1−f′) − f(1−f) = −W (1−f−f′)
      const freeP = 1 / (1 + ac)
      const both = ((1 - a * ac) * freeP) / (1 + a)
      // per w: f′(1−f′)/w = c (1+a)/(1+ac)
      const edge = c * (1 + a) * freeP
      if (near) {
        const slope = q * ep + (1 + q) * e
        valueX +=
          kernel * slope * oneMinusC +
          term * (oneMinusC * -0.5 * (q / (e + 1) + (1 + q) / (ep + 1)) + inverseT * (edge - q * oneMinusC * both))
      } else {
        valueX += kernel * e * oneMinusC + term * ((-oneMinusC * ep) / denominator + inverseT * edge)
      }
      valueT += term * (e * oneMinusC * both - x * edge)
    }
    weight = 1
    grow *= ratio
    shrink *= inverseRatio
  }
  out[at] += 2 * step * value * oneMinusC
  if (derivatives) {
    out[at + stride] += 2 * step * valueX
    out[at + 2 * stride] += 2 * step * valueT * inverseT * inverseT
  }
}
