import { islandField, lengthField, materialField, thicknessField, twoNodes, widthField } from './commonFields.js'
import { electronPhononChannel } from './electronPhononChannel.js'
import { filmImpedance } from './film.js'
import { definePart, type PartProblem } from './part.js'

/** A strip of a thin film, normal or superconducting: its impedance, electron-phonon channel and heat capacity. */
export const wire = definePart({
  kind: 'wire',
  section: 'circuit',
  title: 'Wire',
  description:
    'A strip of a thin film. Electrically Z(ω, T) = R₀/(σ₁ − iσ₂) with R₀ = ρ l/(w d) and the Mattis-Bardeen conductivity in units of the normal one below the critical temperature, Z = R₀ otherwise (Dey et al., Eqs. 4 to 6). Thermally it couples the electrons of its island to the phonons: Σ V (T^n − T_p^n) when normal, and Eqs. (8) and (9) of Dey et al. when superconducting, with V = l w d.',
  fields: {
    material: materialField,
    length: lengthField,
    width: widthField,
    thickness: thicknessField,
    nodes: twoNodes,
    island: islandField,
  },
  check({ material: name }, context) {
    const material = context.material(name)
    const problems: PartProblem[] = []
    if (material.resistivity === undefined) {
      problems.push({
        field: 'material',
        message: `${name} has no trusted resistivity in the library; give one, for example materials: { ${name}: { resistivity: 3 uohm cm } }`,
      })
    }
    if (material.electronPhononCoupling === undefined) {
      problems.push({
        field: 'material',
        message: `${name} has no trusted electron-phonon coupling in the library; give one, for example materials: { ${name}: { electronPhononCoupling: 2e9 W m^-3 K^-${material.electronPhononExponent} } }`,
      })
    }
    return problems
  },
  build(name, { material: materialName, length, width, thickness, nodes, island }, context) {
    const material = context.material(materialName)
    const resistance = (material.resistivity! * length) / (width * thickness)
    const volume = length * width * thickness
    return {
      branches: [
        {
          name,
          nodes: [nodes[0]!, nodes[1]!],
          island,
          temperatureDependent: material.criticalTemperature !== undefined,
          at: (temperature) => filmImpedance(material, resistance, temperature, context.tables.conductivity),
        },
      ],
      channels: [electronPhononChannel(name, material, volume, island, 'phonons', context.tables.electronPhonon)],
      extents: [{ island, material, size: [length, width, thickness] }],
    }
  },
})
