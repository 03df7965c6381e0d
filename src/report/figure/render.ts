import { layoutPanel } from './layout.js'
import { parseMarkup } from './markup.js'
import { metrics } from './metrics.js'
import { nodeDocument } from './nodeDocument.js'
import { drawPanel } from './panel.js'
import { escapeXml, serializeSvg } from './serialize.js'
import type { FigureSpec } from './spec.js'
import { type SvgDocument, svgElement } from './svgDom.js'
import { textWidth } from './textWidth.js'
import { fontFamily, type ThemeName, themeOf } from './theme.js'

/** How a figure is drawn, apart from what it shows. */
export interface FigureOptions {
  /** Document that creates the elements, such as that of a page; by default one made for the purpose. */
  readonly document?: SvgDocument
  /** Default: light. */
  readonly theme?: ThemeName
  /** Beginning of the ids in the text; to be chosen where several figures stand in one page. Default: `figure`. */
  readonly idPrefix?: string
}

/**
 * Draws a figure as SVG text, with the size of print: by default as wide as one column of a journal, with text of 6.75 to 8 pt.
 *
 * The same figure gives the same bytes on every run and in every document. Colors can be told apart with any common color
 * vision. Points that did not converge are hollow and never on a line. Labels may use markup: `*T*_{D}` is an italic T with an
 * index D, a backslash takes the meaning from the character after it.
 *
 * Runs in Node, in workers and in pages; the plotting library is loaded at the first call.
 *
 * @param spec the figure as plain data
 * @param options theme, and the document to draw in
 * @returns the text of an SVG file
 * @throws Error if lengths do not agree, an axis has nothing to show, or a logarithmic one a value <= 0
 * @example
 * await renderSvg({
 *   panels: [{ x: { label: '*P*', unit: 'pW' }, y: { label: '*T*_D', unit: 'mK' }, series: [{ x: [0, 1, 2], y: [30, 120, 150] }] }],
 * })
 */
export async function renderSvg(spec: FigureSpec, options: FigureOptions = {}): Promise<string> {
  if (spec.panels.length === 0) throw new Error('figure: panels: must have at least one, got none')
  const library = await import('@observablehq/plot')
  const document = options.document ?? (await nodeDocument())
  const theme = themeOf(options.theme ?? 'light')
  const columns = Math.max(1, Math.min(spec.columns ?? 1, spec.panels.length))
  const figureWidth = spec.width ?? metrics.columnWidth * columns
  const width = Math.round(figureWidth * metrics.pixelsPerMillimetre)
  const panelWidth = Math.floor(width / columns)
  const panelHeight = Math.round(
    spec.panelHeight === undefined ? panelWidth * metrics.aspect : spec.panelHeight * metrics.pixelsPerMillimetre,
  )
  const title = wrapped(spec.title ?? '', width - 2 * metrics.gap)
  const head = title.length === 0 ? 0 : title.length * titleLine + 2 * metrics.gap
  const height = head + panelHeight * Math.ceil(spec.panels.length / columns)
  const panels = spec.panels.map((panel, index) => {
    const layout = layoutPanel(panel, panelWidth, panelHeight)
    const drawing = drawPanel(library, document, layout, theme)
    const [x, y] = [(index % columns) * panelWidth, head + Math.floor(index / columns) * panelHeight]
    const content = serializeSvg(Array.from(drawing.childNodes), `${options.idPrefix ?? 'figure'}-${index + 1}`)
    return `<g transform="translate(${x},${y})">\n${content}\n</g>`
  })
  const figureHeight = Math.round(((figureWidth * height) / width) * 100) / 100
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${figureWidth}mm" height="${figureHeight}mm" viewBox="0 0 ${width} ${height}" role="img" font-family="${escapeXml(fontFamily)}" font-size="${metrics.tick}" text-anchor="middle" fill="${theme.ink}" color="${theme.ink}">`,
    ...(spec.title === undefined ? [] : [`<title>${escapeXml(plainText(spec.title))}</title>`]),
    ...(spec.description === undefined ? [] : [`<desc>${escapeXml(spec.description)}</desc>`]),
    `<rect width="${width}" height="${height}" fill="${theme.background}"/>`,
    ...title.map((line, index) => headline(line, index, document)),
    ...panels,
    '</svg>',
  ].join('\n')}\n`
}

const titleLine = metrics.title + 2

function headline(line: string, index: number, document: SvgDocument): string {
  const place = { x: metrics.gap, y: metrics.gap + (index + 0.5) * titleLine, dy: '0.35em' }
  const style = { 'font-size': metrics.title, 'font-weight': 'bold', 'text-anchor': 'start' }
  return serializeSvg([svgElement(document, 'text', { ...place, ...style }, line)], '')
}

/** A title in lines that fit into the width of the figure. */
function wrapped(title: string, room: number): string[] {
  const lines: string[] = []
  for (const word of title.split(/\s+/).filter((part) => part !== '')) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`
    // Bold letters are up to a tenth wider.
    if (lines.length === 0 || 1.1 * textWidth(longer, metrics.title) > room) lines.push(word)
    else lines[lines.length - 1] = longer
  }
  return lines
}

function plainText(label: string): string {
  return parseMarkup(label)
    .map(({ text }) => text)
    .join('')
}
