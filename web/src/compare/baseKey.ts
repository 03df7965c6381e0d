import type { Device } from 'caloritron'
import { without } from '../state/drive.ts'

/** Identity of a device apart from some of its numbers, its words and its sweep. */
export function baseKey(device: Device, paths: readonly string[]): string {
  const rest = paths.reduce((next: unknown, path) => without(next, path.split('.')), device)
  const words = ['sweep', 'title', 'reference', 'description']
  return JSON.stringify(rest, (key, value: unknown) => (words.includes(key) ? undefined : value))
}
