import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { deviceJsonSchema, deviceSchema } from '../../src/device/schema.js'
import type { Field, Fields } from '../../src/parts/fields.js'
import { partKinds } from '../../src/parts/registry.js'
import { readQuantity } from '../../src/units/quantity.js'

const root = new URL('../../', import.meta.url)
const schema = deviceJsonSchema()
const validate = new Ajv2020({ strict: false, allErrors: true }).compile(schema)
const examples = readdirSync(new URL('examples/', root)).filter((file) => file.endsWith('.yaml'))
const example = () => parse(readFileSync(new URL('examples/dey2023-ndtc.yaml', root), 'utf8'))

type Json = { [key: string]: Json } & { oneOf?: Json[]; anyOf?: Json[] }

function quantities(fields: Fields): Field[] {
  return Object.values(fields).flatMap((field) => (field.type === 'group' ? quantities(field.fields) : [field]))
}

describe('the published schema', () => {
  it('is the one of the declarations: npm run schema', () => {
    const published = readFileSync(new URL('caloritron-device.schema.json', root), 'utf8')
    expect(JSON.parse(published)).toEqual(schema)
    expect(published).toBe(`${JSON.stringify(schema, null, 2)}\n`)
  })

  it.each(examples)('accepts %s', (file) => {
    const device: unknown = parse(readFileSync(new URL(`examples/${file}`, root), 'utf8'))
    expect(validate(device), JSON.stringify(validate.errors)).toBe(true)
    expect(deviceSchema().safeParse(device).error).toBeUndefined()
  })

  it.each([
    ['a bare number', (device: Json) => Object.assign(device, { phonons: 0.03 })],
    ['an unknown section', (device: Json) => Object.assign(device, { circut: {} })],
    ['an unknown key', (device: Json) => Object.assign(device.circuit!.source_ti!, { lenght: '6 um' })],
    ['an unknown kind', (device: Json) => Object.assign(device.circuit!.source_ti!, { kind: 'wir' })],
    ['a missing field', (device: Json) => delete device.circuit!.source_ti!.length],
    ['three nodes', (device: Json) => Object.assign(device.circuit!.source_ti!, { nodes: ['a', 'b', 'c'] })],
    ['a wrong version', (device: Json) => Object.assign(device, { caloritron: 2 })],
    ['a name with a dot', (device: Json) => Object.assign(device.islands!, { 'a.b': {} })],
    ['text without a number', (device: Json) => Object.assign(device, { phonons: 'cold' })],
  ])('refuses %s', (_, breakIt) => {
    const device = example()
    breakIt(device)
    expect(validate(device)).toBe(false)
  })

  it('tells an editor what a field is', () => {
    const [section] = (schema as Json).properties!.circuit!.anyOf!
    const kinds = section!.additionalProperties!.oneOf!
    const wire = kinds.find((kind) => (kind.properties!.kind!.const as unknown) === 'wire')!
    expect(wire.properties!.length).toEqual({
      type: 'string',
      title: 'length',
      description: 'Length along the current.',
      symbol: 'l',
      pattern: expect.any(String),
      examples: ['6 um'],
      unit: 'm',
      displayUnit: 'um',
    })
    expect(wire.properties!.material!.examples).toContain('Cu')
    expect(wire.required).toContain('length')
  })
})

describe('the declarations of the parts', () => {
  const fields = partKinds.flatMap((part) => quantities(part.fields).map((field) => [part.kind, field] as const))

  it.each(fields)('%s: $label is sound', (_, field) => {
    if (field.type !== 'quantity' && field.type !== 'number') return
    const [low, high] = field.plausible
    expect(low).toBeLessThan(high)
    expect(field.minimum ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(low)
    expect(field.maximum ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(high)
    if (field.type === 'number') return
    const example = readQuantity(field.example, field.unit)
    expect(example).toMatchObject({ ok: true })
    const value = (example as { value: number }).value
    expect(value).toBeGreaterThanOrEqual(low)
    expect(value).toBeLessThanOrEqual(high)
    expect(readQuantity(`1 ${field.displayUnit}`, field.unit)).toMatchObject({ ok: true })
    // The SI unit is coherent: 1 of it is the number 1.
    expect(readQuantity(`1 ${field.unit}`, field.unit)).toEqual({ ok: true, value: 1 })
  })
})
