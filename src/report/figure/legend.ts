import type { Axis } from './axis.js'
import type { Curve } from './curves.js'
import { metrics } from './metrics.js'
import { anchoredBoxes, type Box, freeBox, type Point, spread } from './placement.js'
import type { PanelSpec } from './spec.js'
import { textWidth } from './textWidth.js'

/** A named curve in a legend. */
export interface LegendEntry {
  readonly curve: Curve
  readonly text: string
  /** Room for the piece of line and the text [px]. */
  readonly width: number
}

/** A label beside the end of a curve. */
export interface DirectLabel {
  readonly curve: Curve
  readonly text: string
  /** Pixel of the end of the curve, and of the label, which may have had to give way. */
  readonly end: number
  readonly y: number
}

/** Room between the frame and a label beside it, for a line from the curve to the label. */
export const connector = 9

/** Farthest that a label beside a curve may be from its end before nobody can tell whose it is [px]. */
const farthest = 16

/** Entries for all curves that have a label, in order. */
export function legendEntries(curves: readonly Curve[]): LegendEntry[] {
  return curves
    .filter(({ spec }) => spec.label !== undefined)
    .map((curve) => {
      const text = curve.spec.label!
      return { curve, text, width: metrics.sample + metrics.gap + textWidth(text, metrics.tick) }
    })
}

/**
 * Labels beside the ends of the curves, or undefined where they would not be clear: a curve ends before the right edge, the ends
 * lie too close, or the labels take too much room.
 */
export function directLabels(
  curves: readonly Curve[],
  spec: PanelSpec,
  y: Axis,
  top: number,
  bottom: number,
  panelWidth: number,
): { readonly labels: readonly DirectLabel[]; readonly width: number } | undefined {
  const last = curves
    .flatMap(({ line }) => line)
    .reduce((largest, { x }) => Math.max(largest, x), Number.NEGATIVE_INFINITY)
  const ends = legendEntries(curves).map(({ curve, text }) => {
    const end = curve.line.findLast((point) => Number.isFinite(point.y))
    return { curve, text, end: end !== undefined && end.x === last ? y.position(end.y) : Number.NaN }
  })
  if (spec.heatMap || spec.legendTitle !== undefined) return undefined
  if (ends.some(({ end }) => !(end >= top - 1 && end <= bottom + 1))) return undefined
  const places = spread(
    ends.map(({ end }) => end),
    metrics.row,
    top + metrics.gap,
    bottom - metrics.gap,
  )
  const labels = ends.map((label, index) => ({ ...label, y: places[index] }))
  if (labels.some(({ end, y: place }) => Math.abs(place - end) > farthest)) return undefined
  const width = connector + Math.max(0, ...labels.map(({ text }) => textWidth(text, metrics.tick))) + metrics.gap
  return width > 0.3 * panelWidth ? undefined : { labels, width }
}

/** A free place for a legend within the frame, or undefined if there is none. */
export function insideLegend(
  entries: readonly LegendEntry[],
  title: string | undefined,
  frame: Box,
  obstacles: readonly Point[],
): Box | undefined {
  const titleWidth = title === undefined ? 0 : textWidth(title, metrics.tick)
  const width = Math.max(titleWidth, ...entries.map((entry) => entry.width))
  const height = (entries.length + (title === undefined ? 0 : 1)) * metrics.row
  return freeBox(anchoredBoxes(width, height, frame, 1.5 * metrics.gap), obstacles, [], metrics.gap)
}

/** Entries broken into rows of at most a given width [px], in columns; a title takes room in the first. */
export function rowsOf(unequal: readonly LegendEntry[], title: string | undefined, width: number): LegendEntry[][] {
  const widest = Math.max(0, ...unequal.map((entry) => entry.width))
  const entries = unequal.map((entry) => ({ ...entry, width: widest }))
  const rows: LegendEntry[][] = [[]]
  let used = title === undefined ? 0 : textWidth(title, metrics.tick) + 2 * metrics.gap
  for (const entry of entries) {
    const room = entry.width + 3 * metrics.gap
    if (used + room > width && rows[rows.length - 1].length > 0) {
      rows.push([])
      used = 0
    }
    rows[rows.length - 1].push(entry)
    used += room
  }
  return rows
}
