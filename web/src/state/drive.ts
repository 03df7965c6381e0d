import { computed } from '@preact/signals'
import type { Device, PathDescription, SweepAxis } from 'caloritron'
import { device } from './document.ts'
import { descriptionOf, deviceNumbers, numberAt } from './numbers.ts'

/** What is turned while one looks: the last swept path of the file, and where the file itself stands on it. */
export interface Drive extends SweepAxis {
  readonly description: PathDescription
  /** Value in the file [SI]; null if the file leaves it open. */
  readonly value: number | null
  /** Whether the range comes from the file. */
  readonly declared: boolean
}

const defaultPoints = 201

function driveOf(current: Device): Drive | null {
  const axis = current.sweep.at(-1)
  if (axis !== undefined) {
    const description = descriptionOf(current, axis.path)
    if (description !== null) return { ...axis, description, value: numberAt(current, axis.path), declared: true }
  }
  const numbers = deviceNumbers(current)
  const chosen =
    numbers.find(({ path }) => path.startsWith('heat.') && path.endsWith('.power')) ??
    numbers.find(({ path }) => /^islands\..*\.temperature$/.test(path)) ??
    numbers[0]
  if (chosen === undefined) return null
  const top = chosen.value > 0 ? 3 * chosen.value : (chosen.plausible[1] ?? 1)
  const from = chosen.exclusiveMinimum ? top / 100 : Math.max(chosen.minimum ?? 0, 0)
  return {
    path: chosen.path,
    from,
    to: top,
    points: defaultPoints,
    scale: 'linear',
    description: chosen,
    value: chosen.value,
    declared: false,
  }
}

export const drive = computed(() => (device.value === null ? null : driveOf(device.value)))

/** Identity of the operating curve: the device apart from where it stands on the drive. */
export const curveKey = computed(() => {
  const [current, axis] = [device.value, drive.value]
  if (current === null || axis === null) return ''
  const keys = axis.path.split('.')
  return JSON.stringify(
    [axis.path, axis.from, axis.to, axis.points, axis.scale, without(current, keys)],
    (key, value) =>
      key === 'sweep' || key === 'title' || key === 'reference' || key === 'description' ? undefined : value,
  )
})

function without(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return null
  if (typeof value !== 'object' || value === null) return value
  const record = value as Record<string, unknown>
  return { ...record, [key]: without(record[key], rest) }
}
