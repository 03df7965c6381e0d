import { squidCriticalCurrent } from '../physics/josephson.js'
import { fluxQuantum } from '../units/constants.js'
import { twoNodes } from './commonFields.js'
import { criticalCurrentField, junctionCapacitanceField, junctionFaces } from './junctionFaces.js'
import { definePart } from './part.js'

/** Two Josephson junctions in parallel, tuned by the flux through the loop they form. */
export const squid = definePart({
  kind: 'squid',
  section: 'circuit',
  title: 'SQUID',
  description:
    'Two Josephson junctions in parallel in a loop of negligible inductance, in linear response: the lossless inductance L_J = ħ/(2 e I) with I = 2 I_c √(cos²(π Φ/Φ₀) + d² sin²(π Φ/Φ₀)), I_c the critical current of each junction (the mean, if they differ) and d the asymmetry, in parallel with `capacitance`. Without asymmetry it is an open at half a flux quantum. Valid under the conditions of a Josephson junction, which fail near half a flux quantum: the program checks them.',
  fields: {
    criticalCurrent: {
      ...criticalCurrentField,
      description: 'Critical current of each junction; the mean of the two if they differ.',
    },
    asymmetry: {
      type: 'number',
      optional: true,
      label: 'asymmetry',
      symbol: 'd',
      description: 'Asymmetry (I₁ − I₂)/(I₁ + I₂) of the critical currents; 0 unless given.',
      minimum: -1,
      maximum: 1,
      plausible: [-1, 1],
    },
    flux: {
      type: 'quantity',
      optional: true,
      unit: 'Wb',
      displayUnit: 'Phi0',
      label: 'flux',
      symbol: 'Φ',
      description: 'Magnetic flux through the loop; 0 unless given. A bare number is in flux quanta.',
      example: '0.25 Phi0',
      plausible: [-10 * fluxQuantum, 10 * fluxQuantum],
      bareNumber: { factor: fluxQuantum, meaning: 'flux quanta' },
    },
    capacitance: { ...junctionCapacitanceField, description: 'Capacitance of the whole SQUID; none unless given.' },
    nodes: twoNodes,
  },
  build(name, { criticalCurrent, asymmetry = 0, flux = 0, capacitance, nodes }) {
    return junctionFaces(name, nodes, squidCriticalCurrent(criticalCurrent, asymmetry, flux), capacitance)
  },
})
