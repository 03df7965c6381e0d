import { describe, expect, test } from 'vitest'
import { eigenvalues } from '../../src/numerics/eigenvalues.js'

const sorted = (values: readonly { re: number; im: number }[]) => [...values].sort((a, b) => a.re - b.re || a.im - b.im)

function spectrum(matrix: readonly number[], n: number) {
  const { re, im, converged } = eigenvalues(Float64Array.from(matrix), n)
  expect(converged).toBe(true)
  return sorted(Array.from(re, (value, k) => ({ re: value, im: im[k] })))
}

function close(a: readonly { re: number; im: number }[], b: readonly { re: number; im: number }[], tolerance: number) {
  for (const [k, value] of sorted(a).entries()) {
    expect(Math.hypot(value.re - b[k].re, value.im - b[k].im)).toBeLessThan(tolerance)
  }
}

describe('eigenvalues', () => {
  test('triangular and rotation matrices', () => {
    close(
      spectrum([3, 1, 4, 0, 1, 5, 0, 0, 2], 3),
      [
        { re: 1, im: 0 },
        { re: 2, im: 0 },
        { re: 3, im: 0 },
      ],
      1e-14,
    )
    close(
      spectrum([0, 1, -1, 0], 2),
      [
        { re: 0, im: -1 },
        { re: 0, im: 1 },
      ],
      1e-15,
    )
    close(spectrum([-7], 1), [{ re: -7, im: 0 }], 1e-15)
    expect(spectrum([], 0)).toEqual([])
  })
  test('a cyclic permutation has the roots of unity', () => {
    for (const n of [3, 4, 5, 6, 7, 8]) {
      const matrix = Array.from({ length: n * n }, (_, i) => ((Math.floor(i / n) + 1) % n === i % n ? 1 : 0))
      const roots = Array.from({ length: n }, (_, k) => {
        const angle = (2 * Math.PI * k) / n
        return { re: Math.cos(angle), im: Math.sin(angle) }
      })
      const found = spectrum(matrix, n)
      for (const root of roots) {
        const distance = Math.min(...found.map((value) => Math.hypot(value.re - root.re, value.im - root.im)))
        expect(distance).toBeLessThan(1e-13)
      }
    }
  })
  test('the companion matrix of (x-1)(x-2)...(x-6)', () => {
    const coefficients = [720, -1764, 1624, -735, 175, -21]
    const n = 6
    const matrix = new Array(n * n).fill(0)
    for (let i = 1; i < n; i++) matrix[i * n + i - 1] = 1
    for (let i = 0; i < n; i++) matrix[i * n + n - 1] = -coefficients[i]
    close(
      spectrum(matrix, n),
      [1, 2, 3, 4, 5, 6].map((re) => ({ re, im: 0 })),
      1e-10,
    )
  })
  test('a chain of heat capacities over twelve decades keeps its slow rate', () => {
    // Rates of C^-1 J for a = 1e12 (fast, to b), b to bath with 1: slow rate -1 to first order.
    const found = spectrum([-1e12, 1e12, 1, -2], 2)
    // Exact: product of rates = 1e12, sum = -1e12 - 2.
    expect(found[1].re).toBeCloseTo(-1, 11)
    expect(found[0].re / -1e12).toBeCloseTo(1, 11)
  })
  test('eigenvalues of random matrices have the right sum and product of pairs', () => {
    // Deterministic pseudo-random numbers.
    let state = 1
    const random = () => {
      state = (state * 48271) % 2147483647
      return state / 2147483647 - 0.5
    }
    for (let trial = 0; trial < 50; trial++) {
      const n = 2 + (trial % 9)
      const matrix = Array.from({ length: n * n }, random)
      const found = spectrum(matrix, n)
      let trace = 0
      let square = 0
      for (let i = 0; i < n; i++) {
        trace += matrix[i * n + i]
        for (let j = 0; j < n; j++) square += matrix[i * n + j] * matrix[j * n + i]
      }
      expect(Math.abs(found.reduce((sum, { re }) => sum + re, 0) - trace)).toBeLessThan(1e-12)
      expect(Math.abs(found.reduce((sum, { im }) => sum + im, 0))).toBeLessThan(1e-12)
      expect(Math.abs(found.reduce((sum, { re, im }) => sum + re * re - im * im, 0) - square)).toBeLessThan(1e-12)
    }
  })
  test('refuses what is not finite', () => {
    expect(eigenvalues(Float64Array.of(1, Number.NaN, 0, 1), 2).converged).toBe(false)
  })
})
