import * as z from 'zod/mini'
import { materialLibrary } from '../materials/library.js'
import type { Field, Fields } from '../parts/fields.js'
import { type Names, type Reading, readField } from './fieldValue.js'
import { type Finding, got } from './problems.js'

export type Json = Record<string, unknown>

/**
 * What a schema is made for: to be published, described in full and taking any name; or to read a file, with the names that
 * it may refer to (null where it refers to none).
 */
export type Purpose = 'publish' | Names | null

const namesOf = (purpose: Purpose): Names | null => (purpose === 'publish' ? null : purpose)

/**
 * A value read by our own reader; the finding travels as the issue's parameters. For the published schema it is described to
 * an editor by `json`; for reading it is the bare function, which is made several times faster.
 */
export function leaf<T>(read: (raw: unknown) => Reading<T>, json: Json | null, example?: string): z.ZodMiniType {
  const step = z.transform((raw, context): T => {
    const reading: Reading<T> =
      raw === undefined
        ? { ok: false, finding: { code: 'missing-field', message: 'is missing', suggestion: example } }
        : read(raw)
    if (reading.ok) return reading.value
    context.issues.push({ code: 'custom', input: raw, params: { ...reading.finding } })
    return z.NEVER
  })
  return json === null ? step : z.pipe(z.unknown(), step).register(z.globalRegistry, json)
}

/** Describes a schema to an editor, unless it is made for reading. */
export function described<T extends z.ZodMiniType>(schema: T, purpose: Purpose, title: string, description: string): T {
  if (purpose === 'publish') z.globalRegistry.add(schema, { title, description })
  return schema
}

export const libraryNames = Object.keys(materialLibrary)

/** What an editor is told about a field; nothing when a file is read. */
export function jsonOf(field: Field, purpose: Purpose): Json | null {
  return purpose === 'publish' ? fieldJson(field) : null
}

function fieldJson(field: Field): Json {
  const common: Json = {
    title: field.label,
    description: field.description,
    ...(field.symbol === undefined ? {} : { symbol: field.symbol }),
  }
  switch (field.type) {
    case 'quantity':
      return {
        type: field.bareNumber !== undefined || field.unit === '' ? ['string', 'number'] : 'string',
        ...common,
        ...(field.bareNumber === undefined
          ? {}
          : { description: `${field.description} A bare number is in ${field.bareNumber.meaning}.` }),
        pattern: '^\\s*[+\\-−]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*[^\\d\\s.,]*',
        examples: [field.example],
        unit: field.unit,
        displayUnit: field.displayUnit,
      }
    case 'number':
      return {
        type: 'number',
        ...common,
        ...(field.minimum === undefined
          ? {}
          : { [field.exclusiveMinimum ? 'exclusiveMinimum' : 'minimum']: field.minimum }),
        ...(field.maximum === undefined ? {} : { maximum: field.maximum }),
      }
    case 'choice':
      return { type: 'string', ...common, enum: field.choices }
    case 'flag':
      return { type: 'boolean', ...common }
    case 'nodes':
      return {
        type: 'array',
        ...common,
        items: { type: ['string', 'integer'] },
        minItems: field.count ?? 1,
        ...(field.count === null ? {} : { maxItems: field.count }),
      }
    case 'material':
      return { type: 'string', ...common, examples: libraryNames }
    case 'group':
      return common
    default:
      return { type: 'string', ...common }
  }
}

export function missingExample(key: string, field: Field): string | undefined {
  if (field.type === 'quantity') return `write for example "${key}: ${field.example}"`
  if (field.type === 'nodes') return field.count === 2 ? `write for example "${key}: [line, gnd]"` : undefined
  return field.type === 'choice' ? `write for example "${key}: ${field.choices[0]}"` : undefined
}

export function fieldSchema(key: string, field: Field, purpose: Purpose): z.ZodMiniType {
  const schema =
    field.type === 'group'
      ? described(z.strictObject(fieldShape(field.fields, purpose)), purpose, field.label, field.description)
      : leaf((raw) => readField(raw, field, namesOf(purpose)), jsonOf(field, purpose), missingExample(key, field))
  return field.optional ? z.optional(schema) : schema
}

export function fieldShape(fields: Fields, purpose: Purpose): Record<string, z.ZodMiniType> {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(key, field, purpose)]))
}

/** What an issue of zod means, with the path below the value that was checked. */
export interface SchemaIssue {
  readonly path: readonly (string | number)[]
  readonly finding: Finding
}

/** Turns the issues of zod into findings; unknown keys come one by one, to be explained by the caller. */
export function schemaIssues(error: z.core.$ZodError): { issues: SchemaIssue[]; unknownKeys: SchemaIssue['path'][] } {
  const issues: SchemaIssue[] = []
  const unknownKeys: SchemaIssue['path'][] = []
  for (const issue of error.issues) {
    const path = issue.path.map((piece) => (typeof piece === 'symbol' ? String(piece) : piece))
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) unknownKeys.push([...path, key])
    } else if (issue.code === 'custom' && issue.params !== undefined) {
      issues.push({ path, finding: issue.params as unknown as Finding })
    } else {
      const finding = { code: 'wrong-type', message: `must be a mapping of fields, got ${got(issue.input)}` }
      issues.push({ path, finding })
    }
  }
  return { issues, unknownKeys }
}
