import type { BranchImpedance } from '../circuit/branch.js'
import { gapEnergy } from '../materials/gap.js'
import type { Material } from '../materials/material.js'
import type { DynesConductivity } from '../physics/dynesConductivity.js'
import type { PurityConductivity } from '../physics/purityConductivity.js'
import { boltzmann, reducedPlanck } from '../units/constants.js'
import { constantImpedance } from './film.js'

/** Above this k_B T/Delta a film differs from the normal state by less than 1e-12 and is taken as normal. */
const largestReducedTemperature = 1e6

/** Conductivity with one parameter of its own beside x and t, and its derivatives, as the classes of `physics/` write it. */
interface ParametrisedConductivity {
  evaluate(x: number, t: number, parameter: number, out: Float64Array): void
}

/**
 * Impedance of a film whose density of states is broadened by a constant energy Γ (Dynes, Nam), at one temperature.
 *
 * Z(ω, T) = R₀/(σ₁ − iσ₂) with the conductivity of {@link DynesConductivity}; Z = R₀ for T ≥ T_c.
 *
 * @param material Superconductor.
 * @param resistance Normal-state resistance R₀ [Ohm].
 * @param broadening Γ [J] > 0, the same at all temperatures.
 * @param temperature Temperature [K] > 0.
 * @param conductivity Work space, which several films may share.
 */
export function dynesImpedance(
  material: Material,
  resistance: number,
  broadening: number,
  temperature: number,
  conductivity: DynesConductivity,
): BranchImpedance {
  const state = stateOf(material, temperature)
  if (state === null) return constantImpedance(resistance)
  const gamma = broadening / state.gap
  return conductorImpedance(resistance, state, conductivity, gamma, -gamma * state.logDerivative)
}

/**
 * Impedance of a film whose scattering time is not short beside ħ/Δ, at one temperature.
 *
 * Z(ω, T) = R₀/(σ₁ − iσ₂) with the conductivity of {@link PurityConductivity}; Z = R₀ (1 + iωτ) for T ≥ T_c (Drude).
 *
 * @param material Metal, superconducting or not.
 * @param resistance Normal-state resistance R₀ [Ohm].
 * @param scatteringTime τ [s] > 0: mean free path over Fermi velocity.
 * @param temperature Temperature [K] > 0.
 * @param conductivity Work space, which several films may share.
 */
export function meanFreePathImpedance(
  material: Material,
  resistance: number,
  scatteringTime: number,
  temperature: number,
  conductivity: PurityConductivity,
): BranchImpedance {
  const state = stateOf(material, temperature)
  if (state === null) {
    return {
      breaks: [],
      evaluate(omega, out) {
        out[0] = resistance
        out[1] = resistance * omega * scatteringTime
        out[2] = 0
        out[3] = 0
      },
    }
  }
  const reduced = (scatteringTime * state.gap) / reducedPlanck
  return conductorImpedance(resistance, state, conductivity, reduced, reduced * state.logDerivative)
}

interface SuperconductingState {
  readonly gap: number
  /** d ln Delta/dT */
  readonly logDerivative: number
  readonly t: number
  readonly dt: number
}

function stateOf(material: Material, temperature: number): SuperconductingState | null {
  const { gap, derivative } = gapEnergy(material, temperature)
  if (gap === 0 || boltzmann * temperature > largestReducedTemperature * gap) return null
  const t = (boltzmann * temperature) / gap
  const logDerivative = derivative / gap
  return { gap, logDerivative, t, dt: boltzmann / gap - t * logDerivative }
}

function conductorImpedance(
  resistance: number,
  { gap, logDerivative, t, dt }: SuperconductingState,
  conductivity: ParametrisedConductivity,
  parameter: number,
  dParameter: number,
): BranchImpedance {
  const xPerOmega = reducedPlanck / gap
  const sigma = new Float64Array(8)
  return {
    breaks: [(2 * gap) / reducedPlanck],
    evaluate(omega, out) {
      const x = xPerOmega * omega
      conductivity.evaluate(x, t, parameter, sigma)
      const dx = -x * logDerivative
      const dSigma1 = sigma[2] * dx + sigma[4] * dt + sigma[6] * dParameter
      const dSigma2 = sigma[3] * dx + sigma[5] * dt + sigma[7] * dParameter
      const norm = sigma[0] * sigma[0] + sigma[1] * sigma[1]
      const unitRe = sigma[0] / norm
      const unitIm = sigma[1] / norm
      // dZ = -R dσ/σ², 1/σ = unitRe + i unitIm
      const squareRe = unitRe * unitRe - unitIm * unitIm
      const squareIm = 2 * unitRe * unitIm
      out[0] = resistance * unitRe
      out[1] = resistance * unitIm
      out[2] = -resistance * (squareRe * dSigma1 + squareIm * dSigma2)
      out[3] = -resistance * (squareIm * dSigma1 - squareRe * dSigma2)
    },
  }
}

/** An impedance with a constant resistance in series, at the same temperature. */
export function withSeriesResistance(impedance: BranchImpedance, resistance: number): BranchImpedance {
  if (resistance === 0) return impedance
  const { breaks, breakSpeeds, constant, evaluatePanel, evaluateMoving } = impedance
  if (constant !== undefined) return constantImpedance(constant[0] + resistance, constant[2])
  const add = (count: number, out: Float64Array) => {
    for (let k = 0; k < count; k++) out[4 * k] += resistance
  }
  return {
    breaks,
    evaluate(omega, out) {
      impedance.evaluate(omega, out)
      add(1, out)
    },
    ...(evaluatePanel && {
      evaluatePanel(panel, out) {
        evaluatePanel(panel, out)
        add(panel.count, out)
      },
    }),
    ...(breakSpeeds &&
      evaluateMoving && {
        breakSpeeds,
        evaluateMoving(panel, island, out, frequencySlope) {
          evaluateMoving(panel, island, out, frequencySlope)
          add(panel.count, out)
        },
      }),
  }
}
