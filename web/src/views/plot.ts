import { prettyUnit } from '../ui/format.ts'
import { drawBranches, drawMarks, shadeBands } from './chartMarks.ts'
import type { ChartAxis, ChartSeries, ChartSpec } from './chartSpec.ts'
import { colorOf, type Look, paperOf } from './palette.ts'
import { horizontalRange, part, type Range, verticalRange } from './ranges.ts'
import { labelsOf, splitsOf } from './ticks.ts'

/** Where a chart is drawn: the place of its curves on the canvas [CSS px], and of values in it. */
export interface Plot {
  readonly context: CanvasRenderingContext2D
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly ranges: { readonly x: Range; readonly y: Range }
  x(value: number): number
  y(value: number): number
}

/** Room [px] for the numbers of the axes, for what is written beside them, and at the free sides. */
const numbersBelow = 26
const numbersLeft = 48
const titleRoom = 21
const freeTop = 10
const freeRight = 14
/** Least distances [px] of marks. */
const apart = { x: 50, y: 30 }

const face = 'system-ui, -apple-system, "Segoe UI", sans-serif'

/** Draws a chart anew on a canvas of this size [CSS px]; the canvas is made to fit the pixels of the screen. */
export function drawChart(canvas: HTMLCanvasElement, spec: ChartSpec, look: Look, width: number): Plot {
  const { height } = spec
  const sharpness = devicePixelRatio
  const size = [Math.round(width * sharpness), Math.round(height * sharpness)] as const
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size
  // Kept in memory: what a graphics processor gains in drawing a few strokes, it loses where it is only imitated.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })!
  context.setTransform(sharpness, 0, 0, sharpness, 0, 0)
  context.fillStyle = paperOf(look)
  context.fillRect(0, 0, width, height)
  const ranges = { x: horizontalRange(spec.x), y: verticalRange(spec) }
  const inner = height - freeTop - numbersBelow - titleRoom
  const splits = splitsOf(ranges.y, inner, apart.y)
  const labels = labelsOf(ranges.y, splits)
  const left = titleRoom + Math.max(numbersLeft, 14 + 7 * Math.max(0, ...labels.map(({ length }) => length)))
  const plot: Plot = {
    context,
    left,
    top: freeTop,
    width: Math.max(1, width - left - freeRight),
    height: inner,
    ranges,
    x: (value) => plot.left + plot.width * part(ranges.x, value),
    y: (value) => plot.top + plot.height * (1 - part(ranges.y, value)),
  }
  context.font = `12px ${face}`
  drawUpright(plot, spec.y, splits, labels, look)
  drawLevel(plot, spec.x, look)
  context.save()
  context.beginPath()
  context.rect(plot.left, plot.top, plot.width, plot.height)
  context.clip()
  shadeBands(plot, spec, look)
  for (const series of spec.series) drawSeries(plot, series, spec.x.values, look)
  drawBranches(plot, spec, look)
  drawMarks(plot, spec, look)
  context.restore()
  return plot
}

const inkOf = (look: Look): string => (look === 'dark' ? '#a8b0bd' : '#59616d')
const gridOf = (look: Look): string => (look === 'dark' ? '#2b3039' : '#e7e9ed')

function titleOf({ label, unit }: ChartAxis): string {
  return [label, unit === '' ? '' : `(${prettyUnit(unit)})`].filter((piece) => piece !== '').join('  ')
}

/** Lines lie on whole pixels. */
const crisp = (place: number): number => Math.round(place) + 0.5

function drawUpright(plot: Plot, axis: ChartAxis, splits: readonly number[], labels: readonly string[], look: Look) {
  const { context, left, top, width, height } = plot
  context.strokeStyle = gridOf(look)
  context.lineWidth = 1
  context.beginPath()
  for (const value of splits) {
    const y = crisp(plot.y(value))
    context.moveTo(left - 4, y)
    context.lineTo(left + width, y)
  }
  context.stroke()
  context.fillStyle = inkOf(look)
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  for (const [k, value] of splits.entries()) context.fillText(labels[k]!, left - 8, plot.y(value))
  context.save()
  context.translate(titleRoom / 2, top + height / 2)
  context.rotate(-Math.PI / 2)
  context.textAlign = 'center'
  context.fillText(titleOf(axis), 0, 0)
  context.restore()
}

function drawLevel(plot: Plot, axis: ChartAxis, look: Look): void {
  const { context, left, top, width, height, ranges } = plot
  const splits = splitsOf(ranges.x, width, apart.x)
  const labels = labelsOf(ranges.x, splits)
  context.strokeStyle = gridOf(look)
  context.beginPath()
  for (const value of splits) {
    const x = crisp(plot.x(value))
    context.moveTo(x, top)
    context.lineTo(x, top + height + 4)
  }
  context.stroke()
  context.fillStyle = inkOf(look)
  context.textAlign = 'center'
  context.textBaseline = 'top'
  for (const [k, value] of splits.entries()) context.fillText(labels[k]!, plot.x(value), top + height + 8)
  context.textBaseline = 'middle'
  context.fillText(titleOf(axis), left + width / 2, top + height + numbersBelow + titleRoom / 2 - 1)
}

function drawSeries(plot: Plot, series: ChartSeries, x: ArrayLike<number>, look: Look): void {
  const { context } = plot
  const { y, fill } = series
  const color = colorOf(series.color, look)
  const bottom = plot.top + plot.height
  context.beginPath()
  let first = Number.NaN
  let last = Number.NaN
  const close = (): void => {
    if (!fill || !Number.isFinite(first)) return
    context.lineTo(last, bottom)
    context.lineTo(first, bottom)
  }
  for (let k = 0; k < x.length; k++) {
    const py = plot.y(y[k]!)
    if (!Number.isFinite(py)) {
      close()
      first = Number.NaN
      continue
    }
    last = plot.x(x[k]!)
    if (Number.isFinite(first)) context.lineTo(last, py)
    else {
      first = last
      context.moveTo(last, py)
    }
  }
  close()
  if (fill) {
    context.fillStyle = `${color}2e`
    context.fill()
    return
  }
  context.strokeStyle = color
  context.lineWidth = series.width ?? 2
  context.lineJoin = 'round'
  context.setLineDash(series.dash === undefined ? [] : [...series.dash])
  context.stroke()
  context.setLineDash([])
}
