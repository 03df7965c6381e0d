import { dashOf } from './colors.js'
import { connector, type LegendEntry } from './legend.js'
import { metrics } from './metrics.js'
import { type Pen, startOf, textAt } from './pen.js'
import { type SvgElement, svgElement } from './svgDom.js'
import { textWidth } from './textWidth.js'

/** The names of the curves, wherever the layout has put them. */
export function legendMarks(pen: Pen): SvgElement[] {
  const { layout, colors, theme } = pen
  const { legend, frame } = layout
  if (legend.mode === 'direct') {
    return legend.labels.flatMap(({ curve, text, end, y }) => {
      // Text in the color of the curve would be too faint in some; the line to it carries the color instead.
      const [x1, x2] = [frame.right + 2, frame.right + connector - 2]
      const line = { x1, y1: end, x2, y2: y, stroke: colors[curve.index], 'stroke-width': metrics.lineWidth }
      const label = textAt(pen, text, frame.right + connector, y, startOf(theme))
      return [svgElement(pen.document, 'line', line), label]
    })
  }
  const title = layout.spec.legendTitle
  if (legend.mode === 'inside') {
    const { box, entries } = legend
    const heading = title === undefined ? [] : [textAt(pen, title, box.left, box.top + metrics.row / 2, startOf(theme))]
    const first = box.top + metrics.row * (heading.length + 0.5)
    return [...heading, ...entries.flatMap((entry, index) => sample(pen, entry, box.left, first + index * metrics.row))]
  }
  if (legend.mode === 'above') {
    const lowest = frame.top - metrics.gap - metrics.row / 2 - (layout.note.ownRow ? metrics.row : 0)
    return legend.rows.flatMap((row, index) => {
      const y = lowest - (legend.rows.length - 1 - index) * metrics.row
      let x = Math.max(metrics.gap, Math.min(frame.left, layout.width - rowWidth(row, index === 0 ? title : undefined)))
      const marks: SvgElement[] = []
      if (index === 0 && title !== undefined) {
        marks.push(textAt(pen, title, x, y, startOf(theme)))
        x += textWidth(title, metrics.tick) + 2 * metrics.gap
      }
      for (const entry of row) {
        marks.push(...sample(pen, entry, x, y))
        x += entry.width + 3 * metrics.gap
      }
      return marks
    })
  }
  return []
}

function rowWidth(row: readonly LegendEntry[], title: string | undefined): number {
  const entries = row.reduce((sum, { width }) => sum + width + 3 * metrics.gap, 0)
  return entries + (title === undefined ? 0 : textWidth(title, metrics.tick) + 2 * metrics.gap)
}

function sample(pen: Pen, { curve, text }: LegendEntry, x: number, y: number): SvgElement[] {
  const style = curve.spec.style ?? {}
  const color = pen.colors[curve.index]
  const dash = dashOf(style)
  const line = svgElement(pen.document, 'line', {
    x1: x,
    y1: y,
    x2: x + metrics.sample,
    y2: y,
    stroke: color,
    'stroke-width': style.width ?? metrics.lineWidth,
    ...(dash === undefined ? {} : { 'stroke-dasharray': dash }),
  })
  const dot = svgElement(pen.document, 'circle', { cx: x + metrics.sample / 2, cy: y, r: 2, fill: color })
  return [
    ...(style.draw === 'points' ? [] : [line]),
    ...(style.draw === 'points' || style.draw === 'both' ? [dot] : []),
    textAt(pen, text, x + metrics.sample + metrics.gap, y, startOf(pen.theme)),
  ]
}
