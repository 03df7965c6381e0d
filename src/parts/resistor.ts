import { islandField, resistanceField, temperatureField, twoNodes } from './commonFields.js'
import { constantImpedance } from './film.js'
import { definePart } from './part.js'

/** A resistor: a value, or an ideal step of the resistance at one temperature (Fig. 1 of Dey et al.). */
export const resistor = definePart({
  kind: 'resistor',
  section: 'circuit',
  title: 'Resistor',
  description:
    'A frequency-independent resistance, Z(ω) = R. With `step` the resistance changes abruptly with the temperature of the island: R for T < T_step and the resistance of the step for T ≥ T_step, the idealised phase change of Dey et al., Fig. 1(c). It brings no heat channel of its own: add electron-phonon coupling with a wire or in the section `heat`.',
  fields: {
    resistance: { ...resistanceField, description: 'Resistance; with `step` the one below the step.' },
    step: {
      type: 'group',
      optional: true,
      label: 'step',
      description: 'Ideal step of the resistance in temperature.',
      fields: {
        temperature: { ...temperatureField, symbol: 'T_step', description: 'Temperature of the step.' },
        resistance: { ...resistanceField, symbol: 'R_above', description: 'Resistance at and above the step.' },
      },
    },
    nodes: twoNodes,
    island: islandField,
  },
  build(name, { resistance, step, nodes, island }) {
    return {
      branches: [
        {
          name,
          nodes: [nodes[0]!, nodes[1]!],
          island,
          temperatureDependent: step !== undefined,
          at: (temperature) =>
            constantImpedance(step !== undefined && temperature >= step.temperature ? step.resistance : resistance),
        },
      ],
    }
  },
})
