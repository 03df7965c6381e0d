import { legendreRule } from '../../src/numerics/legendreRule.js'

const rule = legendreRule(20)
/** Closest approach to a break, relative to the length of the piece. */
const closest = 1e-12

/** ∫ f from 0 to `end`, in steps that crowd geometrically towards 0 and every break from both sides. */
function integrate(f: (x: number) => number, end: number, breaks: readonly number[]): number {
  const cuts = [0, ...breaks.filter((cut) => cut > 0 && cut < end).toSorted((a, b) => a - b), end]
  let sum = 0
  for (let piece = 0; piece + 1 < cuts.length; piece++) {
    const half = 0.5 * (cuts[piece + 1] - cuts[piece])
    for (const [start, direction] of [
      [cuts[piece], 1],
      [cuts[piece + 1], -1],
    ]) {
      const panels = 24
      const step = -Math.log(closest) / panels
      for (let panel = 0; panel < panels; panel++) {
        for (let i = 0; i < rule.size; i++) {
          const distance = half * Math.exp(-step * (panel + 0.5 * (1 + rule.nodes[i])))
          sum += 0.5 * step * rule.weights[i] * distance * f(start + direction * distance)
        }
      }
    }
  }
  return sum
}

/** What is left of ∫₀^∞ g beyond `end` if g = (a ln x + b)/x² there. */
function tail(g: (x: number) => number, end: number): number {
  const first = g(end) * end * end
  const second = g(2 * end) * 4 * end * end
  return (first + (second - first) / Math.LN2) / end
}

/**
 * ∫₀^∞ (σ_N1 − σ₁) dx by quadrature and an asymptotic tail.
 *
 * @param missing σ_N1(x) − σ₁(x).
 */
export function missingArea(missing: (x: number) => number, breaks: readonly number[], end: number): number {
  return integrate(missing, end, breaks) + tail(missing, end)
}

/**
 * σ₂(x) − σ_N2(x) from the Kramers-Kronig relation: weight/x + (2x/π) P∫ missing/(x′² − x²) dx′.
 *
 * @param missing σ_N1(x) − σ₁(x).
 * @param weight Superfluid weight lim x σ₂ for x → 0.
 */
export function reactiveFromAbsorption(
  missing: (x: number) => number,
  weight: number,
  x: number,
  breaks: readonly number[],
  end: number,
): number {
  const here = missing(x)
  const inside = integrate((y) => (missing(y) - here) / ((y - x) * (y + x)), end, [...breaks, x])
  const beyond = tail(missing, end) / (3 * end * end) - (here / (2 * x)) * Math.log((end + x) / (end - x))
  return weight / x + ((2 * x) / Math.PI) * (inside + beyond)
}
