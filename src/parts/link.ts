import { pow } from '../numerics/power.js'
import { reservoirField, temperatureField } from './commonFields.js'
import { differentEnds } from './differentEnds.js'
import { definePart } from './part.js'
import { powerLawChannel } from './powerLawChannel.js'

/** A thermal link whose heat goes with a power of the temperatures. */
export const link = definePart({
  kind: 'link',
  section: 'heat',
  title: 'Thermal link',
  description:
    'A thermal link Q = A (T₁ⁿ − T₂ⁿ) between two reservoirs, given by its conductance G = n A Tⁿ⁻¹ at one temperature: n = 2 for electrons along a normal metal, 4 for phonons across an interface or in a wide membrane, 5 or 6 for electrons and phonons.',
  fields: {
    from: { ...reservoirField, optional: false, label: 'from', description: 'Island or `phonons` at one end.' },
    to: { ...reservoirField, optional: false, label: 'to', description: 'Island or `phonons` at the other end.' },
    conductance: {
      type: 'quantity',
      unit: 'W/K',
      displayUnit: 'pW/K',
      label: 'thermal conductance',
      symbol: 'G',
      description: 'Thermal conductance dQ/dT at `temperature`.',
      example: '1 pW/K',
      minimum: 0,
      plausible: [1e-18, 1e-3],
      scale: 'log',
    },
    temperature: { ...temperatureField, description: 'Temperature at which `conductance` holds.', example: '100 mK' },
    exponent: {
      type: 'number',
      label: 'exponent',
      symbol: 'n',
      description: 'Exponent n of the temperatures.',
      minimum: 0,
      exclusiveMinimum: true,
      maximum: 12,
      plausible: [1, 8],
    },
  },
  check: ({ from, to }) => differentEnds('to', from, to),
  build(name, { from, to, conductance, temperature, exponent }) {
    const coefficient = conductance / (exponent * pow(temperature, exponent - 1))
    return { channels: [powerLawChannel('link', name, coefficient, exponent, from, to)] }
  },
})
