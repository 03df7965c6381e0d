import type { BranchImpedance } from '../circuit/branch.js'
import type { Material } from '../materials/material.js'
import { DynesConductivity } from '../physics/dynesConductivity.js'
import { PurityConductivity } from '../physics/purityConductivity.js'
import { boltzmann } from '../units/constants.js'
import {
  contactResistanceField,
  islandField,
  lengthField,
  materialField,
  reservoirField,
  thicknessField,
  twoNodes,
  widthField,
} from './commonFields.js'
import { differentEnds } from './differentEnds.js'
import { electronHeatCapacity } from './electronHeatCapacity.js'
import { electronPhononChannel } from './electronPhononChannel.js'
import { filmImpedance } from './film.js'
import { dynesImpedance, meanFreePathImpedance, withSeriesResistance } from './filmModels.js'
import { type BuildContext, definePart, type PartProblem } from './part.js'
import { strayBranches, strayCapacitanceField } from './reactance.js'

/** Fields that belong to one model only. */
const ownerOfField = {
  broadening: 'dynes',
  relativeBroadening: 'dynes',
  meanFreePath: 'mean-free-path',
  fermiVelocity: 'mean-free-path',
} as const

/** Impedance of the film by the model that was chosen, as a function of temperature. */
function filmOf(
  spec: {
    readonly model?: string | undefined
    readonly broadening?: number | undefined
    readonly relativeBroadening?: number | undefined
    readonly meanFreePath?: number | undefined
    readonly fermiVelocity?: number | undefined
  },
  material: Material,
  resistance: number,
  context: BuildContext,
): (temperature: number) => BranchImpedance {
  if (spec.model === 'dynes') {
    const { criticalTemperature = 0, gapRatio } = material
    const broadening = spec.broadening ?? spec.relativeBroadening! * gapRatio * boltzmann * criticalTemperature
    const conductivity = new DynesConductivity()
    return (temperature) => dynesImpedance(material, resistance, broadening, temperature, conductivity)
  }
  if (spec.model === 'mean-free-path') {
    const scatteringTime = spec.meanFreePath! / spec.fermiVelocity!
    const conductivity = new PurityConductivity()
    return (temperature) => meanFreePathImpedance(material, resistance, scatteringTime, temperature, conductivity)
  }
  return (temperature) => filmImpedance(material, resistance, temperature, context.tables.conductivity)
}

/** A strip of a thin film, normal or superconducting: its impedance, electron-phonon channel and heat capacity. */
export const wire = definePart({
  kind: 'wire',
  section: 'circuit',
  title: 'Wire',
  description:
    'A strip of a thin film. Electrically Z(ω, T) = R₀/(σ₁ − iσ₂) with R₀ = ρ l/(w d) and the Mattis-Bardeen conductivity in units of the normal one below the critical temperature, Z = R₀ otherwise (Dey et al., Eqs. 4 to 6). Thermally it couples the electrons of its island to the phonons: Σ V (T^n − T_p^n) when normal, and Eqs. (8) and (9) of Dey et al. when superconducting, with V = l w d. `model` replaces the dirty limit without broadening: `dynes` has states in the gap from a broadening Γ (Nam, Phys. Rev. 156, 470 (1967)), `mean-free-path` a scattering time τ = ℓ/v_F that is not short beside ħ/Δ (Zimmermann et al., Physica C 183, 99 (1991)), with Z = R₀ (1 + iωτ) in the normal state. All three are local: the field varies slowly over mean free path and coherence length. The electron-phonon channel is the same for all.',
  fields: {
    material: materialField,
    length: lengthField,
    width: widthField,
    thickness: thicknessField,
    model: {
      type: 'choice',
      optional: true,
      label: 'model',
      description:
        'Model of the conductivity: `mattis-bardeen` (unless given), `dynes` with a broadening, or `mean-free-path`.',
      choices: ['mattis-bardeen', 'dynes', 'mean-free-path'],
    },
    broadening: {
      type: 'quantity',
      optional: true,
      unit: 'J',
      displayUnit: 'ueV',
      label: 'broadening',
      symbol: 'Γ',
      description: 'Broadening Γ of the density of states, the same at all temperatures; for `dynes`.',
      example: '0.1 ueV',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e-30, 1e-21],
      scale: 'log',
    },
    relativeBroadening: {
      type: 'number',
      optional: true,
      label: 'relative broadening',
      symbol: 'Γ/Δ₀',
      description: 'Broadening in units of the gap at zero temperature, instead of `broadening`; for `dynes`.',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e-7, 1],
    },
    meanFreePath: {
      ...lengthField,
      optional: true,
      displayUnit: 'nm',
      label: 'mean free path',
      symbol: 'ℓ',
      description: 'Mean free path of the electrons; for `mean-free-path`.',
      example: '15 nm',
      plausible: [1e-10, 1e-4],
    },
    fermiVelocity: {
      type: 'quantity',
      optional: true,
      unit: 'm/s',
      displayUnit: 'm/s',
      label: 'Fermi velocity',
      symbol: 'v_F',
      description: 'Fermi velocity; for `mean-free-path`.',
      example: '2e6 m/s',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e4, 3e6],
      scale: 'log',
    },
    contactResistance: contactResistanceField,
    strayCapacitance: strayCapacitanceField,
    nodes: twoNodes,
    island: islandField,
    phonons: reservoirField,
  },
  check({ material: name, model = 'mattis-bardeen', ...own }, context) {
    const material = context.material(name)
    const problems: PartProblem[] = differentEnds('phonons', own.island, own.phonons ?? 'phonons')
    for (const [field, of] of Object.entries(ownerOfField)) {
      if (own[field as keyof typeof ownerOfField] !== undefined && model !== of) {
        problems.push({
          field,
          message: `belongs to the model ${of}, got the model ${model}; remove it or set \`model: ${of}\``,
        })
      }
    }
    if (model === 'dynes') {
      if (material.criticalTemperature === undefined) {
        problems.push({
          field: 'model',
          message: `must be one of a normal metal, ${name} does not superconduct; leave it out`,
        })
      }
      if (own.broadening !== undefined && own.relativeBroadening !== undefined) {
        problems.push({
          field: 'relativeBroadening',
          message: 'must not be given together with `broadening`; keep one of the two',
        })
      } else if (own.broadening === undefined && own.relativeBroadening === undefined) {
        problems.push({ field: 'broadening', message: 'is missing; the model dynes needs it, for example "0.1 ueV"' })
      }
    }
    if (model === 'mean-free-path') {
      if (own.meanFreePath === undefined) {
        problems.push({
          field: 'meanFreePath',
          message: 'is missing; the model mean-free-path needs it, for example "15 nm"',
        })
      }
      if (own.fermiVelocity === undefined) {
        problems.push({
          field: 'fermiVelocity',
          message: 'is missing; the model mean-free-path needs it, for example "2e6 m/s"',
        })
      }
    }
    if (material.resistivity === undefined) {
      problems.push({
        field: 'material',
        message: `${name} has no trusted resistivity in the library; give one, for example materials: { ${name}: { resistivity: 3 uohm cm } }`,
      })
    }
    if (material.electronPhononCoupling === undefined) {
      problems.push({
        field: 'material',
        message: `${name} has no trusted electron-phonon coupling in the library; give one, for example materials: { ${name}: { electronPhononCoupling: 2e9 W m^-3 K^-${material.electronPhononExponent} } }`,
      })
    }
    return problems
  },
  build(name, spec, context) {
    const { length, width, thickness, nodes, island, phonons = 'phonons' } = spec
    const { contactResistance = 0, strayCapacitance } = spec
    const material = context.material(spec.material)
    const resistance = (material.resistivity! * length) / (width * thickness)
    const volume = length * width * thickness
    const film = filmOf(spec, material, resistance, context)
    return {
      branches: [
        {
          name,
          nodes: [nodes[0]!, nodes[1]!],
          island,
          temperatureDependent: material.criticalTemperature !== undefined,
          inductive: true,
          at: (temperature) => withSeriesResistance(film(temperature), contactResistance),
        },
        ...strayBranches(name, nodes, strayCapacitance),
      ],
      channels: [electronPhononChannel(name, material, volume, island, phonons, context.tables.electronPhonon)],
      heatCapacities: electronHeatCapacity(name, material, volume, island),
      extents: [{ island, material, size: [length, width, thickness] }],
    }
  },
})
