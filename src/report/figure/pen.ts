import type { PanelLayout } from './layout.js'
import { metrics } from './metrics.js'
import { type SvgDocument, type SvgElement, svgElement } from './svgDom.js'
import { textWidth } from './textWidth.js'
import type { Theme } from './theme.js'

/** Everything needed to write texts into a panel at pixels. */
export interface Pen {
  readonly document: SvgDocument
  readonly theme: Theme
  readonly layout: PanelLayout
  /** Color of each curve. */
  readonly colors: readonly string[]
}

/** A text at a pixel; `middle` of its height is at y. */
export function textAt(
  pen: Pick<Pen, 'document'>,
  text: string,
  x: number,
  y: number,
  attributes: Readonly<Record<string, string | number>>,
): SvgElement {
  return svgElement(pen.document, 'text', { x, y, dy: '0.35em', 'font-size': metrics.note, ...attributes }, text)
}

/** A text that stays legible on top of lines. */
export function haloed(
  pen: Pen,
  text: string,
  x: number,
  y: number,
  anchor: string,
  ground = pen.theme.background,
): SvgElement {
  return textAt(pen, text, x, y, {
    'text-anchor': anchor,
    fill: pen.theme.ink,
    stroke: ground,
    'stroke-width': 3,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  })
}

/** Text that begins where it is placed. */
export function startOf(theme: Theme): Record<string, string> {
  return { 'text-anchor': 'start', fill: theme.ink }
}

/** Size at which a text fits into a room [px]; not below what can be read in print. */
export function fittingSize(text: string, size: number, room: number): number {
  const width = textWidth(text, size)
  return width <= room ? size : Math.max(metrics.smallest, Math.round(((size * room) / width) * 10) / 10)
}
