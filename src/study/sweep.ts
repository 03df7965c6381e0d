import type { Model } from '../device/compile.js'
import { describePath } from '../device/describePath.js'
import type { Device } from '../device/device.js'
import { type Axes, resolveAxes } from './axes.js'
import { type Dataset, statusVariable, type Variable } from './dataset.js'
import { type Executor, inlineExecutor } from './executor.js'
import { isSolved } from './solveChunk.js'
import { SweepColumns } from './sweepColumns.js'
import { cutIntoChunks, pointCount, type SweepJob } from './sweepJob.js'
import { type ColumnName, iterationsVariable, nameColumns, residualVariable } from './variableNames.js'

/** How a sweep is run. */
export interface SweepOptions {
  /** Called with the number of points done and of all points. */
  readonly onProgress?: (done: number, total: number) => void
  /** Stops the sweep: it rejects with the reason of the signal within 50 ms. */
  readonly signal?: AbortSignal
  /** Default: this thread. `nodeExecutor()` uses all cores. */
  readonly executor?: Executor
}

/**
 * Solves a device at every point of a grid of values of paths of its file.
 *
 * The last axis is the fastest. It is cut into equal pieces of at most 64 points; the first point of a piece is solved from scratch,
 * the others start from those before. The cut does not depend on the executor, so the result is the same bit for bit
 * with any number of workers.
 *
 * @param model The device.
 * @param axes Path → range or values, slowest first; limits as SI numbers or with units. Default: the `sweep` section of
 *   the device; without one, the single point that the device itself is.
 * @param options Progress, abort, executor.
 * @returns Dataset with a coordinate for each path, `T_<island>` [K], a variable [W] for each row of the heat ledger
 *   (`Q_photon_<from>_<to>`, `Q_electron_phonon_<element>`, `P_<heater>`), each with its `..._error`, what meters show
 *   (`V_<thermometer>`), and `residual`, `iterations`,
 *   `status`. A point that did not converge, or whose values make no device, is NaN and its status says why; the attribute
 *   `notConverged` counts such points. The attribute `device` is the device as JSON: the dataset can be computed again.
 * @throws RangeError (rejection) for an axis that makes no sense.
 * @example
 * const curve = await sweep(model, { 'heat.heater.power': { from: 0, to: '5 pW', points: 251 } })
 * curve.variables.T_drain.data // Float64Array(251)
 */
export async function sweep(model: Model, axes?: Axes, options: SweepOptions = {}): Promise<Dataset> {
  const { onProgress, signal, executor = inlineExecutor() } = options
  const { device } = model
  const job: SweepJob = { device, axes: resolveAxes(device, axes ?? device.sweep) }
  const chunks = cutIntoChunks(job)
  const total = pointCount(job)
  const columns = new SweepColumns(total)
  let done = 0
  await executor.run({
    job,
    chunks,
    onResult(index, result) {
      columns.take(chunks[index]!, result)
    },
    onProgress(points) {
      done += points
      onProgress?.(done, total)
    },
    ...(signal ? { signal } : {}),
  })
  return assemble(job, columns)
}

function assemble(job: SweepJob, columns: SweepColumns): Dataset {
  const { device } = job
  const paths = job.axes.map(({ path }) => path)
  const { status } = columns
  const readingKeys = columns.readingKeys ?? []
  const names = nameColumns(device, columns.flowKeys ?? [], paths, readingKeys)
  const variables: Record<string, Variable> = {}
  const add = (name: string, longName: string, unit: string, data: Variable['data']): void => {
    variables[name] = { dimensions: paths, data, unit, symbol: name, longName }
  }
  const addTable = (
    names: readonly ColumnName[],
    unit: string,
    table: 'temperatures' | 'flows',
    errors: boolean,
  ): void => {
    for (const [index, { name, longName }] of names.entries()) {
      const data = columns.column(errors ? (table === 'flows' ? 'flowErrors' : 'temperatureErrors') : table, index)
      add(name, longName, unit, data)
    }
  }
  addTable(names.temperatures, 'K', 'temperatures', false)
  addTable(names.flows, 'W', 'flows', false)
  for (const [index, { name, longName }] of names.readings.entries()) {
    add(name, longName, readingKeys[index]!.unit, columns.column('readings', index))
  }
  addTable(names.temperatureErrors, 'K', 'temperatures', true)
  addTable(names.flowErrors, 'W', 'flows', true)
  const residual = columns.column('residual', 0)
  add(residualVariable, 'largest net heat into a free island over the largest flow', '1', residual)
  add(iterationsVariable, 'iterations of the solver', '1', columns.column('iterations', 0))
  add(statusVariable, 'how the point ended', '', status)
  return {
    title: device.title,
    dimensions: Object.fromEntries(job.axes.map(({ path, values }) => [path, values.length])),
    coordinates: Object.fromEntries(
      job.axes.map(({ path, values }) => {
        const { unit, symbol, label } = describePath(device, path)
        const data = Float64Array.from(values)
        return [path, { dimensions: [path], data, unit: unit || '1', symbol: symbol ?? path, longName: label }]
      }),
    ),
    variables,
    attributes: {
      ...(device.reference === null ? {} : { reference: device.reference }),
      gapModels: gapModels(device),
      notConverged: status.filter((text) => !isSolved(text)).length,
      device: JSON.stringify(device),
    },
  }
}

/** The gap model of every superconductor that the circuit uses, as text: `Ti: interpolation`. */
function gapModels(device: Device): string {
  const used = new Set(Object.values(device.circuit).map(({ material }) => material))
  const superconductors = Object.values(device.materials).filter(
    ({ name, criticalTemperature }) => criticalTemperature !== undefined && used.has(name),
  )
  return superconductors.map(({ name, gap }) => `${name}: ${gap}`).join(', ') || 'none'
}
