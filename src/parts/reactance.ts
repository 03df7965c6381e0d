import type { Branch, BranchImpedance } from '../circuit/branch.js'
import type { QuantityField } from './fields.js'

export const inductanceField = {
  type: 'quantity',
  unit: 'H',
  displayUnit: 'nH',
  label: 'inductance',
  symbol: 'L',
  description: 'Inductance.',
  example: '1 nH',
  minimum: 0,
  plausible: [1e-14, 1e-2],
  scale: 'log',
} as const satisfies QuantityField

export const capacitanceField = {
  type: 'quantity',
  unit: 'F',
  displayUnit: 'fF',
  label: 'capacitance',
  symbol: 'C',
  description: 'Capacitance.',
  example: '10 fF',
  minimum: 0,
  exclusiveMinimum: true,
  plausible: [1e-19, 1e-6],
  scale: 'log',
} as const satisfies QuantityField

/** A capacitance that an element may have beside what it is made for; none if it is left out or zero. */
export const strayCapacitanceField = {
  ...capacitanceField,
  optional: true,
  label: 'stray capacitance',
  symbol: 'C_stray',
  description: 'Capacitance between the two nodes, in parallel to the element; none unless given.',
  example: '1 fF',
  exclusiveMinimum: false,
  plausible: [0, 1e-6],
  scale: 'linear',
} as const satisfies QuantityField

/** Z = iX with X proportional to `omega` to the power 1 or -1. */
const lossless = (reactance: (omega: number) => number, power: 1 | -1): BranchImpedance => ({
  breaks: [],
  breakSpeeds: [],
  evaluate(omega, out) {
    out[0] = 0
    out[1] = reactance(omega)
    out[2] = 0
    out[3] = 0
  },
  evaluateMoving({ count, omega }, _island, out, frequencySlope) {
    for (let k = 0; k < count; k++) {
      const value = reactance(omega[k])
      out[4 * k] = 0
      out[4 * k + 1] = value
      out[4 * k + 2] = 0
      out[4 * k + 3] = 0
      if (frequencySlope === null) continue
      frequencySlope[2 * k] = 0
      frequencySlope[2 * k + 1] = (power * value) / omega[k]
    }
  },
})

/** A lossless branch Z = iωL; a short for L = 0. */
export function inductiveBranch(name: string, nodes: readonly string[], inductance: number): Branch {
  const impedance = lossless((omega) => omega * inductance, 1)
  return {
    name,
    nodes: [nodes[0], nodes[1]],
    island: null,
    temperatureDependent: false,
    inductive: true,
    at: () => impedance,
  }
}

/** A lossless branch Z = 1/(iωC), C > 0. */
export function capacitiveBranch(name: string, nodes: readonly string[], capacitance: number): Branch {
  const impedance = lossless((omega) => -1 / (omega * capacitance), -1)
  return { name, nodes: [nodes[0], nodes[1]], island: null, temperatureDependent: false, at: () => impedance }
}

/** The branch of a stray capacitance; none if it is absent or zero, which is an open. */
export function strayBranches(name: string, nodes: readonly string[], capacitance: number | undefined): Branch[] {
  return capacitance === undefined || capacitance === 0
    ? []
    : [capacitiveBranch(`${name}.capacitance`, nodes, capacitance)]
}
