import { describe, expect, it } from 'vitest'
import { electronPhononConductance, electronPhononHeat, powerDifference } from '../../src/physics/electronPhonon.js'
import { relativeDifference } from './mattisBardeenReference.js'

describe('powerDifference', () => {
  it('is exact for powers of two', () => {
    expect(powerDifference(2, 1, 5)).toBe(31)
    expect(powerDifference(1, 2, 5)).toBe(-31)
    expect(powerDifference(3, 0, 4)).toBe(81)
    expect(powerDifference(0, 3, 4)).toBe(-81)
    expect(powerDifference(0, 0, 5)).toBe(0)
  })

  it('keeps its relative accuracy at nearly equal temperatures', () => {
    // (1+d)^5 − 1 = 5d + 10d² + 10d³ + 5d⁴ + d⁵, exact sum of a few terms
    for (const d of [2 ** -50, 2 ** -30, 2 ** -10, 2 ** -3, 0.5, 1]) {
      const expected = d * (5 + d * (10 + d * (10 + d * (5 + d))))
      expect(relativeDifference(powerDifference(1 + d, 1, 5), expected)).toBeLessThan(1e-15)
      expect(relativeDifference(powerDifference(1, 1 + d, 5), -expected)).toBeLessThan(1e-15)
    }
  })
})

describe('electronPhononHeat', () => {
  it('is Σ V (T^n − T_p^n)', () => {
    expect(electronPhononHeat(2e9, 1e-20, 5, 0.3, 0.1) / 4.84e-14).toBeCloseTo(1, 14)
    expect(electronPhononHeat(2e9, 1e-20, 5, 0.2, 0.2)).toBe(0)
  })

  it('has the conductance as its slope', () => {
    const heat = (T: number) => electronPhononHeat(2e9, 1e-20, 4.5, T, 0.1)
    const h = 1e-4
    const slope = (8 * (heat(0.3 + h) - heat(0.3 - h)) - (heat(0.3 + 2 * h) - heat(0.3 - 2 * h))) / (12 * h)
    expect(relativeDifference(electronPhononConductance(2e9, 1e-20, 4.5, 0.3), slope)).toBeLessThan(1e-10)
    expect(electronPhononConductance(2e9, 1e-20, 5, 0.3) / 8.1e-13).toBeCloseTo(1, 14)
  })
})
