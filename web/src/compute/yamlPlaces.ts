import { type Document, isScalar, parseDocument } from 'yaml'
import type { Span } from './protocol.ts'

/** The keys of a path; those of a sweep hold points themselves. */
export function pieces(path: string): string[] {
  const sweep = /^sweep\.(.+?)(?:\.(from|to|points|scale))?$/.exec(path)
  return sweep === null ? path.split('.') : ['sweep', ...sweep.slice(1).filter((key) => key !== undefined)]
}

/** Where the value at a path stands in the text; null if it is not there. */
export function spanIn(document: Document, path: string): Span | null {
  const node = document.getIn(pieces(path), true)
  if (!isScalar(node) || !node.range) return null
  const quote = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : ''
  return { start: node.range[0], end: node.range[1], quote }
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
