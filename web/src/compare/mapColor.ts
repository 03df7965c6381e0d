/** Stops of a scale that rises evenly in lightness and is safe for every common color vision (cividis). */
const stops = [
  [0, 34, 78],
  [53, 69, 108],
  [102, 105, 112],
  [148, 142, 119],
  [200, 184, 102],
  [254, 232, 56],
] as const

/** Color of a part between 0 and 1. */
export function mapColor(part: number): string {
  const place = Math.min(1, Math.max(0, part)) * (stops.length - 1)
  const k = Math.min(stops.length - 2, Math.floor(place))
  const mix = [0, 1, 2].map((channel) =>
    Math.round(stops[k]![channel]! + (place - k) * (stops[k + 1]![channel]! - stops[k]![channel]!)),
  )
  return `rgb(${mix.join(' ')})`
}
