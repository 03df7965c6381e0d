import type { Branch, BranchImpedance } from '../circuit/branch.js'
import { gapEnergy } from '../materials/gap.js'
import { tunnelAdmittance } from '../physics/tunnelAdmittance.js'
import { boltzmann, elementaryCharge, reducedPlanck } from '../units/constants.js'
import { biasedJunction, type JunctionSpec } from './biasedJunction.js'
import { constantImpedance } from './film.js'

/** What the photonic circuit sees of a junction. */
export const impedanceModels = ['resistance', 'differential', 'photon-assisted'] as const
export type ImpedanceModel = (typeof impedanceModels)[number]

/** Above this k_B T_S/Δ the superconductor is taken as a normal metal, as the heat and current of the junction are. */
const largestReducedTemperature = 1e6

/**
 * Equal junctions in series as one branch of the circuit, at the temperature of their normal island.
 *
 * `resistance`: N R_T. `differential`: dV/dI at bias and temperatures, the same at all frequencies. `photon-assisted`:
 * Z(ω) = N/Y(ω), Y of each junction from `tunnelAdmittance` at its share of the voltage.
 *
 * @param name Name of the branch.
 * @param nodes Its ends.
 * @param spec Junctions and bias; the lead at a fixed temperature unless the model is `resistance`.
 * @param model Which impedance.
 * @param leadTemperature Temperature of the lead [K].
 */
export function junctionBranch(
  name: string,
  nodes: readonly [string, string],
  spec: JunctionSpec,
  model: ImpedanceModel,
  leadTemperature: number,
): Branch {
  const { normal, material, resistance, count } = spec
  const plain = { name, nodes, island: normal }
  const { gap } = material === undefined ? { gap: 0 } : gapEnergy(material, leadTemperature)
  const ohmic = gap === 0 || boltzmann * leadTemperature > largestReducedTemperature * gap
  if (model === 'resistance' || ohmic) {
    const impedance = constantImpedance(count * resistance)
    return { ...plain, temperatureDependent: false, at: () => impedance }
  }
  const biased = biasedJunction('junction', name, spec)
  const gamma = (spec.relativeBroadening * material!.gapRatio * boltzmann * material!.criticalTemperature!) / gap
  return {
    ...plain,
    temperatureDependent: true,
    at(temperature) {
      const { voltage, differentialConductance, responsivity } = biased.read(temperature, leadTemperature)
      const v = (elementaryCharge * voltage) / (count * gap)
      // dv/dT_N along the bias: none at constant voltage.
      const drift = 'voltage' in spec.bias ? 0 : (elementaryCharge * responsivity) / (count * gap)
      const admittance = tunnelAdmittance(v, (boltzmann * temperature) / gap, gamma)
      const reduced = new Float64Array(6)
      const scale = count * resistance
      const write = (out: Float64Array): void => {
        const [re, im] = [reduced[0]!, reduced[1]!]
        const slopeRe = reduced[2]! * drift + (reduced[4]! * boltzmann) / gap
        const slopeIm = reduced[3]! * drift + (reduced[5]! * boltzmann) / gap
        const inverse = 1 / (re * re + im * im)
        const [unitRe, unitIm] = [re * inverse, -im * inverse]
        const squareRe = unitRe * unitRe - unitIm * unitIm
        const squareIm = 2 * unitRe * unitIm
        out[0] = scale * unitRe
        out[1] = scale * unitIm
        out[2] = -scale * (squareRe * slopeRe - squareIm * slopeIm)
        out[3] = -scale * (squareRe * slopeIm + squareIm * slopeRe)
      }
      if (model === 'differential') {
        admittance.evaluate(0, reduced)
        // The slope of the current with all its digits, also where the gap leaves little of it.
        reduced[0] = Math.max(differentialConductance * scale, reduced[0]! > 1e-12 ? 0 : 1e-30)
        const out = new Float64Array(4)
        write(out)
        return constantImpedance(out[0]!, out[2]!)
      }
      const perOmega = reducedPlanck / gap
      const impedance: BranchImpedance = {
        breaks: [Math.abs(1 - Math.abs(v)), 1 + Math.abs(v)].filter((u) => u > 0).map((u) => u / perOmega),
        evaluate(omega, out) {
          admittance.evaluate(perOmega * omega, reduced)
          write(out)
        },
      }
      return impedance
    },
  }
}
