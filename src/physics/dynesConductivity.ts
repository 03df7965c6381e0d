import { EndpointNodes } from '../numerics/endpointNodes.js'
import type { ReducedConductivity } from './mattisBardeen.js'

/** Beyond this many k_B T above the gap nothing is thermally occupied, in double precision. */
const thermalReach = 40
/** Where the reactive integrand, which falls like E^-3, is cut off, in units of the largest of 1 + x and gamma. */
const algebraicReach = 1e7

/**
 * Conductivity of a dirty superconductor with a broadened density of states (Dynes), by the formulas of Nam.
 *
 * With E_Γ = E + iΓ, G = E_Γ/√(E_Γ² − Δ²) and F = Δ/√(E_Γ² − Δ²) (Im √ > 0), n = Re G, p = Re F and E′ = E + ħω:
 *
 *     σ₁/σ_N =  (1/ħω) ∫ dE [n n′ + p p′] [f(E) − f(E′)]
 *     σ₂/σ_N = −(1/ħω) ∫ dE tanh(E/2k_B T) [n Im G′ + p Im F′]
 *
 * over all energies (Nam, Phys. Rev. 156, 470 (1967); Dynes et al., Phys. Rev. Lett. 41, 1509 (1978)). Both are parts of one
 * function that is analytic in ω, so that they obey the Kramers-Kronig relation and the sum rule with the superfluid weight
 * −∫ dE tanh(E/2k_B T) Im[Δ²/(E_Γ² − Δ²)]. For Γ → 0 they are the ones of Mattis and Bardeen.
 *
 * The integrands are nearly singular at ±Δ and ±Δ − ħω, at the distance Γ: each piece between such points is mapped so
 * that all scales from Γ upwards are resolved. One object serves one computation at a time: it owns work space.
 */
export class DynesConductivity {
  private readonly nodes = new EndpointNodes(8192)
  private readonly points = new Float64Array(5)
  private readonly scales = new Float64Array(5)
  /** G, F, dG/dz, dF/dz (re, im) at E, E + x and E - x. */
  private readonly here = new Float64Array(8)
  private readonly above = new Float64Array(8)
  private readonly below = new Float64Array(8)

  /**
   * Writes σ₁, σ₂, ∂σ₁/∂x, ∂σ₂/∂x, ∂σ₁/∂t, ∂σ₂/∂t, ∂σ₁/∂γ, ∂σ₂/∂γ to `out[0..7]`.
   *
   * @param x Photon energy ħω/Δ, > 0.
   * @param t Temperature k_B T/Δ, > 0.
   * @param gamma Broadening Γ/Δ, > 0.
   * @param out Where the result goes: σ₁ to 1e-10 relative, σ₂ to 1e-10 of the larger of |σ₂| and 1, the derivatives to 1e-9 of
   * their largest term (1e-12/γ for very small γ).
   * @throws RangeError if an argument is not positive and finite.
   */
  evaluate(x: number, t: number, gamma: number, out: Float64Array): void {
    requirePositive('reduced photon energy x', x)
    requirePositive('reduced temperature t', t)
    requirePositive('reduced broadening gamma', gamma)
    out.fill(0, 0, 8)
    this.addAbsorption(x, t, gamma, out)
    this.addReaction(x, t, gamma, out)
    for (let i = 0; i < 8; i++) out[i] /= x
    out[2] -= out[0] / x
    out[3] -= out[1] / x
  }

  /** x σ₁ = 2 ∫ over E > −x/2: the integrand is symmetric about −x/2. */
  private addAbsorption(x: number, t: number, gamma: number, out: Float64Array): void {
    const { nodes, points, scales, here, above } = this
    const thermal = Math.PI * t
    // The singular point of n or n' between -x/2 and 1
    const pairing = x > 2 ? -1 : 1 - x
    points[0] = -0.5 * x
    points[1] = Math.min(0, pairing)
    points[2] = Math.max(0, pairing)
    points[3] = 1
    points[4] = 1 + thermalReach * t
    scales[1] = pairing < 0 ? gamma : thermal
    scales[2] = pairing < 0 ? thermal : gamma
    scales[3] = gamma
    nodes.clear()
    nodes.add(points[1], -1, points[1] - points[0], this.scaleAt(1, 1, 4))
    for (let i = 1; i < 3; i++) {
      const half = 0.5 * (points[i + 1] - points[i])
      nodes.add(points[i], 1, half, this.scaleAt(i, 1, 4))
      nodes.add(points[i + 1], -1, half, this.scaleAt(i + 1, 1, 4))
    }
    nodes.add(1, 1, points[4] - 1, this.scaleAt(3, 1, 4))
    const inverseT = 1 / t
    const fall = Math.exp(-x * inverseT)
    const oneMinusFall = -Math.expm1(-x * inverseT)
    let sum = 0
    let sumX = 0
    let sumT = 0
    let sumGamma = 0
    for (let i = 0; i < nodes.count; i++) {
      const weight = nodes.weight[i]
      const e = nodes.anchor[i] + nodes.offset[i]
      greenFunctions(e, gamma, here)
      greenFunctions(e + x, gamma, above)
      // f − f′ = f (1 − f′)(1 − e^{−x/t}) without cancellation, on both sides of E = 0
      let free: number
      let freeAbove: number
      let occupied: number
      let occupiedAbove: number
      if (e > 0) {
        const a = Math.exp(-e * inverseT)
        free = 1 / (1 + a)
        occupied = a * free
        freeAbove = 1 / (1 + a * fall)
        occupiedAbove = a * fall * freeAbove
      } else {
        const a = Math.exp(e * inverseT)
        occupied = 1 / (1 + a)
        free = a * occupied
        const b = Math.exp(-(e + x) * inverseT)
        freeAbove = 1 / (1 + b)
        occupiedAbove = b * freeAbove
      }
      const difference = occupied * freeAbove * oneMinusFall
      const edge = occupiedAbove * freeAbove
      const kernel = here[0] * above[0] + here[2] * above[2]
      sum += weight * kernel * difference
      sumX += weight * ((here[0] * above[4] + here[2] * above[6]) * difference + kernel * edge * inverseT)
      sumT += weight * kernel * (e * difference * (free - occupiedAbove) - x * edge)
      sumGamma -=
        weight * difference * (here[5] * above[0] + here[0] * above[5] + here[7] * above[2] + here[2] * above[7])
    }
    greenFunctions(0.5 * x, gamma, here)
    const border = (here[0] * here[0] - here[2] * here[2]) * Math.tanh(0.25 * x * inverseT)
    out[0] += 2 * sum
    out[2] += 2 * sumX + border
    out[4] += 2 * sumT * inverseT * inverseT
    out[6] += 2 * sumGamma
  }

  /** x σ₂ = −∫ over E > 0 of tanh(E/2t) {n [Im G(E+x) + Im G(E−x)] + p [Im F(E+x) + Im F(E−x)]}. */
  private addReaction(x: number, t: number, gamma: number, out: Float64Array): void {
    const { nodes, points, scales, here, above, below } = this
    const pairing = Math.abs(x - 1)
    points[0] = 0
    points[1] = Math.min(1, pairing)
    points[2] = Math.max(1, pairing)
    points[3] = x + 1
    scales.fill(gamma)
    scales[0] = Math.PI * t
    nodes.clear()
    for (let i = 0; i < 3; i++) {
      const half = 0.5 * (points[i + 1] - points[i])
      nodes.add(points[i], 1, half, this.scaleAt(i, 0, 4))
      nodes.add(points[i + 1], -1, half, this.scaleAt(i + 1, 0, 4))
    }
    nodes.add(points[3], 1, algebraicReach * Math.max(points[3], gamma), this.scaleAt(3, 0, 4))
    const inverseT = 1 / t
    let sum = 0
    let sumX = 0
    let sumT = 0
    let sumGamma = 0
    for (let i = 0; i < nodes.count; i++) {
      const weight = nodes.weight[i]
      const e = nodes.anchor[i] + nodes.offset[i]
      greenFunctions(e, gamma, here)
      greenFunctions(e + x, gamma, above)
      greenFunctions(e - x, gamma, below)
      const rise = -Math.expm1(-e * inverseT)
      const both = 2 - rise
      const tanh = weight * (rise / both)
      const normal = above[1] + below[1]
      const anomalous = above[3] + below[3]
      const kernel = here[0] * normal + here[2] * anomalous
      sum += tanh * kernel
      sumX += tanh * (here[0] * (above[5] - below[5]) + here[2] * (above[7] - below[7]))
      sumT -= weight * ((2 * (1 - rise)) / (both * both)) * e * kernel
      sumGamma +=
        tanh *
        (here[0] * (above[4] + below[4]) + here[2] * (above[6] + below[6]) - here[5] * normal - here[7] * anomalous)
    }
    out[1] -= sum
    out[3] -= sumX
    out[5] -= sumT * inverseT * inverseT
    out[7] -= sumGamma
  }

  /** Half the distance of the nearest singular point of `from` to `to - 1`, as seen from point i. */
  private scaleAt(i: number, from: number, to: number): number {
    let nearest = Number.POSITIVE_INFINITY
    for (let j = from; j < to; j++) {
      nearest = Math.min(nearest, Math.hypot(this.scales[j], this.points[i] - this.points[j]))
    }
    return 0.5 * nearest
  }
}

/**
 * Conductivity of a Dynes superconductor over its normal-state value.
 *
 * The formulas are those of {@link DynesConductivity}.
 *
 * @param x Photon energy ħω/Δ, > 0.
 * @param t Temperature k_B T/Δ, > 0.
 * @param gamma Broadening Γ/Δ, > 0.
 * @returns σ₁ and σ₂ of σ₁ − iσ₂, to 1e-10.
 * @throws RangeError if an argument is not positive and finite.
 * @example
 * dynesConductivity(1, 0.1, 0.01).sigma1 // 0.00113: states in the gap absorb
 */
export function dynesConductivity(x: number, t: number, gamma: number): ReducedConductivity {
  const out = new Float64Array(8)
  new DynesConductivity().evaluate(x, t, gamma, out)
  return { sigma1: out[0], sigma2: out[1] }
}

/** Writes G, F, dG/dz, dF/dz (re, im) at z = E + iγ; Re G and Re F are sums of terms of one sign. */
function greenFunctions(e: number, gamma: number, out: Float64Array): void {
  const re = (e - 1) * (e + 1) - gamma * gamma
  const im = 2 * e * gamma
  const modulus = Math.sqrt(re * re + im * im)
  let rootRe: number
  let rootIm: number
  if (re >= 0) {
    rootRe = Math.sqrt(0.5 * (modulus + re))
    rootIm = (0.5 * im) / rootRe
    if (rootIm < 0) {
      rootRe = -rootRe
      rootIm = -rootIm
    }
  } else {
    rootIm = Math.sqrt(0.5 * (modulus - re))
    rootRe = (0.5 * im) / rootIm
  }
  const inverseRe = rootRe / modulus
  const inverseIm = -rootIm / modulus
  out[0] = e * inverseRe - gamma * inverseIm
  out[1] = e * inverseIm + gamma * inverseRe
  out[2] = inverseRe
  out[3] = inverseIm
  const squareRe = re / (modulus * modulus)
  const squareIm = -im / (modulus * modulus)
  const cubeRe = inverseRe * squareRe - inverseIm * squareIm
  const cubeIm = inverseRe * squareIm + inverseIm * squareRe
  out[4] = -cubeRe
  out[5] = -cubeIm
  out[6] = gamma * cubeIm - e * cubeRe
  out[7] = -gamma * cubeRe - e * cubeIm
}

function requirePositive(subject: string, value: number): void {
  if (!(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`${subject} must be positive and finite, got ${value}`)
  }
}
