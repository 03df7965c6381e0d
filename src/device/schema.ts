import { z } from 'zod'
import { materialLibrary } from '../materials/library.js'
import type { Field, Fields } from '../parts/fields.js'
import type { PartKind } from '../parts/part.js'
import { partKinds } from '../parts/registry.js'
import { assumptionFields, islandFields, largestSweep, materialFields, phononsField } from './declarations.js'
import { type Names, type Reading, readField } from './fieldValue.js'
import { namePattern } from './names.js'
import { type Finding, got } from './problems.js'

type Json = Record<string, unknown>

/** A value read by our own reader, described to an editor by `json`; the finding travels as the issue's parameters. */
function leaf<T>(read: (raw: unknown) => Reading<T>, json: Json, example?: string) {
  return z
    .unknown()
    .transform((raw, context): T => {
      const reading: Reading<T> =
        raw === undefined
          ? { ok: false, finding: { code: 'missing-field', message: 'is missing', suggestion: example } }
          : read(raw)
      if (reading.ok) return reading.value
      context.issues.push({ code: 'custom', input: raw, params: { ...reading.finding } })
      return z.NEVER
    })
    .meta(json)
}

/** A field that the reader of names cannot check without the rest of the file: any name will do. */
const anyNames: Names = { islands: [], materials: [], elements: [], file: () => '' }

const libraryNames = Object.keys(materialLibrary)

/** What an editor is told about a field. */
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

function missingExample(key: string, field: Field): string | undefined {
  if (field.type === 'quantity') return `write for example "${key}: ${field.example}"`
  if (field.type === 'nodes') return field.count === 2 ? `write for example "${key}: [line, gnd]"` : undefined
  return field.type === 'choice' ? `write for example "${key}: ${field.choices[0]}"` : undefined
}

function fieldSchema(key: string, field: Field, names: Names): z.ZodType {
  const schema =
    field.type === 'group'
      ? z.strictObject(fieldShape(field.fields, names)).meta(fieldJson(field))
      : leaf((raw) => readField(raw, field, names), fieldJson(field), missingExample(key, field))
  return field.optional ? schema.optional() : schema
}

function fieldShape(fields: Fields, names: Names): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(key, field, names)]))
}

function text(title: string, description: string) {
  return leaf<string>(
    (raw) =>
      typeof raw === 'string' && raw.trim() !== ''
        ? { ok: true, value: raw }
        : { ok: false, finding: { code: 'wrong-type', message: `must be text, got ${got(raw)}` } },
    { type: 'string', title, description },
  )
}

const version = (): z.ZodType =>
  leaf<1>(
    (raw) =>
      raw === 1
        ? { ok: true, value: 1 }
        : {
            ok: false,
            finding: {
              code: 'wrong-version',
              message: `must be 1, the version of the format that this program reads, got ${got(raw)}`,
              suggestion: 'write "caloritron: 1"',
            },
          },
    { type: 'integer', const: 1, title: 'format version', description: 'Version of the format of the device file.' },
    'write "caloritron: 1"',
  )

/** Keys of a device file in the order in which they are written, and those that must be there. */
const headerShape = () => ({
  $schema: text('schema', 'Address of the JSON Schema, for editors.').optional(),
  caloritron: version(),
  title: text('title', 'What the device is, in a line.'),
  reference: text('reference', 'Where the device is described: a DOI, an address.').optional(),
  description: text('description', 'Remarks in any length.').optional(),
})

/** The head of a device file; the sections are read by themselves. */
export function headerSchema(): z.ZodType {
  const sections = ['phonons', 'islands', 'materials', 'circuit', 'heat', 'assumptions', 'sweep']
  return z.strictObject({
    ...headerShape(),
    ...Object.fromEntries(sections.map((key) => [key, z.unknown().optional()])),
  })
}

/** The temperature of the phonons within a device file. */
export function phononsSchema(): z.ZodType {
  return z.object({ phonons: fieldSchema('phonons', phononsField, anyNames) })
}

/** One island of a device file. */
export function islandSchema(): z.ZodType {
  return z.strictObject(fieldShape(islandFields, anyNames)).meta({
    title: 'island',
    description: 'An electrode whose electrons share one temperature: free, unless `temperature` holds it.',
  })
}

/** One material, with the power of its electron-phonon heat. */
export function materialSchema(exponent: number): z.ZodType {
  return z.strictObject(fieldShape(materialFields(exponent), anyNames)).meta({
    title: 'material',
    description: 'Values that override those of the library, or a new material.',
  })
}

/** One element of a kind. */
export function elementSchema(part: PartKind, names: Names): z.ZodType {
  return z
    .strictObject({ kind: z.literal(part.kind), ...fieldShape(part.fields, names) })
    .meta({ title: part.title, description: part.description })
}

/** The section `assumptions`. */
export function assumptionsSchema(names: Names): z.ZodType {
  return z.strictObject(fieldShape(assumptionFields, names)).meta({
    title: 'assumptions',
    description: 'What the calculation takes for granted; the program checks it against every result.',
  })
}

const axisLimit = (label: string): Field => ({
  type: 'quantity',
  label,
  description: `${label} of the swept value, in its unit.`,
  unit: '',
  displayUnit: '',
  example: '5 pW',
  plausible: [-Infinity, Infinity],
})

/** One axis of the section `sweep`; the limits are read as the field that is swept, if it is known. */
export function axisSchema(target: Field | null): z.ZodType {
  const limit = (key: 'from' | 'to', label: string) => {
    const own = axisLimit(label)
    return target === null || target.type === 'group'
      ? leaf<unknown>((raw) => ({ ok: true, value: raw }), fieldJson(own), `write for example "${key}: 5 pW"`)
      : leaf((raw) => readField(raw, target, anyNames), fieldJson(own), missingExample(key, target))
  }
  return z
    .strictObject({
      from: limit('from', 'Start'),
      to: limit('to', 'End'),
      points: leaf<number>(
        (raw) =>
          typeof raw === 'number' && Number.isInteger(raw) && raw >= 2 && raw <= largestSweep
            ? { ok: true, value: raw }
            : {
                ok: false,
                finding: {
                  code: 'out-of-range',
                  message: `must be a whole number from 2 to ${largestSweep}, got ${got(raw)}`,
                },
              },
        {
          type: 'integer',
          minimum: 2,
          maximum: largestSweep,
          title: 'points',
          description: 'Number of values, both ends included.',
        },
        'write for example "points: 101"',
      ),
      scale: fieldSchema(
        'scale',
        {
          type: 'choice',
          optional: true,
          label: 'scale',
          description: 'Spacing of the values; `linear` unless given.',
          choices: ['linear', 'log'],
        },
        anyNames,
      ),
    })
    .meta({ title: 'axis of a sweep', description: 'A range of values for one path of the device file.' })
}

/**
 * The schema of a whole device file, out of the declarations of the parts. Names of islands, materials and files are not
 * checked against the rest of the file: `readDevice` does that.
 *
 * @param parts Kinds of parts that a device may have.
 */
export function deviceSchema(parts: readonly PartKind[] = partKinds): z.ZodType {
  const named = (schema: z.ZodType) => z.record(z.string().regex(new RegExp(namePattern)), schema)
  const elements = (section: PartKind['section'], description: string) => {
    const kinds = parts.filter((part) => part.section === section).map((part) => elementSchema(part, anyNames))
    return named(z.union(kinds)).optional().meta({ title: section, description })
  }
  return z
    .strictObject({
      ...headerShape(),
      phonons: fieldSchema('phonons', phononsField, anyNames),
      islands: named(islandSchema().nullable()).meta({ title: 'islands', description: 'The electrodes, by name.' }),
      materials: named(materialSchema(5))
        .optional()
        .meta({
          title: 'materials',
          description: `Overrides of the library (${libraryNames.join(', ')}), or new materials.`,
        }),
      circuit: elements('circuit', 'Elements of the electrical network, by name.'),
      heat: elements('heat', 'Sources and paths of heat, by name.'),
      assumptions: assumptionsSchema(anyNames).optional(),
      sweep: z.record(z.string(), axisSchema(null)).optional().meta({
        title: 'sweep',
        description: 'Paths of this file to be varied, such as `heat.heater.power`.',
      }),
    })
    .meta({
      title: 'Caloritron device',
      description: 'A cold electronic circuit: its islands, circuit and heat paths.',
    })
}

/**
 * The JSON Schema (draft 2020-12) of a device file, for editors and other programs.
 *
 * @param parts Kinds of parts that a device may have.
 * @returns A plain object; quantities carry `unit`, `displayUnit` and `symbol`.
 * @example
 * JSON.stringify(deviceJsonSchema()) // what the published caloritron-device.schema.json holds
 */
export function deviceJsonSchema(parts: readonly PartKind[] = partKinds): Json {
  return z.toJSONSchema(deviceSchema(parts), {
    io: 'input',
    // zod drops the examples of a schema that transforms its input; ours are examples of the input.
    override: ({ zodSchema, jsonSchema }) => {
      const examples = z.globalRegistry.get(zodSchema)?.examples
      if (examples !== undefined) jsonSchema.examples = examples as typeof jsonSchema.examples & {}
    },
  }) as Json
}

/** What an issue of zod means, with the path below the value that was checked. */
export interface SchemaIssue {
  readonly path: readonly (string | number)[]
  readonly finding: Finding
}

/** Turns the issues of zod into findings; unknown keys come one by one, to be explained by the caller. */
export function schemaIssues(error: z.ZodError): { issues: SchemaIssue[]; unknownKeys: SchemaIssue['path'][] } {
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
