import type * as z from 'zod/mini'
import { materialLibrary } from '../materials/library.js'
import type { Field, Fields } from '../parts/fields.js'
import type { PartKind } from '../parts/part.js'
import { partKinds } from '../parts/registry.js'
import { assumptionFields } from './declarations.js'
import type { Layout } from './describePath.js'
import { schemaIssues } from './fieldSchema.js'
import { checkPlausible } from './fieldValue.js'
import { checkName, joinPath } from './names.js'
import { type Finding, got, type Place, type Problem, toProblem } from './problems.js'
import { exponentOf } from './readMaterials.js'
import { nodeAt, type SourceNode } from './source.js'
import { nearest, remedy } from './suggest.js'

/** How a device file is read. */
export interface ReadOptions {
  /** Name of the file for messages. */
  readonly name?: string
  /** Text of a file that the device file names, relative to it; null if there is none. Left out, no file can be named. */
  readonly files?: (name: string) => string | null
  /** Values to put at paths before the file is checked, as text with unit: `{ phonons: '50 mK' }`. */
  readonly set?: Readonly<Record<string, string>>
  /** Kinds of parts that the device may have, instead of those of the program. */
  readonly parts?: readonly PartKind[]
}

/** Path of a value in the file. */
export type Path = readonly (string | number)[]

/** A device file on its way to a device: the tree with places, and every problem found so far. */
export class Reader {
  readonly problems: Problem[] = []
  readonly parts: readonly PartKind[]
  /** Text of the files named so far. */
  readonly files: Record<string, string> = {}

  constructor(
    readonly root: SourceNode,
    readonly options: ReadOptions,
  ) {
    this.parts = options.parts ?? partKinds
  }

  get failed(): boolean {
    return this.problems.some((problem) => problem.severity === 'error')
  }

  /** Reports a finding at the value of a path, or at what holds it if there is none. */
  report(path: Path, finding: Finding, place?: Place): void {
    const where = place ?? nodeAt(this.root, path).node.place
    this.problems.push(toProblem(finding, joinPath(path), where, this.options.name))
  }

  /** Reports a finding at the key that ends a path. */
  reportKey(path: Path, finding: Finding): void {
    const { node } = nodeAt(this.root, path.slice(0, -1))
    const key = node.kind === 'map' ? node.entries.get(String(path.at(-1)))?.key : undefined
    this.report(path, finding, key)
  }

  /** The plain value at a path; undefined if there is none. */
  raw(path: Path): unknown {
    const { node, found } = nodeAt(this.root, path)
    return found ? node.value : undefined
  }

  /**
   * Checks the value at a path with a schema and returns it read; problems are reported, and then it is undefined.
   *
   * @param owner What the keys belong to, for unknown ones: `a field of a wire`.
   * @param fields Declarations of groups below, for unknown keys in them.
   */
  check<T>(
    schema: z.ZodMiniType,
    path: Path,
    owner: string,
    keys: readonly string[],
    fields: Fields = {},
  ): T | undefined {
    // One schema is used once here: compiling it would take longer than reading with it.
    const result = schema.safeParse(this.raw(path), { jitless: true, reportInput: true })
    if (result.success) return result.data as T
    const { issues, unknownKeys } = schemaIssues(result.error)
    const misspelt = new Set<string>()
    for (const below of unknownKeys) {
      const name = String(below[0])
      const group = below.length > 1 && Object.hasOwn(fields, name) ? fields[name] : undefined
      const accepted = group?.type === 'group' ? Object.keys(group.fields) : keys
      const near = nearest(String(below.at(-1)), accepted)
      if (near !== undefined) misspelt.add([...below.slice(0, -1), near].join('.'))
      this.reportKey([...path, ...below], {
        code: 'unknown-key',
        message: `is not ${group === undefined ? owner : `a field of ${name}`}`,
        accepted,
        suggestion: remedy(below.at(-1), accepted),
      })
    }
    for (const { path: below, finding } of issues) {
      // What is only misspelt is not missing as well.
      if (finding.code === 'missing-field' && misspelt.has(below.join('.'))) continue
      this.report([...path, ...below], finding)
    }
    return undefined
  }

  /** Keys of a section; none if it is absent or, which is reported, no mapping. */
  keys(section: string): string[] {
    const { node, found } = nodeAt(this.root, [section])
    return found && node.kind === 'map' ? [...node.entries.keys()] : []
  }

  /** Names of a section that may stand in a path; the others are reported. */
  names(section: string, what: 'island' | 'material' | 'element'): string[] {
    const raw = this.raw([section])
    const absent = raw === undefined || raw === null
    if (!absent && (typeof raw !== 'object' || Array.isArray(raw))) {
      this.report([section], { code: 'wrong-type', message: `must be a mapping of names, got ${got(raw)}` })
    }
    return this.keys(section).filter((name) => {
      const finding = checkName(name, what)
      if (finding) this.reportKey([section, name], finding)
      return finding === null
    })
  }

  /** What paths of the file may lead to, before anything is checked. */
  layout(): Layout {
    const kinds = (section: 'circuit' | 'heat') => {
      const kindOf = (name: string) => {
        const kind = this.raw([section, name, 'kind'])
        return typeof kind === 'string' ? kind : ''
      }
      return Object.fromEntries(this.keys(section).map((name) => [name, kindOf(name)] as const))
    }
    return {
      islands: this.keys('islands'),
      materials: [...new Set([...this.keys('materials'), ...Object.keys(materialLibrary)])],
      circuit: kinds('circuit'),
      heat: kinds('heat'),
      assumptions: Object.keys(assumptionFields),
      exponent: (name) => exponentOf(name, this.raw(['materials', name])),
      parts: this.parts,
    }
  }

  /** Reads a file named in the device file, once. */
  file(name: string): string | null {
    if (Object.hasOwn(this.files, name)) return this.files[name]!
    const text = this.options.files?.(name) ?? null
    if (text !== null) this.files[name] = text
    return text
  }

  /** Remarks on a value outside the plausible range of its declaration. */
  plausible(path: Path, value: unknown, field: Field): void {
    if (field.type === 'group' && typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(field.fields)) {
        this.plausible([...path, key], (value as Record<string, unknown>)[key], inner)
      }
    }
    if ((field.type !== 'quantity' && field.type !== 'number') || typeof value !== 'number') return
    const finding = checkPlausible(value, field)
    if (finding) this.report(path, finding)
  }

  /** The same for all fields of a value. */
  plausibleFields(path: Path, value: object, fields: Fields): void {
    for (const [key, field] of Object.entries(fields)) {
      this.plausible([...path, key], (value as Record<string, unknown>)[key], field)
    }
  }
}
