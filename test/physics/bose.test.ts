import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boseDifference, boseEnergy, boseMoment, boseOccupation, boseThermalWeight } from '../../src/physics/bose.js'
import { zeta5 } from '../../src/units/constants.js'
import { relativeDifference } from './mattisBardeenReference.js'

describe('boseOccupation', () => {
  it('has the values of 30-digit arithmetic', () => {
    // mpmath, 30 digits: 1/expm1(x)
    const values: [number, number][] = [
      [1e-8, 99999999.5],
      [1e-3, 999.500083333332],
      [1, 0.5819767068693265],
      [30, 9.357622968841051e-14],
      [700, 9.85967654375977e-305],
    ]
    for (const [x, n] of values) expect(relativeDifference(boseOccupation(x), n)).toBeLessThan(5e-16)
    expect(boseOccupation(Number.POSITIVE_INFINITY)).toBe(0)
    expect(boseOccupation(0)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('boseDifference', () => {
  it('keeps its relative accuracy for nearly equal, tiny and large arguments', () => {
    // n(x) − n(x + d) = d eˣ/(eˣ−1)² (1 − (d/2) coth(x/2) + ...), d small
    for (const x of [1e-12, 1e-3, 0.5, 3, 40, 600]) {
      const d = 2 ** -40 * x
      const y = x + d
      const slope = boseThermalWeight(x) / (x * x)
      const expected = (y - x) * slope * (1 - (0.5 * (y - x)) / Math.tanh(0.5 * x))
      expect(relativeDifference(boseDifference(x, y), expected)).toBeLessThan(1e-14)
    }
  })

  it('is antisymmetric, of the right sign, 0 at equality, and takes zero temperature', () => {
    const x = fc.double({ min: 1e-9, max: 600, noNaN: true })
    fc.assert(
      fc.property(x, x, (a, b) => {
        expect(boseDifference(a, b)).toBe(-boseDifference(b, a) + 0)
        expect(Math.sign(boseDifference(a, b))).toBe(Math.sign(b - a))
        expect(boseDifference(a, Number.POSITIVE_INFINITY)).toBe(boseOccupation(a))
        expect(boseDifference(a, a)).toBe(0)
      }),
    )
    expect(boseDifference(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(0)
    expect(boseDifference(1e-250, 3e-250)).toBeCloseTo(2e250 / 3, -240)
  })

  it('takes the separation from the caller', () => {
    // x and x (1 + 1e-20) are the same double; mpmath: 1e-20 e/(e−1)^2 = 9.206735942077924e-21
    expect(relativeDifference(boseDifference(1, 1, 1e-20), 9.206735942077924e-21)).toBeLessThan(1e-15)
    expect(boseDifference(1, 1, 0)).toBe(0)
  })
})

describe('boseEnergy and boseThermalWeight', () => {
  it('have their limits and values', () => {
    expect([boseEnergy(0), boseThermalWeight(0)]).toEqual([1, 1])
    expect([boseEnergy(Number.POSITIVE_INFINITY), boseThermalWeight(Number.POSITIVE_INFINITY)]).toEqual([0, 0])
    // mpmath, 30 digits
    expect(relativeDifference(boseThermalWeight(1), 0.9206735942077923)).toBeLessThan(1e-15)
    expect(relativeDifference(boseThermalWeight(1e-6), 1 - 1e-12 / 12)).toBeLessThan(3e-16)
    expect(relativeDifference(boseEnergy(1e-6), 1 - 5e-7 + 1e-12 / 12)).toBeLessThan(3e-16)
  })

  it('weight is −x² dn/dx', () => {
    for (const x of [0.2, 1, 4]) {
      const h = 1e-3
      const slope = (boseOccupation(x - h) - boseOccupation(x + h)) / (2 * h)
      expect(boseThermalWeight(x) / (x * x * slope)).toBeCloseTo(1, 4)
    }
  })
})

describe('boseMoment', () => {
  it('is Γ(n) ζ(n)', () => {
    expect(relativeDifference(boseMoment(2), Math.PI ** 2 / 6)).toBeLessThan(1e-15)
    expect(relativeDifference(boseMoment(4), Math.PI ** 4 / 15)).toBeLessThan(1e-15)
    expect(relativeDifference(boseMoment(5), 24 * zeta5)).toBeLessThan(2e-15)
    // Γ(4.5) ζ(4.5), mpmath
    expect(relativeDifference(boseMoment(4.5), 12.268071302996976)).toBeLessThan(1e-14)
    expect(() => boseMoment(1)).toThrow(/order/)
  })
})
