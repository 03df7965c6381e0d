import { type Device, describePath, type PathDescription } from 'caloritron'

/** A number of the device that can be varied. */
export interface DeviceNumber extends PathDescription {
  readonly value: number
  /** Heading under which it stands: `circuit.source_ti`. */
  readonly group: string
}

/** The number at a path of a device [SI]; null where there is none. */
export function numberAt(device: Device, path: string): number | null {
  let value: unknown = device
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null
    value = (value as Record<string, unknown>)[key]
  }
  return typeof value === 'number' ? value : null
}

/** What stands at a path; null where nothing can be varied. */
export function descriptionOf(device: Device, path: string): PathDescription | null {
  try {
    return describePath(device, path)
  } catch {
    return null
  }
}

function leaves(value: unknown, path: string): string[] {
  if (typeof value === 'number') return [path]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([key, child]) => leaves(child, `${path}.${key}`))
}

/** Every number of a device that the declarations know, in the order of the file. */
export function deviceNumbers(device: Device): DeviceNumber[] {
  const sections = ['phonons', 'islands', 'materials', 'circuit', 'heat', 'assumptions'] as const
  const paths = sections.flatMap((section) => leaves(device[section], section))
  return paths.flatMap((path) => {
    const description = descriptionOf(device, path)
    const value = numberAt(device, path)
    if (description === null || value === null) return []
    const group = path.includes('.') ? path.split('.').slice(0, 2).join('.') : ''
    return [{ ...description, value, group }]
  })
}
