import { computed } from '@preact/signals'
import type { DriveAxis } from '../compute/protocol.ts'
import { device, driveAxis } from './document.ts'
import { numberAt } from './numbers.ts'

/** What is turned while one looks, and where the file itself stands on it. */
export interface Drive extends DriveAxis {
  /** Value in the file [SI]; null if the file leaves it open. */
  readonly value: number | null
}

const known = computed(() => driveAxis.value !== null && device.value !== null)
const place = computed(() => (known.value ? numberAt(device.value!, driveAxis.value!.path) : null))

/** Stays the same object while other numbers of the device change. */
export const drive = computed((): Drive | null => (known.value ? { ...driveAxis.value!, value: place.value } : null))

/** Identity of the operating curve: the device apart from where it stands on the drive. */
export const curveKey = computed(() => {
  const [current, axis] = [device.value, driveAxis.value]
  if (current === null || axis === null) return ''
  const parts = [axis.path, axis.from, axis.to, axis.points, axis.scale, without(current, axis.path.split('.'))]
  const words = ['sweep', 'title', 'reference', 'description']
  return JSON.stringify(parts, (key, value: unknown) => (words.includes(key) ? undefined : value))
})

/** A copy of a value with what stands at a path left out. */
export function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return null
  if (typeof value !== 'object' || value === null) return value
  const record = value as Record<string, unknown>
  return { ...record, [key]: without(record[key], rest) }
}
