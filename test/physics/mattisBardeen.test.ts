import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateConductivity, reducedConductivity, writeConductivity } from '../../src/physics/mattisBardeen.js'
import { electronPhononSpectralFunction } from '../../src/physics/superconductorElectronPhonon.js'
import { completeIntegrals } from './ellipticIntegrals.js'
import { between, golden, relativeDifference, roundingOf } from './mattisBardeenReference.js'

const logUniform = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp)

describe('golden table', () => {
  it('has sigma1, sigma2 and F to 1e-13 on every row, where x and t are the decimals of the table', () => {
    const out = new Float64Array(6)
    for (const row of golden.rows) {
      const x = Number(row.x)
      const t = Number(row.t)
      evaluateConductivity(x, t, out)
      // 2.0001 is not a double: just above the gap at low t its rounding alone moves sigma1 by 2e-12.
      const sigma1 = out[0] + out[2] * roundingOf(row.x) + out[4] * roundingOf(row.t)
      const sigma2 = out[1] + out[3] * roundingOf(row.x) + out[5] * roundingOf(row.t)
      expect(relativeDifference(sigma1, Number(row.sigma1)), `sigma1(${row.x}, ${row.t})`).toBeLessThan(1e-13)
      expect(relativeDifference(sigma2, Number(row.sigma2)), `sigma2(${row.x}, ${row.t})`).toBeLessThan(1e-13)
      const F = electronPhononSpectralFunction(x, t)
      expect(relativeDifference(F, Number(row.F)), `F(${row.x}, ${row.t})`).toBeLessThan(1e-13)
    }
  })

  it('has the plain values to 1e-12, except sigma1 at x = 2.0001, which the rounding of x limits', () => {
    for (const row of golden.rows) {
      const { sigma1, sigma2 } = reducedConductivity(Number(row.x), Number(row.t))
      const limit = row.x === '2.0001' ? 3e-12 : 1e-12
      expect(relativeDifference(sigma1, Number(row.sigma1)), `sigma1(${row.x}, ${row.t})`).toBeLessThan(limit)
      expect(relativeDifference(sigma2, Number(row.sigma2)), `sigma2(${row.x}, ${row.t})`).toBeLessThan(1e-12)
    }
  })

  it('has the extreme rows to 1e-13', () => {
    for (const row of golden.extreme_rows!) {
      const { sigma1, sigma2 } = reducedConductivity(Number(row.x), Number(row.t))
      expect(relativeDifference(sigma1, Number(row.sigma1)), `sigma1(${row.x}, ${row.t})`).toBeLessThan(1e-13)
      expect(relativeDifference(sigma2, Number(row.sigma2)), `sigma2(${row.x}, ${row.t})`).toBeLessThan(1e-13)
    }
  })
})

describe('40-digit values between the rows', () => {
  it('agree to 1e-13', () => {
    for (const row of between.rows) {
      const x = Number(row.x)
      const t = Number(row.t)
      const { sigma1, sigma2 } = reducedConductivity(x, t)
      expect(relativeDifference(sigma1, Number(row.sigma1)), `sigma1(${x}, ${t})`).toBeLessThan(1e-13)
      expect(relativeDifference(sigma2, Number(row.sigma2)), `sigma2(${x}, ${t})`).toBeLessThan(1e-13)
      const F = electronPhononSpectralFunction(x, t)
      expect(relativeDifference(F, Number(row.F)), `F(${x}, ${t})`).toBeLessThan(1e-13)
    }
  })

  it('agree in their derivatives to 1e-12 of the larger of |derivative| and value/argument', () => {
    const out = new Float64Array(6)
    let checked = 0
    for (const row of between.rows) {
      if (row.sigma1_x === undefined) continue
      checked++
      const x = Number(row.x)
      const t = Number(row.t)
      evaluateConductivity(x, t, out)
      const names = ['sigma1_x', 'sigma2_x', 'sigma1_t', 'sigma2_t']
      names.forEach((name, k) => {
        const reference = Number(row[name])
        const scale = Math.max(Math.abs(reference), out[k % 2] / (k < 2 ? x : t))
        expect(Math.abs(out[2 + k] - reference) / scale, `${name}(${x}, ${t})`).toBeLessThan(1e-12)
      })
    }
    expect(checked).toBeGreaterThan(25)
  })
})

describe('exact limits', () => {
  it('t = 0: complete elliptic integrals', () => {
    for (const x of [1e-6, 0.1, 0.7, 1.5, 1.99, 2.01, 2.5, 3.9, 4.1, 8, 30, 1000]) {
      const k = Math.abs(x - 2) / (x + 2)
      const own = completeIntegrals(k)
      const other = completeIntegrals(Math.sqrt(8 * x) / (x + 2))
      const { sigma1, sigma2 } = reducedConductivity(x, 0)
      const terms = (1 + 2 / x) * other.E
      expect(Math.abs(sigma2 - 0.5 * (terms - (1 - 2 / x) * other.K)) / terms).toBeLessThan(5e-14)
      if (x < 2) expect(sigma1).toBe(0)
      else expect(sigma1).toBeCloseTo((1 + 2 / x) * own.E - (4 / x) * own.K, 14)
    }
    expect(reducedConductivity(2, 0).sigma2).toBeCloseTo(1, 14)
    expect(reducedConductivity(4, 0).sigma2).toBeCloseTo(0.2031494432299801, 14)
  })

  it('x -> 0: x sigma2 -> pi tanh(1/(2t))', () => {
    for (const t of [0, 0.01, 0.1, 0.5, 1, 10, 1e3, 1e6]) {
      const x = 1e-30
      expect(relativeDifference(x * reducedConductivity(x, t).sigma2, Math.PI * Math.tanh(0.5 / t))).toBeLessThan(1e-14)
    }
  })

  it('x >> 1, t << x: sigma2 -> pi/x^2', () => {
    expect(relativeDifference(reducedConductivity(1e8, 1e3).sigma2, Math.PI / 1e16)).toBeLessThan(1e-13)
  })

  it('vanishing gap: sigma1 -> 1', () => {
    for (const [x, t] of [
      [1e6, 1e6],
      [1e8, 1e6],
      [1e9, 3e7],
      [1e-3, 1e12],
      [1e40, 1e40],
    ]) {
      expect(Math.abs(reducedConductivity(x, t).sigma1 - 1)).toBeLessThan(1e-11)
    }
  })

  it('low temperature: sigma1 vanishes without NaN, sigma2 stays', () => {
    for (const x of [1e-9, 1e-3, 0.5, 1.9999999999, 2]) {
      const { sigma1, sigma2 } = reducedConductivity(x, 1e-3)
      expect(sigma1).toBe(0)
      expect(sigma2).toBe(reducedConductivity(x, 0).sigma2)
    }
  })
})

describe('shape', () => {
  it('is continuous where the evaluation changes and at the gap edge', () => {
    for (const edge of [
      1,
      2,
      4,
      (2 * (1 + Math.SQRT1_2)) / (1 - Math.SQRT1_2),
      (2 * (1 - Math.SQRT1_2)) / (1 + Math.SQRT1_2),
    ]) {
      for (const t of [0, 0.02, 0.3, 1, 20, 1e5]) {
        const below = reducedConductivity(edge * (1 - 1e-13), t)
        const above = reducedConductivity(edge * (1 + 1e-13), t)
        expect(Math.abs(above.sigma1 - below.sigma1)).toBeLessThan(1e-12 * (below.sigma1 + 1))
        expect(Math.abs(above.sigma2 - below.sigma2)).toBeLessThan(2e-11 * below.sigma2)
      }
    }
  })

  it('is passive and finite everywhere, derivatives included', () => {
    const out = new Float64Array(6)
    fc.assert(
      fc.property(logUniform(1e-9, 1e9), logUniform(1e-4, 1e8), (x, t) => {
        evaluateConductivity(x, t, out)
        expect(out.every(Number.isFinite)).toBe(true)
        expect(out[0]).toBeGreaterThanOrEqual(0)
        expect(out[1]).toBeGreaterThan(0)
        expect(electronPhononSpectralFunction(x, t)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 2000 },
    )
  })

  it('below the gap sigma2 falls with t; everywhere sigma2 falls with x', () => {
    const out = new Float64Array(6)
    fc.assert(
      fc.property(logUniform(1e-9, 1e8), logUniform(0.05, 1e6), (x, t) => {
        evaluateConductivity(x, t, out)
        expect(out[3]).toBeLessThan(0)
        if (x < 2) expect(out[5]).toBeLessThan(0)
      }),
      { numRuns: 1000 },
    )
  })

  it('writes the same values by all three functions', () => {
    const two = new Float64Array(2)
    const six = new Float64Array(6)
    fc.assert(
      fc.property(logUniform(1e-6, 1e6), logUniform(1e-3, 1e5), (x, t) => {
        const { sigma1, sigma2 } = reducedConductivity(x, t)
        writeConductivity(x, t, two)
        evaluateConductivity(x, t, six)
        expect([two[0], two[1], six[0], six[1]]).toEqual([sigma1, sigma2, sigma1, sigma2])
      }),
      { numRuns: 300 },
    )
  })

  it('keeps finite slopes of either side next to x = 2', () => {
    const below = new Float64Array(6)
    const above = new Float64Array(6)
    evaluateConductivity(2 - 2 ** -50, 0.01, below)
    evaluateConductivity(2 + 2 ** -50, 0.01, above)
    // sigma1 sets in with slope pi/4; sigma2 falls like (1/4) ln|x - 2|, the same on both sides
    expect(above[2] - below[2]).toBeCloseTo(Math.PI / 4, 12)
    expect(relativeDifference(above[3], below[3])).toBeLessThan(1e-9)
    evaluateConductivity(2, 0.01, below)
    expect(below.every(Number.isFinite)).toBe(true)
  })
})

describe('arguments', () => {
  it('refuses what has no meaning', () => {
    for (const x of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e200]) {
      expect(() => reducedConductivity(x, 1)).toThrow(/reduced photon energy .* got/)
    }
    for (const t of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => reducedConductivity(1, t)).toThrow(/reduced temperature .* got/)
      expect(() => evaluateConductivity(1, t, new Float64Array(6))).toThrow(RangeError)
    }
  })
})
