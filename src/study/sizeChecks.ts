import type { Model } from '../device/compile.js'
import { pow } from '../numerics/power.js'
import type { Extent } from '../parts/part.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { boltzmann, lorenzNumber, planck, speedOfLight } from '../units/constants.js'
import { type AssumptionCheck, inWords, verdictBelow } from './assumptionCheck.js'

/** Size over wavelength up to which lumped elements are beyond doubt. */
const smallSize = 0.1

/**
 * Wavelength of thermal photons λ_T = 2πħc/(k_B T) (Dey et al., Sec. II).
 *
 * @param temperature Temperature [K] > 0.
 * @returns λ_T [m].
 * @example
 * thermalWavelength(1) // 0.014388
 */
export function thermalWavelength(temperature: number): number {
  return (planck * speedOfLight) / (boltzmann * temperature)
}

/**
 * Length over which the electrons of a wire level out their temperature before the phonons take the heat.
 *
 * From d/dx(L₀T/ρ dT/dx) = Σ(Tⁿ − T_pⁿ), linearised about T: √(L₀/(n ρ Σ T^{n−2})); for n = 5, √(L₀/(5 ρ Σ T³)). Normal state.
 *
 * @param resistivity ρ [Ohm m] > 0.
 * @param coupling Σ [W m^-3 K^-n] > 0.
 * @param exponent n.
 * @param temperature T [K] > 0.
 * @returns Length [m].
 * @example
 * healingLength(3e-8, 2e9, 5, 0.1) // 2.85e-4
 */
export function healingLength(resistivity: number, coupling: number, exponent: number, temperature: number): number {
  return Math.sqrt(lorenzNumber / (exponent * resistivity * coupling * pow(temperature, exponent - 2)))
}

/** Lumped elements: the conductors one after the other, leads included, against the thermal wavelength. */
export function sizeCheck({ device, extents }: Model, hottest: number): AssumptionCheck {
  const wavelength = thermalWavelength(hottest)
  const leads = device.assumptions.leads?.length ?? 0
  const size = extents.reduce((sum, extent) => sum + Math.max(...extent.size), leads)
  const check = {
    name: 'size',
    statement: 'The device is much smaller than the wavelength of thermal photons: its elements are lumped.',
    limit: wavelength,
    unit: 'm',
  }
  const shapeless = Object.keys(device.circuit).length > extents.length
  const incomplete = `${shapeless ? ' Elements without a geometry are not counted.' : ''}${leads > 0 ? '' : ' Leads are not counted, because none are declared.'}`
  if (size === 0) {
    const remark = `No element has a geometry; wires would (kind: wire). The wavelength is ${inWords(wavelength, 'm')} at ${inWords(hottest, 'K')}.`
    return { ...check, value: null, verdict: 'not-declared', remark }
  }
  return {
    ...check,
    value: size,
    verdict: verdictBelow(size / wavelength, smallSize, 1),
    remark: `Laid end to end they are ${inWords(size, 'm')} long, against ${inWords(wavelength, 'm')} at ${inWords(hottest, 'K')}.${incomplete}`,
  }
}

/** One temperature in each wire: its length against the thermal healing length at the temperature of its island. */
export function healingChecks({ extents }: Model, { temperatures }: OperatingPoint): AssumptionCheck[] {
  return extents.map((extent): AssumptionCheck => {
    const { island, material, size } = extent
    const length = Math.max(...size)
    const temperature = temperatures[island]!
    const statement = `The electrons of the ${material.name} of ${island} share one temperature along it.`
    const check = { name: 'healing-length', statement, value: length, unit: 'm' }
    const { resistivity, electronPhononCoupling, electronPhononExponent } = material
    if (resistivity === undefined || !electronPhononCoupling) {
      const remark = `Needs resistivity and electron-phonon coupling: materials: { ${material.name}: { ... } }.`
      return { ...check, limit: null, verdict: 'not-declared', remark }
    }
    const limit = healingLength(resistivity, electronPhononCoupling, electronPhononExponent, temperature)
    return {
      ...check,
      limit,
      verdict: verdictBelow(length / limit, 0.5, 1),
      remark: `It is ${inWords(length, 'm')} long; the thermal healing length at ${inWords(temperature, 'K')} is ${inWords(limit, 'm')}${superconducts(extent, temperature) ? ' (normal-state estimate)' : ''}.`,
    }
  })
}

function superconducts({ material }: Extent, temperature: number): boolean {
  return material.criticalTemperature !== undefined && temperature < material.criticalTemperature
}
