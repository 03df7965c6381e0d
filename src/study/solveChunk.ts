import type { Model } from '../device/compile.js'
import type { Device } from '../device/device.js'
import { ModelFamily } from '../device/modelFamily.js'
import { createTables, type PhysicsTables } from '../physics/tables.js'
import { checkHeatPaths } from '../thermal/heatPaths.js'
import { heatLedger, writeLedger } from '../thermal/ledger.js'
import { BriefSolver } from '../thermal/solveBalance.js'
import { PointDevices } from './pointDevices.js'
import { takeReadings } from './readings.js'
import {
  axisLength,
  axisValue,
  type Chunk,
  type ChunkResult,
  type FlowKey,
  type ReadingKey,
  type SweepJob,
} from './sweepJob.js'
import { Track } from './track.js'

/** Whether the temperatures of a point of this status are right; flows too small to be balanced exactly do not matter. */
export function isSolved(status: string): boolean {
  return status === 'converged' || status === 'roundoff-limited'
}

/** What the chunks of a sweep that are solved one after the other share: work space, but nothing that changes a result. */
export class SweepSolver {
  readonly devices: PointDevices
  readonly family: ModelFamily
  readonly brief = new BriefSolver()

  /**
   * @param tables Universal functions, to be kept from sweep to sweep.
   * @throws DeviceError if a path of the sweep leads to nothing that can be varied.
   */
  constructor(job: SweepJob, tables: PhysicsTables = createTables()) {
    this.devices = new PointDevices(job)
    this.family = new ModelFamily(tables)
  }
}

/** Solves the points of a chunk one after the other with one family of models, and writes what it finds into tables. */
class ChunkSolver {
  flowKeys: FlowKey[] | null = null
  readingKeys: ReadingKey[] | null = null
  readonly temperatures: Float64Array
  readonly temperatureErrors: Float64Array
  readonly residual: Float64Array
  readonly iterations: Float64Array
  flows: Float64Array = new Float64Array(0)
  flowErrors: Float64Array = new Float64Array(0)
  readings: Float64Array = new Float64Array(0)
  private readonly family: ModelFamily
  private readonly brief: BriefSolver
  private readonly count: number
  private readonly track = new Track()
  private checked: readonly string[] | null = null
  /** Position of each island among the free ones; -1 for one that is held. */
  private places: number[] = []

  constructor({ family, brief, devices }: SweepSolver, count: number) {
    const islands = Object.keys(devices.job.device.islands).length
    this.family = family
    this.brief = brief
    this.count = count
    this.temperatures = missing(islands * count)
    this.temperatureErrors = missing(islands * count)
    this.residual = missing(count)
    this.iterations = missing(count)
  }

  startRow(): void {
    this.track.startRow()
  }

  /** Solves point number `index` of the chunk; returns its status. */
  solve(device: Device, value: number, index: number): string {
    const model = this.family.at(device)
    const { heatNetwork } = model
    const { islands, free, reservoirs } = heatNetwork
    // A network keeps its reservoirs as long as its structure.
    if (this.checked !== reservoirs) {
      checkHeatPaths(heatNetwork)
      this.places = islands.map(({ name }) => free.indexOf(name))
      this.checked = reservoirs
    }
    const point = this.brief.solve(heatNetwork, this.track.expect(value))
    if (!isSolved(point.status)) return point.status
    this.track.add(value, point.temperatures)
    if (this.flowKeys === null) {
      this.flowKeys = heatLedger(heatNetwork).map(({ channel, element, from, to }) => ({ channel, element, from, to }))
      this.flows = missing(this.flowKeys.length * this.count)
      this.flowErrors = missing(this.flowKeys.length * this.count)
    }
    const rows = this.flowKeys.length
    writeLedger(heatNetwork, rows, index * rows, this.flows, this.flowErrors)
    const first = index * islands.length
    for (let k = 0; k < islands.length; k++) {
      const place = this.places[k]!
      this.temperatures[first + k] = islands[k]!.fixedTemperature ?? point.temperatures[place]!
      this.temperatureErrors[first + k] = place < 0 ? 0 : point.temperatureErrors[place]!
    }
    this.residual[index] = point.residual
    this.iterations[index] = point.iterations
    this.read(model, index)
    return point.status
  }

  private read(model: Model, index: number): void {
    if (this.readingKeys?.length === 0) return
    const { islands } = model.heatNetwork
    const names = islands.map(({ name }, k): [string, number] => [name, this.temperatures[index * islands.length + k]!])
    const readings = takeReadings(model, Object.fromEntries(names))
    if (this.readingKeys === null) {
      this.readingKeys = readings.map(({ element, symbol, unit, longName }) => ({ element, symbol, unit, longName }))
      this.readings = missing(readings.length * this.count)
    }
    for (const [k, { value }] of readings.entries()) this.readings[index * readings.length + k] = value
  }
}

function missing(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN)
}

/**
 * Solves the points of a chunk one after the other, the first one cold, each further one starting from what the points
 * before let expect.
 *
 * A point that cannot be compiled or solved is NaN, and its status says why.
 *
 * @returns Generator that yields after every point, so that whoever drives it can stop or report.
 */
export function* solveChunk(sweep: SweepSolver, { first, count }: Chunk): Generator<void, ChunkResult> {
  const { devices, family } = sweep
  const { axes } = devices.job
  const lastAxis = axes.at(-1)
  const row = lastAxis === undefined ? 1 : axisLength(lastAxis)
  // What the first point fixes, the others share, whoever computes the chunk.
  family.restart()
  const solver = new ChunkSolver(sweep, count)
  const status: string[] = []
  for (let index = 0; index < count; index++) {
    const position = (first + index) % row
    if (position === 0) solver.startRow()
    try {
      const value = lastAxis === undefined ? 0 : axisValue(lastAxis, position)
      status.push(solver.solve(devices.at(first + index), value, index))
    } catch (error) {
      status.push(`failed: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
    }
    yield
  }
  const { flowKeys, readingKeys, temperatures, temperatureErrors, flows, flowErrors, readings, residual, iterations } =
    solver
  return {
    flowKeys,
    readingKeys,
    readings,
    temperatures,
    temperatureErrors,
    flows,
    flowErrors,
    residual,
    iterations,
    status,
  }
}
