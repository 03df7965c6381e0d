import { gapEnergy } from '../materials/gap.js'
import type { Material } from '../materials/material.js'
import { power } from '../numerics/power.js'
import { electronPhononConductance, electronPhononHeat } from '../physics/electronPhonon.js'
import type { ElectronPhononTable } from '../physics/electronPhononTable.js'
import type { HeatChannel } from '../thermal/channel.js'
import { boltzmann } from '../units/constants.js'

/** Above this k_B T/Delta the superconducting law differs from the normal one by less than 1e-12. */
const largestReducedTemperature = 1e6
/** Relative accuracy of the superconducting law. */
const relativeError = 2e-11

/**
 * Heat channel between the electrons of a conductor and its phonons.
 *
 * Q = Σ V (T^n − T_p^n) in the normal state; Σ V (Δ/k_B)^n q(t, t_p) with t = k_B T/Δ(T), t_p = k_B T_p/Δ(T) in the
 * superconducting one (Dey et al., Eqs. 8 and 9, for n = 5).
 *
 * @param element Element that brings the channel.
 * @param material Material with `electronPhononCoupling` Σ [W m⁻³ K⁻ⁿ].
 * @param volume Volume V [m³].
 * @param island Island of the electrons.
 * @param phonons Reservoir of the phonons.
 * @param table Table of the superconducting law.
 */
export function electronPhononChannel(
  element: string,
  material: Material,
  volume: number,
  island: string,
  phonons: string,
  table: ElectronPhononTable,
): HeatChannel {
  const coupling = material.electronPhononCoupling!
  const exponent = material.electronPhononExponent
  const reduced = new Float64Array(3)
  return {
    channel: 'electron-phonon',
    element,
    terminals: [island, phonons],
    // Hot phonons break fewer pairs where the electrons are warmer.
    nonMonotone: material.criticalTemperature === undefined ? [] : [island],
    passive: true,
    flows: [{ from: island, to: phonons, idle: coupling === 0 }],
    evaluate(temperatures, out) {
      const temperature = temperatures[0]!
      const phononTemperature = temperatures[1]!
      const { gap, derivative } = gapEnergy(material, temperature)
      if (gap === 0 || boltzmann * temperature > largestReducedTemperature * gap) {
        out.power[0] = electronPhononHeat(coupling, volume, exponent, temperature, phononTemperature)
        out.jacobian[0] = electronPhononConductance(coupling, volume, exponent, temperature)
        out.jacobian[1] = -electronPhononConductance(coupling, volume, exponent, phononTemperature)
        out.error[0] = 0
        return
      }
      const perKelvin = boltzmann / gap
      const t = perKelvin * temperature
      const phononT = perKelvin * phononTemperature
      table.evaluate(t, phononT, exponent, reduced)
      const scale = coupling * volume * power(gap / boltzmann, exponent)
      const logDerivative = derivative / gap
      const dHeatByGap = exponent * reduced[0]! - t * reduced[1]! - phononT * reduced[2]!
      out.power[0] = scale * reduced[0]!
      out.jacobian[0] = scale * (reduced[1]! * perKelvin + dHeatByGap * logDerivative)
      out.jacobian[1] = scale * reduced[2]! * perKelvin
      out.error[0] = relativeError * Math.abs(out.power[0])
    },
  }
}
