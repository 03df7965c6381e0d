import { type Axis, clampedTo, extent, layoutAxis, padded, shows } from './axis.js'
import { type Curve, curveOf } from './curves.js'
import { heatMapEdges, layoutColorBar } from './heatMap.js'
import { type DirectLabel, directLabels, insideLegend, type LegendEntry, legendEntries, rowsOf } from './legend.js'
import { metrics } from './metrics.js'
import { type Box, type Point, sampled } from './placement.js'
import type { PanelSpec } from './spec.js'
import { textWidth } from './textWidth.js'

/** How the curves of a panel are named, with the places found for it. */
export type LegendLayout =
  | { readonly mode: 'none' }
  | { readonly mode: 'direct'; readonly labels: readonly DirectLabel[] }
  | { readonly mode: 'inside'; readonly entries: readonly LegendEntry[]; readonly box: Box }
  | { readonly mode: 'above'; readonly rows: readonly (readonly LegendEntry[])[] }

/** A panel with the place of everything in it, in pixels from its upper left corner. */
export interface PanelLayout {
  readonly spec: PanelSpec
  readonly width: number
  readonly height: number
  /** The rectangle between the axes. */
  readonly frame: Box
  readonly x: Axis
  readonly y: Axis
  readonly curves: readonly Curve[]
  readonly legend: LegendLayout
  /** Label on each interval and upright rule, with the row under the upper edge that is free for it. */
  readonly remarks: readonly Remark[]
  /** What is missing (empty if nothing is), and whether that has a row of its own right above the frame. */
  readonly note: { readonly text: string; readonly ownRow: boolean }
  /** Points that no text should cover. */
  readonly obstacles: readonly Point[]
}

/** A label under the upper edge of the frame. */
export interface Remark {
  readonly text: string
  readonly x: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly row: number
}

/** Choices that the layout makes by trying. */
interface Attempt {
  readonly mode: LegendLayout['mode']
  /** Rows of remarks under the upper edge, for which the data leave room. */
  readonly headroom: number
}

/** Lays a panel out in a rectangle of given size. */
export function layoutPanel(spec: PanelSpec, width: number, height: number): PanelLayout {
  const curves = (spec.series ?? []).map(curveOf)
  const named = curves.filter((curve) => curve.spec.label !== undefined)
  const rows = remarkRows(attempt(spec, curves, width, height, { mode: 'none', headroom: 0 }))
  const candidates: readonly LegendLayout['mode'][] = spec.legend
    ? [spec.legend]
    : named.length === 0 || (curves.length === 1 && spec.heatMap === undefined)
      ? ['none']
      : ['direct', 'inside', 'above']
  for (const mode of candidates) {
    const layout = attempt(spec, curves, width, height, { mode, headroom: rows })
    if (layout.legend.mode === mode) return layout
  }
  // A legend asked for in a place where there is none free goes where there always is.
  return attempt(spec, curves, width, height, { mode: 'above', headroom: rows })
}

function attempt(
  spec: PanelSpec,
  curves: readonly Curve[],
  width: number,
  height: number,
  { mode, headroom }: Attempt,
): PanelLayout {
  const entries = legendEntries(curves)
  const rows = mode === 'above' ? rowsOf(entries, spec.legendTitle, width) : []
  const missing = missingNote(spec, curves)
  const headline = spec.title !== undefined || spec.letter !== undefined ? metrics.title + metrics.gap : 0
  const note = { text: missing, ownRow: missing !== '' && !sharesHeadline(spec, missing, width) }
  const above = headline + rows.length * metrics.row + (note.ownRow ? metrics.row : 0)
  const top = above === 0 ? 2 * metrics.gap : above + metrics.gap
  const bottom = height - (metrics.tickLength + metrics.tick + metrics.label + 2.5 * metrics.gap)
  const share = Math.min(0.5, (headroom * metrics.row) / (bottom - top))
  const y = layoutAxis(spec.y, yDomain(spec, curves, share), bottom, top, metrics.tickSpacing.y)
  const numbers = Math.max(...y.ticks.values.map((value) => textWidth(y.ticks.format(value), metrics.tick)))
  const left = metrics.label + numbers + metrics.tickLength + 3.5 * metrics.gap
  const direct = mode === 'direct' ? directLabels(curves, spec, y, top, bottom, width) : undefined
  const beside = spec.heatMap ? layoutColorBar(spec.heatMap, top, bottom).width : direct ? direct.width : 0
  const widest = width - Math.max(2 * metrics.gap, beside)
  const domain = xDomain(spec, curves)
  const draft = layoutAxis(spec.x, domain, left, widest, metrics.tickSpacing.x)
  const right = widest - Math.max(0, textEnd(draft) - (width - 2))
  const x = layoutAxis(spec.x, domain, left, right, metrics.tickSpacing.x)
  const frame = { left, top, right, bottom }
  const obstacles = obstaclesOf(spec, curves, x, y, frame)
  const remarks = remarksOf(spec, x, frame)
  const layout = { spec, width, height, frame, x, y, curves, remarks, note, obstacles }
  if (direct !== undefined) return { ...layout, legend: { mode: 'direct', labels: direct.labels } }
  if (mode === 'above') return { ...layout, legend: { mode, rows } }
  const inner = { ...frame, top: frame.top + remarkRows({ remarks }) * metrics.row }
  const box = mode === 'inside' ? insideLegend(entries, spec.legendTitle, inner, obstacles) : undefined
  return { ...layout, legend: box === undefined ? { mode: 'none' } : { mode: 'inside', entries, box } }
}

/** Whether there is room for a note at the end of the line that letter and title of the panel are in. */
function sharesHeadline({ letter, title }: PanelSpec, note: string, width: number): boolean {
  if (letter === undefined && title === undefined) return false
  // Half as much again as letter and note take, for the numbers and margins beside the frame.
  const letters = letter === undefined ? 0 : 3 * metrics.title
  return letters + textWidth(title ?? '', metrics.title) + 1.5 * textWidth(note, metrics.note) < 0.8 * width
}

/** Right end of the number that reaches farthest [px]. */
function textEnd({ ticks, position }: Axis): number {
  return Math.max(...ticks.values.map((value) => position(value) + textWidth(ticks.format(value), metrics.tick) / 2))
}

function xDomain(spec: PanelSpec, curves: readonly Curve[]): readonly [number, number] {
  if (spec.x.domain) return spec.x.domain
  const scale = spec.x.scale ?? 'linear'
  if (spec.heatMap) return extent(heatMapEdges(spec.heatMap.x, scale, 'x'), scale, `axis "${spec.x.label}"`)
  const values = [
    ...curves.flatMap(({ spec: series }) => Array.from(series.x)),
    ...(spec.markers ?? []).map(({ x }) => x),
  ]
  return extent(values, scale, `axis "${spec.x.label}"`)
}

function yDomain(spec: PanelSpec, curves: readonly Curve[], headroom: number): readonly [number, number] {
  if (spec.y.domain) return spec.y.domain
  const scale = spec.y.scale ?? 'linear'
  const subject = `axis "${spec.y.label}"`
  if (spec.heatMap) return extent(heatMapEdges(spec.heatMap.y, scale, 'y'), scale, subject)
  const values = [
    ...curves.flatMap(({ spec: series }) => Array.from(series.y)),
    ...(spec.markers ?? []).map(({ y }) => y),
  ]
  return padded(extent(values, scale, subject), scale, headroom)
}

/** Points that labels keep off. */
function obstaclesOf(spec: PanelSpec, curves: readonly Curve[], x: Axis, y: Axis, frame: Box): Point[] {
  const lines = curves.map(({ line }) => line.map((point) => ({ x: x.position(point.x), y: y.position(point.y) })))
  const dots = [...curves.flatMap(({ failed }) => failed), ...(spec.markers ?? [])]
    .map((point) => ({ x: x.position(point.x), y: y.position(point.y) }))
    .map((point) => (Number.isNaN(point.y) ? { ...point, y: frame.bottom } : point))
  // A dot is as wide as it is drawn, with some room so that a label beside it is not taken for its own.
  const arms = [-4, 0, 4].flatMap((dx) => [-4, 0, 4].map((dy) => ({ dx, dy })))
  return [...sampled(lines, 3), ...dots.flatMap((dot) => arms.map(({ dx, dy }) => ({ x: dot.x + dx, y: dot.y + dy })))]
}

function remarksOf(spec: PanelSpec, x: Axis, frame: Box): Remark[] {
  const wanted = [
    ...(spec.shaded ?? []).map(({ axis, from, to, label }) => ({ axis, label, from, to })),
    ...(spec.rules ?? []).map(({ axis, value, label }) => ({ axis, label, from: value, to: value })),
  ]
    .filter(({ axis, label }) => axis === 'x' && label !== undefined)
    .filter(({ from, to }) => shows(x, from) || shows(x, to) || clampedTo(x, from) !== clampedTo(x, to))
  const taken: Box[] = []
  return wanted
    .map(({ label, from, to }) => {
      const ends = [x.position(from), x.position(to)]
      const low = Math.max(frame.left, Math.min(...ends))
      const high = Math.min(frame.right, Math.max(...ends))
      const width = textWidth(label!, metrics.note)
      const margin = metrics.gap
      const inside = high - low >= width + 2
      const after = high + margin + width <= frame.right
      const anchor = inside ? ('middle' as const) : after ? ('start' as const) : ('end' as const)
      const at = inside ? (low + high) / 2 : after ? high + margin : low - margin
      const start = inside ? at - width / 2 : after ? at : at - width
      return { text: label!, x: at, anchor, left: start - margin, right: start + width + margin }
    })
    .sort((a, b) => a.left - b.left)
    .map(({ text, x: at, anchor, left, right }) => {
      const used = taken.filter((box) => box.left < right && left < box.right).map(({ top }) => top)
      let row = 0
      while (used.includes(row)) row++
      taken.push({ left, right, top: row, bottom: row + 1 })
      return { text, x: at, anchor, row }
    })
}

function remarkRows({ remarks }: Pick<PanelLayout, 'remarks'>): number {
  return Math.max(0, ...remarks.map(({ row }) => row + 1))
}

function missingNote(spec: PanelSpec, curves: readonly Curve[]): string {
  const points = curves.some(({ failed }) => failed.length > 0)
  const cells = spec.heatMap !== undefined && Array.from(spec.heatMap.z).some(Number.isNaN)
  return [...(points ? ['○ not converged'] : []), ...(cells ? ['× no value'] : [])].join(', ')
}
