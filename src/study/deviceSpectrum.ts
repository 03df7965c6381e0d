import type { Model } from '../device/compile.js'
import type { Dataset, Variable } from './dataset.js'
import { type DecadeHeats, decadeHeat } from './decadeHeat.js'
import { impedanceSeen } from './impedanceSeen.js'
import { type CircuitResonances, circuitResonances } from './resonances.js'
import { identifier, type SpectrumOptions } from './spectrumGrid.js'
import { transmissionSpectrum } from './transmission.js'

/** What `caloritron spectrum` shows of a device. */
export interface DeviceSpectrum {
  /** Transmission, heat per frequency and impedances over `frequency`: `transmissionSpectrum` and `impedanceSeen`. */
  readonly curves: Dataset
  readonly resonances: CircuitResonances
  readonly decades: DecadeHeats
}

/**
 * The spectrum of a device: curves over frequency, resonances up to the highest frequency, and the heat decade by decade.
 *
 * @param model The device.
 * @param temperatures Temperature of every island of the circuit [K] > 0, for instance those of the operating point.
 * @param options Range of frequencies.
 * @returns All of it, as `transmissionSpectrum`, `impedanceSeen`, `circuitResonances` and `decadeHeat` give it.
 * @throws As those do.
 * @example
 * deviceSpectrum(model, solve(model).temperatures).resonances
 */
export function deviceSpectrum(
  model: Model,
  temperatures: Readonly<Record<string, number>>,
  options: SpectrumOptions = {},
): DeviceSpectrum {
  const transmission = transmissionSpectrum(model, temperatures, options)
  const seen = impedanceSeen(model, temperatures, options)
  return {
    curves: { ...transmission, variables: { ...transmission.variables, ...seen.variables } },
    resonances: circuitResonances(model, temperatures, options.to),
    decades: decadeHeat(model, temperatures),
  }
}

/**
 * All of a spectrum in one dataset: the curves over `frequency`, `f_resonance`, `Q_resonance`, `linewidth_resonance` over
 * `resonance`, and `heat_<i>_<j>` [W], `share_<i>_<j>` over `decade`, whose coordinate is the lower end of each decade.
 *
 * @example
 * spectrumDataset(deviceSpectrum(model, solve(model).temperatures)).variables.share_source_drain.data // sum 1
 */
export function spectrumDataset({ curves, resonances: { resonances }, decades }: DeviceSpectrum): Dataset {
  const along = (dimension: string, values: readonly number[], name: string, unit: string, longName: string) => {
    const data = Float64Array.from(values)
    return [name, { dimensions: [dimension], data, unit, symbol: name, longName }] satisfies [string, Variable]
  }
  const overResonances =
    resonances.length === 0
      ? []
      : [
          along(
            'resonance',
            resonances.map((r) => r.frequency),
            'f_resonance',
            'Hz',
            'natural frequency of a resonance',
          ),
          along(
            'resonance',
            resonances.map((r) => r.quality),
            'Q_resonance',
            '1',
            'quality factor of a resonance',
          ),
          along(
            'resonance',
            resonances.map((r) => r.linewidth),
            'linewidth_resonance',
            'Hz',
            'full width of a resonance',
          ),
        ]
  const overDecades = decades.pairs.flatMap(({ from, to, powers, shares }) => {
    const names = `${identifier(from)}_${identifier(to)}`
    return [
      along('decade', powers, `heat_${names}`, 'W', `photonic heat from ${from} to ${to} in a decade of frequency`),
      along('decade', shares, `share_${names}`, '1', `part of a decade in the photonic heat from ${from} to ${to}`),
    ]
  })
  const decade = along(
    'decade',
    decades.from,
    'decade',
    'Hz',
    'lower end of a decade of frequency; the last has no upper end',
  )
  return {
    ...curves,
    dimensions: {
      ...curves.dimensions,
      ...(resonances.length === 0 ? {} : { resonance: resonances.length }),
      ...(overDecades.length === 0 ? {} : { decade: decades.from.length }),
    },
    coordinates: { ...curves.coordinates, ...(overDecades.length === 0 ? {} : Object.fromEntries([decade])) },
    variables: { ...curves.variables, ...Object.fromEntries([...overResonances, ...overDecades]) },
  }
}
