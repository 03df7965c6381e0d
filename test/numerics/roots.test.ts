import { describe, expect, test } from 'vitest'
import { findRoot } from '../../src/numerics/roots.js'

function root(f: (x: number) => number, a: number, b: number) {
  return findRoot(f, { a, b, fa: f(a), fb: f(b) })
}

describe('findRoot', () => {
  test.each<[string, (x: number) => number, number, number, number]>([
    ['sqrt 2', (x) => x * x - 2, 0, 2, Math.SQRT2],
    ['cosine', (x) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
    ['flat', (x) => (x - 1) ** 9, 0.2, 3, 1],
    ['steep', (x) => Math.cbrt(x - 0.3), -1, 1, 0.3],
    ['exponential', (x) => Math.exp(-1 / x) - 1e-30, 1e-3, 10, 1 / (30 * Math.LN10)],
    ['end point', (x) => x, 0, 1, 0],
  ])('%s', (name, f, a, b, exact) => {
    const result = root(f, a, b)
    expect(result.status).toBe('converged')
    // A nine-fold root is known to the ninth root of the precision only where f underflows.
    expect(Math.abs(result.value - exact)).toBeLessThan(name === 'flat' ? 1e-12 : 4e-16)
    expect(result.evaluations).toBeLessThan(180)
  })
  test('closes in on a jump and keeps the values at its sides', () => {
    const result = root((x) => (x < 1 / 3 ? -2 : 5), 0, 1)
    expect(result.status).toBe('converged')
    const ends = [result.bracket.a, result.bracket.b].sort((p, q) => p - q)
    expect(ends[1] - ends[0]).toBeLessThan(1e-16)
    expect(ends[1]).toBe(1 / 3)
    expect([result.bracket.fa, result.bracket.fb].sort((p, q) => p - q)).toEqual([-2, 5])
  })
  test('says when it fails', () => {
    expect(() => root((x) => x * x + 1, -1, 1)).toThrow(/must change sign/)
    expect(findRoot(() => Number.NaN, { a: 0, b: 1, fa: -1, fb: 1 }).status).toBe('non-finite')
    const f = (x: number) => Math.atan(x - 0.7)
    expect(findRoot(f, { a: 0, b: 1, fa: f(0), fb: f(1) }, { maxEvaluations: 2 }).status).toBe('max-evaluations')
  })
  test('stops where the value is good enough', () => {
    const f = (x: number) => x * x - 2
    const result = findRoot(f, { a: 0, b: 2, fa: -2, fb: 2 }, { accept: (value) => Math.abs(value) < 1e-3 })
    expect(Math.abs(f(result.value))).toBeLessThan(1e-3)
  })
})
