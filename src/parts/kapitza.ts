import { reservoirField } from './commonFields.js'
import { differentEnds } from './differentEnds.js'
import { definePart } from './part.js'
import { powerLawChannel } from './powerLawChannel.js'

/** The thermal boundary resistance between the phonons of a film and the substrate. */
export const kapitza = definePart({
  kind: 'kapitza',
  section: 'heat',
  title: 'Kapitza resistance',
  description:
    'The boundary between the phonons of a film, an island of their own, and the phonons it lies on: Q = A σ_K (T⁴ − T₀⁴). The constant σ_K depends on the two solids and the interface; measured ones lie between 1e2 and 1e3 W m⁻² K⁻⁴, and the program has no default. Below the temperature at which the wavelength of the phonons exceeds the thickness of the film, film and substrate have the same phonons, and no such boundary exists.',
  fields: {
    area: {
      type: 'quantity',
      unit: 'm^2',
      displayUnit: 'um^2',
      label: 'area',
      symbol: 'A',
      description: 'Area of the interface.',
      example: '1.4 um^2',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e-16, 1e-4],
      scale: 'log',
    },
    constant: {
      type: 'quantity',
      unit: 'W m^-2 K^-4',
      displayUnit: 'W m^-2 K^-4',
      label: 'Kapitza constant',
      symbol: 'σ_K',
      description: 'Heat per area and T⁴.',
      example: '500 W m^-2 K^-4',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [10, 5000],
    },
    from: { ...reservoirField, optional: false, label: 'from', description: 'Island of the phonons of the film.' },
    to: {
      ...reservoirField,
      optional: true,
      label: 'to',
      description: 'Phonons on the other side; `phonons` unless given.',
    },
  },
  check: ({ from, to = 'phonons' }) => differentEnds('from', from, to),
  build(name, { area, constant, from, to = 'phonons' }) {
    return { channels: [powerLawChannel('kapitza', name, area * constant, 4, from, to)] }
  },
})
