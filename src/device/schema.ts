import * as z from 'zod/mini'
import type { Field } from '../parts/fields.js'
import type { PartKind } from '../parts/part.js'
import { partKinds } from '../parts/registry.js'
import { assumptionFields, islandFields, largestSweep, materialFields, phononsField } from './declarations.js'
import {
  described,
  fieldSchema,
  fieldShape,
  type Json,
  jsonOf,
  leaf,
  libraryNames,
  missingExample,
  type Purpose,
} from './fieldSchema.js'
import { type Reading, readField } from './fieldValue.js'
import { namePattern } from './names.js'
import { got } from './problems.js'

function text(purpose: Purpose, title: string, description: string) {
  return leaf<string>(
    (raw) =>
      typeof raw === 'string' && raw.trim() !== ''
        ? { ok: true, value: raw }
        : { ok: false, finding: { code: 'wrong-type', message: `must be text, got ${got(raw)}` } },
    purpose === 'publish' ? { type: 'string', title, description } : null,
  )
}

const version = (purpose: Purpose): z.ZodMiniType =>
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
    purpose === 'publish'
      ? { type: 'integer', const: 1, title: 'format version', description: 'Version of the format of the device file.' }
      : null,
    'write "caloritron: 1"',
  )

/** Keys of a device file in the order in which they are written, and those that must be there. */
const headerShape = (purpose: Purpose) => ({
  $schema: z.optional(text(purpose, 'schema', 'Address of the JSON Schema, for editors.')),
  caloritron: version(purpose),
  title: text(purpose, 'title', 'What the device is, in a line.'),
  reference: z.optional(text(purpose, 'reference', 'Where the device is described: a DOI, an address.')),
  description: z.optional(text(purpose, 'description', 'Remarks in any length.')),
})

/** The head of a device file; the sections are read by themselves. */
export function headerSchema(): z.ZodMiniType {
  const sections = ['phonons', 'islands', 'materials', 'circuit', 'heat', 'assumptions', 'sweep']
  return z.strictObject({
    ...headerShape(null),
    ...Object.fromEntries(sections.map((key) => [key, z.optional(z.unknown())])),
  })
}

/** The temperature of the phonons within a device file. */
export function phononsSchema(): z.ZodMiniType {
  return z.object({ phonons: fieldSchema('phonons', phononsField, null) })
}

/** One island of a device file. */
export function islandSchema(purpose: Purpose): z.ZodMiniType {
  const description = 'An electrode whose electrons share one temperature: free, unless `temperature` holds it.'
  return described(z.strictObject(fieldShape(islandFields, purpose)), purpose, 'island', description)
}

/** One material, with the power of its electron-phonon heat. */
export function materialSchema(exponent: number, purpose: Purpose): z.ZodMiniType {
  const description = 'Values that override those of the library, or a new material.'
  return described(z.strictObject(fieldShape(materialFields(exponent), purpose)), purpose, 'material', description)
}

/** One element of a kind. */
export function elementSchema(part: PartKind, purpose: Purpose): z.ZodMiniType {
  const schema = z.strictObject({ kind: z.literal(part.kind), ...fieldShape(part.fields, purpose) })
  return described(schema, purpose, part.title, part.description)
}

/** The section `assumptions`. */
export function assumptionsSchema(purpose: Purpose): z.ZodMiniType {
  const description = 'What the calculation takes for granted; the program checks it against every result.'
  return described(z.strictObject(fieldShape(assumptionFields, purpose)), purpose, 'assumptions', description)
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

const pointsJson: Json = {
  type: 'integer',
  minimum: 2,
  maximum: largestSweep,
  title: 'points',
  description: 'Number of values, both ends included.',
}

function readPoints(raw: unknown): Reading<number> {
  if (typeof raw === 'number' && Number.isInteger(raw) && raw >= 2 && raw <= largestSweep)
    return { ok: true, value: raw }
  const message = `must be a whole number from 2 to ${largestSweep}, got ${got(raw)}`
  return { ok: false, finding: { code: 'out-of-range', message } }
}

const scaleField: Field = {
  type: 'choice',
  optional: true,
  label: 'scale',
  description: 'Spacing of the values; `linear` unless given.',
  choices: ['linear', 'log'],
}

/** One axis of the section `sweep`; the limits are read as the field that is swept, if it is known. */
export function axisSchema(target: Field | null, purpose: Purpose): z.ZodMiniType {
  const limit = (key: 'from' | 'to', label: string) =>
    target === null || target.type === 'group'
      ? leaf((raw) => ({ ok: true, value: raw }), jsonOf(axisLimit(label), purpose), `write for example "${key}: 5 pW"`)
      : leaf((raw) => readField(raw, target, null), null, missingExample(key, target))
  const schema = z.strictObject({
    from: limit('from', 'Start'),
    to: limit('to', 'End'),
    points: leaf(readPoints, purpose === 'publish' ? pointsJson : null, 'write for example "points: 101"'),
    scale: fieldSchema('scale', scaleField, purpose),
  })
  return described(schema, purpose, 'axis of a sweep', 'A range of values for one path of the device file.')
}

/**
 * The schema of a whole device file, out of the declarations of the parts. Names of islands, materials and files are not
 * checked against the rest of the file: `readDevice` does that.
 *
 * @param parts Kinds of parts that a device may have.
 */
export function deviceSchema(parts: readonly PartKind[] = partKinds): z.ZodMiniType {
  // YAML writes an empty section as a key with nothing behind it: null.
  const named = (schema: z.ZodMiniType) => z.record(z.string().check(z.regex(new RegExp(namePattern))), schema)
  const titled = (schema: z.ZodMiniType, title: string, description: string) =>
    schema.register(z.globalRegistry, { title, description })
  const elements = (section: PartKind['section'], description: string) => {
    const kinds = parts.filter((part) => part.section === section).map((part) => elementSchema(part, 'publish'))
    const element = z.discriminatedUnion('kind', kinds as [z.ZodMiniObject, ...z.ZodMiniObject[]])
    return titled(z.nullish(named(element)), section, description)
  }
  const materials = `Overrides of the library (${libraryNames.join(', ')}), or new materials.`
  const axes = z.record(z.string(), axisSchema(null, 'publish'))
  return titled(
    z.strictObject({
      ...headerShape('publish'),
      phonons: fieldSchema('phonons', phononsField, 'publish'),
      islands: titled(named(z.nullable(islandSchema('publish'))), 'islands', 'The electrodes, by name.'),
      materials: titled(z.nullish(named(materialSchema(5, 'publish'))), 'materials', materials),
      circuit: elements('circuit', 'Elements of the electrical network, by name.'),
      heat: elements('heat', 'Sources and paths of heat, by name.'),
      assumptions: z.nullish(assumptionsSchema('publish')),
      sweep: titled(z.nullish(axes), 'sweep', 'Paths of this file to be varied, such as `heat.heater.power`.'),
    }),
    'Caloritron device',
    'A cold electronic circuit: its islands, circuit and heat paths.',
  )
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
