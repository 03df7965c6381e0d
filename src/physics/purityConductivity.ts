import { EndpointNodes } from '../numerics/endpointNodes.js'
import type { ReducedConductivity } from './mattisBardeen.js'

/** Where the reactive integrand, which falls like E^-3, is cut off, in units of the largest energy of the problem. */
const algebraicReach = 1e7

/**
 * Conductivity of a BCS superconductor with any mean free path that is short beside the penetration depth (local limit).
 *
 * With ε = √(E² − Δ²) of the sign of E outside the gap and i√(Δ² − E²) inside, E′ = E + ħω, A = (E E′ + Δ²)/(ε ε′) and the
 * scattering time τ, in units of the normal conductivity at ω = 0 (Zimmermann et al., Physica C 183, 99 (1991), rearranged):
 *
 *     ħω σ/σ₀ = ½ ∫ dE [f(E) − f(E′)] (A + 1)/[1 − iτ(ε′ − ε)/ħ] − ½ ∫ dE tanh(E/2k_B T) (A − 1)/[1 − iτ(ε′ + ε)/ħ]
 *
 * for |E|, |E′| > Δ (σ = σ₁ + iσ₂ here), and ∫ dE tanh(E/2k_B T) [αD + τε/ħ]/[D² + (τε/ħ)²] in σ₂ for E > Δ > |E′|, where
 * E′ = ħω − E, D = 1 + τ√(Δ² − E′²)/ħ and α = (Δ² − E E′)/[ε √(Δ² − E′²)]. For τ → 0 this is Mattis and Bardeen's conductivity, for Δ → 0
 * Drude's, 1/(1 + iωτ) in the convention of the program; the sum rule and the Kramers-Kronig relation hold exactly.
 *
 * The square-root ends of every piece are removed by a substitution that also resolves all scales from the smallest on.
 * One object serves one computation at a time: it owns work space.
 */
export class PurityConductivity {
  private readonly nodes = new EndpointNodes(4096)

  /**
   * Writes σ₁, σ₂, ∂σ₁/∂x, ∂σ₂/∂x, ∂σ₁/∂t, ∂σ₂/∂t, ∂σ₁/∂s, ∂σ₂/∂s to `out[0..7]`, with σ₁ − iσ₂ in units of σ₀.
   *
   * @param x Photon energy ħω/Δ, > 0.
   * @param t Temperature k_B T/Δ, > 0.
   * @param s Scattering time τΔ/ħ, > 0.
   * @param out Where the result goes: σ₁ and σ₂ to 1e-11 relative or 1e-13 of their larger, derivatives to 1e-9 of their largest term.
   * @throws RangeError if an argument is not positive and finite.
   */
  evaluate(x: number, t: number, s: number, out: Float64Array): void {
    requirePositive('reduced photon energy x', x)
    requirePositive('reduced temperature t', t)
    requirePositive('reduced scattering time s', s)
    out.fill(0, 0, 8)
    this.addScattering(x, t, s, out)
    if (x > 2) this.addPairs(x, t, s, out)
    this.addCondensate(x, t, s, out)
    for (let i = 0; i < 8; i++) out[i] /= x
    out[2] -= out[0] / x
    out[3] -= out[1] / x
  }

  /** E and E′ = E + x above the gap, and, by symmetry, both below. */
  private addScattering(x: number, t: number, s: number, out: Float64Array): void {
    const { nodes } = this
    const reach = algebraicReach * Math.max(1 + x, 1 / s, t)
    nodes.clear()
    nodes.add(1, 1, reach, 0.5 * Math.min(1, x, 1 / (s * s)))
    const inverseT = 1 / t
    const fall = Math.exp(-x * inverseT)
    const oneMinusFall = -Math.expm1(-x * inverseT)
    for (let i = 0; i < nodes.count; i++) {
      const weight = nodes.weight[i]
      const d = nodes.offset[i]
      const e = 1 + d
      const ep = e + x
      const k = Math.sqrt(d * (2 + d))
      const kp = Math.sqrt((d + x) * (2 + d + x))
      const product = e * ep + 1
      const energies = e + ep
      const minus = (energies * energies) / (k * kp * (product + k * kp))
      const plus = minus + 2
      const slope = -energies / (k * kp * kp * kp)
      const apart = (x * energies) / (k + kp)
      const together = k + kp
      const qm = s * apart
      const qp = s * together
      const lm = 1 / (1 + qm * qm)
      const lp = 1 / (1 + qp * qp)
      const mm = qm * lm
      const mp = qp * lp
      const dlm = -2 * mm * lm
      const dlp = -2 * mp * lp
      const dmm = (1 - qm * qm) * lm * lm
      const dmp = (1 - qp * qp) * lp * lp
      const rate = (s * ep) / kp
      const a = Math.exp(-e * inverseT)
      const free = 1 / (1 + a)
      const freeP = 1 / (1 + a * fall)
      const f = a * free
      const fp = a * fall * freeP
      const w = f * freeP * oneMinusFall
      // 1 - f - f′ as half the sum of two hyperbolic tangents
      const v = 0.5 * (-Math.expm1(-e * inverseT) * free - Math.expm1(-ep * inverseT) * freeP)
      const edge = fp * freeP * inverseT
      const wt = (e * w * v - x * fp * freeP) * inverseT * inverseT
      const vt = -(e * f * free + ep * fp * freeP) * inverseT * inverseT
      const absorbed = plus * lm + minus * lp
      out[0] += weight * w * absorbed
      out[2] += weight * (edge * absorbed + w * (slope * (lm + lp) + rate * (plus * dlm + minus * dlp)))
      out[4] += weight * wt * absorbed
      out[6] += weight * w * (plus * dlm * apart + minus * dlp * together)
      out[1] += weight * (w * plus * mm - v * minus * mp)
      out[3] +=
        weight *
        (edge * (plus * mm - minus * mp) + slope * (w * mm - v * mp) + rate * (w * plus * dmm - v * minus * dmp))
      out[5] += weight * (wt * plus * mm - vt * minus * mp)
      out[7] += weight * (w * plus * dmm * apart - v * minus * dmp * together)
    }
  }

  /** Two quasiparticles e and e′ = x − e from one photon, x > 2; symmetric about x/2. */
  private addPairs(x: number, t: number, s: number, out: Float64Array): void {
    const { nodes } = this
    nodes.clear()
    const range = 0.5 * x - 1
    nodes.add(1, 1, 0.5 * range, 0.5 * Math.min(1, x - 2, 1 / (s * s)))
    const lower = nodes.count
    // In a clean metal two quasiparticles of nearly equal energy make a peak as narrow as 1/τ.
    nodes.add(0.5 * x, -1, 0.5 * range, 0.5 * Math.min(range, Math.sqrt((x - 2) * (x + 2)) / (2 * x * s)))
    const inverseT = 1 / t
    for (let i = 0; i < nodes.count; i++) {
      const weight = nodes.weight[i]
      const d = i < lower ? nodes.offset[i] : range + nodes.offset[i]
      const dp = i < lower ? x - 2 - d : range - nodes.offset[i]
      const e = 1 + d
      const ep = 1 + dp
      const k = Math.sqrt(d * (2 + d))
      const kp = Math.sqrt(dp * (2 + dp))
      const between = i < lower ? dp - d : -2 * nodes.offset[i]
      const minus = (between * between) / (k * kp * (d * ep + dp + k * kp))
      const plus = minus + 2
      const slope = between / (k * kp * kp * kp)
      const together = k + kp
      const apart = (x * between) / together
      const qp = s * together
      const qm = s * apart
      const lp = 1 / (1 + qp * qp)
      const lm = 1 / (1 + qm * qm)
      const mp = qp * lp
      const mm = qm * lm
      const dlp = -2 * mp * lp
      const dlm = -2 * mm * lm
      const dmp = (1 - qp * qp) * lp * lp
      const dmm = (1 - qm * qm) * lm * lm
      const rate = (s * ep) / kp
      const a = Math.exp(-e * inverseT)
      const b = Math.exp(-ep * inverseT)
      const free = 1 / (1 + a)
      const freeP = 1 / (1 + b)
      const v = 0.5 * (-Math.expm1(-e * inverseT) * free - Math.expm1(-ep * inverseT) * freeP)
      const y = a * free * freeP * Math.expm1(-between * inverseT)
      const own = a * free * free
      const other = b * freeP * freeP
      const edge = other * inverseT
      const vt = -(e * own + ep * other) * inverseT * inverseT
      const yt = (ep * other - e * own) * inverseT * inverseT
      const absorbed = plus * lp + minus * lm
      out[0] += weight * v * absorbed
      out[2] += weight * (edge * absorbed + v * (slope * (lp + lm) + rate * (plus * dlp + minus * dlm)))
      out[4] += weight * vt * absorbed
      out[6] += weight * v * (plus * dlp * together + minus * dlm * apart)
      out[1] += weight * (v * plus * mp + y * minus * mm)
      out[3] +=
        weight *
        (edge * (plus * mp - minus * mm) + slope * (v * mp + y * mm) + rate * (v * plus * dmp + y * minus * dmm))
      out[5] += weight * (vt * plus * mp + yt * minus * mm)
      out[7] += weight * (v * plus * dmp * together + y * minus * dmm * apart)
    }
    // The upper end of the half range moves with x; both energies are x/2 there.
    const q = s * Math.sqrt((x - 2) * (x + 2))
    const border = Math.tanh(0.25 * x * inverseT) / (1 + q * q)
    out[2] += border
    out[3] += border * q
  }

  /** e above the gap and E′ = x − e inside: the response of the condensate. */
  private addCondensate(x: number, t: number, s: number, out: Float64Array): void {
    const { nodes } = this
    // At x = 2 itself the two points that pinch the lower end have met and leave a smooth integrand.
    const pinch = x === 2 ? 1 : Math.abs(x - 2)
    const scale = 0.5 * Math.min(1, x, pinch, 1 / (s * s))
    const below = x < 2
    const half = below ? 0.5 * x : 1
    nodes.clear()
    nodes.add(below ? 1 : x - 1, 1, half, scale)
    const lower = nodes.count
    nodes.add(x + 1, -1, half, 0.5 * Math.min(1, x, 1 / (s * s)))
    for (let i = 0; i < nodes.count; i++) {
      const d = Math.abs(nodes.offset[i])
      if (i >= lower) this.addCondensateAt(1 + x - d, x - d, d - 1, d * (2 - d), true, t, s, nodes.weight[i], out)
      else if (below)
        this.addCondensateAt(1 + d, d, x - 1 - d, (x - d) * (2 - x + d), false, t, s, nodes.weight[i], out)
      else this.addCondensateAt(x - 1 + d, x - 2 + d, 1 - d, d * (2 - d), true, t, s, nodes.weight[i], out)
    }
    if (below) {
      // Both halves grow with x, each by half of it.
      const middle = 0.5 * x
      const k = Math.sqrt(middle * (2 + middle))
      const inner = Math.sqrt(middle * (2 - middle))
      const alpha = (1 - (1 + middle) * (middle - 1)) / (k * inner)
      const damping = 1 + s * inner
      const norm = damping * damping + s * s * k * k
      out[3] += (Math.tanh((0.5 * (1 + middle)) / t) * (alpha * damping + s * k)) / norm
    }
  }

  /**
   * Adds the integrand of the condensate with its derivatives.
   *
   * @param e Energy above the gap, and `above` = e − 1.
   * @param ep Energy E′ inside, and `inside` = (1 − E′)(1 + E′).
   * @param moving Whether it is e that moves with x here (E′ then stays), or E′.
   */
  private addCondensateAt(
    e: number,
    above: number,
    ep: number,
    inside: number,
    moving: boolean,
    t: number,
    s: number,
    weight: number,
    out: Float64Array,
  ): void {
    const k = Math.sqrt(above * (2 + above))
    const inner = Math.sqrt(inside)
    const alpha = (1 - e * ep) / (k * inner)
    const damping = 1 + s * inner
    const norm = damping * damping + s * s * k * k
    const top = alpha * damping + s * k
    const value = top / norm
    const fall = Math.exp(-e / t)
    const tanh = -Math.expm1(-e / t) / (1 + fall)
    const steep = (2 * fall) / (t * (1 + fall) * (1 + fall))
    out[1] += weight * tanh * value
    out[5] -= (weight * steep * e * value) / t
    const topS = alpha * inner + k
    const normS = 2 * damping * inner + 2 * s * k * k
    out[7] += (weight * tanh * (topS - value * normS)) / norm
    if (moving) {
      const slope = (ep - e) / (k * k * k * inner)
      const rate = e / k
      const topX = slope * damping + s * rate
      const normX = 2 * s * s * k * rate
      out[3] += weight * (steep * value + (tanh * (topX - value * normX)) / norm)
    } else {
      const slope = (ep - e) / (k * inner * inner * inner)
      const rate = -ep / inner
      const topX = slope * damping + alpha * s * rate
      const normX = 2 * damping * s * rate
      out[3] += (weight * tanh * (topX - value * normX)) / norm
    }
  }
}

/**
 * Conductivity of a superconductor of any purity over the normal conductivity at zero frequency.
 *
 * The formulas are those of {@link PurityConductivity}.
 *
 * @param x Photon energy ħω/Δ, > 0.
 * @param t Temperature k_B T/Δ, > 0.
 * @param s Scattering time τΔ/ħ, > 0: the mean free path over ħv_F/Δ, which is π times the clean coherence length.
 * @returns σ₁ and σ₂ of σ₁ − iσ₂, to 1e-11.
 * @throws RangeError if an argument is not positive and finite.
 * @example
 * purityConductivity(1, 0.1, 1).sigma2
 */
export function purityConductivity(x: number, t: number, s: number): ReducedConductivity {
  const out = new Float64Array(8)
  new PurityConductivity().evaluate(x, t, s, out)
  return { sigma1: out[0], sigma2: out[1] }
}

function requirePositive(subject: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${subject} must be positive and finite, got ${value}`)
  }
}
