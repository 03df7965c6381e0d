import type { Device } from '../device/device.js'

/** Most points of the last axis that are solved in one go, each starting from the ones before. */
export const chunkLength = 64

/** One axis of a sweep with its values written out (SI). */
export interface JobAxis {
  readonly path: string
  readonly values: readonly number[]
  /** Why a value cannot be set, for each value; null where it can. */
  readonly refusals: readonly (string | null)[]
}

/** A sweep as plain data, so that it can be sent to a worker. */
export interface SweepJob {
  readonly device: Device
  /** Slowest axis first; none for the single point that the device itself is. */
  readonly axes: readonly JobAxis[]
}

/** Consecutive points of a sweep in row-major order, all in one row of the last axis. */
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
  return job.axes.reduce((product, axis) => product * axis.values.length, 1)
}

/**
 * Cuts a sweep into chunks of at most `chunkLength` points of the last axis. The cut depends on the job alone, and every
 * chunk starts afresh: this is why results are the same bit for bit whoever computes which chunk.
 */
export function cutIntoChunks(job: SweepJob): Chunk[] {
  const row = job.axes.at(-1)?.values.length ?? 1
  // Of equal length: the first point of each is the costly one.
  const pieces = Math.ceil(row / chunkLength)
  const chunks: Chunk[] = []
  for (let start = 0; start < pointCount(job); start += row) {
    for (let piece = 0; piece < pieces; piece++) {
      const from = Math.floor((piece * row) / pieces)
      chunks.push({ first: start + from, count: Math.floor(((piece + 1) * row) / pieces) - from })
    }
  }
  return chunks
}

/** Position on each axis of a point given by its number in row-major order. */
export function positionsOf(job: SweepJob, point: number): number[] {
  const positions = new Array<number>(job.axes.length)
  let rest = point
  for (let axis = job.axes.length - 1; axis >= 0; axis--) {
    const { length } = job.axes[axis]!.values
    positions[axis] = rest % length
    rest = Math.floor(rest / length)
  }
  return positions
}
