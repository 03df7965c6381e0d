import { compile } from '../device/compile.js'
import { type Dataset, rowCount } from '../study/dataset.js'
import { findNdtc, type NdtcInterval } from '../study/ndtc.js'
import { sweep } from '../study/sweep.js'
import { datasetFigure } from './datasetFigure.js'
import { exitCodes, type Io } from './io.js'
import { jsonText } from './jsonText.js'
import { loadDevice } from './loadDevice.js'
import { ndtcSentence } from './ndtcText.js'
import { type OutputFile, openOutput } from './outputFile.js'
import { outputFormat } from './outputFormat.js'
import { createProgress } from './progress.js'
import { sweepAxes } from './sweepAxes.js'
import { showWarnings } from './warnings.js'
import { chooseExecutor } from './workers.js'
import { printDataset, writeDataset } from './writeDataset.js'

/** Options of `caloritron sweep` as typed. */
export interface SweepCommandOptions {
  readonly over: readonly string[]
  readonly set: readonly string[]
  readonly out?: string
  readonly workers?: string
  readonly json?: boolean
}

/** `caloritron sweep DEVICE`: a table, file or figure over a grid, and the NDTC intervals in it. */
export async function sweepCommand(path: string, options: SweepCommandOptions, io: Io): Promise<number> {
  const format = options.out === undefined ? null : outputFormat(options.out)
  const loaded = await loadDevice(path, options.set, io)
  const axes = sweepAxes(loaded.device, options.over)
  showWarnings(loaded.warnings, io)
  // Opened before anything is computed: a place that cannot be written to is found out at once.
  const file = options.out === undefined ? null : await openOutput(options.out)
  try {
    const dataset = await runSweep(compile(loaded.device), axes, options.workers, io)
    const intervals = findNdtc(dataset, rowCount(dataset) > largestRefined ? { refine: false } : {})
    if (file !== null && format !== null) {
      await writeDataset(file, format, dataset, () => datasetFigure(dataset, intervals))
      io.signal.throwIfAborted()
      await file.commit()
    }
    return report(dataset, intervals, file, options, io)
  } finally {
    await file?.discard()
  }
}

async function runSweep(
  model: Parameters<typeof sweep>[0],
  axes: ReturnType<typeof sweepAxes>,
  workers: string | undefined,
  io: Io,
): Promise<Dataset> {
  const points = axes.reduce((product, axis) => product * axis.points, 1)
  const executor = await chooseExecutor(workers, points)
  const progress = createProgress(io.stderr, 'sweep')
  try {
    return await sweep(model, axes, { executor, signal: io.signal, onProgress: progress.report })
  } finally {
    progress.clear()
    await executor.close()
  }
}

function report(
  dataset: Dataset,
  intervals: readonly NdtcInterval[],
  file: OutputFile | null,
  options: SweepCommandOptions,
  io: Io,
): number {
  const missing = Number(dataset.attributes.notConverged ?? 0)
  const status = missing === 0 ? 'converged' : 'not-converged'
  if (options.json) {
    // A dataset may hold infinities, for which its own writer knows a word.
    const head = {
      status,
      notConverged: missing,
      ndtc: intervals,
      ...(options.out === undefined ? {} : { out: options.out }),
    }
    if (file !== null) io.stdout.write(jsonText(head))
    else {
      io.stdout.write(`${jsonText(head).trimEnd().slice(0, -2)},\n"dataset": `)
      printDataset(dataset, 'json', io.stdout.write)
      io.stdout.write('}\n')
    }
  } else if (file === null) printDataset(dataset, 'csv', io.stdout.write)
  const lines = [
    ...(options.out === undefined ? [] : [`wrote ${options.out}`]),
    ...ndtcLines(intervals, dataset),
    ...(missing === 0
      ? []
      : [`warning: ${missing} points did not converge; column status says why, their values are empty`]),
  ]
  io.stderr.write(`${lines.join('\n')}\n`)
  return missing === 0 ? exitCodes.done : exitCodes.notConverged
}

/** Sweeps with more points are searched between their points only: solving each point again would take as long as the sweep. */
const largestRefined = 20_000

/** More intervals than this are for a program to read, not for the eye. */
const mostShown = 12

function ndtcLines(intervals: readonly NdtcInterval[], dataset: Dataset): string[] {
  if (intervals.length === 0) return ['nothing falls while the last swept quantity rises: no NDTC']
  const shown = intervals.slice(0, mostShown).map((interval) => ndtcSentence(interval, dataset))
  const more = intervals.length - shown.length
  return more > 0 ? [...shown, `and ${more} more; --json shows all`] : shown
}
