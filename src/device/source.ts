import { type Document, isAlias, isMap, isPair, isScalar, isSeq, parseDocument, type YAMLError } from 'yaml'
import type { Finding, Place } from './problems.js'

/** A value of the device file with its place; `value` is the plain value, shared between aliases. */
export type SourceNode =
  | { readonly kind: 'map'; readonly place: Place; readonly entries: Map<string, SourceEntry>; readonly value: object }
  | { readonly kind: 'list'; readonly place: Place; readonly items: readonly SourceNode[]; readonly value: object }
  | { readonly kind: 'scalar'; readonly place: Place; readonly value: string | number | boolean | null }

/** A mapping; its plain value has no prototype, so that no key is found that was not written. */
export function mapNode(place: Place, entries: Map<string, SourceEntry>): SourceNode {
  const value: Record<string, unknown> = Object.create(null)
  for (const [key, entry] of entries) value[key] = entry.node.value
  return { kind: 'map', place, entries, value }
}

/** A list. */
export function listNode(place: Place, items: readonly SourceNode[]): SourceNode {
  return { kind: 'list', place, items, value: items.map((item) => item.value) }
}

export interface SourceEntry {
  readonly key: Place
  readonly node: SourceNode
}

/** A finding with its place and path. */
export interface PlacedFinding {
  readonly path: readonly (string | number)[]
  readonly place: Place
  readonly finding: Finding
}

/** A device file read as YAML or JSON; `root` is null where it cannot be read. */
export interface Source {
  readonly root: SourceNode | null
  readonly findings: readonly PlacedFinding[]
}

// A file of 2000 elements; the YAML library needs seconds for the worst text of this length.
const largestFile = 262144
const deepestNesting = 32
const mostSyntaxErrors = 10
const start: Place = { line: 1, column: 1 }

/** Finds nesting so deep that a recursive reader could run out of stack; works on plain text, in one pass. */
function tooDeep(text: string): number {
  let depth = 0
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    // [ or {, ] or }
    if (code === 0x5b || code === 0x7b) depth += 1
    else if ((code === 0x5d || code === 0x7d) && depth > 0) depth -= 1
    if (depth > deepestNesting) return i
  }
  const stacked = /(?:[-?:][ \t]+){33}|^[ \t]{257}/m.exec(text)
  return stacked === null ? -1 : stacked.index
}

const syntaxRemedies: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: 'check the indentation, and that every bracket is closed',
  MISSING_CHAR: 'write "key: value" with a space after the colon, and close every quote and bracket',
  UNEXPECTED_TOKEN: 'check brackets, commas and quotes',
  BLOCK_AS_IMPLICIT_KEY: 'write one "key: value" on a line',
  BAD_DIRECTIVE: 'remove the line',
  TAG_RESOLVE_FAILED: 'remove the tag, or put the text in quotes',
}

function shorten(message: string): string {
  return message.length > 120 ? `${message.slice(0, 117)}...` : message
}

function syntaxFinding(error: YAMLError): Finding {
  if (error.code === 'TAB_AS_INDENT') {
    return { code: 'tab', message: 'must be indented with spaces, got a tab', suggestion: 'replace the tab by spaces' }
  }
  if (error.code === 'MULTIPLE_DOCS') {
    return {
      code: 'syntax',
      message: 'must hold one device, got a second document after "---"',
      suggestion: 'write one file for each device',
    }
  }
  return {
    code: 'syntax',
    message: `cannot be read as YAML: ${shorten(error.message)}`,
    suggestion: syntaxRemedies[error.code],
  }
}

/** Turns the tree of the YAML library into ours, resolving aliases by sharing, never by copying. */
class Converter {
  readonly findings: PlacedFinding[] = []
  private readonly anchors = new Map<string, SourceNode | 'open'>()

  private readonly lineStarts: number[] = [0]

  /** The counter of the YAML library loses lines in broken flow collections, so lines are counted here. */
  constructor(text: string) {
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.lineStarts.push(i + 1)
  }

  place(offset: number): Place {
    let low = 0
    let high = this.lineStarts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.lineStarts[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: Math.max(0, offset - this.lineStarts[low]!) + 1 }
  }

  private report(path: readonly (string | number)[], place: Place, finding: Finding): SourceNode {
    this.findings.push({ path, place, finding })
    return { kind: 'scalar', place, value: null }
  }

  convert(node: unknown, path: readonly (string | number)[], fallback: Place): SourceNode {
    if (isAlias(node)) {
      const place = node.range ? this.place(node.range[0]) : fallback
      const target = this.anchors.get(node.source)
      if (target === 'open') {
        return this.report(path, place, {
          code: 'alias',
          message: `must not contain itself, got ${shorten(`*${node.source}`)}`,
        })
      }
      if (target === undefined) {
        const anchor = shorten(`*${node.source}`)
        return this.report(path, place, { code: 'alias', message: `must be an anchor set before, got ${anchor}` })
      }
      return { ...target, place }
    }
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return { kind: 'scalar', place: fallback, value: null }
    const place = node.range ? this.place(node.range[0]) : fallback
    if (node.anchor) this.anchors.set(node.anchor, 'open')
    const converted: SourceNode = isMap(node)
      ? this.convertMap(node.items, path, place)
      : isSeq(node)
        ? listNode(
            place,
            node.items.map((item, i) => this.convert(item, [...path, i], place)),
          )
        : this.convertScalar(node.value, path, place)
    if (node.anchor) this.anchors.set(node.anchor, converted)
    return converted
  }

  private convertScalar(value: unknown, path: readonly (string | number)[], place: Place): SourceNode {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      return { kind: 'scalar', place, value }
    }
    return this.report(path, place, { code: 'unsupported', message: 'must be text, a number, true or false' })
  }

  private convertMap(items: readonly unknown[], path: readonly (string | number)[], place: Place): SourceNode {
    const entries = new Map<string, SourceEntry>()
    for (const item of items) {
      if (!isPair(item)) continue
      const keyNode = isScalar(item.key) ? item.key : null
      const keyPlace = keyNode?.range ? this.place(keyNode.range[0]) : place
      if (keyNode === null || keyNode.value === null || keyNode.anchor) {
        this.report(path, keyPlace, { code: 'bad-key', message: 'must have plain words as keys' })
        continue
      }
      const key = typeof keyNode.value === 'string' ? keyNode.value : (keyNode.source ?? String(keyNode.value))
      const below = [...path, key]
      const earlier = entries.get(key)
      if (earlier) {
        const line = 'line' in earlier.key ? earlier.key.line : 1
        this.report(below, keyPlace, {
          code: 'duplicate-key',
          message: `is given twice, first on line ${line}`,
          suggestion: 'remove one of the two',
        })
        continue
      }
      entries.set(key, { key: keyPlace, node: this.convert(item.value, below, keyPlace) })
    }
    return mapNode(place, entries)
  }
}

/** Reads YAML 1.2 or JSON text into values with places; what cannot be read comes back as findings. */
export function parseSource(text: string): Source {
  const failed = (finding: Finding, place: Place = start): Source => ({
    root: null,
    findings: [{ path: [], place, finding }],
  })
  if (text.length > largestFile) {
    return failed({ code: 'too-large', message: `must be at most ${largestFile} characters, got ${text.length}` })
  }
  const deep = tooDeep(text)
  if (deep >= 0) {
    const before = text.slice(0, deep).split('\n')
    const place = { line: before.length, column: before.at(-1)!.length + 1 }
    return failed({ code: 'too-deep', message: `must not be nested more than ${deepestNesting} levels deep` }, place)
  }
  let document: Document.Parsed
  try {
    document = parseDocument(text, {
      prettyErrors: false,
      // Both would take quadratic time on hostile files: duplicate keys are found below.
      uniqueKeys: false,
      merge: false,
      resolveKnownTags: false,
      version: '1.2',
      schema: 'core',
      stringKeys: false,
      logLevel: 'error',
    })
  } catch (error) {
    return failed({
      code: 'syntax',
      message: `cannot be read as YAML: ${error instanceof Error ? error.message : error}`,
    })
  }
  const converter = new Converter(text)
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0) {
    return {
      root: null,
      findings: faults.slice(0, mostSyntaxErrors).map((error) => ({
        path: [],
        place: converter.place(error.pos[0]),
        finding: syntaxFinding(error),
      })),
    }
  }
  if (document.directives.yaml.version !== '1.2') {
    return failed({ code: 'syntax', message: `must be YAML 1.2, got ${document.directives.yaml.version}` })
  }
  const root = converter.convert(document.contents, [], start)
  return { root, findings: converter.findings }
}

/** Copy of a tree with one value put at a path, making mappings on the way; everything else is shared. */
export function withValue(node: SourceNode, path: readonly string[], value: SourceNode): SourceNode {
  const [key, ...rest] = path
  if (key === undefined) return value
  const entries = new Map(node.kind === 'map' ? node.entries : [])
  const below = entries.get(key)
  const node2 = withValue(below?.node ?? mapNode(value.place, new Map()), rest, value)
  entries.set(key, { key: below?.key ?? value.place, node: node2 })
  return mapNode(node.kind === 'map' ? node.place : value.place, entries)
}

/** The deepest node that exists on a path, and whether it is the end of the path. */
export function nodeAt(root: SourceNode, path: readonly (string | number)[]): { node: SourceNode; found: boolean } {
  let node = root
  for (const piece of path) {
    const next =
      node.kind === 'map'
        ? node.entries.get(String(piece))?.node
        : node.kind === 'list'
          ? node.items[Number(piece)]
          : undefined
    if (next === undefined) return { node, found: false }
    node = next
  }
  return { node, found: true }
}
