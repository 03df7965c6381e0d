import { resolveMaterial } from '../materials/library.js'
import type { Material } from '../materials/material.js'
import type { BuildContext, PartKind } from '../parts/part.js'
import { partKinds } from '../parts/registry.js'
import { createTables } from '../physics/tables.js'
import { buildContext } from './buildContext.js'
import { deviceLayout, findNumber } from './describePath.js'
import type { Device, DeviceElement } from './device.js'
import { checkRange, showValue } from './fieldValue.js'
import { DeviceError, type Finding, type Problem, toProblem } from './problems.js'

const option = { option: 'path' } as const

function problem(finding: Finding, path: string): Problem {
  return toProblem(finding, path, option, undefined)
}

/** A material with one value replaced; a critical temperature of 0 K makes a normal metal. */
function withMaterialValue(material: Material, key: string, value: number): Material {
  if (key !== 'criticalTemperature' || value > 0) return { ...material, [key]: value }
  const { criticalTemperature: _, ...normal } = material
  return normal
}

/** Copy of an object with one value replaced at a path; what lies beside the path is shared. */
function replaced(object: object, path: readonly string[], depth: number, value: number): object {
  const key = path[depth]!
  if (depth === path.length - 1) return { ...object, [key]: value }
  return { ...object, [key]: replaced((object as Record<string, object>)[key]!, path, depth + 1, value) }
}

/** Whether everything above the last piece of a path is there: a missing group cannot be made of one number. */
function missingGroup(device: Device, pieces: readonly string[]): string | null {
  const [section, name] = pieces as [string, string]
  let value: unknown =
    section === 'assumptions'
      ? device.assumptions
      : section === 'circuit' || section === 'heat'
        ? device[section][name]
        : null
  if (value === null) return null
  const first = section === 'assumptions' ? 1 : 2
  for (let i = first; i < pieces.length - 1; i += 1) {
    value = (value as Record<string, unknown>)[pieces[i]!]
    if (value === undefined) return pieces.slice(0, i + 1).join('.')
  }
  return null
}

/**
 * A function that puts a number at a path of a device, found once and cheap to call.
 *
 * @param device Device as read; the function works on every device of the same islands, elements and materials.
 * @param path Path such as `heat.heater.power`.
 * @param parts Kinds of parts that the device was read with.
 * @returns Function of device and value [SI unit of the path] that gives a copy with the value set, everything else shared. It
 *   does not check the value: see {@link validateValue}.
 * @throws DeviceError with the nearest right path if nothing that can be varied stands there.
 * @example
 * const setPower = axisSetter(device, 'heat.heater.power')
 * const hotter = setPower(device, 2e-12)
 */
export function axisSetter(
  device: Device,
  path: string,
  parts: readonly PartKind[] = partKinds,
): (device: Device, value: number) => Device {
  const found = findNumber(deviceLayout(device, parts), path)
  if ('code' in found) throw new DeviceError([problem(found, path)])
  const pieces = path.split('.')
  const gap = missingGroup(device, pieces)
  if (gap !== null) {
    const finding = { code: 'missing-group', message: `cannot be varied, because ${gap} is not given` }
    throw new DeviceError([problem({ ...finding, suggestion: `give all of ${gap} in the device file` }, path)])
  }
  const [section, name, key] = pieces as [string, string, string]
  if (section !== 'materials') return (old, value) => replaced(old, pieces, 0, value) as Device
  return (old, value) => {
    const material = Object.hasOwn(old.materials, name) ? old.materials[name]! : resolveMaterial(name)
    return { ...old, materials: { ...old.materials, [name]: withMaterialValue(material, key, value) } }
  }
}

/**
 * Puts a number at a path of a device.
 *
 * @param device Device as read.
 * @param path Path such as `heat.heater.power`, or `materials.Cu.electronPhononCoupling` also if the file does not mention Cu.
 * @param value Value in the SI unit of the path.
 * @param parts Kinds of parts that the device was read with.
 * @returns A copy with the value set, everything else shared; a free island whose temperature is set is held at it.
 * @throws DeviceError as {@link axisSetter}.
 * @example
 * setPath(device, 'circuit.source_ti.length', 8e-6)
 */
export function setPath(device: Device, path: string, value: number, parts: readonly PartKind[] = partKinds): Device {
  return axisSetter(device, path, parts)(device, value)
}

/** Findings of the own check of an element's kind, as problems of the field they name. */
export function checkElement(
  element: DeviceElement,
  part: PartKind,
  context: BuildContext,
): { field: string; finding: Finding }[] {
  return (part.check?.(element as never, context) ?? []).map(({ field, message, severity }) => {
    const [first, ...rest] = message.split('; ') as [string, ...string[]]
    return {
      field,
      finding: {
        code: 'part-check',
        message: first,
        ...(severity === undefined ? {} : { severity }),
        ...(rest.length === 0 ? {} : { suggestion: rest.join('; ') }),
      },
    }
  })
}

/**
 * A function that checks numbers before they are put at a path: limits of the field, and the conditions of the part it belongs
 * to. Found once and cheap to call.
 *
 * @param device Device as read.
 * @param path Path that the values are for.
 * @param parts Kinds of parts that the device was read with.
 * @returns Function of a value [SI unit of the path] that gives the errors; empty if the value may be set.
 * @throws DeviceError as {@link axisSetter}.
 * @example
 * const check = axisChecker(device, 'circuit.source_ti.length')
 * check(-1) // one problem: must be greater than 0
 */
export function axisChecker(
  device: Device,
  path: string,
  parts: readonly PartKind[] = partKinds,
): (value: number) => readonly Problem[] {
  const set = axisSetter(device, path, parts)
  const found = findNumber(deviceLayout(device, parts), path)
  if ('code' in found) throw new DeviceError([problem(found, path)])
  const { field } = found
  const [section, name] = path.split('.') as [string, string]
  const ownSection = section === 'circuit' || section === 'heat'
  // Materials and phonons concern every element, a field of an element that element alone.
  const checked = (ownSection ? [section] : (['circuit', 'heat'] as const)).flatMap((where) =>
    Object.entries(device[where as 'circuit' | 'heat']).flatMap(([element, { kind }]) => {
      if (ownSection && element !== name) return []
      const part = parts.find((candidate) => candidate.kind === kind && candidate.section === where)
      return part?.check === undefined ? [] : [{ where: where as 'circuit' | 'heat', element, part }]
    }),
  )
  const tables = createTables()
  return (value) => {
    const outside = checkRange(value, field, () => (Number.isFinite(value) ? showValue(value, field) : String(value)))
    if (outside) return [problem(outside, path)]
    if (checked.length === 0) return []
    const changed = set(device, value)
    const context = buildContext(changed, tables)
    return checked.flatMap(({ where, element, part }) =>
      checkElement(changed[where][element]!, part, context)
        .filter(({ finding }) => finding.severity !== 'warning')
        .map(({ field: blamed, finding }) => problem(finding, `${where}.${element}.${blamed}`)),
    )
  }
}

/**
 * Checks a number before it is put at a path: limits of the field, and the conditions of the part it belongs to.
 *
 * @param device Device as read.
 * @param path Path that the value is for.
 * @param value Value in the SI unit of the path.
 * @param parts Kinds of parts that the device was read with.
 * @returns Errors; empty if the value may be set.
 * @throws DeviceError if the path leads to nothing that can be varied.
 * @example
 * validateValue(device, 'circuit.source_ti.length', -1) // one problem: must be greater than 0
 */
export function validateValue(
  device: Device,
  path: string,
  value: number,
  parts: readonly PartKind[] = partKinds,
): readonly Problem[] {
  return axisChecker(device, path, parts)(value)
}
