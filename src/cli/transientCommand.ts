import { compile } from '../device/compile.js'
import { figureFromDataset } from '../report/figureFromDataset.js'
import { type Dataset, findVariable } from '../study/dataset.js'
import { transient } from '../study/transientRun.js'
import { type DatasetOptions, printResult, withOutput } from './datasetOutput.js'
import { readDrives } from './driveSpec.js'
import { failure, onDevice } from './failure.js'
import { exitCodes, type Io } from './io.js'
import { loadDevice } from './loadDevice.js'
import { createProgress } from './progress.js'
import { quantityText } from './quantityText.js'
import { readOption } from './rangeSpec.js'
import { readState } from './stateFile.js'
import { showWarnings } from './warnings.js'

/** Options of `caloritron transient` as typed. */
export interface TransientCommandOptions extends DatasetOptions {
  readonly drive: readonly string[]
  readonly until: string
  readonly initial: readonly string[]
  readonly resume?: string
  readonly tolerance: string
  readonly set: readonly string[]
}

/** `caloritron transient DEVICE`: temperatures and heat flows against time. */
export async function transientCommand(path: string, options: TransientCommandOptions, io: Io): Promise<number> {
  const until = readOption(options.until, 's', '--until', '10 us')
  const relativeTolerance = Number(options.tolerance)
  if (!(relativeTolerance >= 1e-12 && relativeTolerance <= 0.1)) {
    throw failure('--tolerance', `must be a number from 1e-12 to 0.1, got "${options.tolerance}"`)
  }
  const loaded = await loadDevice(path, options.set, io)
  const drives = await readDrives(loaded.device, options.drive)
  const state = options.resume === undefined ? undefined : await readState(options.resume)
  if (state !== undefined && options.initial.length > 0) {
    throw failure('--initial', 'must not be given together with --resume, which tells the temperatures; keep one')
  }
  const begin = state?.ode.time ?? 0
  if (!(until > begin)) {
    const earlier = begin === 0 ? '' : `, the end of the run in ${options.resume}`
    throw failure('--until', `must be after ${quantityText(begin, 's')}${earlier}, got "${options.until}"`)
  }
  const initialTemperatures = readInitial(options.initial, loaded.device.islands)
  showWarnings(loaded.warnings, io)
  return withOutput(options, io, async (save) => {
    const progress = createProgress(io.stderr, 'transient', '')
    const run = onDevice(loaded.label, () =>
      transient(compile(loaded.device), {
        drives,
        until,
        ...(state === undefined ? { initialTemperatures } : { resume: state }),
        relativeTolerance,
        signal: io.signal,
        onProgress: progress.report,
      }),
    )
    const dataset = await run.finally(progress.clear)
    await save(dataset, () => figure(dataset))
    return report(dataset, options, io)
  })
}

function readInitial(typed: readonly string[], islands: Readonly<Record<string, object>>): Record<string, number> {
  return Object.fromEntries(
    typed.map((text): [string, number] => {
      const at = text.indexOf('=')
      const island = text.slice(0, Math.max(0, at)).trim()
      if (!Object.hasOwn(islands, island)) {
        const names = Object.keys(islands)
        throw failure(
          '--initial',
          `must be ISLAND=TEMPERATURE with an island of the device (${names.join(', ')}), got "${text}"`,
          `write for example --initial ${names[0]}='100 mK'`,
        )
      }
      const value = readOption(text.slice(at + 1), 'K', `--initial ${island}`, '100 mK')
      if (!(value > 0)) throw failure(`--initial ${island}`, `must be above 0 K, got "${text.slice(at + 1)}"`)
      return [island, value]
    }),
  )
}

function report(dataset: Dataset, options: TransientCommandOptions, io: Io): number {
  const { status } = dataset.attributes
  const temperatures = Object.keys(dataset.variables).filter((name) => name.startsWith('T_'))
  const last = (name: string): number => (findVariable(dataset, name).data as Float64Array).at(-1)!
  const ends = Object.fromEntries(temperatures.map((name) => [name.slice(2), last(name)]))
  printResult({ status, time: last('time'), temperatures: ends }, dataset, options, io)
  const final = temperatures.map((name) => `${name} = ${quantityText(last(name), 'K')}`)
  io.stderr.write(`at ${quantityText(last('time'), 's')}: ${final.join(', ')}\n`)
  if (status === 'converged') return exitCodes.done
  showWarnings([`the run ended before its time (${status}); what is shown is right as far as it goes`], io)
  return exitCodes.notConverged
}

function figure(dataset: Dataset): ReturnType<typeof figureFromDataset> {
  const temperatures = Object.entries(dataset.variables).filter(
    ([name, { data }]) => name.startsWith('T_') && data.some((value) => value !== data[0]),
  )
  if (temperatures.length === 0) {
    throw failure('--out', 'there is nothing to draw: no temperature changes', 'write .csv, .json or .nc')
  }
  return figureFromDataset(dataset, { variables: temperatures.map(([name]) => name) })
}
