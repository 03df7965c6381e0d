import { formatQuantity } from 'caloritron'

/** A value [SI] as it stands in its field: with the unit of its declaration. */
export function typedText(value: number, displayUnit: string): string {
  return displayUnit === '' ? String(value) : formatQuantity(value, displayUnit)
}
