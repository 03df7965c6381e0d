import type { ChartSpec } from './chartSpec.ts'
import { colorOf, type Look, paperOf } from './palette.ts'
import type { Plot } from './plot.ts'

/** Shades intervals beneath the curves, with what is written on them. */
export function shadeBands(plot: Plot, spec: ChartSpec, look: Look): void {
  const { context, top, height } = plot
  const taken: { readonly left: number; readonly right: number; readonly rows: number }[] = []
  for (const { from, to, lines } of spec.bands ?? []) {
    const [left, right] = [plot.x(from), plot.x(to)]
    context.fillStyle = look === 'dark' ? '#d9c72c22' : '#f0e44240'
    context.fillRect(left, top, right - left, height)
    if (lines.length === 0) continue
    context.fillStyle = look === 'dark' ? '#d8d3b0' : '#5c5312'
    context.font = '600 12px system-ui, sans-serif'
    context.textBaseline = 'top'
    const widest = Math.max(...lines.map((line) => context.measureText(line).width))
    // Beside the interval where it is too narrow for its remark.
    const fits = widest < right - left - 8
    const beyond = right + 6 + widest < plot.left + plot.width
    context.textAlign = fits ? 'center' : 'left'
    const before = Math.max(plot.left + 4, left - 6 - widest)
    const x = fits ? (left + right) / 2 : beyond ? right + 6 : before
    const [start, end] = fits ? [x - widest / 2, x + widest / 2] : [x, x + widest]
    const below = taken.filter(({ left: other, right: last }) => other < end + 8 && last > start - 8)
    const rows = Math.max(0, ...below.map((other) => other.rows)) + lines.length
    taken.push({ left: start, right: end, rows })
    // A remark is read before what crosses it.
    context.strokeStyle = `${paperOf(look)}cc`
    context.lineWidth = 3
    context.lineJoin = 'round'
    for (const [row, line] of lines.entries()) {
      const place = top + height - (rows - row) * 16 - 4
      context.strokeText(line, x, place)
      context.fillText(line, x, place)
    }
  }
}

/** Draws what stands above the curves: ends of intervals, points that did not converge, the cursor. */
export function drawMarks(plot: Plot, spec: ChartSpec, look: Look): void {
  drawEnds(plot, spec, look)
  drawHollow(plot, spec, look)
  drawCursor(plot, spec, look)
}

/** Draws branches of steady states beside the curves. */
export function drawBranches(plot: Plot, spec: ChartSpec, look: Look): void {
  const { context } = plot
  for (const { x, y, color, stable } of spec.branches ?? []) {
    context.beginPath()
    for (const [k, value] of x.entries()) context.lineTo(plot.x(value), plot.y(y[k]!))
    context.strokeStyle = colorOf(color, look)
    context.lineWidth = 1.5
    context.setLineDash(stable ? [] : [2, 3])
    context.stroke()
  }
  context.setLineDash([])
}

function drawEnds(plot: Plot, spec: ChartSpec, look: Look): void {
  const { context } = plot
  for (const { ends } of spec.bands ?? []) {
    for (const { x, y } of ends ?? []) {
      const [px, py] = [plot.x(x), plot.y(y)]
      context.beginPath()
      context.moveTo(px, py - 6)
      context.lineTo(px, py + 6)
      context.lineWidth = 1.5
      context.strokeStyle = look === 'dark' ? '#e6e6e6' : '#1a1a1a'
      context.stroke()
    }
  }
}

function drawHollow(plot: Plot, spec: ChartSpec, look: Look): void {
  const { context, top, height } = plot
  context.strokeStyle = look === 'dark' ? '#f0803a' : '#b34e00'
  context.lineWidth = 1.5
  for (const x of spec.hollow ?? []) {
    context.beginPath()
    context.arc(plot.x(x), top + height - 5, 3.5, 0, 2 * Math.PI)
    context.stroke()
  }
}

function drawCursor(plot: Plot, spec: ChartSpec, look: Look): void {
  if (spec.cursor === undefined) return
  const { context, top, height } = plot
  const x = plot.x(spec.cursor.x)
  context.strokeStyle = look === 'dark' ? '#e6e6e6' : '#1a1a1a'
  context.lineWidth = 1
  context.beginPath()
  context.moveTo(x, top)
  context.lineTo(x, top + height)
  context.stroke()
  for (const { y, color } of spec.cursor.dots ?? []) {
    context.beginPath()
    context.arc(x, plot.y(y), 4.5, 0, 2 * Math.PI)
    context.fillStyle = colorOf(color, look)
    context.fill()
    context.lineWidth = 2
    context.strokeStyle = paperOf(look)
    context.stroke()
  }
}
