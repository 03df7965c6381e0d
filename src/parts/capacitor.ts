import { twoNodes } from './commonFields.js'
import { definePart } from './part.js'
import { capacitanceField, capacitiveBranch } from './reactance.js'

/** A lossless capacitor. */
export const capacitor = definePart({
  kind: 'capacitor',
  section: 'circuit',
  title: 'Capacitor',
  description:
    'A lossless capacitance, Z(ω) = 1/(iωC). For a dielectric with loss put a resistor in series or in parallel. Valid while the capacitor is much smaller than the thermal wavelength.',
  fields: { capacitance: capacitanceField, nodes: twoNodes },
  build(name, { capacitance, nodes }) {
    return { branches: [capacitiveBranch(name, nodes, capacitance)] }
  },
})
