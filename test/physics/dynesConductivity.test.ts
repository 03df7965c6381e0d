import { describe, expect, it } from 'vitest'
import { DynesConductivity, dynesConductivity } from '../../src/physics/dynesConductivity.js'
import { reducedConductivity } from '../../src/physics/mattisBardeen.js'
import { missingArea, reactiveFromAbsorption } from './dispersion.js'

/** −∫ dE tanh(E/2t) Im[1/((E + iγ)² − 1)] as a sum over Matsubara frequencies. */
function superfluidWeight(t: number, gamma: number): number {
  // Closing the contour in the upper half plane, where only tanh has poles, gives 4 π t Σ_n 1/((ω_n + γ)² + 1).
  const count = 200000
  let sum = 0
  for (let n = count - 1; n >= 0; n--) sum += 1 / (((2 * n + 1) * Math.PI * t + gamma) ** 2 + 1)
  // Midpoint rule for the rest.
  return 4 * Math.PI * t * (sum + Math.atan(1 / (2 * count * Math.PI * t + gamma)) / (2 * Math.PI * t))
}

describe('Dynes conductivity', () => {
  // The integrals over the whole real axis in 22 digits, subdivided at all scales (mpmath 1.3)
  it.each([
    [0.5, 0.3, 0.05, 0.213114027968375, 5.69761549269406],
    [1, 0.1, 0.01, 0.005624628901815, 2.90523104181719],
    [2, 0.2, 0.02, 0.0598984010572695, 0.989683195149709],
    [3, 0.05, 0.001, 0.476208833634627, 0.37284021780762],
    [0.01, 0.4, 0.1, 0.76575656836578, 246.288553189901],
    [20, 3, 0.5, 0.988237132965701, 0.00807514410932448],
    [1.3, 0.7, 2, 0.901472628575891, 0.572883995194202],
  ])('agrees with the integrals at x = %d, t = %d, gamma = %d', (x, t, gamma, sigma1, sigma2) => {
    const result = dynesConductivity(x, t, gamma)
    expect(Math.abs(result.sigma1 / sigma1 - 1)).toBeLessThan(2e-12)
    expect(Math.abs(result.sigma2 / sigma2 - 1)).toBeLessThan(2e-12)
  })

  it('tends to Mattis and Bardeen, linearly in the broadening', () => {
    for (const [x, t] of [
      [0.01, 0.2],
      [0.5, 0.3],
      [1, 0.2],
      [3, 0.1],
      [10, 1],
    ]) {
      const limit = reducedConductivity(x, t)
      const error = (gamma: number) => {
        const { sigma1, sigma2 } = dynesConductivity(x, t, gamma)
        return [sigma1 / limit.sigma1 - 1, sigma2 / limit.sigma2 - 1]
      }
      const [near, nearer] = [error(1e-7), error(1e-9)]
      for (const part of [0, 1]) {
        expect(Math.abs(near[part])).toBeLessThan(1e-5)
        expect(Math.abs(nearer[part] - near[part] / 100)).toBeLessThan(1e-10)
      }
    }
  })

  it('is the normal conductivity where the gap is small beside everything else', () => {
    for (const [x, t, gamma] of [
      [1e5, 1e5, 1e3],
      [1e3, 1e6, 1e6],
      [1, 10, 1e6],
    ]) {
      const { sigma1, sigma2 } = dynesConductivity(x, t, gamma)
      expect(Math.abs(sigma1 - 1)).toBeLessThan(2e-6)
      expect(Math.abs(sigma2)).toBeLessThan(1e-5)
    }
  })

  for (const [t, gamma] of [
    [0.3, 0.05],
    [0.15, 0.002],
    [1, 0.8],
  ]) {
    it(`obeys sum rule and Kramers-Kronig relation: t = ${t}, gamma = ${gamma}`, () => {
      const conductivity = new DynesConductivity()
      const out = new Float64Array(8)
      const missing = (x: number) => {
        conductivity.evaluate(x, t, gamma, out)
        return 1 - out[0]
      }
      const weight = superfluidWeight(t, gamma)
      // Small x: x sigma2 tends to the weight.
      expect(Math.abs((1e-9 * dynesConductivity(1e-9, t, gamma).sigma2) / weight - 1)).toBeLessThan(1e-8)
      expect(Math.abs(missingArea(missing, [2], 3e3) / ((Math.PI / 2) * weight) - 1)).toBeLessThan(1e-6)
      for (const x of [0.3, 1.99, 4]) {
        const { sigma2 } = dynesConductivity(x, t, gamma)
        expect(Math.abs(reactiveFromAbsorption(missing, weight, x, [2], 3e3) / sigma2 - 1)).toBeLessThan(1e-6)
      }
    })
  }

  it('has the derivatives that sixth-order differences show', () => {
    const conductivity = new DynesConductivity()
    const out = new Float64Array(8)
    for (const point of [
      [0.5, 0.3, 0.05],
      [2, 0.2, 0.02],
      [1.3, 0.7, 2],
      [0.999, 0.2, 0.1],
    ]) {
      conductivity.evaluate(point[0], point[1], point[2], out)
      const exact = out.slice()
      for (let argument = 0; argument < 3; argument++) {
        const h = 1e-3 * point[argument]
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

  it('wants positive arguments', () => {
    expect(() => dynesConductivity(0, 1, 1)).toThrow(/photon energy x must be positive and finite, got 0/)
    expect(() => dynesConductivity(1, -1, 1)).toThrow(/temperature t/)
    expect(() => dynesConductivity(1, 1, Number.NaN)).toThrow(/broadening gamma/)
  })
})
