import type * as Plot from '@observablehq/plot'
import { type Axis, clampedTo } from './axis.js'
import { colorRamp } from './colors.js'
import { cellPaths, colorDomain, heatMapEdges, layoutColorBar, shades } from './heatMap.js'
import { metrics } from './metrics.js'
import { type Pen, textAt } from './pen.js'
import { type SvgElement, svgElement } from './svgDom.js'

function shadeColor(library: typeof Plot, diverging: boolean): (shade: number) => string {
  const ramp = colorRamp(library, diverging)
  return (shade) => ramp((shade + 0.5) / shades)
}

/** The cells of the heat map of a panel, if it has one. */
export function heatMapMarks(pen: Pen, library: typeof Plot): SvgElement[] {
  const { layout, theme, document } = pen
  const map = layout.spec.heatMap
  if (map === undefined) return []
  const edges = (centers: ArrayLike<number>, axis: Axis, name: string): number[] =>
    heatMapEdges(centers, axis.scale, name).map((edge) => axis.position(clampedTo(axis, edge)))
  const { shaded, missing, crosses } = cellPaths(map, edges(map.x, layout.x, 'x'), edges(map.y, layout.y, 'y'))
  const color = shadeColor(library, colorDomain(map).diverging)
  const cells = [...shaded]
    .sort(([a], [b]) => a - b)
    .map(([shade, d]) => svgElement(document, 'path', { d, fill: color(shade) }))
  const holes =
    missing === ''
      ? []
      : [
          svgElement(document, 'path', { d: missing, fill: theme.missing }),
          svgElement(document, 'path', { d: crosses, fill: 'none', stroke: theme.mutedInk, 'stroke-width': 0.75 }),
        ]
  return [svgElement(document, 'g', { 'shape-rendering': 'crispEdges' }, ...cells), ...holes]
}

/** The bar beside a heat map that says which color is which value. */
export function colorBarMarks(pen: Pen, library: typeof Plot): SvgElement[] {
  const { layout, theme, document } = pen
  const map = layout.spec.heatMap
  if (map === undefined) return []
  const { frame, width } = layout
  const { axis } = layoutColorBar(map, frame.top, frame.bottom)
  const color = shadeColor(library, colorDomain(map).diverging)
  const [left, right] = [frame.right + 2 * metrics.gap, frame.right + 2 * metrics.gap + metrics.colorBar]
  const step = (frame.bottom - frame.top) / shades
  const strips = Array.from({ length: shades }, (_, shade) => {
    // Each strip reaches down to the end, under those drawn after it: strips side by side leave gaps where pixels are rounded.
    const y = frame.top + shade * step
    return svgElement(document, 'rect', {
      x: left,
      y,
      width: right - left,
      height: frame.bottom - y,
      fill: color(shades - 1 - shade),
    })
  })
  const ink = { fill: 'none', stroke: theme.ink, 'stroke-width': metrics.frameWidth }
  const ticks = axis.ticks.values.flatMap((value) => {
    const y = axis.position(value)
    const text = textAt(pen, axis.ticks.format(value), right + metrics.tickLength + 3, y, {
      'text-anchor': 'start',
      fill: theme.ink,
    })
    return [svgElement(document, 'line', { x1: right, y1: y, x2: right + metrics.tickLength, y2: y, ...ink }), text]
  })
  const [x, y] = [width - metrics.label / 2 - metrics.gap, (frame.top + frame.bottom) / 2]
  return [
    svgElement(document, 'g', { 'shape-rendering': 'crispEdges' }, ...strips),
    svgElement(document, 'rect', {
      x: left,
      y: frame.top,
      width: right - left,
      height: frame.bottom - frame.top,
      ...ink,
    }),
    ...ticks,
    textAt(pen, axis.label, x, y, {
      'text-anchor': 'middle',
      fill: theme.ink,
      'font-size': metrics.label,
      transform: `rotate(-90,${x},${y})`,
    }),
  ]
}
