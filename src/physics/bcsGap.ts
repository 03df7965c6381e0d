/**
 * Temperature dependence of the superconducting gap, Δ(T)/Δ(0) as a function of T/T_c, and its derivative.
 *
 * Weak coupling: with Δ(0) = π e^{−γ} k_B T_c and y = Δ/(2π k_B T) the gap equation
 * ln(Δ(0)/Δ) = 2 ∫₀^∞ dξ f(E)/E, E = √(ξ²+Δ²), is the Matsubara sum
 *
 *     ln(T_c/T) = Σₙ≥₀ [1/(n+½) − 1/√((n+½)²+y²)]
 *
 * It was solved to 30 digits (sum to n ~ 4y, rest by Hurwitz zeta functions) and is kept as two Chebyshev series of smooth
 * functions: (Δ/Δ(0))²/(1 − T/T_c) from 0.3 T_c up, so that the square-root edge at T_c keeps its relative accuracy, and
 * (1 − Δ/Δ(0)) e^{Δ(0)/(k_B T)} √(T_c/T) below. Under 0.04 T_c the gap is complete to 1e-19.
 */
import { chebyshevSlope, chebyshevSum } from '../numerics/chebyshevSeries.js'
import { bcsGapRatioAtZero } from '../units/constants.js'

const split = 0.3
const start = 0.04

/** (Δ/Δ(0))²/(1 − T/T_c) on T/T_c from 0.3 to 1. */
const upper: readonly number[] = [
  2.194259459954481, 0.8026184629809522, 0.022927072163166636, -0.004626933464592632, 0.0009696791380448455,
  -0.0001796512225487604, 2.406113381162202e-5, 1.8449971105597459e-7, -1.6694683145765712e-6, 7.788616575030702e-7,
  -2.552685357385629e-7, 6.67561194473124e-8, -1.3414249262660857e-8, 1.4202114784439752e-9, 3.8536693490696056e-10,
  -3.244511907232822e-10, 1.3927625370964594e-10, -4.6288784126406677e-11, 1.2691510331749108e-11,
  -2.776893953560676e-12, 3.8240062652450207e-13, 3.848181428267181e-14, -5.491535472431997e-14, 2.651511340329977e-14,
  -9.584972147775251e-15, 2.8762050770687747e-15, -7.194650390097323e-16, 1.3780933154383026e-16,
  -1.1557018348202932e-17, -5.850762635720158e-18,
]

/** (1 − Δ/Δ(0)) e^{Δ(0)/(k_B T)} √(T_c/T) on T/T_c from 0.04 to 0.3. */
const lower: readonly number[] = [
  1.8727423541702513, -0.004398652015084071, 0.007019011928946967, 0.0025364250272238375, 0.0004062935381903712,
  -9.586399143598757e-5, -3.993032770047176e-5, 9.695884006937365e-6, 3.952555981744243e-6, -1.5880158873824182e-6,
  -2.5566697241678043e-7, 2.5978452689749014e-7, -2.6845432316726363e-8, -2.898459997427314e-8, 1.2796953101370882e-8,
  -1.0513397307722299e-10, -1.8848435088617916e-9, 7.686350204970243e-10, -3.015110815973492e-11,
  -1.1023300763369566e-10, 5.692651063220026e-11, -9.477626455397532e-12, -4.89249663295713e-12, 4.216346282922057e-12,
  -1.4205263737412439e-12, 3.844096456850323e-14, 2.3306851702350926e-13, -1.4192473171231765e-13,
  4.130017064328751e-14, 1.2202355787476254e-15, -8.369277015366827e-15, 4.968388283461854e-15, -1.5675561523444227e-15,
  6.896272356690035e-17,
]

function requireTemperature(reducedTemperature: number): void {
  if (!(reducedTemperature >= 0)) {
    throw new RangeError(`reduced temperature T/T_c must not be negative, got ${reducedTemperature}`)
  }
}

/**
 * Gap of a weak-coupling superconductor over its zero-temperature value.
 *
 * ln(Δ(0)/Δ) = 2 ∫₀^∞ dξ f(E)/E, E = √(ξ²+Δ²), Δ(0) = π e^{−γ} k_B T_c (Bardeen, Cooper, Schrieffer 1957).
 *
 * @param reducedTemperature T/T_c [1], ≥ 0
 * @returns Δ(T)/Δ(0) with a relative error below 1e-14 everywhere, also next to T_c; 0 at and above T_c
 * @throws RangeError for a negative temperature or NaN
 * @example
 * bcsGapRatio(0.5) // 0.9568847158748906
 */
export function bcsGapRatio(reducedTemperature: number): number {
  requireTemperature(reducedTemperature)
  if (reducedTemperature >= 1) return 0
  if (reducedTemperature >= split) {
    return Math.sqrt((1 - reducedTemperature) * chebyshevSum(upper, upperArgument(reducedTemperature)))
  }
  if (reducedTemperature < start) return 1
  const factor = Math.sqrt(reducedTemperature) * Math.exp(-bcsGapRatioAtZero / reducedTemperature)
  return 1 - factor * chebyshevSum(lower, lowerArgument(reducedTemperature))
}

/**
 * Derivative of {@link bcsGapRatio} with respect to T/T_c.
 *
 * @param reducedTemperature T/T_c [1], ≥ 0
 * @returns d(Δ/Δ(0))/d(T/T_c) ≤ 0 with a relative error below 1e-12; it grows like −0.87/√(1 − T/T_c) towards T_c, and is 0 at and above
 * @throws RangeError for a negative temperature or NaN
 * @example
 * bcsGapRatioDerivative(0.5) // -0.38081...
 */
export function bcsGapRatioDerivative(reducedTemperature: number): number {
  requireTemperature(reducedTemperature)
  if (reducedTemperature >= 1 || reducedTemperature < start) return 0
  if (reducedTemperature >= split) {
    const u = upperArgument(reducedTemperature)
    const smooth = chebyshevSum(upper, u)
    const slope = (2 / (1 - split)) * chebyshevSlope(upper, u)
    const distance = 1 - reducedTemperature
    return (0.5 * (distance * slope - smooth)) / Math.sqrt(distance * smooth)
  }
  const u = lowerArgument(reducedTemperature)
  const factor = Math.sqrt(reducedTemperature) * Math.exp(-bcsGapRatioAtZero / reducedTemperature)
  const logSlope = (bcsGapRatioAtZero / reducedTemperature + 0.5) / reducedTemperature
  const slope = (2 / (split - start)) * chebyshevSlope(lower, u)
  return -factor * (chebyshevSum(lower, u) * logSlope + slope)
}

function upperArgument(reducedTemperature: number): number {
  // Written from T_c, where 1 − T/T_c is exact.
  return 1 - (2 / (1 - split)) * (1 - reducedTemperature)
}

function lowerArgument(reducedTemperature: number): number {
  return (2 * reducedTemperature - (split + start)) / (split - start)
}

/** Steepness of the interpolation formula. */
const interpolationSlope = 1.74

/**
 * Gap over its zero-temperature value by the common interpolation formula, as in Dey et al. (2023).
 *
 * Δ(T)/Δ(0) = tanh(1.74 √(T_c/T − 1)); off the weak-coupling result by up to 1.9 % of Δ(0).
 *
 * @param reducedTemperature T/T_c [1], ≥ 0
 * @returns Δ(T)/Δ(0), relative error of a few ulp, 0 at and above T_c
 * @throws RangeError for a negative temperature or NaN
 * @example
 * interpolationGapRatio(0.5) // tanh(1.74) = 0.9402...
 */
export function interpolationGapRatio(reducedTemperature: number): number {
  requireTemperature(reducedTemperature)
  if (reducedTemperature >= 1) return 0
  if (reducedTemperature === 0) return 1
  return Math.tanh(interpolationSlope * Math.sqrt((1 - reducedTemperature) / reducedTemperature))
}

/**
 * Derivative of {@link interpolationGapRatio} with respect to T/T_c.
 *
 * @param reducedTemperature T/T_c [1], ≥ 0
 * @returns −1.74 sech²(1.74 r)/(2 r (T/T_c)²) with r = √(T_c/T − 1); relative error of a few ulp; 0 at and above T_c
 * @throws RangeError for a negative temperature or NaN
 * @example
 * interpolationGapRatioDerivative(0.5) // -0.40358...
 */
export function interpolationGapRatioDerivative(reducedTemperature: number): number {
  requireTemperature(reducedTemperature)
  if (reducedTemperature >= 1) return 0
  // Below this sech² is smaller than 1e-150; cosh would overflow soon after.
  if (reducedTemperature < 1e-4) return 0
  const root = Math.sqrt((1 - reducedTemperature) / reducedTemperature)
  const cosh = Math.cosh(interpolationSlope * root)
  return -interpolationSlope / (2 * root * reducedTemperature * reducedTemperature * cosh * cosh)
}
