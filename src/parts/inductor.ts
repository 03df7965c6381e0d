import { twoNodes } from './commonFields.js'
import { definePart } from './part.js'
import { inductanceField, inductiveBranch, strayBranches, strayCapacitanceField } from './reactance.js'

/** A lossless inductor; two of them may be coupled with a `mutual`. */
export const inductor = definePart({
  kind: 'inductor',
  section: 'circuit',
  title: 'Inductor',
  description:
    'A lossless inductance, Z(ω) = iωL; L = 0 is a short. With `strayCapacitance` a capacitance lies in parallel, so that the coil resonates with itself at 1/√(LC). For a coil with loss put a resistor in series. Valid while the coil is much smaller than the thermal wavelength.',
  fields: {
    inductance: inductanceField,
    strayCapacitance: strayCapacitanceField,
    nodes: twoNodes,
  },
  build(name, { inductance, strayCapacitance, nodes }) {
    return { branches: [inductiveBranch(name, nodes, inductance), ...strayBranches(name, nodes, strayCapacitance)] }
  },
})
