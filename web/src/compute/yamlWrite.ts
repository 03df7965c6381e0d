import { type Document, isMap, isPair, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml'
import type { FileValue } from './protocol.ts'
import { pieces, spanIn } from './yamlPlaces.ts'

/** What may stand without quotes wherever a value may. */
const plain = /^[A-Za-z0-9_.+\-−µμΩ][A-Za-z0-9_.+\-−^*/()µμΩ ]*$/

/** A value as it is written in one line. */
function written(value: FileValue): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`
  if (typeof value === 'object') {
    return `{ ${Object.entries(value)
      .map(([key, each]) => `${written(key)}: ${written(each)}`)
      .join(', ')} }`
  }
  if (typeof value !== 'string') return String(value)
  const looksOtherwise = /^(true|false|null|yes|no|on|off|~)$/i.test(value) || Number.isFinite(Number(value))
  return plain.test(value) && !looksOtherwise && value === value.trim() ? value : JSON.stringify(value)
}

type Range = readonly [number, number, number]

function rangeOf(node: unknown): Range | null {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
    ? (node.range as unknown as Range)
    : null
}

/** End of the line of an offset, without its line feed. */
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end
}

/** Where the last thing of a node ends. */
function endOf(node: unknown): number {
  if (isMap(node) && node.flow !== true) return endOf((node.items.at(-1) as Pair | undefined)?.value ?? null)
  if (isSeq(node) && node.flow !== true) return endOf(node.items.at(-1))
  return rangeOf(node)?.[1] ?? -1
}

/** The text with a key added to a mapping; null where its form is not one that can be added to in place. */
function added(text: string, map: YAMLMap, key: string, value: string): string | null {
  const range = rangeOf(map)
  if (range === null) return null
  if (map.flow === true) {
    const close = range[1] - 1
    if (text[close] !== '}') return null
    const before = text.slice(0, close).trimEnd()
    const comma = map.items.length === 0 || before.endsWith(',') ? '' : ','
    return `${before}${comma} ${key}: ${value} ${text.slice(close)}`
  }
  const last = map.items.at(-1)
  const first = map.items[0]
  if (!isPair(last) || !isPair(first)) return null
  const start = rangeOf(first.key)?.[0]
  const end = Math.max(endOf(last.value), rangeOf(last.key)?.[1] ?? -1)
  if (start === undefined || end < 0) return null
  const indent = start - (text.lastIndexOf('\n', start - 1) + 1)
  const at = lineEnd(text, end)
  return `${text.slice(0, at)}\n${' '.repeat(indent)}${key}: ${value}${text.slice(at)}`
}

/** The text without one of the keys of a mapping; null where it cannot be taken out in place. */
function removed(text: string, map: YAMLMap, key: string): string | null {
  const index = map.items.findIndex((pair) => isScalar(pair.key) && String(pair.key.value) === key)
  const pair = map.items[index]
  const start = rangeOf(pair?.key)?.[0]
  if (pair === undefined || start === undefined || map.items.length === 1) return null
  const end = Math.max(endOf(pair.value), rangeOf(pair.key)?.[1] ?? -1)
  if (map.flow === true) {
    const next = rangeOf(map.items[index + 1]?.key)?.[0]
    if (next !== undefined) return text.slice(0, start) + text.slice(next)
    const comma = text.lastIndexOf(',', start)
    return comma < 0 ? null : text.slice(0, comma) + text.slice(end)
  }
  const from = text.lastIndexOf('\n', start - 1) + 1
  if (text.slice(from, start).trim() !== '') return null
  return text.slice(0, from) + text.slice(Math.min(text.length, lineEnd(text, end) + 1))
}

/** The longest part of a path that is there as a mapping, and what is missing below it. */
function present(
  document: Document,
  keys: readonly string[],
): { readonly map: YAMLMap; readonly rest: string[] } | null {
  for (let depth = keys.length - 1; depth >= 0; depth--) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true)
    if (isMap(node)) return { map: node, rest: keys.slice(depth) }
    if (node !== undefined && node !== null) return null
  }
  return null
}

/** Whether a text is what was meant. */
function means(text: string | null, keys: readonly string[], value: FileValue | null): text is string {
  if (text === null) return false
  const document = parseDocument(text)
  if (document.errors.length > 0) return false
  const found: unknown = document.getIn(keys)
  if (value === null) return found === undefined
  const plainValue = (node: unknown): unknown =>
    typeof node === 'object' && node !== null && 'toJSON' in node ? (node as Node).toJSON() : node
  return JSON.stringify(plainValue(found)) === JSON.stringify(value)
}

/**
 * Writes a value at a path of a device file, or takes it out (null), and leaves the rest of the text as it is, comments included.
 *
 * Where the text has a form that cannot be changed in place it is written anew as a whole, with its comments.
 */
export function writeValue(text: string, path: string, value: FileValue | null): string {
  const document = parseDocument(text)
  const keys = pieces(path)
  if (value === null) {
    if (!document.hasIn(keys)) return text
    const owner: unknown = keys.length === 1 ? document.contents : document.getIn(keys.slice(0, -1), true)
    const next = isMap(owner) ? removed(text, owner, keys.at(-1)!) : null
    if (means(next, keys, null)) return next
    document.deleteIn(keys)
    return document.toString({ lineWidth: 0, flowCollectionPadding: true })
  }
  const span = spanIn(document, path)
  if (span !== null && typeof value !== 'object') {
    const inserted = typeof value === 'string' && span.quote !== '' ? span.quote + value + span.quote : String(value)
    return text.slice(0, span.start) + inserted + text.slice(span.end)
  }
  const node: unknown = document.getIn(keys, true)
  const range = rangeOf(node)
  if (range !== null && (isSeq(node) || isMap(node)) && node.flow === true) {
    const next = text.slice(0, range[0]) + written(value) + text.slice(range[1])
    if (means(next, keys, value)) return next
  }
  const place = node === undefined ? present(document, keys) : null
  if (place !== null) {
    const [key, ...below] = place.rest
    const inner = below.toReversed().reduce((inside: FileValue, name) => ({ [name]: inside }), value)
    const next = added(text, place.map, written(key!), written(inner))
    if (means(next, keys, value)) return next
  }
  document.setIn(keys, document.createNode(value))
  for (let depth = 2; depth <= keys.length; depth++) {
    const made: unknown = document.getIn(keys.slice(0, depth), true)
    // What is new inside a section is written in one line, as the file does.
    if ((isMap(made) || isSeq(made)) && !made.range) made.flow = true
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}
