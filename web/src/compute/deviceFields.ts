import {
  assumptionFields,
  type Device,
  type Field,
  type Fields,
  islandFields,
  materialFields,
  partKinds,
  readDevice,
} from 'caloritron'
import { parseDocument } from 'yaml'
import type { DeviceField, FileValue, Studies } from './protocol.ts'
import { pieces } from './yamlPlaces.ts'

/** What a field can be chosen from; null where it is typed. */
function optionsOf(field: Field, device: Device, files: readonly string[]): readonly string[] | null {
  switch (field.type) {
    case 'choice':
      return field.choices
    case 'flag':
      return ['true', 'false']
    case 'island':
      return Object.keys(device.islands)
    case 'reservoir':
      return [...Object.keys(device.islands), 'phonons']
    case 'material':
      return Object.keys(device.materials)
    case 'element':
      return Object.keys(device.circuit)
    case 'file':
      return files
    default:
      return null
  }
}

/** What one would write for a field that is not there yet. */
function exampleOf(field: Field, device: Device, files: readonly string[]): FileValue {
  if (field.type === 'group') {
    const needed = Object.entries(field.fields).filter(([, each]) => each.optional !== true)
    return Object.fromEntries(needed.map(([key, each]) => [key, exampleOf(each, device, files)]))
  }
  if (field.type === 'quantity') return field.example
  if (field.type === 'flag') return true
  if (field.type === 'nodes') return ['a', 'b']
  if (field.type === 'number') return ''
  return optionsOf(field, device, files)?.[0] ?? ''
}

/** Every declared field of a device that is no number, and those that are left out. */
function fieldsOf(device: Device, text: string, known: readonly string[]): DeviceField[] {
  const document = parseDocument(text)
  const own = Object.keys(device.files)
  const files = [...own, ...known.filter((name) => !own.includes(name))]
  const found: DeviceField[] = []
  const add = (group: string, path: string, owner: object, fields: Fields): void => {
    for (const [key, field] of Object.entries(fields)) {
      const value = (owner as Readonly<Record<string, unknown>>)[key]
      const at = `${path}.${key}`
      const isWritten = document.hasIn(pieces(at))
      const absent = value === undefined || value === null
      if (field.type === 'group' && !absent) add(group, at, value as object, field.fields)
      found.push({
        path: at,
        group,
        type: field.type,
        label: field.label,
        description: field.description,
        value: absent ? null : Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? '' : String(value),
        options: optionsOf(field, device, files),
        example: exampleOf(field, device, files),
        removable: field.optional === true && isWritten,
      })
    }
  }
  for (const section of ['circuit', 'heat'] as const) {
    for (const [name, element] of Object.entries(device[section])) {
      const fields = partKinds.find(({ kind }) => kind === element.kind)?.fields ?? {}
      add(`${section}.${name}`, `${section}.${name}`, element, fields)
    }
  }
  for (const [name, island] of Object.entries(device.islands))
    add(`islands.${name}`, `islands.${name}`, island, islandFields)
  for (const [name, material] of Object.entries(device.materials)) {
    const { gap, gapRatio, ...rest } = materialFields(material.electronPhononExponent)
    const fields: Fields =
      material.criticalTemperature === undefined ? rest : { ...rest, gap: gap!, gapRatio: gapRatio! }
    add(`materials.${name}`, `materials.${name}`, material, fields)
  }
  for (const [name, group] of Object.entries(assumptionFields) as [keyof typeof assumptionFields, Field][]) {
    add(`assumptions.${name}`, 'assumptions', device.assumptions, { [name]: group })
  }
  return found
}

/** Reads what the controls of a device file need beside its numbers; null if it cannot be read. */
export function deviceFields({ text, files }: Studies['fields']['request']): Studies['fields']['reply'] {
  let device: Device
  try {
    device = readDevice(text, { files: (name) => (Object.hasOwn(files, name) ? files[name]! : null) })
  } catch {
    // What is wrong with it is said where it is read.
    return null
  }
  return fieldsOf(device, text, Object.keys(files))
}
