import type { Dataset, Variable } from './dataset.js'
import { rowCount } from './dataset.js'
import { isSolved } from './solveChunk.js'
import { pointCount } from './sweepJob.js'
import type { SweepLayout } from './sweepLayout.js'

/** Where the columns of a sweep are kept while it runs: in memory or in a file. */
export interface ColumnStore {
  /** Puts values into column number `column`, from row number `first` on. */
  write(column: number, first: number, values: Float64Array): void
  /** A whole column; what was not written is not defined. */
  read(column: number): Float64Array
}

/**
 * Columns in memory, each of them one array.
 *
 * @param length Number of rows.
 */
export function memoryColumns(length: number): ColumnStore {
  const columns: Float64Array[] = []
  return {
    write(column, first, values) {
      columns[column] ??= new Float64Array(length)
      columns[column].set(values, first)
    },
    read: (column) => columns[column]!,
  }
}

/**
 * Puts the pieces of a sweep into a store.
 *
 * @param layout Names and units of the sweep.
 * @param pieces Its pieces, as of `layoutPieces`.
 * @param store Empty store for the rows of all points.
 * @returns The whole sweep as of `sweep`. `data` of its variables is read from the store each time that it is asked for: who needs the
 *   columns one after the other never has more than one of them in memory.
 */
export async function storedSweep(
  layout: SweepLayout,
  pieces: AsyncIterable<Dataset>,
  store: ColumnStore,
): Promise<Dataset> {
  /** Each status once: a store keeps its number. */
  const words: string[] = []
  const numbers = new Map<string, number>()
  const numberOf = (word: string): number => {
    const known = numbers.get(word)
    if (known !== undefined) return known
    numbers.set(word, words.length)
    return words.push(word) - 1
  }
  let first = 0
  let notConverged = 0
  for await (const piece of pieces) {
    for (const [column, { data }] of Object.values(piece.variables).entries()) {
      if (data instanceof Float64Array) store.write(column, first, data)
      else {
        store.write(column, first, Float64Array.from(data, numberOf))
        for (const word of data) if (!isSolved(word)) notConverged++
      }
    }
    first += rowCount(piece)
  }
  const whole = layout.dataset({ first: 0, count: pointCount(layout.job) }, () => new Float64Array(0), [])
  const variables = Object.entries(whole.variables).map(([name, variable], column): [string, Variable] => {
    const read =
      variable.data instanceof Float64Array
        ? () => store.read(column)
        : () => Array.from(store.read(column), (number) => words[number]!)
    return [name, Object.defineProperty({ ...variable }, 'data', { get: read, enumerable: true })]
  })
  return {
    ...whole,
    variables: Object.fromEntries(variables),
    attributes: { notConverged, ...whole.attributes },
  }
}
