import { type Document, isMap, isScalar, parseDocument } from 'yaml'
import type { Span } from './protocol.ts'

/** The keys of a path; those of a sweep hold points themselves. */
export function pieces(path: string): string[] {
  const sweep = /^sweep\.(.+)\.(from|to|points|scale)$/.exec(path)
  return sweep === null ? path.split('.') : ['sweep', sweep[1]!, sweep[2]!]
}

/** Where the value at a path stands in the text; null if it is not there. */
export function spanIn(document: Document, path: string): Span | null {
  const node = document.getIn(pieces(path), true)
  if (!isScalar(node) || !node.range) return null
  const quote = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : ''
  return { start: node.range[0], end: node.range[1], quote }
}

/**
 * Writes a value at a path of a device file and leaves the rest of the text as it is, comments included.
 *
 * A value that is not in the file yet is added to it.
 */
export function writeValue(text: string, path: string, value: string | number | boolean): string {
  const document = parseDocument(text)
  const span = spanIn(document, path)
  if (span !== null) {
    const written = typeof value === 'string' ? `${span.quote}${value}${span.quote}` : String(value)
    return text.slice(0, span.start) + written + text.slice(span.end)
  }
  const keys = pieces(path)
  document.setIn(keys, value)
  // What is new inside a section is written in one line, as the file does.
  for (let depth = 2; depth < keys.length; depth++) {
    const node = document.getIn(keys.slice(0, depth), true)
    if (isMap(node) && !node.range) node.flow = true
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
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
