import { signal } from '@preact/signals'
import type { Curve } from '../compute/results.ts'
import { namesOf, sweptOf } from '../views/specs.ts'

/** A curve that stays in sight while one goes on. */
export interface Pin {
  readonly id: number
  readonly label: string
  readonly path: string
  /** Swept values [SI]. */
  readonly x: readonly number[]
  readonly columns: Readonly<Record<string, readonly (number | null)[]>>
  /** The device file that it came from. */
  readonly text: string
}

const key = 'caloritron-pins'

function storedPins(): readonly Pin[] {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]')
    return Array.isArray(value)
      ? (value as Pin[]).filter((pin) => Array.isArray(pin?.x) && typeof pin.columns === 'object')
      : []
  } catch {
    return []
  }
}

export const pins = signal<readonly Pin[]>(storedPins())

function keep(next: readonly Pin[]): void {
  pins.value = next
  try {
    sessionStorage.setItem(key, JSON.stringify(next))
  } catch {
    // The pins are lost on reload where there is no room for them.
  }
}

/** Pins the curve that is shown. */
export function pin(curve: Curve, path: string, label: string, text: string): void {
  const { dataset } = curve
  const names = [...namesOf(dataset, 'T_'), ...namesOf(dataset, 'Q_photon_')]
  const columns = Object.fromEntries(
    names.map((name) => [
      name,
      Array.from(dataset.variables[name]!.data as Float64Array, (value) => (Number.isFinite(value) ? value : null)),
    ]),
  )
  const id = 1 + Math.max(0, ...pins.value.map((other) => other.id))
  keep([...pins.value, { id, label, path, x: Array.from(sweptOf(dataset).data as Float64Array), columns, text }])
}

export function unpin(id: number): void {
  keep(pins.value.filter((other) => other.id !== id))
}
