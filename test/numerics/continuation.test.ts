import { describe, expect, test } from 'vitest'
import type { CurveTrace, TraceOptions } from '../../src/numerics/continuation.js'
import { traceCurve } from '../../src/numerics/continuation.js'

/** One equation f(u, p) = 0 with its two derivatives. */
function scalar(
  f: (u: number, p: number) => number,
  fu: (u: number, p: number) => number,
  fp: (u: number, p: number) => number,
) {
  let worst = 0
  return {
    dimension: 1,
    solved: () => worst < 1e-9,
    evaluate(u: Float64Array, p: number, residual: Float64Array, jacobian: Float64Array) {
      residual[0] = f(u[0], p)
      jacobian[0] = fu(u[0], p)
      worst = Math.abs(residual[0])
      return Number.isFinite(residual[0]) && Number.isFinite(jacobian[0])
    },
    parameterDerivative(u: Float64Array, p: number, out: Float64Array) {
      out[0] = fp(u[0], p)
      return true
    },
  }
}

/** p = g(u): any graph over u is a curve with the folds of g. */
function graph(g: (u: number) => number, slope: (u: number) => number) {
  return scalar(
    (u, p) => g(u) - p,
    (u) => slope(u),
    () => -1,
  )
}

const folds = (trace: CurveTrace) => trace.points.filter((point) => point.fold)

function trace(
  system: ReturnType<typeof scalar>,
  u: number,
  parameter: number,
  options: TraceOptions,
  direction: 1 | -1 = 1,
) {
  return traceCurve(system, { u: Float64Array.of(u), parameter }, direction, options)
}

describe('smooth folds', () => {
  test('of a cubic', () => {
    const result = trace(
      graph(
        (u) => u ** 3 - 3 * u,
        (u) => 3 * u * u - 3,
      ),
      -3,
      -18,
      { range: [-18, 18] },
    )
    expect(result.end).toBe('range')
    expect(result.points.at(-1)!.u[0]).toBeCloseTo(3, 12)
    const found = folds(result)
    expect(found).toHaveLength(2)
    expect(Math.abs(found[0].u[0] + 1)).toBeLessThan(1e-9)
    expect(Math.abs(found[0].parameter - 2)).toBeLessThan(1e-12)
    expect(Math.abs(found[1].u[0] - 1)).toBeLessThan(1e-9)
    expect(Math.abs(found[1].parameter + 2)).toBeLessThan(1e-12)
  })
  test('of ignition, p = u e^{-u}, without p beyond its largest value', () => {
    const system = graph(
      (u) => u * Math.exp(-u),
      (u) => (1 - u) * Math.exp(-u),
    )
    const result = trace(system, 0, 0, { range: [0, 1], bounds: [-1, 4] })
    expect(result.end).toBe('bounds')
    expect(folds(result)).toHaveLength(1)
    expect(Math.abs(folds(result)[0].u[0] - 1)).toBeLessThan(1e-9)
    expect(Math.abs(folds(result)[0].parameter * Math.E - 1)).toBeLessThan(1e-12)
  })
  test('twenty in a row', () => {
    const result = trace(
      graph(
        (u) => u / 20 + Math.sin(u),
        (u) => 1 / 20 + Math.cos(u),
      ),
      0,
      0,
      { range: [-2, 4] },
    )
    expect(result.end).toBe('range')
    // p passes 4 for good at the first u with u/20 + sin u = 4.
    const found = folds(result)
    for (const [k, fold] of found.entries()) {
      const turn = Math.acos(-1 / 20)
      const exact = k % 2 === 0 ? turn + Math.PI * k : 2 * Math.PI - turn + Math.PI * (k - 1)
      expect(Math.abs(fold.u[0] - exact)).toBeLessThan(1e-9)
      expect(Math.abs(fold.parameter - (exact / 20 + Math.sin(exact)))).toBeLessThan(1e-12)
    }
    expect(found.length).toBeGreaterThan(18)
  })
  test('a tiny pair of folds seen with a short step', () => {
    const w = 0.01
    const system = graph(
      (u) => u - 2 * w * Math.tanh((u - 0.5) / w),
      (u) => 1 - 2 / Math.cosh((u - 0.5) / w) ** 2,
    )
    const result = trace(system, 0, 2 * w * Math.tanh(0.5 / w), { range: [0, 1], largestStep: 0.01 })
    expect(folds(result)).toHaveLength(2)
    const offset = w * Math.acosh(Math.SQRT2)
    expect(Math.abs(folds(result)[0].u[0] - 0.5 + offset)).toBeLessThan(1e-9)
  })
})

test('a circle is closed, with two folds', () => {
  const system = scalar(
    (u, p) => u * u + p * p - 1,
    (u) => 2 * u,
    (_, p) => 2 * p,
  )
  for (const direction of [1, -1] as const) {
    const result = trace(system, 1, 0, { range: [-2, 2] }, direction)
    expect(result.end).toBe('closed')
    expect(folds(result).map((fold) => fold.parameter * direction)).toEqual([
      expect.closeTo(1, 12),
      expect.closeTo(-1, 12),
    ])
    expect(result.evaluations / result.points.length).toBeLessThan(6)
  }
})

test('nearby curves are not mixed up', () => {
  // Two parallel curves 0.002 apart, with a bend: (p - g)(p - g - 0.002) = 0.
  const g = (u: number) => Math.sin(3 * u) + 0.2 * u
  const slope = (u: number) => 3 * Math.cos(3 * u) + 0.2
  const gap = 0.002
  const system = scalar(
    (u, p) => (p - g(u)) * (p - g(u) - gap),
    (u, p) => -slope(u) * (2 * (p - g(u)) - gap),
    (u, p) => 2 * (p - g(u)) - gap,
  )
  for (const lift of [0, gap]) {
    const result = trace(system, 0, lift, { range: [-3, 3], bounds: [-20, 20] })
    for (const { u, parameter } of result.points) expect(Math.abs(parameter - g(u[0]) - lift)).toBeLessThan(1e-10)
    expect(result.end).toBe('range')
  }
})

describe('crossings', () => {
  test('of a pitchfork are passed straight on and located', () => {
    const system = scalar(
      (u, p) => u * (p - u * u),
      (u, p) => p - 3 * u * u,
      (u) => u,
    )
    const result = trace(system, 0, -1, { range: [-1, 1.5] })
    expect(result.end).toBe('range')
    for (const { u } of result.points) expect(Math.abs(u[0])).toBeLessThan(1e-9)
    const crossings = result.points.filter((point) => point.crossing)
    expect(crossings).toHaveLength(1)
    expect(Math.abs(crossings[0].parameter)).toBeLessThan(1e-9)
    const parabola = trace(system, 1, 1, { range: [-1, 1.5] }, -1)
    expect(parabola.end).toBe('range')
    expect(parabola.points.at(-1)!.u[0]).toBeCloseTo(-Math.sqrt(1.5), 10)
    expect(folds(parabola)).toHaveLength(1)
    expect(Math.abs(folds(parabola)[0].parameter)).toBeLessThan(1e-12)
  })
})

describe('kinks', () => {
  const zigzag = (steepness: number) => {
    // p = u to 1, then falls with -steepness to u = 2, then rises again.
    const g = (u: number) => (u <= 1 ? u : u <= 2 ? 1 - steepness * (u - 1) : 1 - steepness + (u - 2))
    return graph(g, (u) => (u <= 1 ? 1 : u <= 2 ? -steepness : 1))
  }
  test.each([0.05, 0.3, 1, 5])('sharp folds are located and turned, slope -%d', (steepness) => {
    const result = trace(zigzag(steepness), 0, 0, { range: [-5, 3], scale: 1 })
    expect(result.end).toBe('range')
    const found = folds(result)
    expect(found).toHaveLength(2)
    expect(found.every((fold) => fold.corner)).toBe(true)
    expect(Math.abs(found[0].u[0] - 1)).toBeLessThan(1e-9)
    expect(Math.abs(found[0].parameter - 1)).toBeLessThan(1e-9)
    expect(Math.abs(found[1].u[0] - 2)).toBeLessThan(1e-9)
    expect(Math.abs(found[1].parameter - 1 + steepness)).toBeLessThan(1e-9)
    expect(result.points.at(-1)!.u[0]).toBeCloseTo(3 + 1 + steepness, 9)
  })
  test('a square-root edge, with its fold close by', () => {
    // p = u + c sqrt(1 - u) below 1: fold where 1 - u = c^2/4, then the corner at 1.
    for (const c of [0.3, 1e-2, 1e-3]) {
      const system = graph(
        (u) => u + (u < 1 ? c * Math.sqrt(1 - u) : 0),
        (u) => 1 - (u < 1 ? c / (2 * Math.sqrt(1 - u)) : 0),
      )
      const start = 0.2
      const result = trace(system, start, start + c * Math.sqrt(1 - start), {
        range: [0, 2],
        stations: [{ index: 0, value: 1 }],
      })
      expect(result.end).toBe('range')
      const found = folds(result)
      expect(found).toHaveLength(2)
      expect(Math.abs(found[0].u[0] - (1 - (c * c) / 4))).toBeLessThan(1e-9)
      expect(Math.abs(found[0].parameter - (1 + (c * c) / 4))).toBeLessThan(1e-9)
      expect(Math.abs(found[1].u[0] - 1)).toBeLessThan(1e-9)
      expect(found[1].corner).toBe(true)
      expect(Math.abs(found[1].parameter - 1)).toBeLessThan(1e-9)
      const back = trace(system, 2, 2, { range: [0, 2], stations: [{ index: 0, value: 1 }] }, -1)
      expect(folds(back)).toHaveLength(2)
    }
  })
  test('a jump ends the curve', () => {
    const result = trace(
      graph(
        (u) => (u < 1 ? u : u + 0.3),
        () => 1,
      ),
      0,
      0,
      { range: [0, 2] },
    )
    expect(result.end).toBe('broken')
    expect(result.points.at(-1)!.u[0]).toBeCloseTo(1, 8)
  })
})

test('in several unknowns: a cusp of two coupled equations', () => {
  // v = u^3/3 and p = u - 2 v + sin(v): the fold is where 1 - 2 u^2 + u^2 cos(u^3/3) = 0.
  const system = {
    dimension: 2,
    solved: () => true,
    evaluate(z: Float64Array, p: number, residual: Float64Array, jacobian: Float64Array) {
      const [u, v] = z
      residual[0] = v - u ** 3 / 3
      residual[1] = u - 2 * v + Math.sin(v) - p
      jacobian.set([-u * u, 1, 1, -2 + Math.cos(v)])
      return true
    },
    parameterDerivative(_z: Float64Array, _p: number, out: Float64Array) {
      out.set([0, -1])
      return true
    },
  }
  const result = traceCurve(system, { u: Float64Array.of(0, 0), parameter: 0 }, 1, { range: [-2, 2] })
  const [fold] = folds(result)
  const [u] = fold.u
  expect(Math.abs(1 - 2 * u * u + u * u * Math.cos(u ** 3 / 3))).toBeLessThan(1e-9)
})

test('refuses a start that is no solution', () => {
  const system = scalar(
    (u) => u * u + 1,
    (u) => 2 * u,
    () => 0,
  )
  expect(() => trace(system, 1, 0, { range: [0, 1] })).toThrow(/start must be a solution/)
})

test('can be aborted', () => {
  const system = graph(
    (u) => u,
    () => 1,
  )
  expect(() => trace(system, 0, 0, { range: [0, 1], signal: { aborted: true, reason: new Error('enough') } })).toThrow(
    'enough',
  )
})
