import { compile, solve } from '../device/compile.js'
import { describePath } from '../device/describePath.js'
import type { FigureSpec, PanelSpec } from '../report/figure/spec.js'
import { figureFromDataset } from '../report/figureFromDataset.js'
import { type Dataset, findVariable, type Variable } from '../study/dataset.js'
import { isSolved } from '../study/solveChunk.js'
import { thermalResponse } from '../study/thermalResponse.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { type DatasetOptions, printResult, withOutput } from './datasetOutput.js'
import { failure, onDevice } from './failure.js'
import { exitCodes, type Io } from './io.js'
import { jsonText } from './jsonText.js'
import { loadDevice } from './loadDevice.js'
import { asOption } from './optionProblems.js'
import { quantityText } from './quantityText.js'
import { readValues, spacedValues } from './rangeSpec.js'
import { showWarnings } from './warnings.js'

/** Options of `caloritron response` as typed. */
export interface ResponseCommandOptions extends DatasetOptions {
  readonly drive: string
  readonly frequency?: string
  readonly set: readonly string[]
}

/** `caloritron response DEVICE`: small-signal response against frequency. */
export async function responseCommand(path: string, options: ResponseCommandOptions, io: Io): Promise<number> {
  const typed =
    options.frequency === undefined ? null : readValues(options.frequency, 'Hz', '--frequency', '1 Hz:1 MHz:100', 'log')
  if (typed?.some((frequency) => !(frequency >= 0))) {
    throw failure('--frequency', `must be 0 Hz or above, got "${options.frequency}"`)
  }
  const loaded = await loadDevice(path, options.set, io)
  asOption('--drive', () => describePath(loaded.device, options.drive))
  showWarnings(loaded.warnings, io)
  return withOutput(options, io, async (save) => {
    const { dataset, point } = await onDevice(loaded.label, () => {
      const model = compile(loaded.device)
      const point = solve(model)
      if (!isSolved(point.status)) return { dataset: null, point }
      const frequencies = typed ?? ownFrequencies(point)
      return { dataset: thermalResponse(model, point, options.drive, frequencies), point }
    })
    if (dataset === null) {
      if (options.json) io.stdout.write(jsonText({ status: point.status, warnings: point.warnings }))
      showWarnings([`no operating point was found (${point.status})`, ...point.warnings], io)
      return exitCodes.notConverged
    }
    await save(dataset, () => figure(dataset))
    return report(dataset, point, options, io)
  })
}

/** From a thousandth of the slowest rate of the device to a thousand times the fastest. */
function ownFrequencies({ timeConstants }: OperatingPoint): Float64Array {
  const rates = timeConstants.map((value) => 1 / (2 * Math.PI * Math.abs(value))).filter((rate) => rate > 0)
  if (rates.length === 0) return Float64Array.of(0)
  return spacedValues(1e-3 * Math.min(...rates), 1e3 * Math.max(...rates), 241, 'log', '--frequency')
}

function report(dataset: Dataset, point: OperatingPoint, options: ResponseCommandOptions, io: Io): number {
  const { temperatures, timeConstants, stability } = point
  const warnings =
    stability === 'unstable' ? ['the operating point is unstable: its response is formal and cannot be measured'] : []
  const { drive } = options
  printResult({ status: point.status, drive, temperatures, stability, timeConstants, warnings }, dataset, options, io)
  const times = timeConstants.map((value) => quantityText(value, 's'))
  if (times.length > 0) io.stderr.write(`time constants of the device: ${times.join(', ')}\n`)
  const frequency = findVariable(dataset, 'frequency').data as Float64Array
  for (const [name, { data, unit }] of Object.entries(dataset.variables)) {
    if (!/^T_.*_abs$/.test(name)) continue
    const size = data as Float64Array
    io.stderr.write(
      `${name.slice(0, -'_abs'.length)}: ${quantityText(size[0]!, unit)} at ${quantityText(frequency[0]!, 'Hz')}, ${quantityText(size.at(-1)!, unit)} at ${quantityText(frequency.at(-1)!, 'Hz')}\n`,
    )
  }
  showWarnings(warnings, io)
  return exitCodes.done
}

/** Amplitude and phase of the temperatures that respond. */
function figure(dataset: Dataset): FigureSpec {
  if (dataset.dimensions.frequency! < 2) throw failure('--out', 'a picture needs at least two frequencies, got one')
  const names = Object.keys(dataset.variables).flatMap((name) => /^(T_.*)_abs$/.exec(name)?.[1] ?? [])
  const responding = names.filter((name) =>
    (findVariable(dataset, `${name}_abs`).data as Float64Array).some((y) => y > 0),
  )
  if (responding.length === 0) {
    throw failure('--out', 'there is nothing to draw: no temperature responds', 'write .csv, .json or .nc')
  }
  // In the figure a response has the symbol of what responds; the axis says which part of it is meant.
  const plain = Object.entries(dataset.variables).map(([name, variable]): [string, Variable] => [
    name,
    { ...variable, symbol: variable.symbol.replace(/_(abs|phase)$/, '') },
  ])
  const named: Dataset = { ...dataset, variables: Object.fromEntries(plain) }
  const panel = (suffix: string, label: string, yScale: 'log' | 'linear'): PanelSpec[] =>
    figureFromDataset(named, { variables: responding.map((name) => `${name}_${suffix}`), yScale }).panels.map(
      (made) => ({ ...made, y: { ...made.y, label } }),
    )
  const panels = [...panel('abs', 'amplitude', 'log'), ...panel('phase', 'phase', 'linear')]
  const title = `${dataset.title}: response to ${String(dataset.attributes.drive)}`
  return { title, description: 'Amplitude and phase of the temperatures against frequency.', panels, columns: 2 }
}
