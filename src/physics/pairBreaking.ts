/**
 * Absorption by breaking pairs, 2 quasiparticles from one quantum of energy x > 2, for both coherence factors:
 *
 *     P(x, t) = ∫₁^{x−1} de (e e′ − c) / [√(e²−1) √(e′²−1)] · [1 − f(e) − f(e′)],   e′ = x − e
 *
 * c = +1: x times the pair part of σ₁; c = −1: the recombination part of the electron-phonon function F.
 *
 * With s = e − x/2, a = x/2 − 1, b = x/2 + 1 the root is √((a²−s²)(b²−s²)), so s = a sn(u, k), k = a/b, turns
 * de/root into du/b: a smooth periodic function of u over [0, K], for which the trapezoid rule converges
 * exponentially for every x from 2 to infinity. e e′ − 1 = a b − s² without cancellation near x = 2.
 */

import { ellipticNome, sineQuotient, tangentQuotient, thetaThreeAtZero } from '../numerics/elliptic.js'
import { exponentialDecay } from '../numerics/exponentialDecay.js'
import { sin } from '../numerics/trigonometry.js'

/** The trapezoid rule may leave e^{-38}. */
export const trapezoidDigits = 38

/**
 * Add P(x, t) to `out[at]` and, if asked, ∂P/∂x to `out[at + stride]` and ∂P/∂t to `out[at + 2 stride]`; nothing for x ≤ 2.
 *
 * @param x photon or phonon energy over the gap, > 0
 * @param t k_B T over the gap, ≥ 0
 * @param coherence the sign c: +1 for σ₁, −1 for F
 */
export function addPairBreaking(
  x: number,
  t: number,
  coherence: 1 | -1,
  derivatives: boolean,
  out: Float64Array,
  at: number,
  stride: number,
): void {
  if (!(x > 2)) return
  const a = 0.5 * (x - 2)
  const b = 0.5 * x + 1
  const modulus = (x - 2) / (x + 2)
  const complement = Math.sqrt(8 * x) / (x + 2)
  const inverseT = t > 0 ? Math.min(1 / t, 1e300) : 1e300
  const far = modulus > Math.SQRT1_2
  const q = far ? ellipticNome(complement, modulus) : ellipticNome(modulus, complement)
  const logNome = -Math.log(q)
  const theta = thetaThreeAtZero(q)
  const q2 = q * q
  const q4 = q2 * q2
  const intervals = Math.max(
    2,
    Math.ceil(far ? (trapezoidDigits * logNome) / (Math.PI * Math.PI) : trapezoidDigits / logNome),
  )
  const quarterPeriod = 0.5 * theta * theta * (far ? logNome : Math.PI)
  const normal = far ? 1 / Math.sqrt(modulus) : theta / (1 + q2 * (1 + q4))
  const c0 = exponentialDecay(x * inverseT)
  const extra = coherence > 0 ? 0 : 2
  const ratio = far ? Math.exp((0.5 * logNome) / intervals) : 1
  const inverseRatio = 1 / ratio
  const angle = far ? 0 : Math.PI / (2 * intervals)
  let grow = 1
  let shrink = 1
  let value = 0
  let valueX = 0
  let valueT = 0
  for (let j = 0; j <= intervals; j++) {
    let z: number
    if (far) {
      // sn(u, k) = −i sc(iu, k′)
      z = normal * tangentQuotient(0.5 * (grow - shrink), 0.5 * (grow + shrink), q)
      grow *= ratio
      shrink *= inverseRatio
    } else z = normal * sineQuotient(sin(j * angle), q)
    if (j === intervals) z = 1
    const s = a * z
    const e = 0.5 * x + s
    const ep = 0.5 * x - s
    // e^{−e/t} = e^{−x/t}/e^{−e′/t}; where e^{−x/t} underflows, e ≥ x/2 is empty anyway
    const occP = exponentialDecay(ep * inverseT)
    const free = c0 > 0 ? occP / (occP + c0) : 1
    const freeP = 1 / (1 + occP)
    const weight = j === 0 || j === intervals ? 0.5 : 1
    const w = weight * free * freeP
    // a b − s² and b² − s², written with b − a = 2 so that they survive a = b in rounding
    const numerator = a * (2 + a * (1 - z) * (1 + z)) + extra
    value += w * numerator
    if (derivatives) {
      const both = 1 - c0
      const az2 = s * z
      const f = c0 > 0 ? c0 / (occP + c0) : 0
      const fp = occP * freeP
      valueX +=
        w * both * (0.5 * x - az2 - (0.5 * numerator * (b - az2)) / ((2 + a * (1 - z)) * (b + s))) +
        weight * numerator * 0.5 * (f * free * inverseT * (1 + z) + fp * freeP * inverseT * (1 - z))
      valueT -= weight * numerator * (e * f * free * inverseT + ep * fp * freeP * inverseT) * inverseT
    }
  }
  const factor = (2 * quarterPeriod) / (intervals * b)
  out[at] += factor * value * -Math.expm1(-x * inverseT)
  if (derivatives) {
    out[at + stride] += factor * valueX
    out[at + 2 * stride] += factor * valueT
  }
}
