import { engineeringPrefix, formatQuantity } from 'caloritron'

/** Sizes [display unit] that read well. */
const [smallest, largest] = [0.01, 1e4]

/** A value [SI] as it stands in its field and in the file: with the unit of its declaration, or a prefix that suits it better. */
export function typedText(value: number, { unit, displayUnit }: { unit: string; displayUnit: string }): string {
  if (displayUnit === '') return String(value)
  const text = formatQuantity(value, displayUnit)
  const size = Math.abs(Number.parseFloat(text))
  if (value === 0 || (size >= smallest && size < largest) || !/^[A-Za-z]+$/.test(unit)) return text
  return formatQuantity(value, engineeringPrefix(Math.abs(value), unit).unit.replace('µ', 'u'))
}
