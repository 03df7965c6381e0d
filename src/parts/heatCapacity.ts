import { pow } from '../numerics/power.js'
import { islandField, temperatureField } from './commonFields.js'
import { definePart } from './part.js'

/** A heat capacity that goes with a power of the temperature. */
export const heatCapacity = definePart({
  kind: 'heat-capacity',
  section: 'heat',
  title: 'Heat capacity',
  description:
    'A heat capacity C(T) = C₀ (T/T₀)^m of an island: m = 1 for normal electrons, 3 for phonons. The electrons of wires and of `electron-phonon` bring theirs themselves where the material has a Sommerfeld coefficient.',
  fields: {
    island: islandField,
    capacity: {
      type: 'quantity',
      unit: 'J/K',
      displayUnit: 'aJ/K',
      label: 'heat capacity',
      symbol: 'C₀',
      description: 'Heat capacity at `temperature`.',
      example: '1 aJ/K',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e-24, 1e-3],
      scale: 'log',
    },
    temperature: { ...temperatureField, symbol: 'T₀', description: 'Temperature at which `capacity` holds.' },
    exponent: {
      type: 'number',
      optional: true,
      label: 'exponent',
      symbol: 'm',
      description: 'Exponent m; 1 unless given.',
      minimum: -4,
      maximum: 8,
      plausible: [0, 4],
    },
  },
  build(name, { island, capacity, temperature: reference, exponent = 1 }) {
    return {
      heatCapacities: [
        { island, element: name, capacity: (temperature) => capacity * pow(temperature / reference, exponent) },
      ],
    }
  },
})
