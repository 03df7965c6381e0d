import { readQuantity } from '../units/quantity.js'
import type { PartProblem } from './part.js'

/** A column that a table of measured values must or may have. */
export interface TableColumn {
  /** Symbol in the header, as in `R [ohm]`. */
  readonly symbol: string
  /** SI unit of the values. */
  readonly unit: string
  readonly optional?: boolean
}

/** Something wrong with a file beside the device file; the message names file and line. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError'
  constructor(file: string, line: number, problem: string, remedy?: string) {
    super(`${problem} (${file}:${line})${remedy === undefined ? '' : `; ${remedy}`}`)
  }
}

/** A table in SI units. */
export interface Table {
  /** Values of each column by symbol; an optional column may be absent. */
  readonly columns: Readonly<Record<string, Float64Array>>
  /** Line of the file in which each row stands, from 1. */
  readonly lines: readonly number[]
}

/**
 * Reads a table of numbers from a CSV text.
 *
 * Lines that start with `#` and empty lines are skipped; the first other line names each column with its unit in brackets
 * (`T [mK], R [kohm]`), in any order; commas, semicolons or tabs separate.
 *
 * @param text Text of the file.
 * @param file Name of the file, for messages.
 * @param columns Columns that the table must have or may have.
 * @returns At least two rows, all values finite and in SI units.
 * @throws DataFileError with file and line.
 * @example
 * readTable('T [mK], R [kohm]\n50, 1\n60, 2\n', 'film.csv', [{ symbol: 'T', unit: 'K' }, { symbol: 'R', unit: 'ohm' }])
 */
export function readTable(text: string, file: string, columns: readonly TableColumn[]): Table {
  const rows = text
    .split(/\r\n|\r|\n/)
    .map((content, index) => ({ content: content.replace(/^\uFEFF/, '').trim(), line: index + 1 }))
    .filter(({ content }) => content !== '' && !content.startsWith('#'))
  const header = rows.shift()
  const example = `write as the first line "${columns.map(({ symbol, unit }) => `${symbol} [${unit}]`).join(', ')}"`
  if (header === undefined) throw new DataFileError(file, 1, 'the table is empty', example)
  const separator = [',', ';', '\t'].find((candidate) => header.content.includes(candidate)) ?? ','
  const heads = header.content
    .split(separator)
    .map((head) => readHead(head.trim(), file, header.line, columns, example))
  for (const { symbol, optional } of columns) {
    const times = heads.filter(({ column }) => column.symbol === symbol).length
    if (times > 1) throw new DataFileError(file, header.line, `the column ${symbol} stands in the table ${times} times`)
    if (times === 0 && !optional) throw new DataFileError(file, header.line, `the column ${symbol} is missing`, example)
  }
  if (rows.length < 2) {
    throw new DataFileError(file, header.line, `a table must have at least two rows, got ${rows.length}`)
  }
  const values = heads.map(() => new Float64Array(rows.length))
  rows.forEach(({ content, line }, row) => {
    const cells = content.split(separator)
    if (cells.length !== heads.length) {
      throw new DataFileError(file, line, `a row must have ${heads.length} numbers as the header, got ${cells.length}`)
    }
    cells.forEach((cell, index) => {
      const value = cell.trim() === '' ? Number.NaN : Number(cell) * heads[index].factor
      if (!Number.isFinite(value)) {
        throw new DataFileError(file, line, `${heads[index].column.symbol} must be a number, got "${cell.trim()}"`)
      }
      values[index][row] = value
    })
  })
  return {
    columns: Object.fromEntries(heads.map(({ column }, index) => [column.symbol, values[index]])),
    lines: rows.map(({ line }) => line),
  }
}

function readHead(head: string, file: string, line: number, columns: readonly TableColumn[], example: string) {
  const [, symbol, unit] = /^"?\s*(.*?)\s*\[(.*)\]\s*"?$/.exec(head) ?? []
  if (symbol === undefined) {
    throw new DataFileError(file, line, `a column must be named by symbol and unit, got "${head}"`, example)
  }
  const column = columns.find((candidate) => candidate.symbol === symbol)
  if (column === undefined) {
    const known = columns.map((candidate) => candidate.symbol).join(', ')
    throw new DataFileError(file, line, `a column must be one of ${known}, got "${symbol}"`, 'rename or remove it')
  }
  const one = readQuantity(`1 ${unit}`, column.unit)
  if (!one.ok) {
    throw new DataFileError(file, line, `${symbol} must have a unit such as [${column.unit}], got [${unit}]`, example)
  }
  return { column, factor: one.value }
}

/** Refuses a column that is not strictly ascending, naming the line that breaks the order. */
export function requireAscending(
  values: ArrayLike<number>,
  lines: readonly number[],
  file: string,
  symbol: string,
): void {
  for (let i = 1; i < values.length; i++) {
    if (values[i] > values[i - 1]) continue
    throw new DataFileError(
      file,
      lines[i],
      `${symbol} must rise from row to row, got ${values[i]} after ${values[i - 1]}`,
      'sort the table and remove repeated rows',
    )
  }
}

/** Refuses a negative value, naming its line. */
export function requireNotNegative(
  values: ArrayLike<number>,
  lines: readonly number[],
  file: string,
  symbol: string,
): void {
  for (let i = 0; i < values.length; i++) {
    if (values[i] < 0) {
      throw new DataFileError(file, lines[i], `${symbol} must not be negative in a passive element, got ${values[i]}`)
    }
  }
}

/** What a reader of a data file refuses, as a problem of the field that names the file. */
export function dataFileProblems(field: string, read: () => unknown): PartProblem[] {
  try {
    read()
    return []
  } catch (error) {
    if (error instanceof DataFileError) return [{ field, message: error.message }]
    throw error
  }
}
