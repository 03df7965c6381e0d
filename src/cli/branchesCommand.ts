import { compile } from '../device/compile.js'
import { describePath } from '../device/describePath.js'
import type { Device } from '../device/device.js'
import type { FigureSpec, SeriesSpec } from '../report/figure/spec.js'
import { type Dataset, findVariable } from '../study/dataset.js'
import { type SteadyBranches, steadyBranches } from '../study/steadyBranches.js'
import { engineeringPrefix } from '../units/prefix.js'
import { type DatasetOptions, printResult, withOutput } from './datasetOutput.js'
import { failure, onDevice } from './failure.js'
import { exitCodes, type Io } from './io.js'
import { loadDevice } from './loadDevice.js'
import { createProgress } from './progress.js'
import { quantityText } from './quantityText.js'
import { sweepAxes } from './sweepAxes.js'
import { showWarnings } from './warnings.js'

/** Options of `caloritron branches` as typed. */
export interface BranchesCommandOptions extends DatasetOptions {
  readonly over?: string
  readonly slices: string
  readonly set: readonly string[]
}

/** `caloritron branches DEVICE`: all steady states over a range of one path, with folds and stability. */
export async function branchesCommand(path: string, options: BranchesCommandOptions, io: Io): Promise<number> {
  const slices = Number(options.slices)
  if (!/^\d+$/.test(options.slices) || slices < 2 || slices > 10_000) {
    throw failure('--slices', `must be an integer from 2 to 10000, got "${options.slices}"`)
  }
  const loaded = await loadDevice(path, options.set, io)
  const axis = rangeOf(loaded.device, options.over)
  showWarnings(loaded.warnings, io)
  return withOutput(options, io, async (save) => {
    const progress = createProgress(io.stderr, 'branches', 'slices')
    const search = onDevice(loaded.label, () =>
      steadyBranches(compile(loaded.device), axis.path, {
        from: axis.from,
        to: axis.to,
        slices,
        signal: io.signal,
        onProgress: progress.report,
      }),
    )
    const found = await search.finally(progress.clear)
    await save(found.dataset, () => branchFigure(found, axis.path))
    return report(found, axis.path, options, io)
  })
}

/** The range as typed, PATH=FROM:TO, or the only sweep of the device file. */
function rangeOf(device: Device, typed: string | undefined): { path: string; from: number; to: number } {
  if (typed !== undefined && /^[^=]+=[^:]+:[^:]+$/.test(typed)) return sweepAxes(device, [`${typed}:2`])[0]!
  const remedy = "write for example --over heat.heater.power='0 pW:5 pW'"
  if (typed !== undefined) throw failure('--over', `must be PATH=FROM:TO, got "${typed}"`, remedy)
  if (device.sweep.length === 1) return device.sweep[0]!
  throw failure(
    '--over',
    `the device file has ${device.sweep.length || 'no'} swept paths, so one must be named`,
    remedy,
  )
}

function report(found: SteadyBranches, path: string, options: BranchesCommandOptions, io: Io): number {
  const { dataset, specialPoints, ends, complete, warnings } = found
  const status = complete ? 'converged' : 'not-converged'
  printResult({ status, branches: ends.length, ends, specialPoints, warnings }, dataset, options, io)
  const { unit } = findVariable(dataset, path)
  io.stderr.write(`${ends.length} ${ends.length === 1 ? 'branch' : 'branches'} of steady states\n`)
  for (const { kind, branch, drive, temperatures } of specialPoints) {
    const islands = Object.entries(temperatures).map(([name, value]) => `T_${name} = ${quantityText(value, 'K')}`)
    io.stderr.write(`${kind} on branch ${branch} at ${path} = ${quantityText(drive, unit)}: ${islands.join(', ')}\n`)
  }
  showWarnings(warnings, io)
  return complete ? exitCodes.done : exitCodes.notConverged
}

/** One panel for each island that changes: stable states solid, others dashed, folds marked. */
function branchFigure({ dataset, specialPoints }: SteadyBranches, path: string): FigureSpec {
  const device = JSON.parse(String(dataset.attributes.device)) as Device
  const { label } = describePath(device, path)
  const drive = findVariable(dataset, path)
  const values = drive.data as Float64Array
  const x = engineeringPrefix(Math.max(...values.map(Math.abs)), drive.unit === '1' ? '' : drive.unit)
  const names = Object.keys(dataset.variables).filter(
    (name) =>
      name.startsWith('T_') &&
      (dataset.variables[name]!.data as Float64Array).some((value, _, all) => value !== all[0]),
  )
  if (names.length === 0) {
    throw failure('--out', 'there is nothing to draw: no temperature changes', 'write .csv, .json or .nc')
  }
  const panels = names.map((name) => {
    const temperatures = dataset.variables[name]!.data as Float64Array
    const y = engineeringPrefix(Math.max(...temperatures), 'K')
    const island = name.slice('T_'.length)
    return {
      x: { label, unit: x.unit },
      y: { label: `*T*_{${island}}`, unit: y.unit },
      legend: 'none' as const,
      series: stretches(dataset).map(
        ({ rows, stable }): SeriesSpec => ({
          x: rows.map((row) => values[row]! * x.factor),
          y: rows.map((row) => temperatures[row]! * y.factor),
          style: { color: 0, dash: stable ? 'solid' : 'dashed' },
        }),
      ),
      markers: specialPoints
        .filter(({ kind }) => kind === 'fold' || kind === 'crossing')
        .map(({ point, kind }) => ({ x: values[point]! * x.factor, y: temperatures[point]! * y.factor, label: kind })),
    }
  })
  const description = `Temperatures of all steady states against ${label}; dashed where they are not stable.`
  return { title: dataset.title, description, panels, columns: Math.min(2, panels.length) }
}

/** Rows of the dataset in pieces of one branch and one stability; neighbours share their end. */
function stretches(dataset: Dataset): { rows: number[]; stable: boolean }[] {
  const branch = dataset.variables.branch!.data
  const stability = dataset.variables.stability!.data
  const pieces: { rows: number[]; stable: boolean }[] = []
  for (let row = 1; row < branch.length; row++) {
    if (branch[row] !== branch[row - 1]) continue
    // A fold is labelled unknown: the label of its neighbour counts.
    const stable = [stability[row - 1], stability[row]].includes('stable') && stability[row] !== 'unstable'
    const last = pieces.at(-1)
    if (last !== undefined && last.stable === stable && last.rows.at(-1) === row - 1) last.rows.push(row)
    else pieces.push({ rows: [row - 1, row], stable })
  }
  return pieces
}
