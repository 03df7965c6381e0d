import { gapEnergy } from '../materials/gap.js'
import type { Material } from '../materials/material.js'
import { superconductorHeatCapacityRatio } from '../physics/heatCapacity.js'
import type { HeatCapacity } from '../thermal/channel.js'
import { boltzmann } from '../units/constants.js'

/**
 * Heat capacity of the electrons of a conductor: γ V T, below T_c times that of a BCS superconductor over the normal one.
 *
 * @param element Element that brings it.
 * @param material Material; without Sommerfeld coefficient it brings none.
 * @param volume Volume V [m³].
 * @param island Island of the electrons.
 * @returns One heat capacity, or an empty list.
 */
export function electronHeatCapacity(
  element: string,
  material: Material,
  volume: number,
  island: string,
): HeatCapacity[] {
  const { sommerfeldCoefficient } = material
  if (sommerfeldCoefficient === undefined) return []
  return [
    {
      island,
      element,
      capacity(temperature) {
        const normal = sommerfeldCoefficient * volume * temperature
        const { gap, derivative } = gapEnergy(material, temperature)
        if (gap === 0) return normal
        const thermal = boltzmann * temperature
        const slope = (2 * gap * derivative) / (boltzmann * thermal)
        return normal * superconductorHeatCapacityRatio(gap / thermal, slope)
      },
    },
  ]
}
