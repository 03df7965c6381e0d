import { dirname, resolve } from 'node:path'
import { compile, type Model } from '../device/compile.js'
import type { SweepAxis } from '../device/device.js'
import { createTables, type PhysicsTables } from '../physics/tables.js'
import { csvStream } from '../report/csv.js'
import type { Dataset } from '../study/dataset.js'
import { withFiguresOfMerit } from '../study/figuresDataset.js'
import { memoryColumns, storedSweep } from '../study/storedSweep.js'
import { type SweepFigure, sweepFigures } from '../study/sweepFigures.js'
import { layoutPieces, type SweepOptions, sweepLayout, sweepPieces } from '../study/sweepPieces.js'
import { type ColumnFile, openColumnFile } from './columnFile.js'
import { datasetFigure } from './datasetFigure.js'
import { onDevice } from './failure.js'
import { figureAttributes } from './figureText.js'
import type { Io } from './io.js'
import { type LoadedDevice, loadDevice } from './loadDevice.js'
import { type OutputFile, openOutput } from './outputFile.js'
import { outputFormat } from './outputFormat.js'
import { createProgress } from './progress.js'
import { sweepAxes } from './sweepAxes.js'
import { sweepChecks } from './sweepChecks.js'
import { SweepFindings } from './sweepFindings.js'
import { reportSweep } from './sweepReport.js'
import { showWarnings } from './warnings.js'
import { chooseExecutor } from './workers.js'
import { writeDataset } from './writeDataset.js'

/** Options of `caloritron sweep` as typed. */
export interface SweepCommandOptions {
  readonly over: readonly string[]
  readonly set: readonly string[]
  readonly figures?: boolean
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
  let columns: ColumnFile | null = null
  try {
    const task: Task = { loaded, axes, workers: options.workers, tables: createTables(), io }
    const findings = new SweepFindings(loaded.device, axes, task.tables, io.signal)
    let dataset: Dataset | null = null
    let figures: readonly SweepFigure[] = []
    if (!options.figures && (format === 'csv' || (format === null && !options.json))) {
      await writeTable(task, findings, file)
    } else {
      // Pictures and figures of merit need every column at once.
      if (!options.figures && (format === null || format === 'json' || format === 'nc'))
        columns = columnFile(task, options.out)
      const store = columns ?? memoryColumns(pointsOf(axes))
      dataset = await runSweep(task, true, async (model, how) => {
        const layout = sweepLayout(model, axes)
        return storedSweep(layout, findings.watch(layoutPieces(layout, how)), store)
      })
      if (options.figures) {
        const plain = dataset
        const found = await onDevice(loaded.label, () => judged(plain, findings, io))
        dataset = found.dataset
        figures = found.figures
      }
      if (file !== null && format !== null) {
        const whole = dataset
        await writeDataset(file, format, whole, () => datasetFigure(whole, findings.intervals))
      }
    }
    io.signal.throwIfAborted()
    await file?.commit()
    const checked = sweepChecks(loaded.device, findings, task.tables)
    return reportSweep({ dataset, findings, figures, checked }, options, io)
  } finally {
    await file?.discard()
    columns?.close()
  }
}

/** Sweeps of more points wait in a file for all of their columns to be written. */
const mostInMemory = 50_000

/** A file for the columns of a long sweep, beside what is written. */
function columnFile({ axes }: Task, out: string | undefined): ColumnFile | null {
  const points = pointsOf(axes)
  if (points <= mostInMemory) return null
  return openColumnFile(points, out === undefined ? undefined : dirname(resolve(out)))
}

function pointsOf(axes: readonly SweepAxis[]): number {
  return axes.reduce((product, { points }) => product * points, 1)
}

/** What is swept, and with what. */
interface Task {
  readonly loaded: LoadedDevice
  readonly axes: readonly SweepAxis[]
  readonly workers: string | undefined
  readonly tables: PhysicsTables
  readonly io: Io
}

/** The sweep with the figures of merit of every point as columns and those of the whole as attributes. */
async function judged(
  plain: Dataset,
  { intervals }: SweepFindings,
  io: Io,
): Promise<{ dataset: Dataset; figures: readonly SweepFigure[] }> {
  const progress = createProgress(io.stderr, 'figures of merit')
  try {
    const columns = await withFiguresOfMerit(plain, { signal: io.signal, onProgress: progress.report })
    const figures = await sweepFigures(columns, { signal: io.signal })
    const attributes = figureAttributes(figures, intervals, columns)
    return { dataset: { ...columns, attributes: { ...columns.attributes, ...attributes } }, figures }
  } finally {
    progress.clear()
  }
}

/** Runs a sweep on all cores, with progress. */
async function runSweep<T>(
  { loaded, axes, workers, tables, io }: Task,
  showProgress: boolean,
  action: (model: Model, options: SweepOptions) => Promise<T>,
): Promise<T> {
  const executor = await chooseExecutor(workers, pointsOf(axes), tables)
  const progress = createProgress(io.stderr, 'sweep')
  try {
    return await onDevice(loaded.label, () =>
      action(compile(loaded.device, { tables }), {
        executor,
        signal: io.signal,
        ...(showProgress ? { onProgress: progress.report } : {}),
      }),
    )
  } finally {
    progress.clear()
    await executor.close()
  }
}

/** A table is written row by row as the sweep goes on, so that its length does not matter. */
async function writeTable(task: Task, findings: SweepFindings, file: OutputFile | null): Promise<void> {
  const { stdout } = task.io
  // Rows that run over the screen show progress enough.
  const showProgress = file !== null || !stdout.isTerminal
  await runSweep(task, showProgress, async (model, how) => {
    for await (const text of csvStream(findings.watch(sweepPieces(model, task.axes, how)))) {
      if (file === null) stdout.write(text)
      else await file.write(text)
    }
  })
}
