import { findInterval, interpolate, monotoneSlopes } from '../numerics/monotoneInterpolation.js'
import { OutsideDomain } from '../numerics/outsideDomain.js'
import { readTable, requireAscending, requireNotNegative } from './tableFile.js'

/** A resistance at one temperature and its slope. */
export interface ResistanceAt {
  readonly resistance: number
  readonly derivative: number
}

/**
 * Resistance against temperature from a CSV table with the columns T and R.
 *
 * Monotone cubic interpolation: between two rows R stays between their values.
 *
 * @param text Text of the table.
 * @param file Name of the file, for messages.
 * @param extrapolate Whether the first and last values hold beyond the table.
 * @param element Name of the element, for the message of a refusal.
 * @returns R [Ohm] and dR/dT [Ohm/K] as a function of temperature [K]; it throws OutsideDomain outside the table, unless asked to extrapolate.
 * @throws DataFileError with file and line if the table is malformed, not ascending in T, or has a negative R.
 */
export function resistanceTable(
  text: string,
  file: string,
  extrapolate: boolean,
  element: string,
): (temperature: number) => ResistanceAt {
  const { columns, lines } = readTable(text, file, [
    { symbol: 'T', unit: 'K' },
    { symbol: 'R', unit: 'ohm' },
  ])
  const { T, R } = columns as { T: Float64Array; R: Float64Array }
  requireAscending(T, lines, file, 'T')
  requireNotNegative(R, lines, file, 'R')
  const slopes = monotoneSlopes(T, R)
  const first = T[0]
  const last = T[T.length - 1]
  const out = new Float64Array(2)
  return (temperature) => {
    if (temperature < first || temperature > last) {
      if (!extrapolate) {
        throw new OutsideDomain(
          `circuit.${element}: the table ${file} gives the resistance from ${first} K to ${last} K, got ${temperature} K; extend the table, or set \`extrapolate: true\` to hold its end values`,
        )
      }
      return { resistance: temperature < first ? R[0] : R[R.length - 1], derivative: 0 }
    }
    interpolate(T, R, slopes, findInterval(T, temperature), temperature, out)
    return { resistance: out[0], derivative: out[1] }
  }
}
