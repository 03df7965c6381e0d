import { isMap, isScalar, parseDocument } from 'yaml'

interface Span {
  readonly path: string
  readonly text: string
  readonly start: number
  readonly end: number
  readonly quote: string
}

/** Place of the value written last: while a control is dragged the file need not be parsed anew for every step. */
let last: Span | null = null

function spanOf(text: string, path: string): Span | null {
  if (last !== null && last.text === text && last.path === path) return last
  const node = parseDocument(text, { keepSourceTokens: false }).getIn(pieces(path), true)
  if (!isScalar(node) || !node.range) return null
  const quote = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : ''
  return { path, text, start: node.range[0], end: node.range[1], quote }
}

/** The keys of a path; those of a sweep hold points themselves. */
export function pieces(path: string): string[] {
  const sweep = /^sweep\.(.+)\.(from|to|points|scale)$/.exec(path)
  return sweep === null ? path.split('.') : ['sweep', sweep[1]!, sweep[2]!]
}

/**
 * Writes a value at a path of a device file and leaves the rest of the text as it is, comments included.
 *
 * A value that is not in the file yet is added to it.
 */
export function writeValue(text: string, path: string, value: string | number | boolean): string {
  const span = spanOf(text, path)
  if (span === null) return added(text, path, value)
  const written = typeof value === 'string' ? `${span.quote}${value}${span.quote}` : String(value)
  const changed = text.slice(0, span.start) + written + text.slice(span.end)
  last = { ...span, text: changed, end: span.start + written.length }
  return changed
}

function added(text: string, path: string, value: string | number | boolean): string {
  const document = parseDocument(text)
  const keys = pieces(path)
  document.setIn(keys, value)
  // What is new inside a section is written in one line, as the file does.
  for (let depth = 2; depth < keys.length; depth++) {
    const node = document.getIn(keys.slice(0, depth), true)
    if (isMap(node) && node.range === undefined) node.flow = true
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}

/** Whether a path has a value in the text. */
export function hasValue(text: string, path: string): boolean {
  return isScalar(parseDocument(text).getIn(pieces(path), true))
}

/** Offsets of the value at a path, or of what comes closest to it, for the editor to point at. */
export function locate(text: string, path: string): { readonly from: number; readonly to: number } | null {
  const document = parseDocument(text)
  for (let keys = pieces(path); keys.length > 0; keys = keys.slice(0, -1)) {
    const node = document.getIn(keys, true)
    if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
      return { from: Number(node.range[0]), to: Number(node.range[1]) }
    }
  }
  return null
}
