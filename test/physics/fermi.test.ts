import { describe, expect, it } from 'vitest'
import { fermiOccupation } from '../../src/physics/fermi.js'

describe('fermiOccupation', () => {
  it('has the values of 30-digit arithmetic', () => {
    expect(fermiOccupation(0)).toBe(0.5)
    expect(fermiOccupation(1)).toBeCloseTo(0.2689414213699951, 15)
    expect(fermiOccupation(30) / 9.357622968839299e-14).toBeCloseTo(1, 14)
    expect(fermiOccupation(700) / 9.85967654375977e-305).toBeCloseTo(1, 14)
  })

  it('holds f(x) + f(-x) = 1 and takes infinities', () => {
    for (const x of [1e-9, 0.3, 5, 40, 1000]) expect(fermiOccupation(x) + fermiOccupation(-x)).toBeCloseTo(1, 15)
    expect(fermiOccupation(Number.POSITIVE_INFINITY)).toBe(0)
    expect(fermiOccupation(Number.NEGATIVE_INFINITY)).toBe(1)
  })
})
