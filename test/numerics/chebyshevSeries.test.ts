import { describe, expect, it } from 'vitest'
import { chebyshevSlope, chebyshevSum } from '../../src/numerics/chebyshevSeries.js'

describe('Chebyshev series', () => {
  it('sums T_k(cos a) = cos(k a)', () => {
    const coefficients = [0.5, -1, 0.25, 2, 0, -0.75]
    for (const a of [0, 0.3, 1, 2, Math.PI]) {
      const expected = coefficients.reduce((sum, c, k) => sum + c * Math.cos(k * a), 0)
      expect(chebyshevSum(coefficients, Math.cos(a))).toBeCloseTo(expected, 14)
    }
  })

  it('has the slope k sin(k a)/sin(a)', () => {
    const coefficients = [0.5, -1, 0.25, 2, 0, -0.75]
    for (const a of [0.3, 1, 2]) {
      const expected = coefficients.reduce((sum, c, k) => sum + (c * k * Math.sin(k * a)) / Math.sin(a), 0)
      expect(chebyshevSlope(coefficients, Math.cos(a))).toBeCloseTo(expected, 13)
    }
  })

  it('takes a constant', () => {
    expect(chebyshevSum([3], 0.2)).toBe(3)
    expect(chebyshevSlope([3], 0.2)).toBe(0)
  })
})
