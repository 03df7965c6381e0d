import { solve } from '../device/compile.js'
import type { Device } from '../device/device.js'
import { ModelFamily } from '../device/modelFamily.js'
import { axisSetter } from '../device/setPath.js'
import { createTables } from '../physics/tables.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { takeReadings } from './readings.js'
import { type Chunk, type ChunkResult, type FlowKey, positionsOf, type ReadingKey, type SweepJob } from './sweepJob.js'

/** Whether the temperatures of a point of this status are right; flows too small to be balanced exactly do not matter. */
export function isSolved(status: string): boolean {
  return status === 'converged' || status === 'roundoff-limited'
}

/** A function that makes the device at a point given by its number; it throws where a value is refused. */
function deviceMaker(job: SweepJob): (point: number) => Device {
  const setters = job.axes.map(({ path }) => axisSetter(job.device, path))
  return (point) =>
    positionsOf(job, point).reduce((device, position, axis) => {
      const { values, refusals } = job.axes[axis]!
      const refusal = refusals[position]
      if (refusal) throw new RangeError(refusal)
      return setters[axis]!(device, values[position]!)
    }, job.device)
}

/**
 * Solves the points of a chunk one after the other, the first one cold, each further one starting from the last that
 * converged.
 *
 * A point that cannot be compiled or solved is NaN, and its status says why.
 *
 * @param tables Universal functions, to be kept from chunk to chunk; they do not change the result.
 * @returns Generator that yields after every point, so that whoever drives it can stop or report.
 */
export function* solveChunk(
  job: SweepJob,
  { first, count }: Chunk,
  tables = createTables(),
): Generator<void, ChunkResult> {
  const islands = Object.keys(job.device.islands)
  const deviceAt = deviceMaker(job)
  // Made for this chunk: what the first point fixes, the others share, whoever computes the chunk.
  const family = new ModelFamily(tables)
  const rows: (OperatingPoint | null)[] = []
  const status: string[] = []
  const shown: (readonly number[] | null)[] = []
  let flowKeys: FlowKey[] | null = null
  let readingKeys: ReadingKey[] | null = null
  let initialTemperatures: Readonly<Record<string, number>> | undefined
  for (let point = first; point < first + count; point++) {
    try {
      const model = family.at(deviceAt(point))
      const result = solve(model, initialTemperatures ? { initialTemperatures } : {})
      status.push(result.status)
      if (isSolved(result.status)) {
        flowKeys ??= result.heat.map(({ channel, element, from, to }) => ({ channel, element, from, to }))
        initialTemperatures = result.temperatures
        const readings = takeReadings(model, result.temperatures)
        readingKeys ??= readings.map(({ element, symbol, unit, longName }) => ({ element, symbol, unit, longName }))
        rows.push(result)
        shown.push(readings.map(({ value }) => value))
      } else {
        rows.push(null)
        shown.push(null)
      }
    } catch (error) {
      status.push(`failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
      rows.push(null)
      shown.push(null)
    }
    yield
  }
  const table = (width: number, row: (point: OperatingPoint) => readonly number[]): Float64Array => {
    const values = new Float64Array(count * width).fill(Number.NaN)
    for (const [index, point] of rows.entries()) if (point !== null) values.set(row(point), index * width)
    return values
  }
  const flowCount = flowKeys?.length ?? 0
  const readingCount = readingKeys?.length ?? 0
  const readings = new Float64Array(count * readingCount).fill(Number.NaN)
  for (const [index, values] of shown.entries()) if (values !== null) readings.set(values, index * readingCount)
  return {
    flowKeys,
    readingKeys,
    readings,
    temperatures: table(islands.length, ({ temperatures }) => islands.map((island) => temperatures[island]!)),
    temperatureErrors: table(islands.length, (point) => islands.map((island) => point.temperatureErrors[island]!)),
    flows: table(flowCount, ({ heat }) => heat.map(({ power }) => power)),
    flowErrors: table(flowCount, ({ heat }) => heat.map(({ errorEstimate }) => errorEstimate)),
    residual: table(1, ({ residual }) => [residual]),
    iterations: table(1, ({ iterations }) => [iterations]),
    status,
  }
}
