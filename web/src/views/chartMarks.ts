import type uPlot from 'uplot'
import type { ChartSpec } from './chartSpec.ts'
import { colorOf } from './palette.ts'

/** Draws what a chart has beside its curves: shaded intervals beneath them, the cursor and remarks above. */
export function drawMarks(u: uPlot, spec: ChartSpec, look: 'light' | 'dark', layer: 'under' | 'over'): void {
  const { ctx, bbox } = u
  ctx.save()
  ctx.beginPath()
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height)
  ctx.clip()
  if (layer === 'under') drawBands(u, spec, look)
  else {
    drawBranches(u, spec, look)
    drawEnds(u, spec, look)
    drawHollow(u, spec, look)
    drawCursor(u, spec, look)
  }
  ctx.restore()
}

function drawBands(u: uPlot, spec: ChartSpec, look: 'light' | 'dark'): void {
  const { ctx, bbox } = u
  const pxRatio = devicePixelRatio
  const taken: { readonly left: number; readonly right: number; readonly rows: number }[] = []
  for (const { from, to, lines } of spec.bands ?? []) {
    const left = u.valToPos(from, 'x', true)
    const right = u.valToPos(to, 'x', true)
    ctx.fillStyle = look === 'dark' ? '#d9c72c22' : '#f0e44240'
    ctx.fillRect(left, bbox.top, right - left, bbox.height)
    ctx.fillStyle = look === 'dark' ? '#d8d3b0' : '#5c5312'
    ctx.font = `600 ${12 * pxRatio}px system-ui, sans-serif`
    ctx.textBaseline = 'top'
    const widest = Math.max(...lines.map((line) => ctx.measureText(line).width))
    // Beside the interval where it is too narrow for its remark.
    const fits = widest < right - left - 8 * pxRatio
    const beyond = right + 6 * pxRatio + widest < bbox.left + bbox.width
    ctx.textAlign = fits ? 'center' : 'left'
    const before = Math.max(bbox.left + 4 * pxRatio, left - 6 * pxRatio - widest)
    const x = fits ? (left + right) / 2 : beyond ? right + 6 * pxRatio : before
    if (lines.length === 0) continue
    const [start, end] = fits ? [x - widest / 2, x + widest / 2] : [x, x + widest]
    const below = taken.filter(
      ({ left: other, right: last }) => other < end + 8 * pxRatio && last > start - 8 * pxRatio,
    )
    const rows = Math.max(0, ...below.map((other) => other.rows)) + lines.length
    taken.push({ left: start, right: end, rows })
    // A remark is read before what crosses it.
    ctx.strokeStyle = look === 'dark' ? '#16181dcc' : '#ffffffcc'
    ctx.lineWidth = 3 * pxRatio
    ctx.lineJoin = 'round'
    for (const [row, line] of lines.entries()) {
      const top = bbox.top + bbox.height - (rows - row) * 16 * pxRatio - 4 * pxRatio
      ctx.strokeText(line, x, top)
      ctx.fillText(line, x, top)
    }
  }
}

function drawBranches(u: uPlot, spec: ChartSpec, look: 'light' | 'dark'): void {
  const { ctx } = u
  const pxRatio = devicePixelRatio
  for (const { x, y, color, stable } of spec.branches ?? []) {
    ctx.beginPath()
    for (const [k, value] of x.entries()) ctx.lineTo(u.valToPos(value, 'x', true), u.valToPos(y[k]!, 'y', true))
    ctx.strokeStyle = colorOf(color, look)
    ctx.lineWidth = 1.5 * pxRatio
    ctx.setLineDash(stable ? [] : [2 * pxRatio, 3 * pxRatio])
    ctx.stroke()
  }
  ctx.setLineDash([])
}

function drawEnds(u: uPlot, spec: ChartSpec, look: 'light' | 'dark'): void {
  const { ctx } = u
  const pxRatio = devicePixelRatio
  for (const { ends } of spec.bands ?? []) {
    for (const { x, y } of ends ?? []) {
      const [px, py] = [u.valToPos(x, 'x', true), u.valToPos(y, 'y', true)]
      ctx.beginPath()
      ctx.moveTo(px, py - 6 * pxRatio)
      ctx.lineTo(px, py + 6 * pxRatio)
      ctx.lineWidth = 1.5 * pxRatio
      ctx.strokeStyle = look === 'dark' ? '#e6e6e6' : '#1a1a1a'
      ctx.stroke()
    }
  }
}

function drawHollow(u: uPlot, spec: ChartSpec, look: 'light' | 'dark'): void {
  const { ctx, bbox } = u
  const pxRatio = devicePixelRatio
  ctx.strokeStyle = look === 'dark' ? '#f0803a' : '#b34e00'
  ctx.lineWidth = 1.5 * pxRatio
  for (const x of spec.hollow ?? []) {
    ctx.beginPath()
    ctx.arc(u.valToPos(x, 'x', true), bbox.top + bbox.height - 5 * pxRatio, 3.5 * pxRatio, 0, 2 * Math.PI)
    ctx.stroke()
  }
}

function drawCursor(u: uPlot, spec: ChartSpec, look: 'light' | 'dark'): void {
  if (spec.cursor === undefined) return
  const { ctx, bbox } = u
  const pxRatio = devicePixelRatio
  const x = u.valToPos(spec.cursor.x, 'x', true)
  ctx.strokeStyle = look === 'dark' ? '#e6e6e6' : '#1a1a1a'
  ctx.lineWidth = pxRatio
  ctx.beginPath()
  ctx.moveTo(x, bbox.top)
  ctx.lineTo(x, bbox.top + bbox.height)
  ctx.stroke()
  for (const { y, color } of spec.cursor.dots ?? []) {
    ctx.beginPath()
    ctx.arc(x, u.valToPos(y, 'y', true), 4.5 * pxRatio, 0, 2 * Math.PI)
    ctx.fillStyle = colorOf(color, look)
    ctx.fill()
    ctx.lineWidth = 2 * pxRatio
    ctx.strokeStyle = look === 'dark' ? '#16181d' : '#ffffff'
    ctx.stroke()
  }
}
