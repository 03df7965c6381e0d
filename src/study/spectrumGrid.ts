import { pow } from '../numerics/power.js'
import { boltzmann, planck } from '../units/constants.js'
import type { Variable } from './dataset.js'

/** Frequencies of a spectrum. */
export interface SpectrumOptions {
  /** Lowest and highest frequency [Hz] > 0; default 10⁻³ and 20 times k_B T/h of the hottest island. */
  readonly from?: number
  readonly to?: number
  /** Number of frequencies ≥ 2; default 401. */
  readonly points?: number
  /** Default `log`. */
  readonly scale?: 'linear' | 'log'
}

/** Default range over k_B T/h of the hottest island: at the upper end less than 1e-7 of the heat is left. */
const lowestRatio = 1e-3
const highestRatio = 20

/** k_B T/h [Hz] of the hottest of some temperatures [K]; 0 for none. */
export function thermalFrequency(temperatures: Iterable<number>): number {
  return (boltzmann * Math.max(0, ...temperatures)) / planck
}

/** The frequencies [Hz] of a spectrum at some temperatures [K]. */
export function frequencyGrid(temperatures: Iterable<number>, options: SpectrumOptions): number[] {
  const thermal = thermalFrequency(temperatures)
  const { from = lowestRatio * thermal, to = highestRatio * thermal, points = 401, scale = 'log' } = options
  if (!(from > 0 && to > from && to < Infinity)) {
    throw new RangeError(`frequency range: must be positive and rising, got ${from} Hz to ${to} Hz`)
  }
  if (!Number.isInteger(points) || points < 2) {
    throw new RangeError(`number of frequencies: must be an integer of at least 2, got ${points}`)
  }
  return Array.from({ length: points }, (_, i) => {
    const part = i / (points - 1)
    if (i === 0 || i === points - 1) return i === 0 ? from : to
    return scale === 'log' ? from * pow(to / from, part) : from + (to - from) * part
  })
}

/** Frequencies [Hz] as the coordinate of a dataset. */
export function frequencyCoordinate(frequencies: readonly number[]): Variable {
  const data = Float64Array.from(frequencies)
  return { dimensions: ['frequency'], data, unit: 'Hz', symbol: 'f', longName: 'frequency' }
}

/** A name as a part of the name of a variable: what is no letter or digit becomes `_`. */
export function identifier(name: string): string {
  return name.replace(/[^A-Za-z0-9_]/g, '_')
}
