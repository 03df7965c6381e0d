import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLu, determinantSign, factorLu, solveLu } from '../../src/numerics/denseLinear.js'

describe('LU factorisation', () => {
  test('solves badly scaled random systems', () => {
    const entry = fc.double({ min: -1, max: 1, noNaN: true })
    const sized = fc
      .integer({ min: 1, max: 8 })
      .chain((n) =>
        fc.tuple(
          fc.constant(n),
          fc.array(entry, { minLength: n * n, maxLength: n * n }),
          fc.array(entry, { minLength: n, maxLength: n }),
          fc.array(fc.integer({ min: -40, max: 40 }), { minLength: n, maxLength: n }),
        ),
      )
    fc.assert(
      fc.property(sized, ([n, entries, solution, exponents]) => {
        // Diagonally dominant before the rows are scaled: well conditioned by construction.
        const a = Float64Array.from(
          entries,
          (v, i) => (i % (n + 1) === 0 ? v + Math.sign(v || 1) * n : v) * 10 ** exponents[Math.floor(i / n)],
        )
        const b = new Float64Array(n)
        for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) b[i] += a[i * n + j] * solution[j]
        const factors = createLu(n)
        expect(factorLu(factors, a)).toBeGreaterThan(1e-3)
        const x = new Float64Array(n)
        solveLu(factors, b, x)
        for (let i = 0; i < n; i++) expect(Math.abs(x[i] - solution[i])).toBeLessThan(1e-13)
      }),
      { numRuns: 300 },
    )
  })
  test('tells singular and non-finite matrices and the sign of the determinant', () => {
    const factors = createLu(2)
    expect(factorLu(factors, Float64Array.of(1, 2, 2, 4))).toBe(0)
    expect(factorLu(factors, Float64Array.of(0, 0, 1, 2))).toBe(0)
    expect(factorLu(factors, Float64Array.of(Number.NaN, 0, 1, 2))).toBe(0)
    factorLu(factors, Float64Array.of(0, 1, 1, 0))
    expect(determinantSign(factors)).toBe(-1)
    factorLu(factors, Float64Array.of(0, 1, -1, 0))
    expect(determinantSign(factors)).toBe(1)
  })
  test('takes the leading block of a wider matrix', () => {
    const factors = createLu(2)
    factorLu(factors, Float64Array.of(2, 0, 9, 0, 4, 9), 3)
    const x = new Float64Array(2)
    solveLu(factors, Float64Array.of(2, 4), x)
    expect([...x]).toEqual([1, 1])
  })
})
