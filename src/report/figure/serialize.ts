import { indexScale, parseMarkup } from './markup.js'

/** What is needed of a node of any DOM to write it down. */
export interface SvgNode {
  readonly nodeType: number
  readonly localName?: string | null
  readonly textContent: string | null
  readonly childNodes: ArrayLike<SvgNode>
  readonly attributes?: ArrayLike<{ readonly name: string; readonly value: string }>
}

const elementNode = 1
const textNode = 3

/**
 * Writes a tree as SVG text that is the same, byte for byte, from every DOM and on every run: attributes in alphabetical order,
 * coordinates to a hundredth of a pixel, ids counted from 1 with the given prefix, style sheets left out. Markup in `text` elements
 * becomes `tspan`.
 */
export function serializeSvg(nodes: Iterable<SvgNode>, idPrefix: string): string {
  const ids = new Map<string, string>()
  const renamed = (id: string): string => {
    if (!ids.has(id)) ids.set(id, `${idPrefix}-${ids.size + 1}`)
    return ids.get(id)!
  }
  const write = (node: SvgNode): string => {
    if (node.nodeType === textNode) return escapeXml(node.textContent ?? '')
    // Not nodeName, which linkedom gives in capitals.
    const name = node.localName
    if (node.nodeType !== elementNode || name === undefined || name === null || name === 'style') return ''
    const content = name === 'text' ? richText(node.textContent ?? '') : Array.from(node.childNodes, write).join('')
    if (content === '' && (name === 'text' || name === 'g')) return ''
    const attributes = Array.from(node.attributes ?? [], (attribute): [string, string] => [
      attribute.name,
      attribute.value,
    ])
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => ` ${key}="${escapeXml(attributeValue(key, value, renamed))}"`)
      .join('')
    return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`
  }
  return Array.from(nodes, write)
    .filter((text) => text !== '')
    .join('\n')
}

/** Escapes the characters that mean something in XML, and drops those that XML forbids. */
export function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML 1.0 forbids
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}

function attributeValue(name: string, value: string, renamed: (id: string) => string): string {
  if (name === 'id') return renamed(value)
  const reference = /^url\(#(.+)\)$/.exec(value)
  if (reference !== null) return `url(#${renamed(reference[1])})`
  // The last digits of a coordinate are noise: they make files large and differ between machines.
  return value.replaceAll(/-?\d*\.\d{3,}(?:e[-+]?\d+)?|-?\d+e-\d+/g, (digits) =>
    String(Math.round(Number(digits) * 100) / 100 + 0),
  )
}

function richText(label: string): string {
  const runs = parseMarkup(label)
  if (runs.length === 1 && runs[0].level === 'base' && !runs[0].italic) return escapeXml(runs[0].text)
  const drop = { base: 0, sub: 0.22, super: -0.4 }
  let depth = 0
  return runs
    .map(({ text, italic, level }) => {
      const size = level === 'base' ? 1 : indexScale
      // A shift is in sizes of the run itself; baseline-shift would say this better, but not every viewer knows it.
      const shift = (drop[level] - depth) / size
      depth = drop[level]
      const attributes = [
        ...(shift === 0 ? [] : [`dy="${Math.round(shift * 1000) / 1000}em"`]),
        ...(size === 1 ? [] : [`font-size="${indexScale}em"`]),
        ...(italic ? ['font-style="italic"'] : []),
      ]
      return attributes.length === 0 ? escapeXml(text) : `<tspan ${attributes.join(' ')}>${escapeXml(text)}</tspan>`
    })
    .join('')
}
