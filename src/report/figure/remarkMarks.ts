import { shows } from './axis.js'
import { metrics } from './metrics.js'
import { haloed, type Pen, textAt } from './pen.js'
import { anchoredBoxes, type Box, freeBox, hits } from './placement.js'
import type { SvgElement } from './svgDom.js'
import { textWidth } from './textWidth.js'

/** Labels of intervals, rules and markers, and the line that says what is missing. */
export function remarkMarks(pen: Pen): SvgElement[] {
  const { layout, theme } = pen
  const { frame, spec } = layout
  const upright = layout.remarks.map(({ text, x, anchor, row }) =>
    haloed(
      pen,
      text,
      x,
      frame.top + 2 + metrics.row * (row + 0.5),
      anchor,
      anchor === 'middle' ? theme.shade : undefined,
    ),
  )
  const level = [
    ...(spec.shaded ?? []).map(({ axis, to, label }) => ({ axis, label, value: to, below: true })),
    ...(spec.rules ?? []).map(({ axis, value, label }) => ({ axis, label, value, below: false })),
  ]
    .filter(({ axis, label, value }) => axis === 'y' && label !== undefined && shows(layout.y, value))
    .map(({ label, value, below }) => {
      const at = layout.y.position(value)
      return levelLabel(pen, label!, at, below)
    })
  const y = layout.note.ownRow ? frame.top - metrics.gap - metrics.note / 2 : metrics.gap + metrics.title / 2
  const note = textAt(pen, layout.note.text, frame.right, y, { 'text-anchor': 'end', fill: theme.mutedInk })
  return [...upright, ...level, ...markerLabels(pen), note]
}

/** A label along a level line, above or below it at an end or in the middle, where the fewest curves pass. */
function levelLabel(pen: Pen, label: string, at: number, shaded: boolean): SvgElement {
  const { frame, obstacles } = pen.layout
  const width = textWidth(label, metrics.note)
  const [start, end] = [frame.left + metrics.gap, frame.right - metrics.gap - width]
  const tops = shaded ? [at + 1] : [at - metrics.row - 1, at + 1]
  const boxes = [end, start, (start + end) / 2].flatMap((left) =>
    tops.map((top) => ({ left, right: left + width, top, bottom: top + metrics.row - 1 })),
  )
  const inside = boxes.filter(({ top, bottom }) => top > frame.top && bottom < frame.bottom)
  const place =
    freeBox(inside, obstacles, [], 2) ?? inside.sort((a, b) => hits(a, obstacles, 1) - hits(b, obstacles, 1))[0]
  const { left, top, bottom } = place ?? boxes[0]
  return haloed(pen, label, left, (top + bottom) / 2, 'start', shaded ? pen.theme.shade : undefined)
}

function markerLabels(pen: Pen): SvgElement[] {
  const { layout } = pen
  const taken: Box[] = []
  return (layout.spec.markers ?? []).flatMap(({ x, y, label }) => {
    if (label === undefined || !shows(layout.x, x) || !shows(layout.y, y)) return []
    const [px, py] = [layout.x.position(x), layout.y.position(y)]
    const [width, height] = [textWidth(label, metrics.note), metrics.row - 2]
    const candidates = [6, 12, 20, 30].flatMap((distance) =>
      // Around the point: the label's box in a box so much larger that its corners and sides lie at the distance.
      anchoredBoxes(
        width,
        height,
        {
          left: px - distance - width,
          right: px + distance + width,
          top: py - distance - height,
          bottom: py + distance + height,
        },
        0,
      ),
    )
    const { frame } = layout
    const within = candidates.filter(
      (box) =>
        box.left > frame.left + 2 &&
        box.right < frame.right - 2 &&
        box.top > frame.top + 2 &&
        box.bottom < frame.bottom - 2,
    )
    const others = layout.obstacles
    const place = freeBox(within, others, taken, 1) ?? within.sort((a, b) => hits(a, others, 1) - hits(b, others, 1))[0]
    if (place === undefined) return []
    taken.push(place)
    return [haloed(pen, label, (place.left + place.right) / 2, (place.top + place.bottom) / 2, 'middle')]
  })
}
