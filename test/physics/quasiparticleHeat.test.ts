import { describe, expect, it } from 'vitest'
import { bcsGapRatio, interpolationGapRatio } from '../../src/physics/bcsGap.js'
import { quasiparticleHeatIntegral } from '../../src/physics/quasiparticleHeat.js'
import { bcsGapRatioAtZero } from '../../src/units/constants.js'

const bcs = (T: number) => (bcsGapRatioAtZero * bcsGapRatio(T)) / T
const interpolated = (T: number) => (1.76 * interpolationGapRatio(T)) / T

describe('quasiparticleHeatIntegral', () => {
  // mpmath 1.3, 30 digits: kappa_s/kappa_n by its integral, gap by its formula, quadrature in T; T_c = 1
  it.each([
    [0.2, 0.9, 0.23232937744131046],
    [0.05, 0.1, 2.570996307357618e-9],
    [0.6, 1.5, 0.9005081509099526],
    [0.02, 0.5, 0.02185779034194186],
  ])('from %f to %f T_c', (cold, hot, value) => {
    const got = quasiparticleHeatIntegral(1, interpolated, cold, hot)
    expect(Math.abs(got / value - 1)).toBeLessThan(1e-12)
  })

  it('is additive, zero on nothing and elementary above T_c', () => {
    const whole = quasiparticleHeatIntegral(1, bcs, 0.1, 1.2)
    const parts = [0.1, 0.3, 0.5, 0.77, 1, 1.2]
    const sum = parts.slice(1).reduce((s, hot, i) => s + quasiparticleHeatIntegral(1, bcs, parts[i]!, hot), 0)
    expect(Math.abs(sum / whole - 1)).toBeLessThan(1e-13)
    expect(quasiparticleHeatIntegral(1, bcs, 0.4, 0.4)).toBe(0)
    expect(quasiparticleHeatIntegral(1, bcs, 2, 4)).toBe(6)
  })

  it('has the integrand as slope', () => {
    for (const T of [0.1, 0.35, 0.49, 0.52, 0.9]) {
      const h = 1e-4 * T
      const slope = quasiparticleHeatIntegral(1, bcs, T - h, T + h) / (2 * h)
      const ratio = quasiparticleHeatIntegral(1, bcs, T - h / 2, T + h / 2) / h
      expect(Math.abs(slope / ratio - 1)).toBeLessThan(1e-5)
    }
  })
})
