import type { BranchImpedance } from '../circuit/branch.js'
import { gapEnergy } from '../materials/gap.js'
import type { Material } from '../materials/material.js'
import type { ConductivityTable } from '../physics/conductivityTable.js'
import { boltzmann, reducedPlanck } from '../units/constants.js'

/** Above this k_B T/Delta a film differs from the normal state by less than 1e-12 and is taken as normal. */
const largestReducedTemperature = 1e6

/** Impedance that does not depend on frequency: a resistance [Ohm] and its derivative in temperature [Ohm/K]. */
export function constantImpedance(resistance: number, derivative = 0): BranchImpedance {
  return {
    breaks: [],
    evaluate(_omega, out) {
      out[0] = resistance
      out[1] = 0
      out[2] = derivative
      out[3] = 0
    },
  }
}

/**
 * Impedance of a film in the local (Mattis-Bardeen) limit at one temperature.
 *
 * Z(ω, T) = R₀/(σ₁ − iσ₂), with σ in units of the normal conductivity (Dey et al., Eqs. 4 to 6); Z = R₀ for T ≥ T_c.
 *
 * @param material Material of the film; superconducting if it has a critical temperature.
 * @param resistance Normal-state resistance R₀ [Ohm] ≥ 0.
 * @param temperature Temperature [K] > 0.
 * @param table Table of the Mattis-Bardeen conductivity.
 */
export function filmImpedance(
  material: Material,
  resistance: number,
  temperature: number,
  table: ConductivityTable,
): BranchImpedance {
  const { gap, derivative } = gapEnergy(material, temperature)
  if (gap === 0 || boltzmann * temperature > largestReducedTemperature * gap) return constantImpedance(resistance)
  const t = (boltzmann * temperature) / gap
  const logDerivative = derivative / gap
  const dt = boltzmann / gap - t * logDerivative
  const xPerOmega = reducedPlanck / gap
  const conductivity = table.at(t)
  const sigma = new Float64Array(6)
  return {
    breaks: [(2 * gap) / reducedPlanck],
    evaluate(omega, out) {
      const x = xPerOmega * omega
      conductivity(x, sigma)
      const sigma1 = sigma[0]!
      const sigma2 = sigma[1]!
      const dx = -x * logDerivative
      const dSigma1 = sigma[2]! * dx + sigma[4]! * dt
      const dSigma2 = sigma[3]! * dx + sigma[5]! * dt
      const norm = sigma1 * sigma1 + sigma2 * sigma2
      const unitRe = sigma1 / norm
      const unitIm = sigma2 / norm
      const squareRe = unitRe * unitRe - unitIm * unitIm
      const squareIm = 2 * unitRe * unitIm
      out[0] = resistance * unitRe
      out[1] = resistance * unitIm
      out[2] = -resistance * (squareRe * dSigma1 + squareIm * dSigma2)
      out[3] = -resistance * (squareIm * dSigma1 - squareRe * dSigma2)
    },
  }
}
