import { describe, expect, it } from 'vitest'
import { exponentialDecay } from '../../src/numerics/exponentialDecay.js'
import { power } from '../../src/numerics/power.js'

describe('exponentialDecay', () => {
  it('has the values of 30-digit arithmetic', () => {
    // mpmath, 30 digits: exp(-x) of the double x
    const values: [number, number][] = [
      [1e-9, 0.999999999],
      [0.01, 0.9900498337491681],
      [0.3, 0.7408182206817179],
      [1, 0.36787944117144233],
      [2.5, 0.0820849986238988],
      [10, 4.5399929762484854e-5],
      [36.5, 1.4068617124461467e-16],
      [100, 3.720075976020836e-44],
      [700, 9.85967654375977e-305],
    ]
    for (const [x, value] of values) expect(Math.abs(exponentialDecay(x) / value - 1)).toBeLessThan(4.5e-16)
  })

  it('agrees with the exponential everywhere, and ends in zero', () => {
    for (let x = 0; x < 700; x += 0.0371) expect(Math.abs(exponentialDecay(x) / Math.exp(-x) - 1)).toBeLessThan(7e-16)
    expect([exponentialDecay(0), exponentialDecay(800), exponentialDecay(Number.POSITIVE_INFINITY)]).toEqual([1, 0, 0])
    expect(exponentialDecay(Number.NaN)).toBeNaN()
  })
})

describe('power', () => {
  it('is exact where the result is a whole number', () => {
    for (let n = 0; n <= 16; n++) expect(power(3, n)).toBe(3 ** n)
    expect([power(0, 5), power(0, 0), power(2, 17)]).toEqual([0, 1, 131072])
  })

  it('agrees with the general power', () => {
    for (const n of [2, 3, 4, 4.5, 5, 6, 7]) {
      for (let x = 0.01; x < 100; x *= 1.7) expect(Math.abs(power(x, n) / x ** n - 1)).toBeLessThan(1e-15)
    }
  })
})
