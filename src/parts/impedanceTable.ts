import type { BranchImpedance } from '../circuit/branch.js'
import { findInterval, interpolate, monotoneSlopes } from '../numerics/monotoneInterpolation.js'
import { OutsideDomain } from '../numerics/outsideDomain.js'
import { DataFileError, readTable, requireAscending, requireNotNegative } from './tableFile.js'

/** R and X against frequency at one temperature, with the slopes of their interpolants. */
interface Row {
  readonly R: Float64Array
  readonly X: Float64Array
  readonly slopesR: Float64Array
  readonly slopesX: Float64Array
}

/** A measured impedance Z(f) or Z(f, T). */
export interface ImpedanceTable {
  /** Frequencies [Hz], ascending. */
  readonly frequencies: Float64Array
  /** Temperatures [K], ascending; empty for Z(f). */
  readonly temperatures: Float64Array
  /** One for each temperature; a single one for Z(f). */
  readonly rows: readonly Row[]
}

/**
 * Reads an impedance from a CSV table with the columns f, R, X and, if it depends on temperature, T.
 *
 * @param text Text of the table; with T, each temperature lists the same frequencies.
 * @param file Name of the file, for messages.
 * @throws DataFileError with file and line: malformed, frequencies that do not ascend, negative R, an incomplete grid.
 */
export function readImpedanceTable(text: string, file: string): ImpedanceTable {
  const { columns, lines } = readTable(text, file, [
    { symbol: 'f', unit: 'Hz' },
    { symbol: 'T', unit: 'K', optional: true },
    { symbol: 'R', unit: 'ohm' },
    { symbol: 'X', unit: 'ohm' },
  ])
  const { f, T, R, X } = columns as Record<'f' | 'R' | 'X', Float64Array> & { T?: Float64Array }
  requireNotNegative(f, lines, file, 'f')
  requireNotNegative(R, lines, file, 'R')
  const groups = new Map<number, number[]>()
  for (let i = 0; i < f.length; i++) {
    const temperature = T?.[i] ?? 0
    const members = groups.get(temperature)
    if (members === undefined) groups.set(temperature, [i])
    else members.push(i)
  }
  const temperatures = Float64Array.from(groups.keys()).sort()
  const pick = (column: Float64Array, rows: readonly number[]) => Float64Array.from(rows, (i) => column[i])
  const frequencies = pick(f, groups.get(temperatures[0])!)
  if (frequencies.length < 2 || (T !== undefined && temperatures.length < 2)) {
    const what = frequencies.length < 2 ? 'frequencies' : 'temperatures'
    throw new DataFileError(file, lines[0], `the table must have at least two ${what}`)
  }
  const rows = [...temperatures].map((temperature): Row => {
    const members = groups.get(temperature)!
    const own = pick(f, members)
    const ownLines = members.map((i) => lines[i])
    requireAscending(own, ownLines, file, 'f')
    const odd = own.findIndex((value, k) => value !== frequencies[k])
    if (odd >= 0 || own.length !== frequencies.length) {
      throw new DataFileError(
        file,
        ownLines[odd < 0 ? own.length - 1 : odd],
        `every temperature must list the same frequencies, ${temperature} K differs from ${temperatures[0]} K`,
      )
    }
    const ownR = pick(R, members)
    const ownX = pick(X, members)
    const [slopesR, slopesX] = [monotoneSlopes(frequencies, ownR), monotoneSlopes(frequencies, ownX)]
    return { R: ownR, X: ownX, slopesR, slopesX }
  })
  return { frequencies, temperatures: T === undefined ? new Float64Array(0) : temperatures, rows }
}

/**
 * The impedance of a table at one temperature.
 *
 * Monotone cubic interpolation in f and then in T, of R and X each: R stays between neighbouring values.
 *
 * @param table The table.
 * @param temperature Temperature [K].
 * @param extrapolate Whether the values at the border hold outside.
 * @param subject Name of the element and file, for the message of a refusal.
 * @returns The impedance with its exact derivative in temperature; breaks at the frequencies of the table.
 * @throws OutsideDomain outside the table, here in temperature and on evaluation in frequency, unless asked to extrapolate.
 */
export function tableImpedance(
  table: ImpedanceTable,
  temperature: number,
  extrapolate: boolean,
  subject: string,
): BranchImpedance {
  const { frequencies, temperatures, rows } = table
  const refuse = (quantity: string, from: number, to: number, unit: string, got: number) =>
    new OutsideDomain(
      `${subject} gives the impedance at ${quantity} from ${from} ${unit} to ${to} ${unit}, got ${got} ${unit}; extend the table, or set \`extrapolate: true\` to hold its end values`,
    )
  const count = temperatures.length
  const inside = count === 0 || (temperature >= temperatures[0] && temperature <= temperatures[count - 1])
  if (!inside && !extrapolate) {
    throw refuse('temperatures', temperatures[0], temperatures[count - 1], 'K', temperature)
  }
  // The slopes at the two ends of an interval need its neighbours, too: four temperatures at most.
  const held = count === 0 ? 0 : Math.min(temperatures[count - 1], Math.max(temperatures[0], temperature))
  const first = count === 0 ? 0 : Math.max(0, Math.min(findInterval(temperatures, held) - 1, count - 4))
  const near = rows.slice(first, Math.min(first + 4, rows.length))
  const nearTemperatures = temperatures.slice(first, first + near.length)
  const interval = count === 0 ? 0 : findInterval(nearTemperatures, held)
  const low = frequencies[0]
  const high = frequencies[frequencies.length - 1]
  const [valuesR, valuesX] = [new Float64Array(near.length), new Float64Array(near.length)]
  const [slopesR, slopesX] = [new Float64Array(near.length), new Float64Array(near.length)]
  const result = new Float64Array(2)
  return {
    breaks: [...frequencies].filter((frequency) => frequency > 0).map((frequency) => 2 * Math.PI * frequency),
    evaluate(omega, out) {
      const frequency = omega / (2 * Math.PI)
      // The division may have rounded the end of the table itself outwards.
      if (!extrapolate && (frequency < low * (1 - 1e-12) || frequency > high * (1 + 1e-12))) {
        throw refuse('frequencies', low, high, 'Hz', frequency)
      }
      const at = Math.min(high, Math.max(low, frequency))
      const place = findInterval(frequencies, at)
      for (let i = 0; i < near.length; i++) {
        interpolate(frequencies, near[i].R, near[i].slopesR, place, at, result)
        valuesR[i] = result[0]
        interpolate(frequencies, near[i].X, near[i].slopesX, place, at, result)
        valuesX[i] = result[0]
      }
      out[0] = valuesR[0]
      out[1] = valuesX[0]
      out[2] = 0
      out[3] = 0
      if (count === 0) return
      monotoneSlopes(nearTemperatures, valuesR, slopesR)
      monotoneSlopes(nearTemperatures, valuesX, slopesX)
      interpolate(nearTemperatures, valuesR, slopesR, interval, held, result)
      out[0] = result[0]
      out[2] = inside ? result[1] : 0
      interpolate(nearTemperatures, valuesX, slopesX, interval, held, result)
      out[1] = result[0]
      out[3] = inside ? result[1] : 0
    },
  }
}
