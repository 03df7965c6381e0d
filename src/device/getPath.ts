import { resolveMaterial } from '../materials/library.js'
import { describePath } from './describePath.js'
import type { Device } from './device.js'

/**
 * The number that stands at a path of a device.
 *
 * @param device Device as read.
 * @param path Path such as `heat.heater.power`.
 * @returns Value [SI unit of the path].
 * @throws DeviceError if nothing that can be varied stands there; Error if nothing is given there (a free island has no
 *   temperature).
 * @example
 * getPath(device, 'heat.heater.power') // 1.5e-12
 */
export function getPath(device: Device, path: string): number {
  describePath(device, path)
  const pieces = path.split('.')
  const known = device.materials
  const start: unknown =
    pieces[0] === 'materials' && !Object.hasOwn(known, pieces[1]!)
      ? { materials: { [pieces[1]!]: resolveMaterial(pieces[1]!) } }
      : device
  const value = pieces.reduce((object, key) => (object as Record<string, unknown> | null | undefined)?.[key], start)
  if (typeof value === 'number') return value
  throw new Error(`${path}: has no value in the device; give one`)
}
