import { describe, expect, test } from 'vitest'
import type { OdeSystem } from '../../src/numerics/radauStep.js'
import type { OdeOptions, OdeState } from '../../src/numerics/stiffOde.js'
import { integrateOde, startOde } from '../../src/numerics/stiffOde.js'

type Rates = (t: number, y: Float64Array) => number[]

/** A system from formulas for f and its Jacobian, with absolute + relative tolerance. */
function system(dimension: number, f: Rates, jacobian: Rates, relative: number, absolute: number): OdeSystem {
  return {
    dimension,
    integrals: 0,
    evaluate(t, y, _side, out) {
      out.rate.set(f(t, y))
      out.jacobian.set(jacobian(t, y))
      return out.rate.every(Number.isFinite)
    },
    tolerance(y, out) {
      for (let k = 0; k < dimension; k++) out[k] = absolute + relative * Math.abs(y[k])
    },
  }
}

function run(ode: OdeSystem, y: number[], until: number, options: OdeOptions = {}) {
  const result = integrateOde(ode, startOde(0, y, ode.integrals), until, options)
  expect(result.status).toBe('converged')
  expect(result.state.time).toBe(until)
  return result
}

describe('known problems', () => {
  // References: E. Hairer and G. Wanner, test set of Solving ODEs II (programs at unige.ch/~hairer), to all digits given there.
  test('van der Pol, epsilon = 1e-6', () => {
    const ode = (tolerance: number) =>
      system(
        2,
        (_t, [a, b]) => [b, ((1 - a * a) * b - a) / 1e-6],
        (_t, [a, b]) => [0, 1, (-2 * a * b - 1) / 1e-6, (1 - a * a) / 1e-6],
        tolerance,
        tolerance,
      )
    for (const tolerance of [1e-6, 1e-9]) {
      const { state, steps } = run(ode(tolerance), [2, 0], 2)
      expect(Math.abs(state.y[0] - 1.706167732170483)).toBeLessThan(tolerance)
      expect(Math.abs(state.y[1] + 0.8928097010247975)).toBeLessThan(tolerance)
      expect(steps).toBeLessThan(tolerance === 1e-6 ? 1000 : 5000)
    }
  })
  test('HIRES', () => {
    const f: Rates = (_t, y) => {
      const r = 280 * y[5] * y[7]
      return [
        -1.71 * y[0] + 0.43 * y[1] + 8.32 * y[2] + 0.0007,
        1.71 * y[0] - 8.75 * y[1],
        -10.03 * y[2] + 0.43 * y[3] + 0.035 * y[4],
        8.32 * y[1] + 1.71 * y[2] - 1.12 * y[3],
        -1.745 * y[4] + 0.43 * y[5] + 0.43 * y[6],
        -r + 0.69 * y[3] + 1.71 * y[4] - 0.43 * y[5] + 0.69 * y[6],
        r - 1.81 * y[6],
        -r + 1.81 * y[6],
      ]
    }
    const jacobian: Rates = (_t, y) => {
      const j = new Array(64).fill(0)
      const set = (row: number, entries: Record<number, number>) => {
        for (const [column, value] of Object.entries(entries)) j[row * 8 + Number(column)] = value
      }
      const a = 280 * y[7]
      const b = 280 * y[5]
      set(0, { 0: -1.71, 1: 0.43, 2: 8.32 })
      set(1, { 0: 1.71, 1: -8.75 })
      set(2, { 2: -10.03, 3: 0.43, 4: 0.035 })
      set(3, { 1: 8.32, 2: 1.71, 3: -1.12 })
      set(4, { 4: -1.745, 5: 0.43, 6: 0.43 })
      set(5, { 3: 0.69, 4: 1.71, 5: -a - 0.43, 6: 0.69, 7: -b })
      set(6, { 5: a, 6: -1.81, 7: b })
      set(7, { 5: -a, 6: 1.81, 7: -b })
      return j
    }
    const { state } = run(system(8, f, jacobian, 1e-8, 1e-10), [1, 0, 0, 0, 0, 0, 0, 0.0057], 321.8122)
    const exact = [
      0.7371312573325668e-3, 0.1442485726316185e-3, 0.5888729740967575e-4, 0.1175651343283149e-2, 0.2386356198831331e-2,
      0.6238968252742796e-2, 0.2849998395185769e-2, 0.2850001604814231e-2,
    ]
    for (const [k, value] of state.y.entries()) expect(Math.abs(value / exact[k] - 1)).toBeLessThan(1e-6)
  })
  test('Robertson, and its invariant to rounding at any tolerance', () => {
    const ode: OdeSystem = {
      dimension: 3,
      integrals: 1,
      evaluate(_t, [a, b, c], _side, out) {
        out.rate.set([-0.04 * a + 1e4 * b * c, 0.04 * a - 1e4 * b * c - 3e7 * b * b, 3e7 * b * b])
        out.jacobian.set([-0.04, 1e4 * c, 1e4 * b, 0.04, -1e4 * c - 6e7 * b, -1e4 * b, 0, 6e7 * b, 0])
        // The same as the rate of c: q - c is an invariant.
        out.integrand[0] = 3e7 * b * b
        out.integrandJacobian.set([0, 6e7 * b, 0])
        return true
      },
      tolerance(y, out) {
        for (let k = 0; k < 3; k++) out[k] = 1e-3 * Math.abs(y[k]) + 1e-8
      },
    }
    const { state } = run(ode, [1, 0, 0], 40)
    expect(Math.abs(state.y[0] - 0.7158270688)).toBeLessThan(1e-4)
    expect(Math.abs(state.y[0] + state.y[1] + state.y[2] - 1)).toBeLessThan(1e-14)
    expect(Math.abs(state.integrals[0] - state.y[2])).toBeLessThan(1e-14)
    const long = run(ode, [1, 0, 0], 1e11)
    expect(Math.abs(long.state.integrals[0] - long.state.y[2])).toBeLessThan(1e-13)
    expect(long.steps).toBeLessThan(300)
  })
})

describe('order', () => {
  // y = exp(sin t), fixed steps.
  const ode = system(
    1,
    (t, [y]) => [y * Math.cos(t)],
    (t) => [Math.cos(t)],
    1e6,
    1e6,
  )
  const errors = (steps: number) => {
    let dense = 0
    const out = new Float64Array(1)
    const { state } = integrateOde(ode, { ...startOde(0, [1], 0), nextStep: 2 / steps }, 2, {
      largestStep: 2 / steps,
      onStep: (step) => {
        for (const part of [0.3, 0.5, 0.8]) {
          const t = step.from + part * (step.to - step.from)
          step.interpolate(t, out)
          dense = Math.max(dense, Math.abs(out[0] - Math.exp(Math.sin(t))))
        }
        return false
      },
    })
    return { end: Math.abs(state.y[0] - Math.exp(Math.sin(2))), dense }
  }
  test('five at the ends of steps, four between them', () => {
    const coarse = errors(16)
    const fine = errors(32)
    expect(Math.log2(coarse.end / fine.end)).toBeGreaterThan(4.7)
    expect(Math.log2(coarse.end / fine.end)).toBeLessThan(5.4)
    expect(Math.log2(coarse.dense / fine.dense)).toBeGreaterThan(3.7)
  })
  test('stiff decay is damped at once, with a step as long as one likes', () => {
    // y' = -1e9 (y - cos t) - sin t: the solution is cos t.
    const stiff = system(
      1,
      (t, [y]) => [-1e9 * (y - Math.cos(t)) - Math.sin(t)],
      () => [-1e9],
      1e-8,
      1e-8,
    )
    const { state, steps } = run(stiff, [0], 10)
    expect(Math.abs(state.y[0] - Math.cos(10))).toBeLessThan(1e-8)
    expect(steps).toBeLessThan(400)
  })
})

describe('accuracy', () => {
  test.each([1e-3, 1e-5, 1e-7, 1e-9])(
    'Brusselator within %d of a run at 1e-12, at and between the steps',
    (tolerance) => {
      const ode = (t: number) =>
        system(
          2,
          (_t, [a, b]) => [1 + a * a * b - 4 * a, 3 * a - a * a * b],
          (_t, [a, b]) => [2 * a * b - 4, a * a, 3 - 2 * a * b, -a * a],
          t,
          t,
        )
      const times = Array.from({ length: 41 }, (_, i) => i / 4)
      const sample = (t: number) => {
        const values: number[][] = []
        const out = new Float64Array(2)
        run(ode(t), [1.5, 3], 10, {
          onStep: (step) => {
            for (const time of times)
              if (time > step.from && time <= step.to) {
                step.interpolate(time, out)
                values.push([...out])
              }
            return false
          },
        })
        return values
      }
      const exact = sample(1e-12)
      const found = sample(tolerance)
      let worst = 0
      for (const [i, value] of found.entries())
        for (const k of [0, 1]) worst = Math.max(worst, Math.abs(value[k] - exact[i][k]) / (1 + Math.abs(exact[i][k])))
      expect(worst).toBeLessThan(3 * tolerance)
    },
  )
})

describe('state', () => {
  const ode = system(
    2,
    (_t, [a, b]) => [b, ((1 - a * a) * b - a) / 1e-3],
    (_t, [a, b]) => [0, 1, (-2 * a * b - 1) / 1e-3, (1 - a * a) / 1e-3],
    1e-6,
    1e-6,
  )
  test('a run resumed from any of its steps goes on bit by bit', () => {
    const states: OdeState[] = []
    const whole = run(ode, [2, -0.66], 2, {
      onStep: (step) => {
        states.push(step.state())
        return false
      },
    })
    for (const index of [0, 7, Math.floor(states.length / 2), states.length - 2]) {
      const read = JSON.parse(JSON.stringify(states[index])) as OdeState
      expect(integrateOde(ode, read, 2).state).toEqual(whole.state)
    }
  })
  test('stops where it is told to', () => {
    const result = integrateOde(ode, startOde(0, [2, -0.66], 0), 2, { onStep: (step) => step.to > 0.5 })
    expect(result.status).toBe('converged')
    expect(result.state.time).toBeGreaterThan(0.5)
    expect(result.state.time).toBeLessThan(1)
  })
  test('says when it cannot go on', () => {
    // y' = y^2 is infinite at t = 1.
    const blowUp = system(
      1,
      (_t, [y]) => [y * y],
      (_t, [y]) => [2 * y],
      1e-8,
      1e-8,
    )
    const result = integrateOde(blowUp, startOde(0, [1], 0), 2)
    expect(result.status).not.toBe('converged')
    expect(Math.abs(result.state.time - 1)).toBeLessThan(1e-6)
    expect(integrateOde(ode, startOde(0, [2, -0.66], 0), 2, { maxSteps: 3 }).status).toBe('max-evaluations')
    expect(() => integrateOde(ode, startOde(0, [2, -0.66], 0), -1)).toThrow(/must not lie before 0/)
    expect(() => integrateOde(ode, startOde(0, [2, -0.66], 0), 1, { signal: { aborted: true } })).toThrow()
  })
})

test('breaks are stepped to, and each side sees its own values', () => {
  // A square wave of drive between breaks: y' = +1 or -1.
  const breaks = [1, 2, 3, 4]
  const ode: OdeSystem = {
    dimension: 1,
    integrals: 0,
    evaluate(t, _y, side, out) {
      const index = breaks.filter((value) => (side > 0 ? value <= t : value < t)).length
      out.rate[0] = index % 2 === 0 ? 1 : -1
      out.jacobian[0] = 0
      return true
    },
    tolerance: (_y, out) => out.fill(1e-10),
  }
  const ends: number[] = []
  const { state } = run(ode, [0], 5, {
    breaks,
    onStep: (step) => {
      ends.push(step.to)
      return false
    },
  })
  for (const value of breaks) expect(ends).toContain(value)
  expect(Math.abs(state.y[0] - 1)).toBeLessThan(1e-14)
  expect(ends.length).toBeLessThan(80)
})

test('a break that rounding sets next to the end does not stop the run', () => {
  const ode = system(
    1,
    (_t, [y]) => [-y],
    () => [-1],
    1e-6,
    1e-9,
  )
  // 10 * 1e-6 is one ulp below 1e-5.
  const { state } = run(ode, [1], 1e-5, { breaks: [0, 5e-6, 10 * 1e-6] })
  expect(state.time).toBe(1e-5)
})
