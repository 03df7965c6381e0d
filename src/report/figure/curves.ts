import { isAnswer } from '../../study/dataset.js'
import type { SeriesSpec } from './spec.js'

/** One point of a curve, in the units of the axes. */
export interface CurvePoint {
  readonly x: number
  readonly y: number
}

/** A curve taken apart into what was found and what was not. */
export interface Curve {
  readonly spec: SeriesSpec
  /** Position among the series of the panel. */
  readonly index: number
  /** All points in order; y is NaN where the line breaks. */
  readonly line: readonly CurvePoint[]
  /** Points that did not converge; y is NaN where there is not even a guess. */
  readonly failed: readonly CurvePoint[]
}

/**
 * Takes a series apart.
 *
 * @throws Error if x, y and status do not have the same length
 */
export function curveOf(spec: SeriesSpec, index: number): Curve {
  const name = `series "${spec.label ?? index}"`
  if (spec.x.length !== spec.y.length) {
    throw new Error(`figure: ${name}: x and y must have the same length, got ${spec.x.length} and ${spec.y.length}`)
  }
  if (spec.status !== undefined && spec.status.length !== spec.x.length) {
    throw new Error(`figure: ${name}: status must have ${spec.x.length} entries, got ${spec.status.length}`)
  }
  const points = Array.from(spec.x, (x, position) => ({ x, y: spec.y[position] }))
  const failed = (position: number): boolean => spec.status !== undefined && !isAnswer(spec.status[position])
  return {
    spec,
    index,
    line: points.map((point, position) => (failed(position) ? { x: point.x, y: Number.NaN } : point)),
    failed: points.filter((_, position) => failed(position)),
  }
}
