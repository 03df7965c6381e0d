import { describe, expect, test } from 'vitest'
import type { NewtonProblem } from '../../src/numerics/newton.js'
import { solveNewton } from '../../src/numerics/newton.js'
import { relax } from '../../src/numerics/pseudoTransient.js'

/** F in n unknowns with plain steps, converged when |F| <= 1e-13. */
function problem(
  dimension: number,
  f: (x: Float64Array) => number[],
  jacobian: (x: Float64Array) => number[],
  tolerance = 1e-13,
): NewtonProblem & { evaluations: number } {
  let last = new Float64Array(dimension)
  const result = {
    dimension,
    evaluations: 0,
    evaluate(x: Float64Array, residual: Float64Array, slopes: Float64Array) {
      result.evaluations++
      residual.set(f(x))
      slopes.set(jacobian(x))
      last = Float64Array.from(residual)
      return residual.every(Number.isFinite)
    },
    converged: () => last.every((value) => Math.abs(value) <= tolerance),
    accept: () => false,
    move(x: Float64Array, step: Float64Array, fraction: number, out: Float64Array) {
      for (let k = 0; k < dimension; k++) out[k] = x[k] + fraction * step[k]
    },
    size: (x: Float64Array, step: Float64Array) =>
      Math.max(...step.map((value, k) => Math.abs(value) / Math.max(Math.abs(x[k]), 1))),
  }
  return result
}

describe('damped Newton', () => {
  test('Rosenbrock’s valley', () => {
    const valley = problem(
      2,
      ([a, b]) => [10 * (b - a * a), 1 - a],
      ([a]) => [-20 * a, 10, -1, 0],
    )
    const { x, status, evaluations } = solveNewton(valley, Float64Array.of(-1.2, 1), { maxIterations: 50 })
    expect(status).toBe('converged')
    expect([...x]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)])
    expect(evaluations).toBe(valley.evaluations)
  })
  test('the arctangent, from where the plain method diverges', () => {
    const { x, status } = solveNewton(
      problem(
        1,
        ([a]) => [Math.atan(a)],
        ([a]) => [1 / (1 + a * a)],
      ),
      Float64Array.of(20),
      { maxIterations: 50 },
    )
    expect(status).toBe('converged')
    expect(Math.abs(x[0])).toBeLessThan(1e-12)
  })
  test('says how it failed', () => {
    const square = problem(
      1,
      ([a]) => [a * a + 1],
      ([a]) => [2 * a],
    )
    expect(solveNewton(square, Float64Array.of(3), { maxIterations: 50 }).status).not.toBe('converged')
    expect(solveNewton(square, Float64Array.of(0), { maxIterations: 50 }).singular).toBe(true)
    const undefinedThere = problem(
      1,
      () => [Number.NaN],
      () => [1],
    )
    expect(solveNewton(undefinedThere, Float64Array.of(1), { maxIterations: 5 }).status).toBe('non-finite')
    const slow = problem(
      1,
      ([a]) => [a ** 3],
      ([a]) => [3 * a * a],
      1e-200,
    )
    expect(solveNewton(slow, Float64Array.of(1), { maxIterations: 5 }).status).toBe('max-evaluations')
    expect(() => solveNewton(slow, Float64Array.of(1), { maxIterations: 5, signal: { aborted: true } })).toThrow(
      /aborted/,
    )
  })
  test('tells rounding from a solution', () => {
    // The residual cannot fall below its rounding error.
    const noisy = problem(
      1,
      ([a]) => [a * a - 2],
      ([a]) => [2 * a],
      1e-300,
    )
    const { x, status } = solveNewton(noisy, Float64Array.of(1), { maxIterations: 50 })
    expect(['roundoff-limited', 'converged']).toContain(status)
    expect(Math.abs(x[0] - Math.SQRT2)).toBeLessThan(1e-15)
  })
})

describe('relaxation', () => {
  const inertia = (_x: Float64Array, _f: Float64Array, _j: Float64Array, out: Float64Array) => out.fill(1)
  // dx/dt = -(x - 1)(x - 2)(x - 3): 1 and 3 are at rest for good, 2 is not.
  const cubic = () =>
    problem(
      1,
      ([x]) => [-(x - 1) * (x - 2) * (x - 3)],
      ([x]) => [-((x - 2) * (x - 3) + (x - 1) * (x - 3) + (x - 1) * (x - 2))],
    )
  test.each([
    [0.1, 1],
    [1.99, 1],
    [2.01, 3],
    [50, 3],
  ])('from %d ends in the state of its own basin, %d', (start, end) => {
    const { x, status } = relax({ ...cubic(), inertia }, Float64Array.of(start), { maxSteps: 500 })
    expect(status).toBe('converged')
    expect(x[0]).toBeCloseTo(end, 12)
  })
  test('at a jump that both sides push into it stops and shows it', () => {
    const pinned = problem(
      1,
      ([x]) => [x < 2 ? 1 : -1],
      () => [0],
    )
    const { status, jump } = relax({ ...pinned, inertia }, Float64Array.of(0.5), { maxSteps: 500 })
    expect(status).toBe('tolerance-not-reached')
    expect(jump![0][0]).toBeCloseTo(2, 8)
    expect((jump![0][0] - 2) * (jump![1][0] - 2)).toBeLessThanOrEqual(0)
  })
  test('a jump that does not stop it is crossed', () => {
    const crossed = problem(
      1,
      ([x]) => [(x < 2 ? 3 : 1) * (4 - x)],
      ([x]) => [x < 2 ? -3 : -1],
    )
    const { status, x } = relax({ ...crossed, inertia }, Float64Array.of(0.5), { maxSteps: 500 })
    expect(status).toBe('converged')
    expect(x[0]).toBeCloseTo(4, 12)
  })
})
