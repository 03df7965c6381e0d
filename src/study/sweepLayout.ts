import { describePath } from '../device/describePath.js'
import type { Device } from '../device/device.js'
import { type Dataset, statusVariable, type Variable } from './dataset.js'
import {
  axisLength,
  axisValue,
  type Chunk,
  type ChunkResult,
  type FlowKey,
  positionsOf,
  type ReadingKey,
  type SweepJob,
} from './sweepJob.js'
import { iterationsVariable, nameColumns, residualVariable } from './variableNames.js'

/** A numerical column: what it is, and where its values stand in a result. */
interface Column extends Omit<Variable, 'dimensions' | 'data'> {
  readonly table: 'temperatures' | 'temperatureErrors' | 'flows' | 'flowErrors' | 'readings' | 'residual' | 'iterations'
  /** Number of the column in its table. */
  readonly index: number
}

/** Names, units and attributes of what a sweep gives: the same for all of it and for a piece. */
export class SweepLayout {
  readonly job: SweepJob
  private readonly axes: Omit<Variable, 'dimensions' | 'data'>[]
  private readonly attributes: Dataset['attributes']
  private flowKeys: readonly FlowKey[] | null = null
  private readingKeys: readonly ReadingKey[] | null = null
  private columns: readonly Column[] | null = null

  constructor(job: SweepJob) {
    this.job = job
    const { device } = job
    this.axes = job.axes.map(({ path }) => {
      const { unit, symbol, label } = describePath(device, path)
      return { unit: unit || '1', symbol: symbol ?? path, longName: label }
    })
    this.attributes = {
      ...(device.reference === null ? {} : { reference: device.reference }),
      gapModels: gapModels(device),
      device: JSON.stringify(device),
    }
  }

  /** Whether a result has told which heat flows there are. */
  get isKnown(): boolean {
    return this.flowKeys !== null
  }

  /** Takes from a result which heat flows and meters there are. */
  learn({ flowKeys, readingKeys }: ChunkResult): void {
    if (this.flowKeys !== null) return
    this.flowKeys = flowKeys
    this.readingKeys = readingKeys
    this.columns = null
  }

  /** The dataset of one chunk; a value that it does not have is NaN. */
  piece(chunk: Chunk, result: ChunkResult): Dataset {
    const { count } = chunk
    return this.dataset(
      chunk,
      ({ table, index }) => {
        const values = result[table]
        const width = values.length / count
        const data = new Float64Array(count)
        if (index >= width) return data.fill(Number.NaN)
        for (let point = 0, place = index; point < count; point++, place += width) data[point] = values[place]!
        return data
      },
      result.status,
    )
  }

  /** A dataset of a block of the grid with the given columns. */
  dataset(chunk: Chunk, values: (column: Column) => Float64Array, status: readonly string[]): Dataset {
    const { device, axes } = this.job
    const paths = axes.map(({ path }) => path)
    const start = positionsOf(this.job, chunk.first)
    let rest = chunk.count
    const lengths = axes.map(axisLength)
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      lengths[axis] = Math.min(lengths[axis]!, rest)
      rest /= lengths[axis]!
    }
    const variables: Record<string, Variable> = {}
    this.columns ??= columnsOf(this.job, this.flowKeys ?? [], this.readingKeys ?? [])
    for (const column of this.columns) {
      const { symbol, unit, longName } = column
      variables[symbol] = { dimensions: paths, data: values(column), unit, symbol, longName }
    }
    variables[statusVariable] = {
      dimensions: paths,
      data: status,
      unit: '',
      symbol: statusVariable,
      longName: 'how the point ended',
    }
    return {
      title: device.title,
      dimensions: Object.fromEntries(paths.map((path, axis) => [path, lengths[axis]!])),
      coordinates: Object.fromEntries(
        axes.map((axis, k) => {
          const data = Float64Array.from({ length: lengths[k]! }, (_, i) => axisValue(axis, start[k]! + i))
          return [axis.path, { dimensions: [axis.path], data, ...this.axes[k]! }]
        }),
      ),
      variables,
      attributes: this.attributes,
    }
  }
}

function columnsOf({ device, axes }: SweepJob, flows: readonly FlowKey[], meters: readonly ReadingKey[]): Column[] {
  const names = nameColumns(
    device,
    flows,
    axes.map(({ path }) => path),
    meters,
  )
  const columns = (table: Column['table'], unit: string, of: readonly { name: string; longName: string }[]): Column[] =>
    of.map(({ name: symbol, longName }, index) => ({ table, index, symbol, unit, longName }))
  return [
    ...columns('temperatures', 'K', names.temperatures),
    ...columns('flows', 'W', names.flows),
    ...columns('readings', '', names.readings).map((column, k) => ({ ...column, unit: meters[k]!.unit })),
    ...columns('temperatureErrors', 'K', names.temperatureErrors),
    ...columns('flowErrors', 'W', names.flowErrors),
    ...columns('residual', '1', [
      { name: residualVariable, longName: 'largest net heat into a free island over the largest flow' },
    ]),
    ...columns('iterations', '1', [{ name: iterationsVariable, longName: 'iterations of the solver' }]),
  ]
}

/** The gap model of every superconductor that the circuit uses, as text: `Ti: interpolation`. */
function gapModels(device: Device): string {
  const used = new Set(Object.values(device.circuit).map(({ material }) => material))
  const superconductors = Object.values(device.materials).filter(
    ({ name, criticalTemperature }) => criticalTemperature !== undefined && used.has(name),
  )
  return superconductors.map(({ name, gap }) => `${name}: ${gap}`).join(', ') || 'none'
}
