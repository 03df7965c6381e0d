import { legendreRule } from '../numerics/legendreRule.js'
import { quasiparticleConductionRatio } from './quasiparticleConduction.js'

const rule = legendreRule(32)
/** Below this T/T_c the integral is taken in T_c/T. */
const split = 0.5
/** Width of a panel in T_c/T, over which e^{−Δ/k_B T} falls by some e⁴. */
const panel = 2
/** What lies this many T_c/T beyond the warm end is smaller than e^-38 of the whole. */
const reach = 24

/**
 * Integral ∫ T κ_s/κ_n dT between two temperatures of a superconductor: its quasiparticle heat over L₀/R.
 *
 * Near T_c the gap goes like s = √(1 − T/T_c), in which the integrand is analytic; at low temperature it goes like
 * e^{−Δ/k_B T}, an exponential in T_c/T. Gauss-Legendre panels in the one or the other.
 *
 * @param criticalTemperature T_c [K] > 0.
 * @param reducedGap Δ/(k_B T) as a function of T [K] < T_c.
 * @param cold Lower temperature [K] > 0.
 * @param hot Upper temperature [K] ≥ `cold`.
 * @returns ∫ from cold to hot [K²] ≥ 0, relative error below 1e-13.
 * @example
 * quasiparticleHeatIntegral(1.2, (T) => gap(T) / (k_B * T), 0.03, 0.3)
 */
export function quasiparticleHeatIntegral(
  criticalTemperature: number,
  reducedGap: (temperature: number) => number,
  cold: number,
  hot: number,
): number {
  const critical = criticalTemperature
  const integrand = (temperature: number): number => temperature * quasiparticleConductionRatio(reducedGap(temperature))
  let sum = 0
  let top = hot
  if (top > critical) {
    const bottom = Math.max(cold, critical)
    sum += 0.5 * (top - bottom) * (top + bottom)
    top = critical
  }
  if (top > split * critical && cold < top) {
    const bottom = Math.max(cold, split * critical)
    const from = Math.sqrt((critical - top) / critical)
    const to = Math.sqrt((critical - bottom) / critical)
    sum += gauss(from, to, (s) => integrand(critical * (1 - s * s)) * 2 * s * critical)
    top = bottom
  }
  if (cold < top) {
    const end = Math.min(critical / cold, critical / top + reach)
    for (let from = critical / top; from < end; from += panel) {
      sum += gauss(from, Math.min(from + panel, end), (y) => (integrand(critical / y) * critical) / (y * y))
    }
  }
  return sum
}

function gauss(from: number, to: number, f: (x: number) => number): number {
  const half = 0.5 * (to - from)
  const middle = 0.5 * (to + from)
  let sum = 0
  for (let i = 0; i < rule.size; i++) sum += rule.weights[i]! * f(middle + half * rule.nodes[i]!)
  return half * sum
}
