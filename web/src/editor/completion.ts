import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { deviceJsonSchema } from 'caloritron'
import { device } from '../state/document.ts'

/** The parts of a JSON Schema that completion looks at. */
interface Schema {
  readonly title?: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly examples?: readonly unknown[]
  readonly items?: Schema
  readonly type?: string | readonly string[]
}

let schema: Schema | null = null

function variants(node: Schema): Schema[] {
  const below = [...(node.anyOf ?? []), ...(node.oneOf ?? [])]
  return below.length === 0 ? [node] : below.flatMap(variants)
}

/** Schemas of what stands at a path, given the kind of its element if it is written already. */
function schemasAt(path: readonly string[], kind: string | null): Schema[] {
  schema ??= deviceJsonSchema() as Schema
  let nodes: Schema[] = [schema]
  for (const key of path) {
    nodes = nodes.flatMap(variants).flatMap((node) => {
      const own = node.properties?.[key]
      if (own !== undefined) return [own]
      return typeof node.additionalProperties === 'object' ? [node.additionalProperties] : []
    })
  }
  const all = nodes.flatMap(variants)
  const fitting = kind === null ? [] : all.filter(({ properties }) => properties?.kind?.const === kind)
  return fitting.length > 0 ? fitting : all
}

interface Place {
  readonly path: readonly string[]
  /** Key whose value is being written; null where a key is. */
  readonly key: string | null
  readonly kind: string | null
  readonly inFlow: boolean
}

/** Where in the structure of the file the cursor stands: by indentation, and by braces within an entry. */
export function placeAt(before: string): Place {
  const lines = before.split('\n')
  const current = lines.at(-1)!
  const path: string[] = []
  const open = before.lastIndexOf('{')
  const inFlow =
    open > before.lastIndexOf('}') &&
    !/^\s*[A-Za-z_]\w*:/m.test(before.slice(open).split('\n').slice(1).join('\n') || '')
  const head = inFlow ? before.slice(0, open) : before
  const headLines = head.split('\n')
  let indent = inFlow ? indentOf(headLines.findLast((line) => /^\s*[\w.-]+:/.test(line)) ?? '') + 1 : indentOf(current)
  for (const line of headLines.slice(0, inFlow ? undefined : -1).toReversed()) {
    const match = /^(\s*)([\w.-]+):/.exec(line)
    if (match === null || match[1]!.length >= indent) continue
    path.unshift(match[2]!)
    indent = match[1]!.length
    if (indent === 0) break
  }
  const piece = inFlow ? before.slice(Math.max(open, before.lastIndexOf(',')) + 1) : current
  const key = /^\s*([\w.-]+):\s/.exec(piece)?.[1] ?? null
  const kind = /\bkind:\s*([\w-]+)/.exec(inFlow ? before.slice(open) : blockAround(lines))?.[1] ?? null
  return { path, key, kind, inFlow }
}

function indentOf(line: string): number {
  return /^\s*/.exec(line)![0].length
}

/** Lines before the cursor that belong to the same block. */
function blockAround(lines: readonly string[]): string {
  const indent = indentOf(lines.at(-1)!)
  const start = lines.findLastIndex(
    (line, index) => index < lines.length - 1 && line.trim() !== '' && indentOf(line) < indent,
  )
  return lines.slice(start + 1).join('\n')
}

function valuesOf(nodes: readonly Schema[], key: string): Completion[] {
  const current = device.value
  const names: Readonly<Record<string, readonly string[]>> = {
    island: Object.keys(current?.islands ?? {}),
    from: [...Object.keys(current?.islands ?? {}), 'phonons'],
    to: [...Object.keys(current?.islands ?? {}), 'phonons'],
    nodes: [],
  }
  const found = nodes.flatMap((node) =>
    node.const !== undefined ? [node.const] : [...(node.enum ?? []), ...(node.examples ?? [])],
  )
  const labels = new Set([...(names[key] ?? []), ...found.map(String)])
  return [...labels].map((label): Completion => ({ label, type: 'constant' }))
}

/** Completion from the published schema of the device file. */
export function complete(context: CompletionContext): CompletionResult | null {
  const before = context.state.doc.sliceString(0, context.pos)
  if (/#[^\n]*$/.test(before)) return null
  const word = context.matchBefore(/[\w.-]*/)
  if (word === null || (word.from === word.to && !context.explicit)) return null
  const { path, key, kind, inFlow } = placeAt(before)
  if (key !== null) {
    const options = valuesOf(
      schemasAt([...path, key], null).concat(
        key === 'kind' ? schemasAt(path, null).flatMap(({ properties }) => properties?.kind ?? []) : [],
      ),
      key,
    )
    return options.length === 0 ? null : { from: word.from, options }
  }
  const keys = new Map<string, Schema>()
  for (const { properties } of schemasAt(path, kind))
    for (const [name, field] of Object.entries(properties ?? {})) keys.set(name, field)
  if (keys.size === 0) return null
  const options = [...keys].map(
    ([name, field]): Completion => ({
      label: name,
      type: 'property',
      detail: field.title ?? '',
      info: field.description ?? '',
      apply: field.type === 'object' && !inFlow ? `${name}:\n  ` : `${name}: `,
    }),
  )
  return { from: word.from, options }
}
