import { square } from '../numerics/power.js'
import { sin } from '../numerics/trigonometry.js'

/** Places of the results of a reduced junction integral in its output. */
export const reducedSize = 8

/** ln of the relative size at which a sum is cut off, and at which the trapezoid rule errs. */
const depth = 40

/**
 * Reduced current and heat of a junction between a normal metal and a BCS superconductor without broadening.
 *
 * i = ∫₀^∞ cosh u [f(e−v) − f(e+v)] du and a = ∫₀^∞ cosh u [(e−v) f(e−v) + (e+v) f(e+v)] du with e = cosh u, f(x) = 1/(e^{x/t}+1):
 * the substitution removes the root of the density of states, N(e) de = cosh u du, and leaves integrands that are even and
 * analytic in a strip, for which the trapezoid rule converges exponentially. All terms of i are positive: its relative
 * accuracy holds in the tail e^{−1/t}, too.
 *
 * @param v Voltage e|V|/Δ [1], from 0 to 1 + 40 t.
 * @param t Temperature of the normal metal k_B T/Δ [1] > 0.
 * @param out i, ∂i/∂v, ∂i/∂t, 0, a, ∂a/∂v, ∂a/∂t, 0; relative accuracy of i 1e-14.
 */
export function junctionQuasiparticleSum(v: number, t: number, out: Float64Array): void {
  // Off the axis the integrand grows, like e^{(1 − cos d)/t} until the occupation saturates: a wider strip does not pay.
  const strip = Math.min(imaginaryAcosh(v, Math.PI * t), Math.sqrt(2 * depth * t), Math.PI / 2)
  const growth = Math.min(2 * square(sin(strip / 2)), Math.max(0, 1 - v)) / t
  const step = (2 * Math.PI * strip) / (depth + growth)
  const last = Math.acosh(Math.max(v, 1) + (depth + 8) * t)
  const count = Math.ceil(last / step)
  const ratio = -Math.expm1((-2 * v) / t)
  out.fill(0)
  for (let k = 0; k <= count; k++) {
    const e = Math.cosh(k * step)
    const weight = k === 0 ? 0.5 * e : e
    const lower = (e - v) / t
    const upper = (e + v) / t
    const a = Math.exp(-lower)
    const b = Math.exp(-upper)
    const occupiedLower = a / (1 + a)
    const occupiedUpper = b / (1 + b)
    const kernelLower = occupiedLower / (1 + a)
    const kernelUpper = occupiedUpper / (1 + b)
    const difference = (a * ratio) / ((1 + a) * (1 + b))
    const slope = lower * kernelLower - upper * kernelUpper
    out[0]! += weight * difference
    out[1]! += weight * (kernelLower + kernelUpper)
    out[2]! += weight * slope
    out[4]! += weight * (lower * occupiedLower + upper * occupiedUpper)
    out[5]! += weight * (slope - difference)
    out[6]! += weight * (lower * lower * kernelLower + upper * upper * kernelUpper)
  }
  out[0]! *= step
  out[1]! *= step / t
  out[2]! *= step / t
  out[4]! *= step * t
  out[5]! *= step
  out[6]! *= step
}

/** Im arcosh(x + iy) for x ≥ 0, y ≥ 0: half the width of the strip in which cosh u stays below x + iy. */
function imaginaryAcosh(x: number, y: number): number {
  // cos of it is the shorter half of the difference of the distances to the foci ±1.
  const sum = Math.hypot(x + 1, y) + Math.hypot(x - 1, y)
  const cosine = (2 * x) / sum
  if (cosine < 0.7) return Math.acos(cosine)
  // sin from sinh: sinh(Re) sin(Im) = y, cosh(Re) = sum/2.
  const excess = 0.5 * (sum - 2)
  const sinh = Math.sqrt(excess * (excess + 2))
  return Math.asin(Math.min(1, y / Math.max(sinh, y)))
}
