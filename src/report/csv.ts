import { broadcastIndex, checkDataset, type Dataset, rowCount, type Variable } from '../study/dataset.js'
import { metadata } from './metadata.js'

const rowsPerChunk = 4096
/** Fewer characters than this are not worth a call of the operating system. */
const charactersPerWrite = 1 << 18

interface Column {
  readonly name: string
  readonly variable: Variable
}

/**
 * Writes a dataset as a table of comma-separated values.
 *
 * First `#` lines (title, program, attributes, then the definition of each column), then one header row with name and unit
 * (`T_drain [K]`; a swept quantity under its path: `heat.heater.power [W]`), then one row for each point of the grid, the last
 * dimension fastest. Numbers have the shortest form that reads back to the same bits, a value that is missing is an empty cell,
 * quoting is that of RFC 4180, lines end with a line feed.
 *
 * @param dataset the dataset; it is checked by `checkDataset` first
 * @returns the text; at most about 500 MB, the longest string of the engine: above that write `csvChunks` one by one
 * @throws Error if the dataset is not consistent
 * @example
 * toCsv(dataset).split('\n').filter((line) => !line.startsWith('#'))[0] // 'heat.heater.power [W],T_source [K],...'
 */
export function toCsv(dataset: Dataset): string {
  return [...csvChunks(dataset)].join('')
}

/**
 * The text of `toCsv` in pieces of some thousand rows, so that a large table is written without ever being in memory as text.
 *
 * @param dataset the dataset; it is checked by `checkDataset` first
 * @throws Error if the dataset is not consistent, before the first piece
 * @example
 * for (const chunk of csvChunks(dataset)) stream.write(chunk)
 */
export function* csvChunks(dataset: Dataset): Generator<string> {
  checkDataset(dataset)
  const columns = tableColumns(dataset)
  yield head(dataset, columns)
  yield* rows(dataset, columns)
}

/**
 * The text of `toCsv` for a dataset that comes piece by piece, as from `sweepPieces`, in pieces of some hundred kilobytes.
 *
 * @param pieces blocks of one grid in row-major order, with the same variables and attributes; each is checked by `checkDataset`
 * @throws Error (rejection) if a piece is not consistent
 * @example
 * for await (const text of csvStream(sweepPieces(model))) stream.write(text)
 */
export async function* csvStream(pieces: AsyncIterable<Dataset>): AsyncGenerator<string> {
  let text = ''
  let isFirst = true
  for await (const piece of pieces) {
    checkDataset(piece)
    const columns = tableColumns(piece)
    if (isFirst) text += head(piece, columns)
    isFirst = false
    for (const chunk of rows(piece, columns)) {
      text += chunk
      if (text.length < charactersPerWrite) continue
      yield text
      text = ''
    }
  }
  if (text !== '') yield text
}

function head(dataset: Dataset, columns: readonly Column[]): string {
  return `${[...commentLines(dataset, columns), columns.map(heading).map(quoted).join(',')].join('\n')}\n`
}

function* rows(dataset: Dataset, columns: readonly Column[]): Generator<string> {
  const cells = columns.map(({ variable }) => cellReader(variable, broadcastIndex(variable, dataset.dimensions)))
  const numbers = plainRows(dataset, columns)
  const count = rowCount(dataset)
  for (let start = 0; start < count; start += rowsPerChunk) {
    const end = Math.min(count, start + rowsPerChunk)
    let chunk = ''
    for (let row = start; row < end; ) {
      const plain = numbers(row, end)
      if (plain !== null) {
        chunk += plain.text
        row = plain.next
        continue
      }
      for (let column = 0; column < cells.length; column++) chunk += (column === 0 ? '' : ',') + cells[column](row)
      chunk += '\n'
      row++
    }
    yield chunk
  }
}

/**
 * Text of rows that need no care: finite numbers, then the same words in each. The engine writes a table of numbers as JSON with the
 * digits of `String`, in half the time.
 *
 * @returns function that gives the text of as many such rows as follow a row, and the row after them; null if that one is none
 */
function plainRows(
  dataset: Dataset,
  columns: readonly Column[],
): (row: number, end: number) => { readonly text: string; readonly next: number } | null {
  const read = columns.map(({ variable }) => {
    const { data } = variable
    return { data, index: data.length === rowCount(dataset) ? null : broadcastIndex(variable, dataset.dimensions) }
  })
  const firstText = read.findIndex(({ data }) => !(data instanceof Float64Array))
  const width = firstText < 0 ? read.length : firstText
  const texts = read.slice(width)
  const numbersOnly = width > 0 && texts.every(({ data }) => !(data instanceof Float64Array))
  const ending = (row: number): string =>
    texts.map(({ data, index }) => `,${cellText(data[index === null ? row : index[row]])}`).join('')
  const numbersOf = (row: number): number[] | null => {
    const values = new Array<number>(width)
    for (let column = 0; column < width; column++) {
      const { data, index } = read[column]
      const value = data[index === null ? row : index[row]] as number
      if (!Number.isFinite(value) || Object.is(value, -0)) return null
      values[column] = value
    }
    return values
  }
  return (row, end) => {
    if (!numbersOnly) return null
    const words = ending(row)
    const table: number[][] = []
    for (let next = row; next < end; next++) {
      if (texts.some(({ data, index }) => index !== null || data[next] !== data[row])) break
      const values = numbersOf(next)
      if (values === null) break
      table.push(values)
    }
    if (table.length === 0) return null
    const lines = JSON.stringify(table).slice(2, -2).replaceAll('],[', `${words}\n`)
    return { text: `${lines}${words}\n`, next: row + table.length }
  }
}

/** Dimensions first, so that a row begins with what was set; a dimension without a coordinate counts from 0. */
function tableColumns(dataset: Dataset): Column[] {
  const dimensions = Object.entries(dataset.dimensions).map(([name, length]) => ({
    name,
    variable: dataset.coordinates[name] ?? counter(name, length),
  }))
  const others = Object.entries({ ...dataset.coordinates, ...dataset.variables })
    .filter(([name]) => !Object.hasOwn(dataset.dimensions, name))
    .map(([name, variable]) => ({ name, variable }))
  return [...dimensions, ...others]
}

function counter(name: string, length: number): Variable {
  const data = Float64Array.from({ length }, (_, index) => index)
  return { dimensions: [name], data, unit: '', symbol: name, longName: `number along ${name}` }
}

function commentLines(dataset: Dataset, columns: readonly Column[]): string[] {
  const entries = Object.entries(metadata(dataset)).map(([name, value]) => `# ${name}: ${oneLine(String(value))}`)
  const definitions = columns.map((column) => {
    const { symbol, longName } = column.variable
    return `# ${heading(column)}: ${longName}${symbol === column.name ? '' : ` (${symbol})`}`
  })
  return [...entries, ...definitions.map(oneLine)]
}

function heading({ name, variable }: Column): string {
  return variable.unit === '' ? name : `${name} [${variable.unit}]`
}

function cellReader(variable: Variable, index: Uint32Array): (row: number) => string {
  const { data } = variable
  if (data.length === index.length) return (row) => cellText(data[index[row]])
  // A value that is repeated is written once: shortest digits are the costly part of a table.
  const texts = Array.from(data, cellText)
  return (row) => texts[index[row]]
}

function cellText(value: number | string): string {
  if (typeof value === 'string') return quoted(value)
  if (Number.isNaN(value)) return ''
  return Object.is(value, -0) ? '-0' : String(value)
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** A line break within a comment would end it; it is written as the two characters `\n`. */
function oneLine(text: string): string {
  return text.replaceAll(/\r\n?|\n/g, '\\n')
}
