import type { FigureSpec } from '../report/figure/spec.js'
import type { Dataset } from '../study/dataset.js'
import type { Io } from './io.js'
import { jsonText } from './jsonText.js'
import { openOutput } from './outputFile.js'
import { outputFormat } from './outputFormat.js'
import { printDataset, writeDataset } from './writeDataset.js'

/** Where a command puts its dataset, as typed. */
export interface DatasetOptions {
  readonly out?: string
  readonly json?: boolean
}

/** Writes the dataset to the file of `--out`; nothing without one. */
export type Save = (dataset: Dataset, figure: () => FigureSpec) => Promise<void>

/**
 * Runs what computes a dataset. A file that cannot be written is found out before, and none is left half-written.
 *
 * @throws CommandFailure for an ending that is no format, or a place that takes no file
 */
export async function withOutput<T>({ out }: DatasetOptions, io: Io, action: (save: Save) => Promise<T>): Promise<T> {
  if (out === undefined) return action(async () => undefined)
  const format = outputFormat(out)
  const file = await openOutput(out)
  try {
    return await action(async (dataset, figure) => {
      await writeDataset(file, format, dataset, figure)
      io.signal.throwIfAborted()
      await file.commit()
    })
  } finally {
    await file.discard()
  }
}

/** Prints what was found: with `--json` as JSON, with the dataset in it or the name of its file; else the dataset as CSV or where it is. */
export function printResult(found: object, dataset: Dataset, { out, json }: DatasetOptions, io: Io): void {
  if (json) printJsonWith(out === undefined ? found : { ...found, out }, out === undefined ? dataset : null, io)
  else if (out === undefined) printDataset(dataset, 'csv', io.stdout.write)
  if (out !== undefined) io.stderr.write(`wrote ${out}\n`)
}

/** Prints JSON with a dataset as its last entry, if there is one. */
export function printJsonWith(found: object, dataset: Dataset | null, io: Io): void {
  const head = jsonText(found)
  if (dataset === null) {
    io.stdout.write(head)
    return
  }
  // A dataset may hold infinities, for which its own writer knows a word.
  io.stdout.write(`${head.trimEnd().slice(0, -2)},\n"dataset": `)
  printDataset(dataset, 'json', io.stdout.write)
  io.stdout.write('}\n')
}
