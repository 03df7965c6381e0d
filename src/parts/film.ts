import { type BranchImpedance, type FrequencyPanel, velocityOf } from '../circuit/branch.js'
import { gapEnergy } from '../materials/gap.js'
import type { Material } from '../materials/material.js'
import type { ConductivityAtTemperature, ConductivityTable } from '../physics/conductivityTable.js'
import type { SegmentConductivity } from '../physics/segmentConductivity.js'
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
  const { scratch } = table
  // Made when a frequency outside the remembered segments asks for it.
  let conductivity: ConductivityAtTemperature | null = null
  const segmentOf = ({ key, position, offset, count, lower, upper }: FrequencyPanel): SegmentConductivity | null =>
    key === '' ? null : table.segment(t, key, position, offset, count, xPerOmega * lower, xPerOmega * upper)
  const write = (from: number, motion: number, out: Float64Array, to: number): void =>
    writeImpedance(resistance, scratch, from, motion, dt, out, to)
  return {
    breaks: [(2 * gap) / reducedPlanck],
    breakSpeeds: [(2 * derivative) / reducedPlanck],
    evaluate(omega, out) {
      const x = xPerOmega * omega
      conductivity ??= table.at(t)
      conductivity(x, scratch)
      write(0, -x * logDerivative, out, 0)
    },
    evaluatePanel(panel, out) {
      const { count, omega } = panel
      const segment = segmentOf(panel)
      if (segment !== null) {
        segment.writeConductivity(scratch)
        for (let k = 0; k < count; k++) {
          // The frequency is at rest: what the motion of the node contributes is taken off.
          write(6 * k, -xPerOmega * omega[k]! * logDerivative - segment.motion(k) * dt, out, 4 * k)
        }
        return
      }
      conductivity ??= table.at(t)
      for (let k = 0; k < count; k++) {
        const x = xPerOmega * omega[k]!
        conductivity(x, scratch)
        write(0, -x * logDerivative, out, 4 * k)
      }
    },
    evaluateMoving(panel, island, out, frequencySlope) {
      const { count, omega, lowerIsland, upperIsland } = panel
      if (frequencySlope === null) {
        const follows = (lowerIsland < 0 || lowerIsland === island) && (upperIsland < 0 || upperIsland === island)
        const segment = follows ? segmentOf(panel) : null
        if (segment !== null) {
          segment.writeImpedance(resistance, dt, out)
          return
        }
      }
      conductivity ??= table.at(t)
      for (let k = 0; k < count; k++) {
        const x = xPerOmega * omega[k]!
        conductivity(x, scratch)
        write(0, xPerOmega * velocityOf(panel, k, island) - x * logDerivative, out, 4 * k)
        if (frequencySlope !== null) writeFrequencySlope(resistance * xPerOmega, scratch, frequencySlope, 2 * k)
      }
    },
  }
}

/** Z = R/σ with its derivative −R dσ/σ² at a frequency that moves by `motion` in x per kelvin, t by `dt`. */
function writeImpedance(
  resistance: number,
  sigma: Float64Array,
  from: number,
  motion: number,
  dt: number,
  out: Float64Array,
  to: number,
): void {
  const sigma1 = sigma[from]!
  const sigma2 = sigma[from + 1]!
  const dSigma1 = sigma[from + 2]! * motion + sigma[from + 4]! * dt
  const dSigma2 = sigma[from + 3]! * motion + sigma[from + 5]! * dt
  const inverse = 1 / (sigma1 * sigma1 + sigma2 * sigma2)
  const unitRe = sigma1 * inverse
  const unitIm = sigma2 * inverse
  const squareRe = resistance * (unitRe * unitRe - unitIm * unitIm)
  const squareIm = resistance * 2 * unitRe * unitIm
  out[to] = resistance * unitRe
  out[to + 1] = resistance * unitIm
  out[to + 2] = -(squareRe * dSigma1 + squareIm * dSigma2)
  out[to + 3] = squareRe * dSigma2 - squareIm * dSigma1
}

/** Re and Im of −scale (∂σ/∂x)/σ². */
function writeFrequencySlope(scale: number, sigma: Float64Array, out: Float64Array, to: number): void {
  const sigma1 = sigma[0]!
  const sigma2 = sigma[1]!
  const inverse = 1 / (sigma1 * sigma1 + sigma2 * sigma2)
  const squareRe = scale * (sigma1 * sigma1 - sigma2 * sigma2) * inverse * inverse
  const squareIm = 2 * scale * sigma1 * sigma2 * inverse * inverse
  out[to] = -(squareRe * sigma[2]! + squareIm * sigma[3]!)
  out[to + 1] = squareRe * sigma[3]! - squareIm * sigma[2]!
}
