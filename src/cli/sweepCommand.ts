import { compile } from '../device/compile.js'
import { type Dataset, findVariable, rowCount, statusVariable } from '../study/dataset.js'
import { findNdtc, type NdtcInterval } from '../study/ndtc.js'
import { isSolved } from '../study/solveChunk.js'
import { sweep } from '../study/sweep.js'
import { assumptionLines } from './assumptionText.js'
import { datasetFigure } from './datasetFigure.js'
import { onDevice } from './failure.js'
import { exitCodes, type Io } from './io.js'
import { jsonText } from './jsonText.js'
import { loadDevice } from './loadDevice.js'
import { ndtcSentence } from './ndtcText.js'
import { openOutput } from './outputFile.js'
import { outputFormat } from './outputFormat.js'
import { createProgress } from './progress.js'
import { quantityText } from './quantityText.js'
import { styleFor } from './style.js'
import { sweepAxes } from './sweepAxes.js'
import { type SweepChecks, sweepChecks } from './sweepChecks.js'
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
    const model = await onDevice(loaded.label, () => compile(loaded.device))
    const dataset = await onDevice(loaded.label, () => runSweep(model, axes, options.workers, io))
    const intervals = findNdtc(dataset, rowCount(dataset) > largestRefined ? { refine: false } : {})
    if (file !== null && format !== null) {
      await writeDataset(file, format, dataset, () => datasetFigure(dataset, intervals))
      io.signal.throwIfAborted()
      await file.commit()
    }
    return report({ dataset, intervals, checked: sweepChecks(loaded.device, dataset, intervals) }, options, io)
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

/** What a sweep gave. */
interface SweepResult {
  readonly dataset: Dataset
  readonly intervals: readonly NdtcInterval[]
  readonly checked: SweepChecks | null
}

function report(result: SweepResult, options: SweepCommandOptions, io: Io): number {
  const { dataset, intervals, checked } = result
  const missing = Number(dataset.attributes.notConverged ?? 0)
  if (options.json) printJson(result, missing, options.out, io)
  else if (options.out === undefined) printDataset(dataset, 'csv', io.stdout.write)
  const lines = [
    ...(options.out === undefined ? [] : [`wrote ${options.out}`]),
    ...(missing === rowCount(dataset) ? [] : ndtcLines(intervals, dataset)),
    ...(checked === null ? [] : checkLines(checked, dataset, io)),
  ]
  if (lines.length > 0) io.stderr.write(`${lines.join('\n')}\n`)
  if (missing > 0) {
    const reason = firstFailure(dataset)
    showWarnings([`${missing} points did not converge and are empty; column status says why, first: ${reason}`], io)
  }
  return missing === 0 ? exitCodes.done : exitCodes.notConverged
}

function printJson(
  { dataset, intervals, checked }: SweepResult,
  missing: number,
  out: string | undefined,
  io: Io,
): void {
  const status = missing === 0 ? 'converged' : 'not-converged'
  const head = jsonText({
    status,
    notConverged: missing,
    ndtc: intervals,
    checks: checked?.checks ?? [],
    checkedAt: checked?.at ?? null,
    ...(out === undefined ? {} : { out }),
  })
  if (out !== undefined) {
    io.stdout.write(head)
    return
  }
  // A dataset may hold infinities, for which its own writer knows a word.
  io.stdout.write(`${head.trimEnd().slice(0, -2)},\n"dataset": `)
  printDataset(dataset, 'json', io.stdout.write)
  io.stdout.write('}\n')
}

/** The assumptions that do not hold for certain, and the drops against the thermometer; the others are only counted. */
function checkLines({ checks, at }: SweepChecks, dataset: Dataset, io: Io): string[] {
  const shown = checks.filter(({ verdict, name }) => verdict !== 'holds' || name === 'drop')
  const where = Object.entries(at).map(
    ([path, value]) => `${path} = ${quantityText(value, findVariable(dataset, path).unit)}`,
  )
  const holding = checks.filter(({ verdict }) => verdict === 'holds').length
  return [
    `assumptions at the hottest point (${where.join(', ')}): ${holding} of ${checks.length} hold`,
    ...assumptionLines(shown, styleFor(io.stderr, io.environment), io.stderr.columns),
  ]
}

/** Status of the first point without a solution. */
function firstFailure(dataset: Dataset): string {
  const words = dataset.variables[statusVariable].data
  return words instanceof Float64Array ? '' : (words.find((word) => !isSolved(word)) ?? '')
}

/** Sweeps with more points are searched between their points only: solving each point again would take as long as the sweep. */
const largestRefined = 5_000

/** More intervals than this are for a program to read, not for the eye. */
const mostShown = 12

function ndtcLines(intervals: readonly NdtcInterval[], dataset: Dataset): string[] {
  if (intervals.length === 0) return ['nothing falls while the last swept quantity rises: no NDTC']
  const shown = intervals.slice(0, mostShown).map((interval) => ndtcSentence(interval, dataset))
  const more = intervals.length - shown.length
  return more > 0 ? [...shown, `and ${more} more; --json shows all`] : shown
}
