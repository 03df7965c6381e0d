import {
  bcsGapRatio,
  bcsGapRatioDerivative,
  interpolationGapRatio,
  interpolationGapRatioDerivative,
} from '../physics/bcsGap.js'
import { boltzmann } from '../units/constants.js'
import type { Material } from './material.js'

/**
 * Superconducting gap of a material at one temperature and its derivative.
 *
 * Δ(T) = a k_B T_c g(T/T_c), with a = `gapRatio` and g the interpolation tanh(1.74 √(T_c/T − 1)) of Dey et al., Sec. III A,
 * or the weak-coupling BCS gap. Zero for T ≥ T_c and for a metal without critical temperature.
 *
 * @param material Material with `criticalTemperature`, `gap` and `gapRatio`.
 * @param temperature Temperature [K] > 0.
 * @returns Δ [J] and dΔ/dT [J/K], 1e-12 relative for `bcs`, rounding error for `interpolation`.
 * @example
 * gapEnergy(resolveMaterial('Ti'), 0.1).gap // 9.74e-24 J
 */
export function gapEnergy(material: Material, temperature: number): { gap: number; derivative: number } {
  const critical = material.criticalTemperature
  if (critical === undefined || temperature >= critical) return { gap: 0, derivative: 0 }
  const reduced = temperature / critical
  const scale = material.gapRatio * boltzmann
  return material.gap === 'bcs'
    ? { gap: scale * critical * bcsGapRatio(reduced), derivative: scale * bcsGapRatioDerivative(reduced) }
    : {
        gap: scale * critical * interpolationGapRatio(reduced),
        derivative: scale * interpolationGapRatioDerivative(reduced),
      }
}
