import { describe, expect, it } from 'vitest'
import { findMinimum } from '../../src/numerics/minimum.js'

describe('findMinimum', () => {
  it('locates smooth minima to half the digits', () => {
    for (const [evaluate, bracket, x] of [
      [Math.cos, [2, 3, 4], Math.PI],
      [(x: number) => (x - 1) ** 4, [0, 0.3, 5], 1],
      [(x: number) => x - Math.log(x), [0.1, 2, 30], 1],
    ] as const) {
      const found = findMinimum(evaluate, bracket, 1e-8)
      expect(found.converged).toBe(true)
      // The fourth power is flat: its value tells the position to a quarter of the digits.
      expect(Math.abs(found.x - x)).toBeLessThan(evaluate(x + 1e-4) - evaluate(x) < 1e-12 ? 2e-3 : 3e-8)
    }
  })

  it('locates a kink to the tolerance', () => {
    expect(Math.abs(findMinimum((x) => Math.abs(x - 0.7), [0, 0.5, 1], 1e-10).x - 0.7)).toBeLessThan(3e-10)
  })

  it('ends without converging where the function has no value, or it takes too long', () => {
    const hole = findMinimum((x) => (x > 0.6 ? Number.NaN : -x), [0, 0.5, 1], 1e-8)
    expect(hole.converged).toBe(false)
    expect(hole.x).toBeGreaterThanOrEqual(0.5)
    expect(findMinimum(Math.cos, [2, 3, 4], 1e-8, 4).converged).toBe(false)
  })
})
