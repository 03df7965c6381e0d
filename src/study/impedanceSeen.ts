import { impedanceSeenBy } from '../circuit/drivingPointImpedance.js'
import type { Model } from '../device/compile.js'
import type { Dataset, Variable } from './dataset.js'
import { frequencyCoordinate, frequencyGrid, identifier, type SpectrumOptions } from './spectrumGrid.js'
import { temperaturesOf } from './transmission.js'

/**
 * Impedance Z(f) that the circuit shows to each island.
 *
 * The elements of the island that carry one current are taken out, and Z = U/I of the rest is what they see. With their own
 * impedance Z_i, 4 Re Z_i Re Z/|Z_i + Z|² is the part of their thermal radiation that the rest absorbs: the sum of τ_ij over all j.
 * An island whose elements carry several currents has several; loss within a multiport (a line, a Touchstone file) sees no single
 * impedance and has none.
 *
 * @param model The device.
 * @param temperatures Temperature of every island of the circuit [K] > 0, for instance those of the operating point.
 * @param options Range of frequencies, as of `transmissionSpectrum`.
 * @returns Dataset over `frequency` [Hz] with `Zseen_<island>_re`, `Zseen_<island>_im` [Ohm], about 1e-13 of |Z| away from
 *   resonances (`Zseen_<island>_<element>_re` where there are several); infinite where the circuit is open. Elements in no loop have none.
 * @throws RangeError if an island has no temperature or the range makes no sense; Error at an undamped resonance.
 * @example
 * impedanceSeen(model, solve(model).temperatures).variables.Zseen_drain_re
 */
export function impedanceSeen(
  model: Model,
  temperatures: Readonly<Record<string, number>>,
  options: SpectrumOptions = {},
): Dataset {
  const { network, device } = model
  const values = temperaturesOf(model, temperatures)
  const frequencies = frequencyGrid(values, options)
  const variables: Record<string, Variable> = {}
  for (const island of network.islands) {
    const groups = network.series
      .map((edge) => edge.filter((index) => network.branches[index].island === island))
      .filter((members) => members.length > 0)
    for (const members of groups) {
      const names = members.map((index) => network.branches[index].name)
      const name = `Zseen_${identifier(groups.length === 1 ? island : `${island}_${names[0]}`)}`
      const re = new Float64Array(frequencies.length)
      const im = new Float64Array(frequencies.length)
      const seen = impedanceSeenBy(network, members, values)
      for (const [k, frequency] of frequencies.entries()) {
        const impedance = seen(2 * Math.PI * frequency)
        re[k] = impedance?.re ?? Number.POSITIVE_INFINITY
        im[k] = impedance?.im ?? 0
      }
      const words = `impedance that ${names.join(' and ')} of ${island} sees`
      const shared = { dimensions: ['frequency'], unit: 'Ohm' }
      variables[`${name}_re`] = { ...shared, data: re, symbol: `${name}_re`, longName: `real part of the ${words}` }
      variables[`${name}_im`] = {
        ...shared,
        data: im,
        symbol: `${name}_im`,
        longName: `imaginary part of the ${words}`,
      }
    }
  }
  return {
    title: device.title,
    dimensions: { frequency: frequencies.length },
    coordinates: { frequency: frequencyCoordinate(frequencies) },
    variables,
    attributes: { device: JSON.stringify(device) },
  }
}
