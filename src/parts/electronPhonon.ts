import { islandField, materialField, reservoirField } from './commonFields.js'
import { differentEnds } from './differentEnds.js'
import { electronHeatCapacity } from './electronHeatCapacity.js'
import { electronPhononChannel } from './electronPhononChannel.js'
import { definePart } from './part.js'

/** The electron-phonon coupling of a volume of metal that has no part in the circuit, or stands there as a resistor. */
export const electronPhonon = definePart({
  kind: 'electron-phonon',
  section: 'heat',
  title: 'Electron-phonon coupling',
  description:
    'Electrons of a volume of metal and its phonons: Σ V (Tⁿ − T_pⁿ) in the normal state, Eqs. (8) and (9) of Dey et al. in the superconducting one, and the heat capacity of the electrons. For a wire it is built in; this is for resistors, reservoirs and islands without a place in the circuit.',
  fields: {
    material: materialField,
    volume: {
      type: 'quantity',
      unit: 'm^3',
      displayUnit: 'um^3',
      label: 'volume',
      symbol: 'V',
      description: 'Volume of the metal.',
      example: '0.04 um^3',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e-24, 1e-9],
      scale: 'log',
    },
    island: islandField,
    phonons: reservoirField,
  },
  check({ material: name, island, phonons = 'phonons' }, context) {
    const material = context.material(name)
    const problems = differentEnds('phonons', island, phonons)
    if (material.electronPhononCoupling === undefined) {
      problems.push({
        field: 'material',
        message: `${name} has no trusted electron-phonon coupling in the library; give one, for example materials: { ${name}: { electronPhononCoupling: 2e9 W m^-3 K^-${material.electronPhononExponent} } }`,
      })
    }
    return problems
  },
  build(name, { material: materialName, volume, island, phonons = 'phonons' }, context) {
    const material = context.material(materialName)
    return {
      channels: [electronPhononChannel(name, material, volume, island, phonons, context.tables.electronPhonon)],
      heatCapacities: electronHeatCapacity(name, material, volume, island),
    }
  },
})
