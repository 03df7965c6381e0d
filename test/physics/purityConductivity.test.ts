import { describe, expect, it } from 'vitest'
import { reducedConductivity } from '../../src/physics/mattisBardeen.js'
import { PurityConductivity, purityConductivity } from '../../src/physics/purityConductivity.js'
import { missingArea, reactiveFromAbsorption } from './dispersion.js'

/** lim x σ₂: 2πt Σ_n 2/{(ω_n² + 1)[2s√(ω_n² + 1) + 1]} over positive Matsubara frequencies (Abrikosov, Gorkov, Dzyaloshinski). */
function superfluidWeight(t: number, s: number): number {
  const count = 400000
  const term = (omega: number) => 2 / ((omega * omega + 1) * (2 * s * Math.hypot(omega, 1) + 1))
  let sum = 0
  for (let n = count - 1; n >= 0; n--) sum += term((2 * n + 1) * Math.PI * t)
  // Midpoint rule for the rest, where the term falls like 1/(s ω³) or 2/ω².
  const start = 2 * count * Math.PI * t
  const dirty = 2 / start
  const clean = 2 * s * start
  // ∫ 2/(ω² (2sω + 1)) = 2/a − 4s ln(1 + 1/(2sa))
  const rest = clean > 1e-8 ? dirty - 4 * s * Math.log1p(1 / clean) : dirty
  return 2 * Math.PI * t * (sum + rest / (2 * Math.PI * t))
}

describe('conductivity of any purity', () => {
  // The three integrals as Zimmermann et al. print them, in 25 digits (mpmath 1.3)
  it.each([
    [0.5, 0.3, 1, 0.08046845804247112, 1.415702389455407],
    [1, 0.2, 0.05, 0.01298453602683943, 2.367494611359984],
    [3, 0.4, 2, 0.03034905493239782, 0.1492908559207413],
    [2.5, 0.1, 30, 0.0002480665609940797, 0.01320149213717767],
    [8, 1.5, 0.3, 0.1473607509760397, 0.3463987388903662],
    [0.1, 0.3, 100, 0.0006627673317419854, 0.09966899168100121],
    [1.99, 0.1, 50, 1.375145016132461e-9, 0.009791213995270817],
  ])('agrees with the integrals at x = %d, t = %d, s = %d', (x, t, s, sigma1, sigma2) => {
    const result = purityConductivity(x, t, s)
    expect(Math.abs(result.sigma1 / sigma1 - 1)).toBeLessThan(2e-12)
    expect(Math.abs(result.sigma2 / sigma2 - 1)).toBeLessThan(2e-12)
  })

  it('tends to Mattis and Bardeen for a short mean free path', () => {
    for (const [x, t] of [
      [0.01, 0.2],
      [0.5, 0.3],
      [2, 0.2],
      [3, 0.1],
      [10, 1],
    ]) {
      const limit = reducedConductivity(x, t)
      const { sigma1, sigma2 } = purityConductivity(x, t, 1e-9)
      expect(Math.abs(sigma1 / limit.sigma1 - 1)).toBeLessThan(1e-12)
      expect(Math.abs(sigma2 / limit.sigma2 - 1)).toBeLessThan(1e-6)
    }
  })

  it('tends to Drude where the gap is small beside everything else', () => {
    for (const [x, t, s] of [
      [1e5, 1e5, 1e-5],
      [3e5, 1e5, 1e-5],
      [1e4, 1e6, 3e-5],
    ]) {
      const { sigma1, sigma2 } = purityConductivity(x, t, s)
      const q = x * s
      expect(Math.abs(sigma1 * (1 + q * q) - 1)).toBeLessThan(1e-6)
      expect(Math.abs((sigma2 * (1 + q * q)) / q - 1)).toBeLessThan(1e-6)
    }
  })

  it('does not absorb below the gap at low temperature, whatever the purity', () => {
    for (const s of [0.01, 1, 100]) expect(purityConductivity(1.5, 0.02, s).sigma1).toBeLessThan(1e-18)
  })

  for (const [t, s] of [
    [0.3, 0.05],
    [0.1, 1],
    [0.8, 5],
  ]) {
    it(`obeys sum rule and Kramers-Kronig relation: t = ${t}, s = ${s}`, () => {
      const conductivity = new PurityConductivity()
      const out = new Float64Array(8)
      const missing = (x: number) => {
        conductivity.evaluate(x, t, s, out)
        return 1 / (1 + x * x * s * s) - out[0]
      }
      const weight = superfluidWeight(t, s)
      expect(Math.abs((1e-10 * purityConductivity(1e-10, t, s).sigma2) / weight - 1)).toBeLessThan(1e-8)
      const breaks = [2, 1 / s]
      expect(Math.abs(missingArea(missing, breaks, 1e4) / ((Math.PI / 2) * weight) - 1)).toBeLessThan(1e-6)
      for (const x of [0.3, 1.99, 4]) {
        const normal = (x * s) / (1 + x * x * s * s)
        const reactive = purityConductivity(x, t, s).sigma2
        const expected = normal + reactiveFromAbsorption(missing, weight, x, breaks, 1e4)
        expect(Math.abs(expected / reactive - 1)).toBeLessThan(1e-6)
      }
    })
  }

  it('has the derivatives that sixth-order differences show', () => {
    const conductivity = new PurityConductivity()
    const out = new Float64Array(8)
    for (const point of [
      [0.5, 0.3, 0.05],
      [0.5, 0.3, 30],
      [1.9, 0.2, 0.1],
      [2.2, 0.2, 0.02],
      [3, 0.2, 10],
      [0.001, 0.2, 100],
    ]) {
      conductivity.evaluate(point[0], point[1], point[2], out)
      const exact = out.slice()
      for (let argument = 0; argument < 3; argument++) {
        const h = 5e-4 * point[argument]
        const at = (steps: number) => {
          const moved = point.slice()
          moved[argument] += steps * h
          conductivity.evaluate(moved[0], moved[1], moved[2], out)
          return out.slice(0, 2)
        }
        const [p1, m1, p2, m2, p3, m3] = [1, -1, 2, -2, 3, -3].map(at)
        for (const part of [0, 1]) {
          const slope = (45 * (p1[part] - m1[part]) - 9 * (p2[part] - m2[part]) + (p3[part] - m3[part])) / (60 * h)
          const scale = Math.abs(exact[2 + 2 * argument + part]) + 1e-3 * Math.abs(exact[part] / point[argument])
          expect(Math.abs(slope - exact[2 + 2 * argument + part]) / scale).toBeLessThan(1e-8)
        }
      }
    }
  })
})
