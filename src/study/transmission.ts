import { photonTransmissionAt } from '../circuit/photonTransmission.js'
import type { Model } from '../device/compile.js'
import { boseDifference } from '../physics/bose.js'
import { boltzmann, planck } from '../units/constants.js'
import type { Dataset, Variable } from './dataset.js'
import { frequencyCoordinate, frequencyGrid, identifier, type SpectrumOptions } from './spectrumGrid.js'

/**
 * Photon transmission, heat per frequency and impedances of a device over frequency.
 *
 * τ_ij(f) between every pair of islands; q_ij(f) = h f τ_ij [n(hf, T_i) − n(hf, T_j)], whose integral over f is the photonic
 * heat (Dey et al., Eq. 3 with dω/2π = df); Z(f) of every two-terminal element at the temperature of its island.
 *
 * @param model The device.
 * @param temperatures Temperature of every island of the circuit [K] > 0, for instance those of the operating point.
 * @param options Range of frequencies.
 * @returns Dataset over `frequency` [Hz] with `tau_<i>_<j>`, `q_<i>_<j>` [W/Hz], and `Z_<element>_re`, `Z_<element>_im` [Ohm].
 * @throws RangeError if an island has no temperature or the range makes no sense; Error at an undamped resonance.
 * @example
 * transmissionSpectrum(model, solve(model).temperatures).variables.tau_source_drain
 */
export function transmissionSpectrum(
  model: Model,
  temperatures: Readonly<Record<string, number>>,
  options: SpectrumOptions = {},
): Dataset {
  const { network, device } = model
  const { islands } = network
  const islandTemperatures = temperaturesOf(model, temperatures)
  const hottest = Math.max(...islandTemperatures, 0)
  const frequencies = frequencyGrid(islandTemperatures, options)
  const count = frequencies.length
  const variables: Record<string, Variable> = {}
  const add = (name: string, unit: string, longName: string): Float64Array => {
    const data = new Float64Array(count)
    variables[name] = { dimensions: ['frequency'], data, unit, symbol: name, longName }
    return data
  }
  const pairs = islands.flatMap((a, i) =>
    islands.slice(i + 1).map((b, offset) => {
      const [from, to] = [identifier(a), identifier(b)]
      const tau = add(`tau_${from}_${to}`, '1', `photon transmission between ${a} and ${b}`)
      return {
        i,
        j: i + 1 + offset,
        tau,
        name: `q_${from}_${to}`,
        words: `photonic heat from ${a} to ${b} per frequency`,
      }
    }),
  )
  const densities = pairs.map(({ name, words }) => add(name, 'W/Hz', words))
  const impedances = network.branches.map((branch) => {
    const temperature = branch.island === null ? hottest : islandTemperatures[islands.indexOf(branch.island)]
    const name = `Z_${identifier(branch.name)}`
    return {
      impedance: branch.at(temperature),
      re: add(`${name}_re`, 'Ohm', `real part of the impedance of ${branch.name}`),
      im: add(`${name}_im`, 'Ohm', `imaginary part of the impedance of ${branch.name}`),
    }
  })
  const transmission = photonTransmissionAt(network, islandTemperatures)
  const out = new Float64Array(4)
  for (const [k, frequency] of frequencies.entries()) {
    const omega = 2 * Math.PI * frequency
    const matrix = transmission(omega)
    for (const [p, { i, j, tau }] of pairs.entries()) {
      tau[k] = matrix[i * islands.length + j]
      const reduced = (island: number): number => (planck * frequency) / (boltzmann * islandTemperatures[island])
      densities[p]![k] = planck * frequency * tau[k] * boseDifference(reduced(i), reduced(j))
    }
    for (const { impedance, re, im } of impedances) {
      impedance.evaluate(omega, out)
      re[k] = out[0]
      im[k] = out[1]
    }
  }
  return {
    title: device.title,
    dimensions: { frequency: count },
    coordinates: { frequency: frequencyCoordinate(frequencies) },
    variables,
    attributes: {
      ...(device.reference === null ? {} : { reference: device.reference }),
      temperatures: islands.map((island, i) => `${island}: ${islandTemperatures[i]} K`).join(', '),
      device: JSON.stringify(device),
    },
  }
}

/** Temperatures in the order of the islands of the circuit. */
export function temperaturesOf({ network }: Model, temperatures: Readonly<Record<string, number>>): Float64Array {
  return Float64Array.from(network.islands, (island) => {
    const value = Object.hasOwn(temperatures, island) ? temperatures[island]! : Number.NaN
    if (value > 0 && value < Infinity) return value
    throw new RangeError(
      `temperature of ${island}: must be a positive number of kelvin, got ${value}; give one for each island`,
    )
  })
}
