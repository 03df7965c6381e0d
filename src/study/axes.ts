import { describePath } from '../device/describePath.js'
import type { Device, SweepAxis } from '../device/device.js'
import { parseQuantity } from '../units/quantity.js'
import type { JobAxis } from './sweepJob.js'

/** A range of one path of the device file; limits as SI numbers or with a unit (`5 pW`). */
export interface AxisRange {
  readonly from: number | string
  readonly to: number | string
  /** Number of values ≥ 1, ends included; a single one is `from`. */
  readonly points: number
  /** Default `linear`. */
  readonly scale?: 'linear' | 'log'
}

/** The values of one path one by one, as SI numbers or with a unit. */
export interface AxisValues {
  readonly values: readonly (number | string)[]
}

/** Axes of a sweep, slowest first: by path, or as the device file has them. */
export type Axes = Readonly<Record<string, AxisRange | AxisValues>> | readonly SweepAxis[]

/**
 * The axes of a sweep in SI. Their values are neither written out nor checked: that would take as long as the axis is.
 */
export function resolveAxes(device: Device, axes: Axes): JobAxis[] {
  const entries: [string, AxisRange | AxisValues][] = isList(axes)
    ? axes.map((axis) => [axis.path, axis])
    : Object.entries(axes)
  const seen = new Set<string>()
  return entries.map(([path, axis]) => {
    if (seen.has(path)) throw new RangeError(`sweep: ${path} is swept twice; keep one of the two axes`)
    seen.add(path)
    return resolveAxis(device, path, axis)
  })
}

function isList(axes: Axes): axes is readonly SweepAxis[] {
  return Array.isArray(axes)
}

function resolveAxis(device: Device, path: string, axis: AxisRange | AxisValues): JobAxis {
  const { unit } = describePath(device, path)
  const number = (what: string, value: number | string): number => {
    const si = typeof value === 'number' ? value : parseQuantity(value, unit)
    if (!Number.isFinite(si)) throw new RangeError(`sweep of ${path}: ${what} must be finite, got ${value}`)
    return si
  }
  if ('values' in axis) {
    if (axis.values.length === 0) throw new RangeError(`sweep of ${path}: needs at least one value, got none`)
    return { path, values: Float64Array.from(axis.values, (value) => number('each value', value)) }
  }
  const { points, scale = 'linear' } = axis
  const from = number('from', axis.from)
  const to = number('to', axis.to)
  if (!Number.isInteger(points) || points < 1) {
    throw new RangeError(`sweep of ${path}: points must be an integer of at least 1, got ${points}`)
  }
  if (scale === 'log' && !(from * to > 0)) {
    throw new RangeError(
      `sweep of ${path}: a logarithmic scale needs limits of one sign other than 0, got ${axis.from} and ${axis.to}; use scale linear`,
    )
  }
  return { path, from, to, points, scale }
}
