/**
 * The integrals of the Mattis-Bardeen conductivity at one x for several temperatures. The rules are those of the direct evaluation
 * (`quasiparticleAbsorption.ts`, `pairBreaking.ts`, `superfluidResponse.ts`), with nodes fine enough for all of the temperatures, so
 * that what depends on x alone is computed once. Tiles of `conductivityTiles.ts` are made of them.
 */
import {
  ellipticNome,
  evenQuotient,
  hyperbolicQuotient,
  sineQuotient,
  tangentQuotient,
  thetaThreeAtZero,
} from '../numerics/elliptic.js'
import { exponentialDecay } from '../numerics/exponentialDecay.js'
import { cos, sin } from '../numerics/trigonometry.js'
import { trapezoidDigits as pairDigits } from './pairBreaking.js'
import { lastExponent, trapezoidStep } from './quasiparticleAbsorption.js'
import { ellipticRule, pairingStart, trapezoidDigits as superfluidDigits } from './superfluidResponse.js'

/** Nodes of the longest rule, for x = 1e-9 and t = 2e6, and some more. */
const mostNodes = 256

/** The integrals at some x for fixed temperatures; each method writes to `out[k]` the value at temperature k. */
export class ConductivityColumns {
  private readonly inverseT: Float64Array
  private coldest = 0
  private hottest = 0
  /** e^{−1/t} */
  private readonly boltzmann: Float64Array
  /** e^{−x/t} */
  private readonly photon: Float64Array
  private x = Number.NaN
  /** Nodes of the rule for the absorption: e − 1, weight over √(e+1); at every temperature e^{−e/t}, and e^{1/t} times f(e). */
  private nodes = 0
  private readonly excesses = new Float64Array(mostNodes)
  private readonly weights = new Float64Array(mostNodes)
  private readonly decays: Float64Array
  private readonly occupations: Float64Array

  /** @param count Number of temperatures. */
  constructor(count: number) {
    this.inverseT = new Float64Array(count)
    this.boltzmann = new Float64Array(count)
    this.photon = new Float64Array(count)
    this.decays = new Float64Array(mostNodes * count)
    this.occupations = new Float64Array(mostNodes * count)
  }

  /** Takes the temperatures t = k_B T/Δ [1], > 0; the nodes must then be laid. */
  setTemperatures(temperatures: Float64Array): void {
    this.coldest = Math.min(...temperatures)
    this.hottest = Math.max(...temperatures)
    for (const [k, t] of temperatures.entries()) {
      this.inverseT[k] = 1 / t
      this.boltzmann[k] = exponentialDecay(1 / t)
    }
  }

  /**
   * Lays the nodes of the rule for the absorption: e = 1 + X sinh²(φ/2) with equal steps of φ takes the branch point e = 1, and
   * e = −1 if X is 2.
   *
   * @param scale X. The branch point e′ = 1 is far enough from all φ if x > 0.55 X, and e = −1 if X < 2 or X = 2.
   */
  layNodes(scale: number): void {
    const { inverseT, boltzmann, coldest, hottest, excesses, weights, decays, occupations } = this
    // The coldest has the narrowest integrand, the hottest the longest.
    const step = trapezoidStep((0.5 * scale) / coldest)
    const ratio = Math.exp(0.5 * step)
    let node = 0
    for (let grow = 1; ; grow *= ratio, node++) {
      const sinh = 0.5 * (grow - 1 / grow)
      const above = scale * sinh * sinh
      if (above > lastExponent * hottest) break
      excesses[node] = above
      weights[node] = (node === 0 ? 1 : 2) * step * Math.sqrt((scale * (1 + sinh * sinh)) / (2 + above))
      for (let k = 0, at = node * inverseT.length; k < inverseT.length; k++, at++) {
        const decay = exponentialDecay(above * inverseT[k])
        decays[at] = boltzmann[k] * decay
        occupations[at] = decay / (1 + decays[at])
      }
    }
    this.nodes = node
  }

  /** Takes the x = ħω/Δ of the following calls. */
  prepare(x: number): void {
    this.x = x
    for (let k = 0; k < this.photon.length; k++) this.photon[k] = exponentialDecay(x * this.inverseT[k])
  }

  /** e^{1/t} times the part of σ₁ that quasiparticles absorb. */
  absorption(out: Float64Array): void {
    const { x, inverseT, photon, excesses, weights, decays, occupations, nodes } = this
    out.fill(0)
    for (let node = 0, at = 0; node < nodes; node++) {
      const above = excesses[node]
      const ep = 1 + above + x
      const kernel = (weights[node] * ((1 + above) * ep + 1)) / Math.sqrt((above + x) * (ep + 1))
      for (let k = 0; k < out.length; k++, at++) {
        out[k] += (kernel * occupations[at]) / (1 + decays[at] * photon[k])
      }
    }
    for (let k = 0; k < out.length; k++) out[k] *= -Math.expm1(-x * inverseT[k]) / x
  }

  /** The part of σ₁ of broken pairs; x > 2. */
  pairBreaking(out: Float64Array): void {
    const { x, inverseT, photon } = this
    const a = 0.5 * (x - 2)
    const b = 0.5 * x + 1
    const modulus = (x - 2) / (x + 2)
    const complement = Math.sqrt(8 * x) / (x + 2)
    const far = modulus > Math.SQRT1_2
    const q = far ? ellipticNome(complement, modulus) : ellipticNome(modulus, complement)
    const logNome = -Math.log(q)
    const theta = thetaThreeAtZero(q)
    const q2 = q * q
    const intervals = Math.max(2, Math.ceil(far ? (pairDigits * logNome) / (Math.PI * Math.PI) : pairDigits / logNome))
    const quarterPeriod = 0.5 * theta * theta * (far ? logNome : Math.PI)
    const normal = far ? 1 / Math.sqrt(modulus) : theta / (1 + q2 * (1 + q2 * q2))
    const factor = (2 * quarterPeriod) / (intervals * b * x)
    out.fill(0)
    for (let j = 0; j <= intervals; j++) {
      const v = j / intervals
      let z = 1
      if (j < intervals && far) {
        const grow = Math.exp(0.5 * logNome * v)
        z = normal * tangentQuotient(0.5 * (grow - 1 / grow), 0.5 * (grow + 1 / grow), q)
      } else if (j < intervals) z = normal * sineQuotient(sin(0.5 * Math.PI * v), q)
      const ep = 0.5 * x - a * z
      const weight = (j === 0 || j === intervals ? 0.5 : 1) * factor * a * (2 + a * (1 - z) * (1 + z))
      for (let k = 0; k < out.length; k++) {
        const occP = exponentialDecay(ep * inverseT[k])
        // The state of e is empty where e^{−x/t} underflows.
        const free = photon[k] > 0 ? occP / (occP + photon[k]) : 1
        out[k] += (weight * free) / (1 + occP)
      }
    }
    for (let k = 0; k < out.length; k++) out[k] *= -Math.expm1(-x * inverseT[k])
  }

  /** σ₂ */
  superfluidResponse(out: Float64Array): void {
    out.fill(0)
    if (this.x < pairingStart) this.ellipticSum(out)
    else this.pairedSum(out)
  }

  private ellipticSum(out: Float64Array): void {
    const { x, inverseT } = this
    const { b, modulus, near, q, logNome, theta, halfCount } = ellipticRule(x)
    const intervals = 2 * halfCount
    const factor = (0.5 * theta * theta * (near ? logNome : Math.PI)) / (intervals * b * x)
    const normal = b * Math.sqrt(modulus)
    const offset = 0.25 * (2 - x) * (2 + x)
    for (let j = 0; j <= halfCount; j++) {
      const v = j / intervals
      let upper = b
      if (j > 0 && near) {
        const grow = Math.exp(0.5 * logNome * v)
        upper = (0.5 * normal * hyperbolicQuotient(0.5 * (grow + 1 / grow), q)) / Math.sqrt(Math.sqrt(q))
      } else if (j > 0) upper = normal * evenQuotient(cos(Math.PI * v), q)
      for (let side = j === halfCount ? 1 : 0; side < 2; side++) {
        const s = side === 0 ? upper : (b * b * modulus) / upper
        const weight = (j === 0 ? 0.5 : 1) * factor * (s * s + offset)
        const ep = s + 0.5 * x
        for (let k = 0; k < out.length; k++) {
          const y = ep * inverseT[k]
          const rise = y < 0.5 ? -Math.expm1(-y) : 1 - exponentialDecay(y)
          out[k] += (weight * rise) / (2 - rise)
        }
      }
    }
  }

  private pairedSum(out: Float64Array): void {
    const { x, inverseT } = this
    const z = x - 1
    const count = 2 * Math.max(2, Math.ceil((0.25 * superfluidDigits) / Math.log(z + Math.sqrt(z * z - 1))))
    const factor = Math.PI / (count * x)
    for (let j = 0; j < count / 2; j++) {
      const E = cos(((j + 0.5) * Math.PI) / count)
      const p = x + E
      const m = x - E
      const P = Math.sqrt((p - 1) * (p + 1))
      const M = Math.sqrt((m - 1) * (m + 1))
      const upper = factor * ((-4 * x * E * E) / (P * M * (p * M + m * P)) + 1 / P)
      const lower = factor / M
      const change = (factor * E * m) / M
      for (let k = 0; k < out.length; k++) {
        const y = m * inverseT[k]
        const spread = -Math.expm1(-2 * E * inverseT[k])
        const riseM = y < 0.5 ? -Math.expm1(-y) : 1 - exponentialDecay(y)
        const occM = 1 - riseM
        const tanhM = riseM / (1 + occM)
        const step = (2 * occM * spread) / ((1 + occM) * (1 + occM * (1 - spread)))
        out[k] += upper * (tanhM + step) + change * step + lower * tanhM
      }
    }
  }
}
