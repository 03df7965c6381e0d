import { type BranchImpedance, largestPanel } from '../circuit/branch.js'
import { gapEnergy } from '../materials/gap.js'
import type { Material } from '../materials/material.js'
import type { ConductivityAtTemperature, ConductivityTable } from '../physics/conductivityTable.js'
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
    constant: Float64Array.of(resistance, 0, derivative, 0),
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
 * @param scratch Work space for six numbers at each frequency of a panel, which all films may share.
 */
export function filmImpedance(
  material: Material,
  resistance: number,
  temperature: number,
  table: ConductivityTable,
  scratch: Float64Array = new Float64Array(6 * largestPanel),
): BranchImpedance {
  const { gap, derivative } = gapEnergy(material, temperature)
  if (gap === 0 || boltzmann * temperature > largestReducedTemperature * gap) return constantImpedance(resistance)
  const t = (boltzmann * temperature) / gap
  const logDerivative = derivative / gap
  const dt = boltzmann / gap - t * logDerivative
  const xPerOmega = reducedPlanck / gap
  // Made when a frequency outside the remembered segments asks for it.
  let conductivity: ConductivityAtTemperature | null = null
  const write = (sigma: Float64Array, from: number, x: number, out: Float64Array, to: number): void => {
    const sigma1 = sigma[from]!
    const sigma2 = sigma[from + 1]!
    const dx = -x * logDerivative
    const dSigma1 = sigma[from + 2]! * dx + sigma[from + 4]! * dt
    const dSigma2 = sigma[from + 3]! * dx + sigma[from + 5]! * dt
    const inverse = 1 / (sigma1 * sigma1 + sigma2 * sigma2)
    const unitRe = sigma1 * inverse
    const unitIm = sigma2 * inverse
    const squareRe = unitRe * unitRe - unitIm * unitIm
    const squareIm = 2 * unitRe * unitIm
    out[to] = resistance * unitRe
    out[to + 1] = resistance * unitIm
    out[to + 2] = -resistance * (squareRe * dSigma1 + squareIm * dSigma2)
    out[to + 3] = -resistance * (squareIm * dSigma1 - squareRe * dSigma2)
  }
  return {
    breaks: [(2 * gap) / reducedPlanck],
    evaluate(omega, out) {
      const x = xPerOmega * omega
      conductivity ??= table.at(t)
      conductivity(x, scratch)
      write(scratch, 0, x, out, 0)
    },
    evaluatePanel({ count, omega, lower, upper, position, offset, key }, out) {
      const known =
        key !== '' &&
        table.evaluateSegment(t, key, position, offset, count, xPerOmega * lower, xPerOmega * upper, scratch)
      if (known) {
        for (let k = 0; k < count; k++) write(scratch, 6 * k, xPerOmega * omega[k]!, out, 4 * k)
        return
      }
      conductivity ??= table.at(t)
      for (let k = 0; k < count; k++) {
        const x = xPerOmega * omega[k]!
        conductivity(x, scratch)
        write(scratch, 0, x, out, 4 * k)
      }
    },
  }
}
