import type { Device } from '../device/device.js'
import { createTables, type PhysicsTables } from '../physics/tables.js'
import { columnData, type Dataset, findVariable } from './dataset.js'
import { type DeviceLine, datasetDevice, deviceLine } from './deviceLine.js'
import { type Fall, interpolatedFalls, noiseBetween, type Sample } from './falls.js'
import { refinedFalls, type SlopedSample } from './refinedFalls.js'
import { nameColumns } from './variableNames.js'

/** What to look at, and how closely. */
export interface NdtcOptions {
  /**
   * Variables that may fall. Default: the temperature of every free island; if none is free, the photonic heat flows.
   */
  readonly response?: string | readonly string[]
  /** Swept path that rises. Default: the last one. */
  readonly drive?: string
  /** Whether to solve the device anew between the points. Default: if the dataset carries its device. */
  readonly refine?: boolean
  /** Universal functions for the refinement, to share them between calls. */
  readonly tables?: PhysicsTables
}

/** A value of the drive [SI] and of the response there. */
export interface NdtcPoint {
  readonly drive: number
  readonly value: number
}

/** An interval of the drive in which a response falls. */
export interface NdtcInterval {
  readonly response: string
  readonly drive: string
  readonly units: { readonly response: string; readonly drive: string }
  readonly onset: NdtcPoint
  readonly end: NdtcPoint
  /** Value at the onset minus value at the end, > 0. */
  readonly drop: number
  /** Estimated absolute error of `drop`. */
  readonly dropError: number
  /** Most negative slope d response/d drive and where; -Infinity at a jump. */
  readonly steepestSlope: { readonly drive: number; readonly slope: number }
  /** Whether the fall goes on beyond the onset (end): over the edge of the sweep, or into points that did not converge. */
  readonly openStart: false | 'edge' | 'gap'
  readonly openEnd: false | 'edge' | 'gap'
  /** `refined`: located on the device itself; `interpolated`: between the points of the sweep, good to O(step²). */
  readonly method: 'refined' | 'interpolated'
  /** Values of the other swept paths. */
  readonly coordinates: Readonly<Record<string, number>>
}

/**
 * Finds every interval in which a response falls while the drive rises: negative differential thermal conductance
 * where the drive is a power or a temperature.
 *
 * Refined, the ends are where d response/d drive (by implicit differentiation of the balance) changes sign: a smooth
 * extremum is located to about 1e-9 of the drive, a kink or jump to the last digits (a kink that the drive itself moves,
 * as a critical temperature does, to 1e-3). From the points alone they are interpolated, with an error of O(step²). A drop
 * that does not exceed the error estimates is not NDTC. Points that did not converge are never bridged: a fall ends there,
 * open to a `gap`.
 *
 * Detection limit: a fall narrower than the step of the sweep is found only when refined, and only if the slopes at the
 * neighbouring points show it (the cubic through both ends with their slopes turns). Where in doubt, sweep finer.
 *
 * @param dataset Sweep of at least one path; every line along the drive is searched.
 * @param options Response, drive, and whether to refine (about one more sweep of work).
 * @returns Intervals, line by line, response by response, with rising drive; empty if there are none.
 * @throws Error if there is no such response or drive, values of the drive coincide, or `refine` is asked for without
 *   a device in the dataset.
 * @example
 * const [interval] = findNdtc(await sweep(model))
 * interval.onset // { drive: 1.6332e-12, value: 0.152409 }
 */
export function findNdtc(dataset: Dataset, options: NdtcOptions = {}): NdtcInterval[] {
  const steps = ndtcSteps(dataset, options)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/** The search of `findNdtc`, which yields after every point that it solves, so that whoever drives it can stop. */
export function* ndtcSteps(dataset: Dataset, options: NdtcOptions = {}): Generator<void, NdtcInterval[]> {
  const paths = Object.keys(dataset.dimensions)
  const drive = options.drive ?? paths.at(-1)
  if (drive === undefined) throw new Error(`findNdtc: dataset "${dataset.title}" has no swept path; sweep one`)
  if (!paths.includes(drive)) {
    throw new Error(`findNdtc: drive must be a swept path, got "${drive}"; there are: ${paths.join(', ')}`)
  }
  const device = options.refine === false ? null : datasetDevice(dataset)
  if (options.refine === true && device === null) {
    throw new Error(
      `findNdtc: dataset "${dataset.title}" does not carry its device (attribute device); leave out refine`,
    )
  }
  const wanted = options.response ?? defaultResponses(dataset)
  const responses = typeof wanted === 'string' ? [wanted] : wanted
  const columns = responses.map((name) => numbers(dataset, name))
  const errors = responses.map((name) => {
    const known = Object.hasOwn(dataset.variables, `${name}_error`)
    return known ? numbers(dataset, `${name}_error`) : new Float64Array(columns[0]!.length)
  })
  const driveUnit = findVariable(dataset, drive).unit
  const tables = options.tables ?? createTables()
  const intervals: NdtcInterval[] = []
  for (const line of linesAlong(dataset, drive)) {
    const path = device && lineDevice(dataset, device, drive, line, tables)
    for (const [r, response] of responses.entries()) {
      if (path === null && neverFalls(columns[r]!, line)) continue
      const units = { response: findVariable(dataset, response).unit, drive: driveUnit }
      const samples = line.rows.map(
        (row, k): Sample => ({ x: line.values[k]!, y: columns[r]![row]!, error: errors[r]![row]! }),
      )
      for (const segment of segmentsOf(samples)) {
        for (const fall of yield* fallsOf(segment.samples, response, path)) {
          intervals.push({
            response,
            drive,
            units,
            onset: { drive: fall.onset.x, value: fall.onset.y },
            end: { drive: fall.end.x, value: fall.end.y },
            drop: fall.onset.y - fall.end.y,
            dropError: fall.onset.error + fall.end.error,
            steepestSlope: { drive: fall.steepest.x, slope: fall.steepest.slope },
            openStart: fall.openStart && segment.start,
            openEnd: fall.openEnd && segment.end,
            method: fall.method,
            coordinates: line.coordinates,
          })
        }
      }
    }
  }
  return intervals
}

function numbers(dataset: Dataset, name: string): Float64Array {
  const data = columnData(dataset, name)
  if (data instanceof Float64Array) return data
  throw new Error(`findNdtc: ${name} must be a number, got text; choose another response`)
}

/** What `findNdtc` looks at unless told: temperatures of free islands; if none is free, photonic heat. */
export function defaultResponses(dataset: Dataset): string[] {
  const device = datasetDevice(dataset)
  const names = Object.keys(dataset.variables).filter((name) => !name.endsWith('_error'))
  const photonic = names.filter((name) => name.startsWith('Q_photon_'))
  if (device === null) {
    const temperatures = names.filter((name) => name.startsWith('T_'))
    return temperatures.length > 0 ? temperatures : photonic
  }
  const paths = Object.keys(dataset.dimensions)
  const columns = nameColumns(device, [], paths).temperatures
  const free = Object.entries(device.islands).flatMap(([island, { temperature }], index) =>
    temperature === null && !paths.includes(`islands.${island}.temperature`) ? [columns[index]!.name] : [],
  )
  return free.length > 0 ? free : photonic
}

/** One line of a grid along the drive: row in the whole grid and value of the drive of each point, by rising drive. */
interface Line {
  readonly rows: readonly number[]
  readonly values: readonly number[]
  readonly coordinates: Readonly<Record<string, number>>
}

function* linesAlong(dataset: Dataset, drive: string): Generator<Line> {
  const paths = Object.keys(dataset.dimensions)
  const others = paths.filter((path) => path !== drive).map((path) => [path, numbers(dataset, path)] as const)
  const drives = numbers(dataset, drive)
  const length = dataset.dimensions[drive]!
  const stride = paths.slice(paths.indexOf(drive) + 1).reduce((product, path) => product * dataset.dimensions[path]!, 1)
  for (let block = 0; block < drives.length; block += stride * length) {
    for (let first = block; first < block + stride; first++) {
      const rows = Array.from({ length }, (_, k) => first + k * stride)
      if (rows.some((row, k) => k > 0 && !(drives[row]! > drives[rows[k - 1]!]!))) {
        rows.sort((a, b) => drives[a]! - drives[b]!)
        const twice = rows.find((row, k) => k > 0 && drives[row] === drives[rows[k - 1]!])
        if (twice !== undefined) {
          throw new Error(
            `findNdtc: the values of ${drive} must all differ, got ${drives[twice]} twice; sweep each value once`,
          )
        }
      }
      yield {
        rows,
        values: rows.map((row) => drives[row]!),
        coordinates: Object.fromEntries(others.map(([path, data]) => [path, data[first]!])),
      }
    }
  }
}

/** Whether there is nothing to look for: every point has a value, and none is below the one before. */
function neverFalls(column: Float64Array, { rows }: Line): boolean {
  let before = Number.NEGATIVE_INFINITY
  for (const row of rows) {
    const value = column[row]!
    if (!(value >= before)) return false
    before = value
  }
  return true
}

/** Consecutive converged points, and what lies beyond each end. */
interface Segment {
  readonly samples: readonly Sample[]
  readonly start: 'edge' | 'gap'
  readonly end: 'edge' | 'gap'
}

function segmentsOf(samples: readonly Sample[]): Segment[] {
  const segments: Segment[] = []
  for (let first = 0; first < samples.length; first++) {
    let next = first
    while (next < samples.length && Number.isFinite(samples[next]!.y)) next++
    if (next - first > 1) {
      segments.push({
        samples: samples.slice(first, next),
        start: first === 0 ? 'edge' : 'gap',
        end: next === samples.length ? 'edge' : 'gap',
      })
    }
    first = next
  }
  return segments
}

function lineDevice(
  dataset: Dataset,
  device: Device,
  drive: string,
  { rows, values: xs, coordinates }: Line,
  tables: PhysicsTables,
): DeviceLine {
  const paths = Object.keys(dataset.dimensions)
  const islands = Object.keys(device.islands)
  const columns = nameColumns(device, [], paths).temperatures.map(({ name }) => numbers(dataset, name))
  const known = rows.flatMap((row, k) => {
    const temperatures = columns.map((column) => column[row]!)
    if (!temperatures.every(Number.isFinite)) return []
    return [[xs[k]!, Object.fromEntries(islands.map((island, i) => [island, temperatures[i]!]))] as const]
  })
  const spacing = (xs.at(-1)! - xs[0]!) / Math.max(xs.length - 1, 1)
  const values = paths.map((path) => coordinates[path] ?? 0)
  return deviceLine(device, paths, values, drive, spacing, tables, new Map(known))
}

function* fallsOf(
  samples: readonly Sample[],
  response: string,
  line: DeviceLine | null,
): Generator<void, (Fall & { readonly method: NdtcInterval['method'] })[]> {
  if (line !== null) {
    const size = samples.reduce((largest, { y }) => Math.max(largest, Math.abs(y)), 0)
    const complete: SlopedSample[] = []
    for (const sample of samples) {
      const again = line.sample(response, sample.x)
      // A device that does not give the dataset's own values back tells nothing about what lies between them.
      if (again === null || !agrees(again, sample, size)) break
      complete.push(again)
      yield
    }
    if (complete.length === samples.length) {
      const valueAt = (x: number) => line.value(response, x)
      return refinedFalls(complete, (x) => line.sample(response, x), valueAt).map((fall) => ({
        ...fall,
        method: fall.located ? 'refined' : 'interpolated',
      }))
    }
  }
  return interpolatedFalls(samples).map((fall) => ({ ...fall, method: 'interpolated' }))
}

/** Relative to the largest value of the line: where a response crosses zero it has no relative accuracy of its own. */
function agrees(again: SlopedSample, sample: Sample, size: number): boolean {
  return Math.abs(again.y - sample.y) <= noiseBetween(again, sample) + 1e-9 * size
}
