import { describe, expect, it } from 'vitest'
import { ellipticNome, thetaThreeAtZero } from '../../src/numerics/elliptic.js'

/** Arithmetic-geometric mean: K(k) = π/(2 agm(1, k′)). */
function completeIntegral(complementaryModulus: number): number {
  let a = 1
  let g = complementaryModulus
  for (let k = 0; k < 12; k++) [a, g] = [0.5 * (a + g), Math.sqrt(a * g)]
  return Math.PI / (2 * a)
}

describe('ellipticNome', () => {
  it('is e^{-π K′/K}', () => {
    for (const k of [1e-6, 0.01, 0.2, 0.5, 0.7, Math.SQRT1_2]) {
      const other = Math.sqrt((1 - k) * (1 + k))
      const expected = Math.exp((-Math.PI * completeIntegral(k)) / completeIntegral(other))
      expect(ellipticNome(k, other) / expected).toBeCloseTo(1, 13)
    }
  })

  it('starts like k²/16', () => {
    expect(ellipticNome(1e-12, 1) / (1e-24 / 16)).toBeCloseTo(1, 15)
    expect(ellipticNome(0, 1)).toBe(0)
  })
})

describe('thetaThreeAtZero', () => {
  it('gives K = (π/2) θ₃²', () => {
    for (const k of [0, 0.1, 0.5, Math.SQRT1_2]) {
      const other = Math.sqrt((1 - k) * (1 + k))
      const theta = thetaThreeAtZero(ellipticNome(k, other))
      expect((0.5 * Math.PI * theta * theta) / completeIntegral(other)).toBeCloseTo(1, 15)
    }
  })
})
