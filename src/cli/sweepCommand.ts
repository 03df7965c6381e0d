import { compile } from '../device/compile.js'
import type { SweepAxis } from '../device/device.js'
import { csvStream } from '../report/csv.js'
import type { Dataset } from '../study/dataset.js'
import { sweep } from '../study/sweep.js'
import { type SweepOptions, sweepPieces } from '../study/sweepPieces.js'
import { datasetFigure } from './datasetFigure.js'
import { onDevice } from './failure.js'
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
    const findings = new SweepFindings(
      loaded.device,
      axes.map(({ points }) => points),
      io.signal,
    )
    let dataset: Dataset | null = null
    if (format === 'csv' || (format === null && !options.json)) {
      await writeTable(loaded, axes, options.workers, findings, file, io)
    } else {
      dataset = await run(loaded, axes, options.workers, io, true, (model, how) => sweep(model, axes, how))
      await findings.take(dataset)
      if (file !== null && format !== null) await writeWhole(file, format, dataset, findings)
    }
    io.signal.throwIfAborted()
    await file?.commit()
    return reportSweep({ dataset, findings, checked: sweepChecks(loaded.device, findings) }, options, io)
  } finally {
    await file?.discard()
  }
}

type Model = ReturnType<typeof compile>

/** Runs a sweep on all cores, with progress. */
async function run<T>(
  { label, device }: LoadedDevice,
  axes: readonly SweepAxis[],
  workers: string | undefined,
  io: Io,
  showProgress: boolean,
  action: (model: Model, options: SweepOptions) => Promise<T>,
): Promise<T> {
  const points = axes.reduce((product, axis) => product * axis.points, 1)
  const executor = await chooseExecutor(workers, points)
  const progress = createProgress(io.stderr, 'sweep')
  try {
    return await onDevice(label, () =>
      action(compile(device), {
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
async function writeTable(
  loaded: LoadedDevice,
  axes: readonly SweepAxis[],
  workers: string | undefined,
  findings: SweepFindings,
  file: OutputFile | null,
  io: Io,
): Promise<void> {
  // Rows that run over the screen show progress enough.
  const showProgress = file !== null || !io.stdout.isTerminal
  await run(loaded, axes, workers, io, showProgress, async (model, how) => {
    for await (const text of csvStream(findings.watch(sweepPieces(model, axes, how)))) {
      if (file === null) io.stdout.write(text)
      else await file.write(text)
    }
  })
}

async function writeWhole(
  file: OutputFile,
  format: Parameters<typeof writeDataset>[1],
  dataset: Dataset,
  { intervals }: SweepFindings,
): Promise<void> {
  await writeDataset(file, format, dataset, () => datasetFigure(dataset, intervals))
}
