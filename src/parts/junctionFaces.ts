import { josephsonEnergy, josephsonInductance, resistanceQuantum } from '../physics/josephson.js'
import { boltzmann } from '../units/constants.js'
import type { QuantityField } from './fields.js'
import type { PartFaces } from './part.js'
import { capacitanceField, inductiveBranch, strayBranches } from './reactance.js'

export const criticalCurrentField = {
  type: 'quantity',
  unit: 'A',
  displayUnit: 'nA',
  label: 'critical current',
  symbol: 'I_c',
  description: 'Critical current.',
  example: '100 nA',
  minimum: 0,
  plausible: [1e-11, 1e-3],
  scale: 'log',
} as const satisfies QuantityField

export const junctionCapacitanceField = {
  ...capacitanceField,
  optional: true,
  symbol: 'C_J',
  description: 'Capacitance in parallel; none unless given.',
  example: '5 fF',
  exclusiveMinimum: false,
  plausible: [0, 1e-9],
} as const satisfies QuantityField

/**
 * Branches and limits of a weak link in linear response: the Josephson inductance of its critical current and its
 * capacitance as branches of their own, because their parallel connection has no impedance at the plasma frequency.
 * Without critical current the inductance is an open and only the capacitance is left.
 */
export function junctionFaces(
  name: string,
  nodes: readonly string[],
  criticalCurrent: number,
  capacitance: number | undefined,
): PartFaces {
  const ends = [nodes[0], nodes[1]] as const
  const inductance = josephsonInductance(criticalCurrent)
  return {
    branches: [
      ...(Number.isFinite(inductance) ? [inductiveBranch(name, nodes, inductance)] : []),
      ...strayBranches(name, nodes, capacitance),
    ],
    limits: [
      {
        element: name,
        quantity: 'resistance-seen',
        nodes: ends,
        value: resistanceQuantum,
        meaning: 'h/(4e²), near which charging effects replace the linear Josephson inductance',
      },
      {
        element: name,
        quantity: 'temperature',
        nodes: ends,
        value: josephsonEnergy(criticalCurrent) / boltzmann,
        meaning: 'E_J/k_B, near which the phase fluctuates thermally and the inductance is no longer linear',
      },
    ],
  }
}
