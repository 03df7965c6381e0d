import { materialLibrary } from '../materials/library.js'
import type { Field, Fields, NumberField, QuantityField } from '../parts/fields.js'
import type { PartKind } from '../parts/part.js'
import { partKinds } from '../parts/registry.js'
import { assumptionFields, islandFields, materialFields, phononsField } from './declarations.js'
import type { Device } from './device.js'
import { DeviceError, type Finding, toProblem } from './problems.js'
import { remedy } from './suggest.js'

/** What a path of a device may lead to: its names, the kinds of its elements and the materials' exponents. */
export interface Layout {
  readonly islands: readonly string[]
  /** Materials of the file and of the library. */
  readonly materials: readonly string[]
  /** Kind of each element; empty where it has none. */
  readonly circuit: Readonly<Record<string, string>>
  readonly heat: Readonly<Record<string, string>>
  readonly assumptions: readonly string[]
  /** Power n of the electron-phonon heat of a material. */
  readonly exponent: (material: string) => number
  readonly parts: readonly PartKind[]
}

/** The declaration of what stands at a path, or what is wrong with the path. */
export type FieldLookup =
  | { readonly ok: true; readonly field: Field; readonly owner: string }
  | { readonly ok: false; readonly finding: Finding }

const sections = ['phonons', 'islands', 'materials', 'circuit', 'heat', 'assumptions'] as const

function unknown(message: string, word: string, accepted: readonly string[], before: readonly string[]): FieldLookup {
  const paths = accepted.map((name) => [...before, name].join('.'))
  const near = remedy(word, accepted)
  const suggestion = near?.startsWith('did you mean')
    ? `did you mean "${[...before, near.slice('did you mean "'.length, -2)].join('.')}"?`
    : near
  return { ok: false, finding: { code: 'unknown-path', message, accepted: paths, suggestion } }
}

function findIn(fields: Fields, owner: string, path: readonly string[], depth: number): FieldLookup {
  const before = path.slice(0, depth)
  const key = path[depth]
  if (key === undefined) return unknown(`is ${owner}, not one of its fields`, '', Object.keys(fields), before)
  if (!Object.hasOwn(fields, key)) {
    return unknown(`is not a field of ${owner}`, key, Object.keys(fields), before)
  }
  const field = fields[key]!
  if (field.type === 'group') return findIn(field.fields, `the group ${key}`, path, depth + 1)
  return depth + 1 === path.length
    ? { ok: true, field, owner: before.join('.') }
    : {
        ok: false,
        finding: {
          code: 'unknown-path',
          message: `leads below ${path.slice(0, depth + 1).join('.')}, which is a value`,
        },
      }
}

/** Finds the declaration of the field at a path such as `circuit.source_ti.length`. */
export function findField(layout: Layout, path: string): FieldLookup {
  const pieces = path.split('.')
  const [section, name] = pieces as [string, string?]
  if (section === 'phonons' && pieces.length === 1) return { ok: true, field: phononsField, owner: '' }
  const named = (what: string, names: readonly string[]): FieldLookup | null =>
    name !== undefined && names.includes(name)
      ? null
      : unknown(`is not ${what} of the device`, name ?? '', names, [section])
  switch (section) {
    case 'islands':
      return named('an island', layout.islands) ?? findIn(islandFields, 'an island', pieces, 2)
    case 'materials':
      return (
        named('a material', layout.materials) ?? findIn(materialFields(layout.exponent(name!)), 'a material', pieces, 2)
      )
    case 'assumptions':
      return findIn(assumptionFields, 'the assumptions', pieces, 1)
    case 'circuit':
    case 'heat': {
      const kinds = layout[section]
      const missing = named(section === 'circuit' ? 'an element of the circuit' : 'a heat path', Object.keys(kinds))
      if (missing) return missing
      const kind = kinds[name!]!
      const part = layout.parts.find((candidate) => candidate.kind === kind && candidate.section === section)
      if (part) return findIn(part.fields, `a ${part.kind}`, pieces, 2)
      return {
        ok: false,
        finding: {
          code: 'unknown-kind',
          message:
            kind === ''
              ? 'belongs to an element without a kind'
              : `belongs to an element of the unknown kind "${kind}"`,
        },
      }
    }
    default:
      return unknown('is not a path of a device', section, sections, [])
  }
}

/** The layout of a device that has been read. */
export function deviceLayout(device: Device, parts: readonly PartKind[] = partKinds): Layout {
  const kinds = (elements: Device['circuit']) =>
    Object.fromEntries(Object.entries(elements).map(([name, element]) => [name, element.kind]))
  const library = (name: string) => (Object.hasOwn(materialLibrary, name) ? materialLibrary[name] : undefined)
  return {
    islands: Object.keys(device.islands),
    materials: [...new Set([...Object.keys(device.materials), ...Object.keys(materialLibrary)])],
    circuit: kinds(device.circuit),
    heat: kinds(device.heat),
    assumptions: Object.keys(device.assumptions),
    exponent: (name) =>
      (Object.hasOwn(device.materials, name) ? device.materials[name] : library(name)?.values)
        ?.electronPhononExponent ?? 5,
    parts,
  }
}

/** What stands at a path of a device: enough for an axis, a slider and a check. */
export interface PathDescription {
  readonly path: string
  /** SI unit; empty for a pure number. */
  readonly unit: string
  readonly displayUnit: string
  /** SI value of the bare number 1 (a flux quantum where a flux may be written so); null where a unit must be given. */
  readonly bareUnit: number | null
  /** Symbol with the element as index where the declaration has one: `l`. */
  readonly symbol: string | null
  readonly label: string
  readonly description: string
  readonly minimum: number | null
  readonly exclusiveMinimum: boolean
  readonly maximum: number | null
  readonly plausible: readonly [number, number]
  readonly scale: 'linear' | 'log'
  /** An example as a user would write it. */
  readonly example: string
}

/** The number at a path that may be swept, or why it may not. */
export function findNumber(
  layout: Layout,
  path: string,
): { field: QuantityField | NumberField; owner: string } | Finding {
  const found = findField(layout, path)
  if (!found.ok) return found.finding
  const { field, owner } = found
  if (field.type !== 'quantity' && field.type !== 'number') {
    return {
      code: 'not-a-number',
      message: `must be a number or a quantity to be varied, but is ${field.type === 'nodes' ? 'a list of nodes' : `a ${field.type}`}`,
    }
  }
  if (owner.startsWith('materials.') && path.endsWith('.electronPhononExponent')) {
    return {
      code: 'not-a-number',
      message: 'must not be varied, because it changes the unit of electronPhononCoupling',
      suggestion: 'set both for one calculation after the other',
    }
  }
  return { field, owner }
}

/**
 * What stands at a path of a device that can be swept.
 *
 * @param device Device as read.
 * @param path Path such as `circuit.source_ti.length`, `phonons` or `materials.Cu.electronPhononCoupling`.
 * @param parts Kinds of parts that the device was read with.
 * @throws DeviceError with the nearest right path if nothing stands there, or if it is no number.
 * @example
 * describePath(device, 'circuit.source_ti.length').unit // 'm'
 */
export function describePath(device: Device, path: string, parts: readonly PartKind[] = partKinds): PathDescription {
  const found = findNumber(deviceLayout(device, parts), path)
  if ('code' in found) throw new DeviceError([toProblem(found, path, { option: 'path' }, undefined)])
  const { field, owner } = found
  return {
    path,
    unit: field.type === 'quantity' ? field.unit : '',
    displayUnit: field.type === 'quantity' ? field.displayUnit : '',
    bareUnit: field.type === 'number' || field.unit === '' ? 1 : (field.bareNumber?.factor ?? null),
    symbol: field.symbol ?? null,
    label: owner === '' ? field.label : `${field.label} of ${owner.split('.').slice(1).join('.')}`,
    description: field.description,
    minimum: field.minimum ?? null,
    exclusiveMinimum: field.exclusiveMinimum ?? false,
    maximum: field.maximum ?? null,
    plausible: field.plausible,
    scale: field.type === 'quantity' ? (field.scale ?? 'linear') : 'linear',
    example: field.type === 'quantity' ? field.example : String(field.plausible[0]),
  }
}
