import { cos } from '../numerics/trigonometry.js'
import { twoNodes } from './commonFields.js'
import { criticalCurrentField, junctionCapacitanceField, junctionFaces } from './junctionFaces.js'
import { definePart } from './part.js'

/** A Josephson junction in linear response at a fixed phase. */
export const josephson = definePart({
  kind: 'josephson',
  section: 'circuit',
  title: 'Josephson junction',
  description:
    'A Josephson junction in linear response: the lossless inductance L_J = ħ/(2 e I_c |cos φ|) at the phase bias φ, in parallel with `capacitance`. At cos φ = 0 the inductance is an open. Valid while the circuit shows the junction a resistance far below h/(4e²) = 6.45 kΩ and k_B T is far below E_J = ħ I_c |cos φ|/(2e): the program checks both. Quasiparticle tunnelling is left out.',
  fields: {
    criticalCurrent: criticalCurrentField,
    capacitance: junctionCapacitanceField,
    phase: {
      type: 'quantity',
      optional: true,
      unit: 'rad',
      displayUnit: 'rad',
      label: 'phase',
      symbol: 'φ',
      description: 'Phase difference held across the junction; 0 unless given. A bare number is in radians.',
      example: '0.5 rad',
      plausible: [-20, 20],
      bareNumber: { factor: 1, meaning: 'radians' },
    },
    nodes: twoNodes,
  },
  build(name, { criticalCurrent, capacitance, phase = 0, nodes }) {
    const cosine = Math.abs(cos(phase))
    // An odd multiple of π/2 cannot be written exactly: below the rounding of the phase itself the cosine is zero.
    const resolved = cosine > Number.EPSILON * Math.max(1, Math.abs(phase)) ? cosine : 0
    return junctionFaces(name, nodes, criticalCurrent * resolved, capacitance)
  },
})
