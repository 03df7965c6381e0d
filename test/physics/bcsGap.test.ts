import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  bcsGapRatio,
  bcsGapRatioDerivative,
  interpolationGapRatio,
  interpolationGapRatioDerivative,
} from '../../src/physics/bcsGap.js'
import { bcsGapRatioAtZero, eulerGamma } from '../../src/units/constants.js'
import { relativeDifference } from './mattisBardeenReference.js'

const rows: { T_over_Tc: string; gap_over_gap0: string }[] = JSON.parse(
  readFileSync(new URL('../golden/bcs-gap.json', import.meta.url), 'utf8'),
)

/** ln(T_c/T) − Σ [1/(n+½) − 1/√((n+½)²+y²)]: zero for the right gap; tail by the Euler-Maclaurin formula. */
function residual(reducedTemperature: number, ratio: number): number {
  const y = (ratio * bcsGapRatioAtZero) / (2 * Math.PI * reducedTemperature)
  const y2 = y * y
  let sum = 0
  const count = 4000
  for (let n = count - 1; n >= 0; n--) {
    const w = n + 0.5
    const root = Math.sqrt(w * w + y2)
    sum += y2 / (w * root * (w + root))
  }
  // midpoint rule: Σ_{n≥N} g(n+½) = ∫_N^∞ g dw + g′(N)/24 − ..., ∫_N^∞ g = ln[(N + √(N²+y²))/(2N)]
  const root = Math.sqrt(count * count + y2)
  const tail = Math.log1p(y2 / (2 * count * (count + root)))
  const slope = -1 / (count * count) + count / root ** 3
  return -Math.log(reducedTemperature) - (sum + tail + slope / 24)
}

describe('bcsGapRatio', () => {
  it('has the golden table to 1e-12', () => {
    for (const row of rows) {
      expect(relativeDifference(bcsGapRatio(Number(row.T_over_Tc)), Number(row.gap_over_gap0))).toBeLessThan(1e-12)
    }
  })

  it('solves the gap equation everywhere', () => {
    for (let reduced = 0.041; reduced < 1; reduced += 0.0137) {
      expect(Math.abs(residual(reduced, bcsGapRatio(reduced))), `T/Tc = ${reduced}`).toBeLessThan(2e-13)
    }
  })

  it('goes over into the square-root law at T_c', () => {
    // (Δ/Δ0)² -> (1−T/Tc) 8 e^{2γ}/(7 ζ(3)), the known slope of the BCS theory
    const zeta3 = 1.2020569031595942
    const factor = (8 * Math.exp(2 * eulerGamma)) / (7 * zeta3)
    for (const distance of [2 ** -53, 2 ** -45, 2 ** -40]) {
      expect(relativeDifference(bcsGapRatio(1 - distance), Math.sqrt(factor * distance))).toBeLessThan(1e-12)
      const slope = -0.5 * Math.sqrt(factor / distance)
      expect(relativeDifference(bcsGapRatioDerivative(1 - distance), slope)).toBeLessThan(3e-12)
    }
  })

  it('goes over into the low-temperature law', () => {
    // 1 − Δ/Δ0 -> √(2π k_B T/Δ0) e^{−Δ0/k_B T} (1 − k_B T/(8 Δ0) + ...)
    const reduced = 0.06
    const s = reduced / bcsGapRatioAtZero
    const expected = Math.sqrt(2 * Math.PI * s) * Math.exp(-1 / s) * (1 - s / 8 + (9 / 128) * s * s)
    expect(Math.abs(1 - bcsGapRatio(reduced) - expected)).toBeLessThan(2e-16)
    expect(bcsGapRatio(0)).toBe(1)
    expect(bcsGapRatio(1e-300)).toBe(1)
  })

  it('falls monotonically, without a seam between its pieces', () => {
    let last = 1
    for (let k = 0; k <= 4000; k++) {
      const value = bcsGapRatio(k / 4000)
      expect(value).toBeLessThanOrEqual(last)
      last = value
    }
    for (const seam of [0.04, 0.3]) {
      expect(Math.abs(bcsGapRatio(seam * (1 - 1e-15)) - bcsGapRatio(seam * (1 + 1e-15)))).toBeLessThan(4e-16)
    }
  })
})

describe.each([
  ['bcs', bcsGapRatio, bcsGapRatioDerivative],
  ['interpolation', interpolationGapRatio, interpolationGapRatioDerivative],
] as const)('%s', (_name, ratio, derivative) => {
  it('has the derivative of its values', () => {
    for (const reduced of [0.12, 0.2, 0.28, 0.31, 0.5, 0.8, 0.95, 0.999]) {
      const h = 1e-3 * Math.min(reduced, 1 - reduced)
      const difference =
        (8 * (ratio(reduced + h) - ratio(reduced - h)) - (ratio(reduced + 2 * h) - ratio(reduced - 2 * h))) / (12 * h)
      expect(Math.abs(derivative(reduced) - difference)).toBeLessThan(1e-10 * (1 + Math.abs(difference)))
    }
  })

  it('is 0 with slope 0 at and above T_c, 1 at zero, and refuses nonsense', () => {
    for (const reduced of [1, 1.5, 1e9, Number.POSITIVE_INFINITY]) {
      expect([ratio(reduced), derivative(reduced)]).toEqual([0, 0])
    }
    expect(ratio(0)).toBe(1)
    expect(derivative(0) + 0).toBe(0)
    expect(derivative(1e-200) + 0).toBe(0)
    expect(() => ratio(-0.1)).toThrow(RangeError)
    expect(() => derivative(Number.NaN)).toThrow(/T\/T_c must not be negative, got NaN/)
  })
})

describe('interpolationGapRatio', () => {
  it('is tanh(1.74 sqrt(Tc/T - 1))', () => {
    expect(interpolationGapRatio(0.5)).toBeCloseTo(Math.tanh(1.74), 15)
    expect(relativeDifference(interpolationGapRatio(1 - 2 ** -50), 1.74 * 2 ** -25)).toBeLessThan(1e-14)
  })

  it('differs from the weak-coupling gap by up to 1.9 % of the gap at zero', () => {
    let largest = 0
    for (let k = 1; k < 1000; k++) {
      largest = Math.max(
        largest,
        Math.abs((1.76 / bcsGapRatioAtZero) * interpolationGapRatio(k / 1000) - bcsGapRatio(k / 1000)),
      )
    }
    expect(largest).toBeGreaterThan(0.018)
    expect(largest).toBeLessThan(0.0195)
  })
})
