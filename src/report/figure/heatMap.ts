import { type Axis, axisLabel, extent, layoutAxis } from './axis.js'
import { metrics } from './metrics.js'
import type { HeatMapSpec } from './spec.js'
import { textWidth } from './textWidth.js'

/** Number of shades in which a map is drawn; neighbors cannot be told apart by eye. */
export const shades = 128

/**
 * Edges of cells that have the given centers: half way between them, at the ends as far out as the next edge is in.
 *
 * @throws Error if there are fewer than two centers, or they neither rise nor fall throughout
 */
export function heatMapEdges(centers: ArrayLike<number>, scale: 'linear' | 'log', axis: string): number[] {
  const warp = scale === 'log' ? Math.log : (value: number) => value
  const unwarp = scale === 'log' ? Math.exp : (value: number) => value
  const at = Array.from(centers, warp)
  const steps = at.slice(1).map((value, index) => value - at[index])
  if (steps.length === 0 || !(steps.every((step) => step > 0) || steps.every((step) => step < 0))) {
    throw new Error(
      `figure: heat map: ${axis} must have at least two values that rise or fall throughout, got ${centers.length} values`,
    )
  }
  const inner = steps.map((step, index) => at[index] + step / 2)
  const first = at[0] - steps[0] / 2
  const last = at[at.length - 1] + steps[steps.length - 1] / 2
  return [first, ...inner, last].map(unwarp)
}

/** Values at the ends of the color scale; one that has both signs is made even, so that zero has the middle color. */
export function colorDomain(map: HeatMapSpec): {
  readonly domain: readonly [number, number]
  readonly diverging: boolean
} {
  const scale = map.scale ?? 'linear'
  const domain = map.domain ?? extent(Array.from(map.z), scale, `heat map "${map.label}"`)
  const largest = Math.max(Math.abs(domain[0]), Math.abs(domain[1]))
  const diverging = domain[0] < 0 && domain[1] > 0 && Math.min(-domain[0], domain[1]) > 0.05 * largest
  return diverging && !map.domain ? { domain: [-largest, largest], diverging } : { domain, diverging }
}

/** The axis of the color bar, between two pixels, and the room that bar, numbers and label take on the right. */
export function layoutColorBar(
  map: HeatMapSpec,
  top: number,
  bottom: number,
): { readonly axis: Axis; readonly width: number } {
  const spec = { label: map.label, ...(map.unit ? { unit: map.unit } : {}), ...(map.scale ? { scale: map.scale } : {}) }
  const axis = layoutAxis(spec, colorDomain(map).domain, bottom, top, metrics.tickSpacing.y)
  const numbers = Math.max(...axis.ticks.values.map((value) => textWidth(axis.ticks.format(value), metrics.tick)))
  const width = 2 * metrics.gap + metrics.colorBar + metrics.tickLength + numbers + metrics.label + 3.5 * metrics.gap
  return { axis: { ...axis, label: axisLabel(spec, axis.ticks.exponent) }, width }
}

/** Shade of a value, 0 to `shades - 1`; values beyond the ends take the color of the end. */
export function shadeOf(value: number, domain: readonly [number, number], scale: 'linear' | 'log'): number {
  const warp = scale === 'log' ? Math.log : (number: number) => number
  const share = (warp(value) - warp(domain[0])) / (warp(domain[1]) - warp(domain[0]))
  return Math.max(0, Math.min(shades - 1, Math.floor(share * shades)))
}

/** Outlines of cells: for each shade one path over all its cells, neighbors in a row joined; missing cells come apart. */
export function cellPaths(
  map: HeatMapSpec,
  xEdges: readonly number[],
  yEdges: readonly number[],
): { readonly shaded: ReadonlyMap<number, string>; readonly missing: string; readonly crosses: string } {
  const columns = map.x.length
  if (map.z.length !== columns * map.y.length) {
    throw new Error(
      `figure: heat map: z must have ${columns} x ${map.y.length} = ${columns * map.y.length} values, got ${map.z.length}`,
    )
  }
  const { domain } = colorDomain(map)
  const scale = map.scale ?? 'linear'
  const shaded = new Map<number, string>()
  let missing = ''
  let crosses = ''
  const pixel = (value: number): number => Math.round(value * 100) / 100
  for (let row = 0; row < map.y.length; row++) {
    const [y1, y2] = [pixel(yEdges[row]), pixel(yEdges[row + 1])]
    const shade = (column: number): number => {
      const value = map.z[row * columns + column]
      return Number.isNaN(value) ? -1 : shadeOf(value, domain, scale)
    }
    for (let column = 0, next = 0; column < columns; column = next) {
      const own = shade(column)
      next = column + 1
      while (own >= 0 && next < columns && shade(next) === own) next++
      const [x1, x2] = [pixel(xEdges[column]), pixel(xEdges[next])]
      const path = `M${x1},${y1}H${x2}V${y2}H${x1}Z`
      if (own >= 0) {
        shaded.set(own, (shaded.get(own) ?? '') + path)
      } else {
        missing += path
        const arm = Math.min(2.5, Math.abs(x2 - x1) / 3, Math.abs(y2 - y1) / 3)
        const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2]
        crosses += `M${pixel(x - arm)},${pixel(y - arm)}L${pixel(x + arm)},${pixel(y + arm)}`
        crosses += `M${pixel(x - arm)},${pixel(y + arm)}L${pixel(x + arm)},${pixel(y - arm)}`
      }
    }
  }
  return { shaded, missing, crosses }
}
