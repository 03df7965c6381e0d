import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interpolationGapRatio } from '../../src/physics/bcsGap.js'
import {
  electronPhononSpectralFunction,
  evaluateReducedElectronPhononHeat,
  reducedElectronPhononHeat,
} from '../../src/physics/superconductorElectronPhonon.js'
import { zeta5 } from '../../src/units/constants.js'
import { relativeDifference } from './mattisBardeenReference.js'

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8'))
}
const device = read<{ eph_ratio: { T_over_Tc: number; Tp_over_Tc: number; ratio: number }[] }>('dey2023-device.json')
const integrals = read<{ rows: { t: string; t_p: string; n: string; q: string }[] }>(
  'superconductor-electron-phonon.json',
)

describe('against values computed elsewhere', () => {
  it('has the 18-digit double integrals to 1e-12', () => {
    for (const row of integrals.rows) {
      const q = reducedElectronPhononHeat(Number(row.t), Number(row.t_p), Number(row.n))
      expect(relativeDifference(q, Number(row.q)), JSON.stringify(row)).toBeLessThan(1e-12)
    }
  })

  it('has the ratios to the normal law of the device table to 1e-10', () => {
    for (const { T_over_Tc, Tp_over_Tc, ratio } of device.eph_ratio) {
      // The two rows at 0.1 T_c are off by 3.4e-7: the double integrals above and mpmath have both of them
      // (q = 1.262248907586858e-14 for T_p = 0.02 T_c, ratio 2.131671872904e-8).
      const limit = T_over_Tc === 0.1 ? 4e-7 : 1e-10
      const gap = 1.76 * interpolationGapRatio(T_over_Tc)
      const t = T_over_Tc / gap
      const tp = Tp_over_Tc / gap
      const own = reducedElectronPhononHeat(t, tp) / (t ** 5 - tp ** 5)
      expect(relativeDifference(own, ratio), `T = ${T_over_Tc}, T_p = ${Tp_over_Tc}`).toBeLessThan(limit)
    }
  })

  it.each([
    [0.05, 1.93797e-9],
    [0.1, 6.61692e-5],
    [0.2, 0.0471876],
    [0.3, 0.300909],
    [0.5, 0.803622],
  ])('over t^5 at T_p = 0, t = %d: %d, six digits', (t, ratio) => {
    expect(relativeDifference(reducedElectronPhononHeat(t, 0) / t ** 5, ratio)).toBeLessThan(3e-6)
  })
})

describe('limits', () => {
  it('tends to t^n − t_p^n for a vanishing gap', () => {
    for (const exponent of [4, 5, 6]) {
      const q = reducedElectronPhononHeat(1e6, 5e5, exponent)
      expect(relativeDifference(q, 1e6 ** exponent - 5e5 ** exponent)).toBeLessThan(1e-11)
    }
  })

  it('at low temperature is the scattering law 64/(63 ζ(5)) t^5 e^{-1/t}', () => {
    const ratio = (t: number) => (reducedElectronPhononHeat(t, 0) / t ** 5) * Math.exp(1 / t)
    // corrections are powers of t: extrapolate over three halvings
    const [a, b, c, d] = [0.008, 0.004, 0.002, 0.0016].map(ratio) as [number, number, number, number]
    expect(Math.abs(d - 64 / (63 * zeta5))).toBeLessThan(0.02)
    const first = [2 * b - a, 2 * c - b] as const
    expect((4 * first[1] - first[0]) / 3).toBeCloseTo(64 / (63 * zeta5), 5)
  })

  it('with cold electrons absorbs only what breaks pairs', () => {
    // t = 0: only F of the pair part remains, −q = (1/24ζ(5)) ∫₂ ε³ n(ε/t_p) F; leading π step: F(2+) = π
    const tp = 0.01
    const step = Math.PI * (8 * tp + 12 * tp ** 2 + 12 * tp ** 3 + 6 * tp ** 4)
    const q = reducedElectronPhononHeat(0, tp)
    expect(-q * Math.exp(2 / tp) * 24 * zeta5).toBeGreaterThan(step)
    expect(-q * Math.exp(2 / tp) * 24 * zeta5).toBeLessThan(step * 1.01)
  })

  it('is 0 where everything is cold', () => {
    expect(reducedElectronPhononHeat(0, 0)).toBe(0)
    expect(reducedElectronPhononHeat(1e-3, 1e-4)).toBe(0)
  })
})

describe('second law', () => {
  const temperature = fc.double({ min: Math.log(0.02), max: Math.log(300), noNaN: true }).map(Math.exp)

  it('runs from hot to cold, exactly 0 at equality, rising with t, falling with t_p', () => {
    const out = new Float64Array(3)
    fc.assert(
      fc.property(temperature, temperature, fc.double({ min: 3, max: 7, noNaN: true }), (t, tp, exponent) => {
        evaluateReducedElectronPhononHeat(t, tp, exponent, out)
        expect(Math.sign(out[0])).toBe(Math.sign(t - tp))
        expect(out[0]).toBe(reducedElectronPhononHeat(t, tp, exponent))
        expect(out[2]).toBeLessThan(0)
        expect(reducedElectronPhononHeat(t, t, exponent)).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  it('is linear in t − t_p for nearly equal temperatures, to the last digits', () => {
    const out = new Float64Array(3)
    for (const t of [0.05, 0.3, 1, 20]) {
      evaluateReducedElectronPhononHeat(t, t, 5, out)
      const slope = -out[2]
      expect(relativeDifference(out[1], slope)).toBeLessThan(1e-14)
      const tp = t * (1 + 2 ** -40)
      expect(relativeDifference(reducedElectronPhononHeat(t, tp), -slope * (tp - t))).toBeLessThan(1e-10)
    }
  })

  it('has the derivatives of its values', () => {
    const out = new Float64Array(3)
    for (const [t, tp, exponent] of [
      [0.1, 0.03, 5],
      [0.3, 0.25, 5],
      [0.5, 0.9, 4],
      [2, 1, 5],
      [40, 10, 6],
    ] as const) {
      evaluateReducedElectronPhononHeat(t, tp, exponent, out)
      const slope = (f: (h: number) => number, h: number) => (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h)
      const byT = slope((h) => reducedElectronPhononHeat(t + h, tp, exponent), 5e-4 * t)
      const byTp = slope((h) => reducedElectronPhononHeat(t, tp + h, exponent), 5e-4 * tp)
      const scale = Math.abs(out[0]) / t
      expect(Math.abs(out[1] - byT) / Math.max(Math.abs(byT), scale)).toBeLessThan(1e-8)
      expect(Math.abs(out[2] - byTp) / Math.max(Math.abs(byTp), scale)).toBeLessThan(1e-8)
    }
  })
})

describe('spectral function', () => {
  it('sets in with a step π at twice the gap when cold', () => {
    expect(electronPhononSpectralFunction(2, 0)).toBe(0)
    expect(electronPhononSpectralFunction(2 + 2 ** -40, 0)).toBeCloseTo(Math.PI, 11)
  })

  it('tends to ε without a gap', () => {
    expect(electronPhononSpectralFunction(1e6, 1e6) / 1e6).toBeCloseTo(1, 12)
  })
})

describe('arguments', () => {
  it('refuses what has no meaning', () => {
    for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => reducedElectronPhononHeat(bad, 1)).toThrow(/k_B T\/Delta must be between 0 and .* got/)
      expect(() => reducedElectronPhononHeat(1, bad)).toThrow(/k_B T_p\/Delta must be/)
      expect(() => electronPhononSpectralFunction(bad, 1)).toThrow(/phonon energy/)
    }
    expect(() => reducedElectronPhononHeat(1, 0.5, 2)).toThrow(/exponent .* between 3 and 8, got 2/)
  })
})
