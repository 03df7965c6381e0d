import { islandField, materialField, reservoirField, resistanceField } from './commonFields.js'
import { differentEnds } from './differentEnds.js'
import type { QuantityField } from './fields.js'
import type { BuildContext, PartProblem } from './part.js'

export const biasCurrentField = {
  type: 'quantity',
  unit: 'A',
  displayUnit: 'pA',
  label: 'bias current',
  symbol: 'I',
  description: 'Current through the junctions.',
  example: '20 pA',
  plausible: [-1e-3, 1e-3],
} as const satisfies QuantityField

export const biasVoltageField = {
  type: 'quantity',
  unit: 'V',
  displayUnit: 'uV',
  label: 'bias voltage',
  symbol: 'V',
  description: 'Voltage over all junctions in series.',
  example: '180 uV',
  plausible: [-1, 1],
} as const satisfies QuantityField

/** Fields of tunnel junctions between a normal island and a lead. */
export const tunnelFields = {
  island: {
    ...islandField,
    description: 'Island of the normal side, which the junctions cool, heat or read.',
  },
  lead: {
    ...reservoirField,
    label: 'lead',
    description:
      'Reservoir that gives the lead its temperature: an island, or `phonons` (unless given) for a lead in good contact with the lattice.',
  },
  superconductor: {
    ...materialField,
    optional: true,
    label: 'superconductor',
    description: 'Superconductor of the lead; a normal metal unless given.',
  },
  tunnelResistance: {
    ...resistanceField,
    displayUnit: 'kohm',
    symbol: 'R_T',
    description: 'Tunnel resistance of each junction.',
    example: '10 kohm',
  },
  relativeBroadening: {
    type: 'number',
    optional: true,
    label: 'relative broadening',
    symbol: 'Γ/Δ₀',
    description:
      'Dynes broadening of the density of states over the gap at zero temperature; none unless given. Real junctions have 1e-5 to 1e-2.',
    minimum: 0,
    maximum: 10,
    plausible: [0, 0.1],
  },
  junctions: {
    type: 'number',
    optional: true,
    label: 'junctions',
    symbol: 'N',
    description: 'Number of equal junctions in series, which share the voltage; 1 unless given, 2 for S-I-N-I-S.',
    minimum: 1,
    maximum: 1000,
    plausible: [1, 100],
  },
} as const

/** Conditions that hold between the fields of tunnel junctions. */
export function tunnelProblems(
  spec: {
    readonly island: string
    readonly lead?: string | undefined
    readonly superconductor?: string | undefined
    readonly relativeBroadening?: number | undefined
    readonly junctions?: number | undefined
  },
  context: BuildContext,
): PartProblem[] {
  const { island, lead = 'phonons', superconductor, relativeBroadening, junctions = 1 } = spec
  const problems = differentEnds('lead', island, lead)
  if (!Number.isInteger(junctions)) {
    problems.push({ field: 'junctions', message: `must be a whole number, got ${junctions}; write for example 2` })
  }
  if (superconductor === undefined) {
    if (relativeBroadening !== undefined) {
      problems.push({
        field: 'relativeBroadening',
        message: 'belongs to `superconductor`, which is not given; remove it',
      })
    }
  } else if (context.material(superconductor).criticalTemperature === undefined) {
    problems.push({
      field: 'superconductor',
      message: `must be a superconductor, got ${superconductor}, which has no critical temperature; leave it out for a normal lead`,
    })
  }
  return problems
}
