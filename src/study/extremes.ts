import { columnData, type Dataset } from './dataset.js'

/** Smallest and largest value of a column of a sweep, where they are, and the contrast of a valve. */
export interface Extremes {
  readonly minimum: number
  readonly maximum: number
  /** Rows of the grid. */
  readonly minimumRow: number
  readonly maximumRow: number
  /** (maximum − minimum)/maximum: the contrast of a heat valve. */
  readonly contrast: number
}

/**
 * Extremes of a column over a sweep: minimum temperature of a refrigerator, contrast of a heat valve.
 *
 * @param dataset Result of `sweep`.
 * @param name Name of a variable, `T_remote` or `Q_photon_source_drain`.
 * @returns Extremes among the points that were solved; one of the sweep's points each, not interpolated.
 * @throws Error if no point was solved, or the column is text.
 * @example
 * extremes(dataset, 'T_drain').minimum
 */
export function extremes(dataset: Dataset, name: string): Extremes {
  const data = columnData(dataset, name)
  if (!(data instanceof Float64Array)) throw new Error(`extremes: ${name} must be a number, got text`)
  let [minimumRow, maximumRow] = [-1, -1]
  for (const [row, value] of data.entries()) {
    if (Number.isNaN(value)) continue
    if (minimumRow < 0 || value < data[minimumRow]!) minimumRow = row
    if (maximumRow < 0 || value > data[maximumRow]!) maximumRow = row
  }
  if (minimumRow < 0) throw new Error(`extremes: ${name} has no value; no point of the sweep was solved`)
  const [minimum, maximum] = [data[minimumRow]!, data[maximumRow]!]
  return { minimum, maximum, minimumRow, maximumRow, contrast: (maximum - minimum) / maximum }
}
