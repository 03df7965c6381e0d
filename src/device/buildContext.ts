import type { BuildContext } from '../parts/part.js'
import { createTables, type PhysicsTables } from '../physics/tables.js'
import type { Device } from './device.js'

function lookup<T>(table: Readonly<Record<string, T>>, what: string, name: string): T {
  if (!Object.hasOwn(table, name)) throw new RangeError(`${what} "${name}" is not part of the device`)
  return table[name]!
}

/** What the parts of a device may ask of it. */
export function buildContext(
  device: Pick<Device, 'materials' | 'phonons' | 'files' | 'circuit'>,
  tables: PhysicsTables = createTables(),
): BuildContext {
  return {
    tables,
    phononTemperature: device.phonons,
    material: (name) => lookup(device.materials, 'material', name),
    file: (name) => lookup(device.files, 'file', name),
    element: (name) => (Object.hasOwn(device.circuit, name) ? device.circuit[name] : undefined),
  }
}
