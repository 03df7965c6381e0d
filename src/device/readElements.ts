import type { Fields } from '../parts/fields.js'
import type { PartKind } from '../parts/part.js'
import { buildContext } from './buildContext.js'
import type { Device, DeviceElement } from './device.js'
import type { Names } from './fieldValue.js'
import { got } from './problems.js'
import type { Path, Reader } from './reader.js'
import { elementSchema } from './schema.js'
import { checkElement } from './setPath.js'
import { nearest, remedy } from './suggest.js'

/** Elements of both sections of a device. */
export type Elements = Pick<Device, 'circuit' | 'heat'>

/** Reads the elements of a section; those with errors are reported and left out. */
export function readElements(
  reader: Reader,
  section: PartKind['section'],
  names: Names,
): Record<string, DeviceElement> {
  const elements: Record<string, DeviceElement> = {}
  // Making a schema takes longer than reading one element with it.
  const schemas = new Map<PartKind, ReturnType<typeof elementSchema>>()
  for (const name of reader.names(section, 'element')) {
    const path = [section, name]
    const part = findPart(reader, section, path)
    if (!part) continue
    const keys = ['kind', ...Object.keys(part.fields)]
    const owner = `a field of a ${part.kind}`
    const schema = schemas.get(part) ?? elementSchema(part, names)
    schemas.set(part, schema)
    const element = reader.check<DeviceElement>(schema, path, owner, keys, part.fields)
    if (element === undefined) continue
    reader.plausibleFields(path, element, part.fields)
    elements[name] = element
  }
  return elements
}

function findPart(reader: Reader, section: PartKind['section'], path: Path): PartKind | undefined {
  const raw = reader.raw(path)
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    reader.report(path, { code: 'wrong-type', message: `must be a mapping of fields, got ${got(raw)}` })
    return undefined
  }
  const at = [...path, 'kind']
  const kind = reader.raw(at)
  const part = reader.parts.find((candidate) => candidate.kind === kind)
  if (part?.section === section) return part
  const accepted = reader.parts.filter((candidate) => candidate.section === section).map((candidate) => candidate.kind)
  if (kind === undefined) {
    const suggestion = remedy('', accepted, 'kinds')
    reader.report(at, { code: 'missing-field', message: 'is missing', accepted, suggestion })
  } else if (part) {
    reader.report(at, {
      code: 'wrong-section',
      message: `must be a kind of the section ${section}, got ${got(kind)}`,
      accepted,
      suggestion: `put it under "${part.section}"`,
    })
  } else {
    const all = reader.parts.map((candidate) => candidate.kind)
    const near = typeof kind === 'string' ? nearest(kind, all) : undefined
    reader.report(at, {
      code: 'unknown-kind',
      message: `must be a kind of part, got ${got(kind)}`,
      accepted,
      suggestion: near === undefined ? remedy('', accepted, 'kinds') : `did you mean "${near}"?`,
    })
  }
  return undefined
}

/** Names of one type, such as materials, that values refer to. */
export function referredTo(type: 'material' | 'element', fields: Fields, values: object): string[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const value = (values as Record<string, unknown>)[key]
    if (field.type === type && typeof value === 'string') return [value]
    return field.type === 'group' && typeof value === 'object' && value !== null
      ? referredTo(type, field.fields, value)
      : []
  })
}

function partOf(reader: Reader, element: DeviceElement): PartKind {
  return reader.parts.find((candidate) => candidate.kind === element.kind)!
}

/** Materials that the elements of a device name. */
export function materialsOf(reader: Reader, { circuit, heat }: Elements): string[] {
  return [...Object.values(circuit), ...Object.values(heat)].flatMap((element) =>
    referredTo('material', partOf(reader, element).fields, element),
  )
}

/** Runs the own checks of the parts of all elements that stand on sound ground. */
export function checkElements(
  reader: Reader,
  device: Pick<Device, 'materials' | 'phonons' | 'files'> & Elements,
): void {
  const context = buildContext(device)
  for (const section of ['circuit', 'heat'] as const) {
    for (const [name, element] of Object.entries(device[section])) {
      const part = partOf(reader, element)
      // What has errors of its own is missing here; they are reported already.
      const sound =
        referredTo('material', part.fields, element).every((material) => Object.hasOwn(device.materials, material)) &&
        referredTo('element', part.fields, element).every((other) => Object.hasOwn(device.circuit, other))
      if (!sound) continue
      for (const { field, finding } of checkElement(element, part, context)) {
        reader.report([section, name, ...field.split('.')], finding)
      }
    }
  }
}
