import type { DeviceNumber } from '../compute/protocol.ts'

/** The range of a slider [SI]. */
export interface SliderRange {
  readonly from: number
  readonly to: number
  readonly log: boolean
}

/** How far a slider reaches to either side of the value it was opened with, where its quantity spans decades. */
const decade = 10

/**
 * Range of the slider of a number: the plausible values of its declaration, narrowed to what can be told apart by hand around
 * the value at hand.
 */
export function sliderRange(
  { value, plausible, minimum, maximum, exclusiveMinimum, scale }: DeviceNumber,
  home: number,
): SliderRange {
  const lowest = Math.min(plausible[0], value)
  const highest = Math.max(plausible[1], value)
  if (scale === 'log' && home > 0 && highest > 0) {
    const from = Math.max(home / decade, lowest > 0 ? Math.min(lowest, home) : home / decade)
    return { from, to: Math.min(home * decade, Math.max(highest, home)), log: true }
  }
  const reach = home === 0 ? (highest > 0 ? highest / 100 : 1) : 4 * Math.abs(home)
  const floor = minimum ?? Math.max(plausible[0], -reach)
  const from = Math.max(Math.min(floor, value), home < 0 ? -reach : floor)
  const to = Math.min(Math.max(reach, value), Math.max(highest, value), maximum ?? Number.POSITIVE_INFINITY)
  const open = exclusiveMinimum && from <= (minimum ?? Number.NEGATIVE_INFINITY)
  return { from: open ? from + (to - from) / 1000 : from, to: to > from ? to : from + 1, log: false }
}
