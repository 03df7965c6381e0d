import type { Device } from 'caloritron'

/** The number at a path of a device [SI]; null where there is none. */
export function numberAt(device: Device, path: string): number | null {
  let value: unknown = device
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null
    value = (value as Record<string, unknown>)[key]
  }
  return typeof value === 'number' ? value : null
}

/** A copy of an object with one value replaced at a path, what lies beside it shared. */
export function withNumber<T extends object>(owner: T, [key, ...rest]: readonly string[], value: number): T {
  const old = (owner as Record<string, unknown>)[key!]
  const next = rest.length === 0 ? value : withNumber((old ?? {}) as object, rest, value)
  return { ...owner, [key!]: next }
}
