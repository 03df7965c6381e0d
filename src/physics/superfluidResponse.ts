/**
 * Reactive part σ₂ of the Mattis-Bardeen conductivity:
 *
 *     σ₂(x, t) = (1/x) ∫_{max(−1, 1−x)}^{1} dE (E E′ + 1) / [√(1−E²) √(E′²−1)] · tanh(E′/(2t)),   E′ = E + x
 */

import { ellipticNome, evenQuotient, hyperbolicQuotient, thetaThreeAtZero } from '../numerics/elliptic.js'
import { exponentialDecay } from '../numerics/exponentialDecay.js'
import { cos } from '../numerics/trigonometry.js'

/** The trapezoid rule may leave e^{-42}. */
export const trapezoidDigits = 42
/** Above this the two halves E and −E nearly cancel and are paired; below it a branch point is too near for that rule. */
export const pairingStart = 4

/**
 * Write σ₂(x, t) to `out[at]` and, if asked, ∂σ₂/∂x to `out[at + stride]` and ∂σ₂/∂t to `out[at + 2 stride]`.
 *
 * @param x photon energy over the gap, > 0
 * @param t k_B T over the gap, ≥ 0
 */
export function writeSuperfluidResponse(
  x: number,
  t: number,
  derivatives: boolean,
  out: Float64Array,
  at: number,
  stride: number,
): void {
  const inverseT = t > 0 ? Math.min(1 / t, 1e300) : 1e300
  if (x < pairingStart) ellipticSum(x, inverseT, derivatives, out, at, stride)
  else pairedSum(x, inverseT, derivatives, out, at, stride)
}

/** The trapezoid rule over half a period for x < 4: see `ellipticSum`. */
interface EllipticRule {
  readonly a: number
  readonly b: number
  /** k = a/b. */
  readonly modulus: number
  /** Whether the nome is that of k and the nodes are hyperbolic functions, or that of k′ and they are trigonometric ones. */
  readonly near: boolean
  readonly q: number
  /** −ln q */
  readonly logNome: number
  /** θ₃(0, q) */
  readonly theta: number
  /** Intervals up to the middle of the nodes. */
  readonly halfCount: number
}

/** The rule that suits ħω/Δ = x, 0 < x < 4; it errs by e^{−42}. */
export function ellipticRule(x: number): EllipticRule {
  const a = 0.5 * Math.abs(x - 2)
  const b = 0.5 * x + 1
  // At x = 2 itself the sum would be infinitely long for contributions that have vanished.
  const modulus = Math.max(a / b, 1e-17)
  const complement = Math.sqrt(8 * x) / (x + 2)
  const near = modulus < Math.SQRT1_2
  const q = near ? ellipticNome(modulus, complement) : ellipticNome(complement, modulus)
  const logNome = -Math.log(q)
  const theta = thetaThreeAtZero(q)
  const digits = 0.25 * trapezoidDigits
  const halfCount = Math.max(1, Math.ceil(near ? (digits * logNome) / (Math.PI * Math.PI) : digits / logNome))
  return { a, b, modulus, near, q, logNome, theta, halfCount }
}

/**
 * x < 4. With s = E + x/2, a = |x/2 − 1|, b = x/2 + 1 the root is √((s²−a²)(b²−s²)), so s = b dn(v, k′), k = a/b, turns
 * dE/root into dv/b with v over [0, K′]: periodic and analytic, trapezoid rule. Near x = 2 the nodes s crowd
 * towards a geometrically, as the pinching branch points demand. Node pairs obey s s̃ = a b, which keeps small s accurate.
 */
function ellipticSum(
  x: number,
  inverseT: number,
  derivatives: boolean,
  out: Float64Array,
  at: number,
  stride: number,
): void {
  const below = x < 2
  const { a, b, modulus, near, q, logNome, theta, halfCount } = ellipticRule(x)
  const intervals = 2 * halfCount
  const period = 0.5 * theta * theta * (near ? logNome : Math.PI)
  const normal = b * Math.sqrt(modulus)
  const hyperbolic = near ? 0.5 / Math.sqrt(Math.sqrt(q)) : 0
  const ratio = near ? Math.exp((0.5 * logNome) / intervals) : 1
  const inverseRatio = 1 / ratio
  const angle = near ? 0 : Math.PI / intervals
  const offset = 0.25 * (2 - x) * (2 + x)
  const product = b * b * modulus
  let grow = 1
  let shrink = 1
  let value = 0
  let valueX = 0
  let valueT = 0
  for (let j = 0; j <= halfCount; j++) {
    let upper: number
    if (j === 0) upper = b
    else if (near) {
      grow *= ratio
      shrink *= inverseRatio
      upper = normal * hyperbolic * hyperbolicQuotient(0.5 * (grow + shrink), q)
    } else upper = normal * evenQuotient(cos(j * angle), q)
    const sides = j === halfCount ? 1 : 2
    const weight = j === 0 ? 0.5 : 1
    for (let side = 0; side < sides; side++) {
      const s = side === 0 ? upper : product / upper
      const ep = s + 0.5 * x
      const y = ep * inverseT
      let occ: number
      let rise: number
      if (y < 0.5) {
        rise = -Math.expm1(-y)
        occ = 1 - rise
      } else {
        occ = exponentialDecay(y)
        rise = 1 - occ
      }
      const inverse = 1 / (1 + occ)
      const tanh = weight * rise * inverse
      const numerator = s * s + offset
      value += numerator * tanh
      if (derivatives) {
        const e = s - 0.5 * x
        const steep = weight * 2 * occ * inverse * inverse * inverseT
        if (below) {
          const eta = (b - s) / x
          const rest = (s - a) / x
          valueX +=
            (rest * e - eta * ep + 0.5 * numerator * (eta / (s + a) - rest / (s + b))) * tanh + numerator * steep * rest
        } else {
          valueX += (e - (numerator * ep) / ((s + a) * (s + b))) * tanh + numerator * steep
        }
        valueT -= numerator * ep * inverseT * steep
      }
    }
  }
  const factor = period / (intervals * b * x)
  const sigma2 = factor * value
  out[at] = sigma2
  if (derivatives) {
    out[at + stride] = factor * valueX - sigma2 / x
    out[at + 2 * stride] = factor * valueT
  }
}

/**
 * x ≥ 4. σ₂ ~ π/x² is the remainder of a nearly odd integrand. Chebyshev nodes E = cos θ remove √(1−E²), and E and −E
 * are added in a form in which all that is left has one sign:
 *
 *     S(E) = E [p T_p/P − m T_m/M] + T_p/P + T_m/M,   p = x + E, m = x − E, P = √(p²−1), M = √(m²−1), T_p = tanh(p/(2t))
 *     p/P − m/M = −4xE / [P M (p M + m P)],           T_p − T_m = 2 (e^{−m/t} − e^{−p/t}) / [(1+e^{−p/t})(1+e^{−m/t})]
 */
function pairedSum(
  x: number,
  inverseT: number,
  derivatives: boolean,
  out: Float64Array,
  at: number,
  stride: number,
): void {
  // Branch point at E = 1 − x: Bernstein ellipse with semi-axis sum z + √(z²−1).
  const z = x - 1
  const count = 2 * Math.max(2, Math.ceil((0.25 * trapezoidDigits) / Math.log(z + Math.sqrt(z * z - 1))))
  let value = 0
  let valueX = 0
  let valueT = 0
  for (let j = 0; j < count / 2; j++) {
    const E = cos(((j + 0.5) * Math.PI) / count)
    const p = x + E
    const m = x - E
    const P = Math.sqrt((p - 1) * (p + 1))
    const M = Math.sqrt((m - 1) * (m + 1))
    const y = m * inverseT
    const spread = -Math.expm1(-2 * E * inverseT)
    let occM: number
    let riseM: number
    if (y < 0.5) {
      riseM = -Math.expm1(-y)
      occM = 1 - riseM
    } else {
      occM = exponentialDecay(y)
      riseM = 1 - occM
    }
    const occP = occM * (1 - spread)
    const inverseM = 1 / (1 + occM)
    const inverseP = 1 / (1 + occP)
    const tanhM = riseM * inverseM
    const step = 2 * occM * spread * inverseM * inverseP
    const tanhP = tanhM + step
    const cP = p / P
    const cM = m / M
    const skew = (-4 * x * E) / (P * M * (p * M + m * P))
    value += E * (skew * tanhP + cM * step) + tanhP / P + tanhM / M
    if (derivatives) {
      const steepP = 2 * occP * inverseP * inverseP * inverseT
      const steepM = 2 * occM * inverseM * inverseM * inverseT
      const steepStep = -0.5 * step * (tanhP + tanhM) * inverseT
      const P3 = P * P * P
      const M3 = M * M * M
      valueX +=
        E * (tanhM / M3 - tanhP / P3 + skew * steepP + cM * steepStep) -
        (p * tanhP) / P3 -
        (m * tanhM) / M3 +
        steepP / P +
        steepM / M
      valueT -= inverseT * (E * (skew * p * steepP + cM * (2 * E * steepP + m * steepStep)) + cP * steepP + cM * steepM)
    }
  }
  const factor = Math.PI / (count * x)
  const sigma2 = factor * value
  out[at] = sigma2
  if (derivatives) {
    out[at + stride] = factor * valueX - sigma2 / x
    out[at + 2 * stride] = factor * valueT
  }
}
