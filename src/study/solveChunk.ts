import type { Model } from '../device/compile.js'
import type { Device } from '../device/device.js'
import { ModelFamily } from '../device/modelFamily.js'
import { createTables, type PhysicsTables } from '../physics/tables.js'
import { checkHeatPaths } from '../thermal/heatPaths.js'
import { heatLedger, ledgerNumbers } from '../thermal/ledger.js'
import { BriefSolver } from '../thermal/solveBalance.js'
import type { PointDevices } from './pointDevices.js'
import { takeReadings } from './readings.js'
import { axisLength, axisValue, type Chunk, type ChunkResult, type FlowKey, type ReadingKey } from './sweepJob.js'

/** Whether the temperatures of a point of this status are right; flows too small to be balanced exactly do not matter. */
export function isSolved(status: string): boolean {
  return status === 'converged' || status === 'roundoff-limited'
}

/** Temperatures [K] of the free islands at the last points of a chunk, and what they let expect at the next. */
class Track {
  private readonly values: number[] = []
  private readonly points: Float64Array[] = []

  add(value: number, temperatures: Float64Array): void {
    this.values.push(value)
    this.points.push(temperatures)
    if (this.values.length <= 3) return
    this.values.shift()
    this.points.shift()
  }

  /** The polynomial through up to three last points, unless it leaves their neighbourhood. */
  expect(value: number): Float64Array | null {
    const { values, points } = this
    const last = points.length - 1
    if (last < 0) return null
    const guess = points[last]!.slice()
    if (last === 0 || new Set(values).size < values.length) return guess
    for (let k = 0; k < guess.length; k++) {
      let sum = 0
      for (let i = 0; i <= last; i++) {
        let term = points[i]![k]!
        for (let j = 0; j <= last; j++) if (j !== i) term *= (value - values[j]!) / (values[i]! - values[j]!)
        sum += term
      }
      const newest = points[last]![k]!
      const change = Math.abs(newest - points[last - 1]![k]!)
      // Behind a kink or a jump a polynomial says nothing.
      if (sum > 0 && Math.abs(sum - newest) <= 2 * change) guess[k] = sum
    }
    return guess
  }
}

/** One row of the tables of a chunk. */
interface Row {
  readonly temperatures: Float64Array
  readonly temperatureErrors: Float64Array
  readonly flows: Float64Array
  readonly flowErrors: Float64Array
  readonly readings: readonly number[]
  readonly residual: number
  readonly iterations: number
}

/** What is found at each point of a chunk by a family of models. */
class ChunkSolver {
  flowKeys: FlowKey[] | null = null
  readingKeys: ReadingKey[] | null = null
  private readonly family: ModelFamily
  private readonly brief = new BriefSolver()
  private track = new Track()
  private checked: readonly string[] | null = null

  constructor(tables: PhysicsTables) {
    this.family = new ModelFamily(tables)
  }

  /** Forgets where the points before lay: the next one is the first of a row. */
  startRow(): void {
    this.track = new Track()
  }

  solve(device: Device, value: number): { readonly status: string; readonly row: Row | null } {
    const model = this.family.at(device)
    const { heatNetwork } = model
    // A network keeps its reservoirs as long as its structure.
    if (this.checked !== heatNetwork.reservoirs) checkHeatPaths(heatNetwork)
    this.checked = heatNetwork.reservoirs
    const point = this.brief.solve(heatNetwork, this.track.expect(value))
    const { status, residual, iterations } = point
    if (!isSolved(status)) return { status, row: null }
    this.track.add(value, point.temperatures)
    this.flowKeys ??= heatLedger(heatNetwork).map(({ channel, element, from, to }) => ({ channel, element, from, to }))
    const { power, error } = ledgerNumbers(heatNetwork, this.flowKeys.length)
    const { islands, free } = heatNetwork
    const temperatures = new Float64Array(islands.length)
    const temperatureErrors = new Float64Array(islands.length)
    islands.forEach(({ fixedTemperature }, index) => {
      const place = free.indexOf(islands[index]!.name)
      temperatures[index] = fixedTemperature ?? point.temperatures[place]!
      temperatureErrors[index] = place < 0 ? 0 : point.temperatureErrors[place]!
    })
    const readings = this.read(model, temperatures)
    return {
      status,
      row: { temperatures, temperatureErrors, flows: power, flowErrors: error, readings, residual, iterations },
    }
  }

  private read(model: Model, temperatures: Float64Array): number[] {
    if (this.readingKeys?.length === 0) return []
    const names = model.heatNetwork.islands.map(({ name }, index): [string, number] => [name, temperatures[index]!])
    const readings = takeReadings(model, Object.fromEntries(names))
    this.readingKeys ??= readings.map(({ element, symbol, unit, longName }) => ({ element, symbol, unit, longName }))
    return readings.map(({ value }) => value)
  }
}

/**
 * Solves the points of a chunk one after the other, the first one of each row cold, each further one starting from what the points
 * before let expect.
 *
 * A point that cannot be compiled or solved is NaN, and its status says why.
 *
 * @param devices The devices of the sweep, to be kept from chunk to chunk.
 * @param tables Universal functions, to be kept from chunk to chunk; they do not change the result.
 * @returns Generator that yields after every point, so that whoever drives it can stop or report.
 */
export function* solveChunk(
  devices: PointDevices,
  { first, count }: Chunk,
  tables = createTables(),
): Generator<void, ChunkResult> {
  const { job } = devices
  const lastAxis = job.axes.at(-1)
  const row = lastAxis === undefined ? 1 : axisLength(lastAxis)
  // Made for this chunk: what the first point fixes, the others share, whoever computes the chunk.
  const solver = new ChunkSolver(tables)
  const rows: (Row | null)[] = []
  const status: string[] = []
  for (let point = first; point < first + count; point++) {
    const position = point % row
    if (position === 0) solver.startRow()
    try {
      const found = solver.solve(devices.at(point), lastAxis === undefined ? 0 : axisValue(lastAxis, position))
      status.push(found.status)
      rows.push(found.row)
    } catch (error) {
      status.push(`failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
      rows.push(null)
    }
    yield
  }
  const table = (width: number, values: (row: Row) => ArrayLike<number>): Float64Array => {
    const data = new Float64Array(count * width).fill(Number.NaN)
    for (let index = 0; index < count; index++) {
      const row = rows[index]
      if (row) data.set(values(row), index * width)
    }
    return data
  }
  const { flowKeys, readingKeys } = solver
  const islandCount = Object.keys(job.device.islands).length
  return {
    flowKeys,
    readingKeys,
    readings: table(readingKeys?.length ?? 0, ({ readings }) => readings),
    temperatures: table(islandCount, ({ temperatures }) => temperatures),
    temperatureErrors: table(islandCount, ({ temperatureErrors }) => temperatureErrors),
    flows: table(flowKeys?.length ?? 0, ({ flows }) => flows),
    flowErrors: table(flowKeys?.length ?? 0, ({ flowErrors }) => flowErrors),
    residual: table(1, ({ residual }) => [residual]),
    iterations: table(1, ({ iterations }) => [iterations]),
    status,
  }
}
