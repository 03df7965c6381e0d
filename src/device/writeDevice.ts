import { Document, isMap, type YAMLMap } from 'yaml'
import type { Material } from '../materials/material.js'
import type { Field, Fields } from '../parts/fields.js'
import type { PartKind } from '../parts/part.js'
import { partKinds } from '../parts/registry.js'
import { formatQuantity } from '../units/formatQuantity.js'
import { assumptionFields, islandFields, materialFields, phononsField } from './declarations.js'
import { deviceLayout, findNumber } from './describePath.js'
import type { Device, DeviceElement } from './device.js'
import { referredTo } from './readElements.js'
import { mergeMaterial } from './readMaterials.js'

type Plain = Record<string, unknown>

function written(value: unknown, field: Field): unknown {
  if (field.type === 'quantity') {
    // A dimensionless quantity reads and writes as the bare number it is.
    return field.unit === '' && field.displayUnit === '' ? value : formatQuantity(value as number, field.displayUnit)
  }
  return field.type === 'group' ? writtenFields(value as Plain, field.fields) : value
}

function writtenFields(values: Plain, fields: Fields): Plain {
  const pairs = Object.entries(fields).filter(([key]) => values[key] !== undefined)
  return Object.fromEntries(pairs.map(([key, field]) => [key, written(values[key], field)]))
}

/** The overrides that make the library's material, or a new one, this material. */
function writtenMaterial(material: Material): Plain {
  const values = { ...material } as Plain
  const library = mergeMaterial(material.name, {}) as unknown as Plain
  const differs = (key: string): boolean => values[key] !== library[key]
  const fields = materialFields(material.electronPhononExponent)
  // The gap ratio follows the gap model, and the unit of the coupling the exponent, unless both are given.
  const pairs = [
    ['gap', 'gapRatio'],
    ['electronPhononExponent', 'electronPhononCoupling'],
  ]
  const kept = Object.keys(fields).filter(
    (key) => differs(key) || pairs.some((pair) => pair.includes(key) && pair.some(differs)),
  )
  if (differs('criticalTemperature') && values.criticalTemperature === undefined) values.criticalTemperature = 0
  return writtenFields(values, Object.fromEntries(kept.map((key) => [key, fields[key]!])))
}

function writtenElements(elements: Device['circuit'], parts: readonly PartKind[]): Plain {
  return Object.fromEntries(
    Object.entries(elements).map(([name, element]) => {
      const part = parts.find((candidate) => candidate.kind === element.kind)
      if (part === undefined) throw new RangeError(`${name}: "${element.kind}" is not a kind of part`)
      return [name, { kind: element.kind, ...writtenFields(element as DeviceElement & Plain, part.fields) }]
    }),
  )
}

function usedMaterials(device: Device, parts: readonly PartKind[]): Set<string> {
  const elements = [...Object.values(device.circuit), ...Object.values(device.heat)]
  const named = elements.flatMap((element) => {
    const fields = parts.find((candidate) => candidate.kind === element.kind)?.fields ?? {}
    return referredTo('material', fields, element)
  })
  return new Set([...named, ...referredTo('material', assumptionFields, device.assumptions)])
}

/**
 * Writes a device as a device file in YAML, in the units a person would choose.
 *
 * @param device Device as read, or with numbers changed.
 * @param parts Kinds of parts that the device was read with.
 * @returns Text that `readDevice` reads as an equal device, to the last bit of every number. The texts of files it names are
 *   not part of it.
 * @throws RangeError if an element is of a kind that is not in `parts`.
 * @example
 * readDevice(writeDevice(device)) // equal to device
 */
export function writeDevice(device: Device, parts: readonly PartKind[] = partKinds): string {
  const used = usedMaterials(device, parts)
  const materials = Object.entries(device.materials)
    .map(([name, material]) => [name, writtenMaterial(material)] as const)
    // A material of the library that is used as it is comes back by itself.
    .filter(([name, values]) => Object.keys(values).length > 0 || !used.has(name))
  const layout = deviceLayout(device, parts)
  const axis = ({ path, from, to, points, scale }: Device['sweep'][number]): [string, Plain] => {
    const target = findNumber(layout, path)
    if ('code' in target) throw new RangeError(`${path}: ${target.message}`)
    const limits = { from: written(from, target.field), to: written(to, target.field), points }
    return [path, scale === 'linear' ? limits : { ...limits, scale }]
  }
  const sections: Plain = {
    materials: Object.fromEntries(materials),
    circuit: writtenElements(device.circuit, parts),
    heat: writtenElements(device.heat, parts),
    assumptions: writtenFields(device.assumptions as Plain, assumptionFields),
    sweep: Object.fromEntries(device.sweep.map(axis)),
  }
  const islands = Object.entries(device.islands).map(([name, { temperature }]) => [
    name,
    temperature === null ? {} : writtenFields({ temperature }, islandFields),
  ])
  const document = new Document({
    caloritron: 1,
    title: device.title,
    ...(device.reference === null ? {} : { reference: device.reference }),
    ...(device.description === null ? {} : { description: device.description }),
    phonons: written(device.phonons, phononsField),
    islands: Object.fromEntries(islands),
    ...Object.fromEntries(Object.entries(sections).filter(([, value]) => Object.keys(value as Plain).length > 0)),
  })
  for (const { value } of (document.contents as unknown as YAMLMap).items) {
    if (!isMap(value)) continue
    for (const { value: entry } of value.items) if (isMap(entry)) entry.flow = true
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: true })
}
