import type * as Plot from '@observablehq/plot'
import { type Axis, clampedTo, shows } from './axis.js'
import { colorRamp, curveColors, dashOf } from './colors.js'
import type { CurvePoint } from './curves.js'
import { colorBarMarks, heatMapMarks } from './heatMapMarks.js'
import type { PanelLayout } from './layout.js'
import { legendMarks } from './legendMarks.js'
import { metrics } from './metrics.js'
import { fittingSize, type Pen, textAt } from './pen.js'
import { remarkMarks } from './remarkMarks.js'
import { type SvgDocument, type SvgElement, svgElement } from './svgDom.js'
import { textWidth } from './textWidth.js'
import type { Theme } from './theme.js'

type PlotLibrary = typeof Plot

/** Draws a panel that is laid out; the result is an `svg` element of the panel's size. */
export function drawPanel(library: PlotLibrary, document: SvgDocument, layout: PanelLayout, theme: Theme): SvgElement {
  const ramp = colorRamp(library, false)
  const pen: Pen = { document, theme, layout, colors: curveColors(layout.spec, layout.curves, theme, ramp) }
  const { frame, width, height } = layout
  return library.plot({
    document,
    className: 'caloritron',
    width,
    height,
    marginLeft: frame.left,
    marginTop: frame.top,
    marginRight: width - frame.right,
    marginBottom: height - frame.bottom,
    x: { type: layout.x.scale, domain: [...layout.x.domain], axis: null },
    y: { type: layout.y.scale, domain: [...layout.y.domain], axis: null },
    marks: [
      drawn(() => heatMapMarks(pen, library)),
      ...shading(library, pen),
      ...rules(library, pen),
      ...curves(library, pen),
      ...axes(library, pen),
      drawn(() => colorBarMarks(pen, library)),
      drawn(() => [...legendMarks(pen), ...remarkMarks(pen), ...headline(pen), ...axisLabels(pen)]),
    ],
  } as Plot.PlotOptions) as SvgElement

  /** A mark that is drawn in pixels, at its turn in the order of layers. */
  function drawn(draw: () => SvgElement[]): Plot.Markish {
    return (() => svgElement(document, 'g', {}, ...draw())) as unknown as Plot.Markish
  }
}

function shading(library: PlotLibrary, { layout, theme }: Pen): Plot.Markish[] {
  const shaded = (layout.spec.shaded ?? [])
    .map((interval) => {
      const axis = layout[interval.axis]
      return { axis: interval.axis, from: clampedTo(axis, interval.from), to: clampedTo(axis, interval.to) }
    })
    .filter(({ from, to }) => from !== to)
  const options = { fill: theme.shade, ariaDescription: 'shaded interval' }
  const x = shaded.filter(({ axis }) => axis === 'x')
  const y = shaded.filter(({ axis }) => axis === 'y')
  return [
    ...(x.length === 0 ? [] : [library.rectX(x, { x1: 'from', x2: 'to', ...options })]),
    ...(y.length === 0 ? [] : [library.rectY(y, { y1: 'from', y2: 'to', ...options })]),
  ]
}

function rules(library: PlotLibrary, { layout, theme }: Pen): Plot.Markish[] {
  const options = { stroke: theme.mutedInk, strokeWidth: 0.9, strokeDasharray: '3,2.5' }
  return (layout.spec.rules ?? [])
    .filter(({ axis, value }) => shows(layout[axis], value))
    .map(({ axis, value }) => (axis === 'x' ? library.ruleX([value], options) : library.ruleY([value], options)))
}

function curves(library: PlotLibrary, { layout, colors, theme }: Pen): Plot.Markish[] {
  const marks = layout.curves.flatMap((curve): Plot.Markish[] => {
    const style = curve.spec.style ?? {}
    const color = colors[curve.index]
    const points = curve.line.map(({ x, y }) => ({ x, y: drawable(layout, x, y) ? y : Number.NaN }))
    // Clipping needs ids, which cost more than they give where nothing leaves the frame.
    const inside = points.every(({ x, y }) => Number.isNaN(y) || (shows(layout.x, x) && shows(layout.y, y)))
    const clip = inside ? {} : ({ clip: true } as const)
    const dash = dashOf(style)
    const line = library.line(points, {
      x: 'x',
      y: 'y',
      stroke: color,
      strokeWidth: style.width ?? metrics.lineWidth,
      ...(dash === undefined ? {} : { strokeDasharray: dash }),
      ...clip,
    })
    const dots = library.dot(points, { x: 'x', y: 'y', r: 2, fill: color, ...clip })
    const failed = failedMarks(curve.failed, layout)
    const hollow = library.dot(failed, {
      x: 'x',
      y: 'y',
      r: 2.5,
      fill: theme.background,
      stroke: color,
      strokeWidth: 1,
      ariaDescription: 'not converged',
    })
    return [
      ...(style.draw === 'points' ? [] : [line]),
      ...(style.draw === 'points' || style.draw === 'both' ? [dots] : []),
      ...(failed.length === 0 ? [] : [hollow]),
    ]
  })
  const markers = (layout.spec.markers ?? []).filter(({ x, y }) => shows(layout.x, x) && shows(layout.y, y))
  const points = library.dot(markers, {
    x: 'x',
    y: 'y',
    r: 2.5,
    fill: theme.ink,
    stroke: theme.background,
    strokeWidth: 0.75,
  })
  return markers.length === 0 ? marks : [...marks, points]
}

/** Whether both axes have a place for a point, within the frame or beyond; a logarithmic one has none for zero. */
function drawable({ x, y }: PanelLayout, atX: number, atY: number): boolean {
  return !Number.isNaN(x.position(atX)) && !Number.isNaN(y.position(atY))
}

/** Where points that did not converge are drawn: at their guess, or on the lower edge, there not closer than they are wide. */
function failedMarks(failed: readonly CurvePoint[], { x, y }: PanelLayout): CurvePoint[] {
  let last = Number.NEGATIVE_INFINITY
  return failed
    .map((point) => ({ x: point.x, y: Number.isNaN(point.y) ? y.domain[0] : point.y, guess: !Number.isNaN(point.y) }))
    .filter((point) => shows(x, point.x) && shows(y, point.y))
    .filter((point) => {
      if (point.guess) return true
      const free = Math.abs(x.position(point.x) - last) >= 6
      if (free) last = x.position(point.x)
      return free
    })
}

function axes(library: PlotLibrary, { layout, theme }: Pen): Plot.Markish[] {
  const { ink } = theme
  const common = { label: null, color: ink, fontSize: metrics.tick, tickPadding: 3, strokeWidth: metrics.frameWidth }
  const [x, y] = [layout.x.ticks, layout.y.ticks]
  const blank = { ...common, text: () => '', tickSize: metrics.tickLength / 2 }
  // Not tickFormat, of which Plot leaves out some texts on a logarithmic axis.
  const named = (ticks: Axis['ticks']) => ({ ...common, text: ticks.format, tickSize: metrics.tickLength })
  return [
    library.frame({ stroke: ink, strokeWidth: metrics.frameWidth }),
    library.axisX([...x.values], { anchor: 'bottom', ...named(x) }),
    library.axisY([...y.values], { anchor: 'left', ...named(y) }),
    ...(x.minor.length === 0 ? [] : [library.axisX([...x.minor], { anchor: 'bottom', ...blank })]),
    ...(y.minor.length === 0 ? [] : [library.axisY([...y.minor], { anchor: 'left', ...blank })]),
  ]
}

function axisLabels(pen: Pen): SvgElement[] {
  const { layout, theme } = pen
  const { frame, width, height } = layout
  const attributes = { 'text-anchor': 'middle', fill: theme.ink }
  const left = metrics.label / 2 + metrics.gap
  const xSize = fittingSize(layout.x.label, metrics.label, width - 2 * metrics.gap)
  const ySize = fittingSize(layout.y.label, metrics.label, height - 2 * metrics.gap)
  // Long labels may reach beyond the frame, but not beyond the panel.
  const x = centered((frame.left + frame.right) / 2, textWidth(layout.x.label, xSize), width)
  const y = centered((frame.top + frame.bottom) / 2, textWidth(layout.y.label, ySize), height)
  return [
    textAt(pen, layout.x.label, x, height - metrics.label / 2 - metrics.gap, { ...attributes, 'font-size': xSize }),
    textAt(pen, layout.y.label, left, y, { ...attributes, 'font-size': ySize, transform: `rotate(-90,${left},${y})` }),
  ]
}

/** The wanted middle, moved so that a text around it stays within 0 to `room`. */
function centered(wanted: number, length: number, room: number): number {
  return Math.max(length / 2, Math.min(room - length / 2, wanted))
}

function headline(pen: Pen): SvgElement[] {
  const { letter, title } = pen.layout.spec
  const y = metrics.gap + metrics.title / 2
  const style = { 'text-anchor': 'start', fill: pen.theme.ink, 'font-size': metrics.title }
  const indent = letter === undefined ? metrics.gap : pen.layout.frame.left
  const size = title === undefined ? metrics.title : fittingSize(title, metrics.title, pen.layout.width - indent)
  return [
    ...(letter === undefined ? [] : [textAt(pen, `(${letter})`, metrics.gap, y, { ...style, 'font-weight': 'bold' })]),
    ...(title === undefined ? [] : [textAt(pen, title, indent, y, { ...style, 'font-size': size })]),
  ]
}
