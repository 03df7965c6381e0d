import type { Device, SweepAxis } from '../device/device.js'
import { pow } from '../numerics/power.js'

/** A sweep is cut into about as many chunks as this: enough for every core to have its share. */
const wantedChunks = 128

/** A row is not cut shorter than this, and no chunk is longer than that. */
const shortest = 128
const longest = 1024

/** One axis of a sweep (SI): evenly spaced values, or listed ones. */
export type JobAxis = SweepAxis | { readonly path: string; readonly values: Float64Array }

/** Number of values of an axis. */
export function axisLength(axis: JobAxis): number {
  return 'values' in axis ? axis.values.length : axis.points
}

/** Value of an axis [SI] at a position from 0. */
export function axisValue(axis: JobAxis, position: number): number {
  if ('values' in axis) return axis.values[position]!
  const { from, to, points, scale } = axis
  const last = points - 1
  // The ends are met exactly.
  if (position === 0) return from
  if (position === last) return to
  return scale === 'log' ? from * pow(to / from, position / last) : from + ((to - from) * position) / last
}

/** A sweep as plain data, so that it can be sent to a worker. */
export interface SweepJob {
  readonly device: Device
  /** Slowest axis first; none for the single point that the device itself is. */
  readonly axes: readonly JobAxis[]
}

/**
 * Consecutive points of a sweep in row-major order that fill a block of the grid: one position on the slow axes, consecutive ones on
 * one axis, all on the faster axes.
 */
export interface Chunk {
  readonly first: number
  readonly count: number
}

/** Which channel and element a heat flow belongs to, and its direction. */
export interface FlowKey {
  readonly channel: string
  readonly element: string | null
  readonly from: string
  readonly to: string
}

/** Which meter a column of readings belongs to. */
export interface ReadingKey {
  readonly element: string
  readonly symbol: string
  readonly unit: string
  readonly longName: string
}

/** Results of one chunk: one row a point, NaN where the point did not converge. */
export interface ChunkResult {
  /** Flows of the columns of `flows`; null if not a single point of the chunk could be compiled. */
  readonly flowKeys: readonly FlowKey[] | null
  /** Meters of the columns of `readings`; null as `flowKeys`. */
  readonly readingKeys: readonly ReadingKey[] | null
  /** What the meters show [SI], points x meters. */
  readonly readings: Float64Array
  /** Temperatures [K], points x islands in the order of the device. */
  readonly temperatures: Float64Array
  /** Estimated absolute errors of `temperatures` [K]. */
  readonly temperatureErrors: Float64Array
  /** Heat flows [W], points x flows. */
  readonly flows: Float64Array
  /** Estimated absolute errors of `flows` [W]. */
  readonly flowErrors: Float64Array
  readonly residual: Float64Array
  readonly iterations: Float64Array
  readonly status: readonly string[]
}

/** Number of points of a sweep. */
export function pointCount(job: SweepJob): number {
  return job.axes.reduce((product, axis) => product * axisLength(axis), 1)
}

/**
 * Cuts a sweep into chunks. The cut depends on the job alone, and every chunk starts afresh: this is why results are the same
 * bit for bit whoever computes which chunk.
 */
export function cutIntoChunks(job: SweepJob): Chunk[] {
  const total = pointCount(job)
  const lengths = job.axes.map(axisLength)
  // The first point of a chunk costs as much as a dozen others: not more chunks than it takes.
  const fair = Math.min(longest, Math.floor(total / wantedChunks))
  let cut = lengths.length - 1
  let block = 1
  // Whole rows go together as long as they stay within that.
  while (cut > 0 && block * lengths[cut]! <= fair) block *= lengths[cut--]!
  const row = lengths[cut] ?? 1
  // Of equal length.
  const pieces = Math.ceil(row / Math.max(1, Math.floor(Math.max(shortest, fair) / block)))
  const chunks: Chunk[] = []
  for (let start = 0; start < total; start += row * block) {
    for (let piece = 0; piece < pieces; piece++) {
      const from = Math.floor((piece * row) / pieces)
      const next = Math.floor(((piece + 1) * row) / pieces)
      chunks.push({ first: start + from * block, count: (next - from) * block })
    }
  }
  return chunks
}

/** Position on each axis of a point given by its number in row-major order. */
export function positionsOf(job: SweepJob, point: number): number[] {
  const positions = new Array<number>(job.axes.length)
  let rest = point
  for (let axis = job.axes.length - 1; axis >= 0; axis--) {
    const length = axisLength(job.axes[axis]!)
    positions[axis] = rest % length
    rest = Math.floor(rest / length)
  }
  return positions
}
