import { norm } from './curveCorrector.js'

/** A value of one unknown at which F is known to have a kink. */
export interface Station {
  readonly index: number
  readonly value: number
}

/** A point of a curve with its tangent and the sign of its orientation, which only crossings change. */
export interface CurveState {
  readonly z: Float64Array
  readonly tangent: Float64Array
  readonly sign: number
}

/** Steps shorter than this meet a corner, or the end of the curve. */
export const smallestStep = 1e-10

export function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i])
}

/** Angle between unit vectors, accurate when small. */
export function angle(a: Float64Array, b: Float64Array): number {
  return 2 * Math.asin(Math.min(1, norm(difference(a, b)) / 2))
}
