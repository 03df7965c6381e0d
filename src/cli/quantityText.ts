import { engineeringPrefix } from '../units/prefix.js'

/**
 * A quantity for the eye: `digits` significant digits and a metric prefix, `152.409 mK`.
 *
 * @param value in the plain SI unit; infinite is written as a word
 * @param unit plain unit: `K`, `W`; `1` or empty for a pure number
 * @param digits significant digits
 */
export function quantityText(value: number, unit: string, digits = 6): string {
  if (!Number.isFinite(value)) return String(value)
  const plain = unit === '1' ? '' : unit
  const rounded = Number(value.toPrecision(digits))
  const prefixed = engineeringPrefix(Math.abs(rounded), plain)
  return `${numberText(value * prefixed.factor, digits)}${prefixed.unit === '' ? '' : ` ${prefixed.unit}`}`
}

/** A number for the eye: `digits` significant digits, powers of ten only where plain digits would be long. */
export function numberText(value: number, digits = 6): string {
  if (value === 0 || !Number.isFinite(value)) return String(value)
  const magnitude = Math.abs(value)
  if (magnitude >= 1e6 || magnitude < 1e-4) {
    const [mantissa, exponent] = value.toExponential(digits - 1).split('e')
    return `${mantissa.replace(/\.?0+$/, '')}e${Number(exponent)}`
  }
  // Number forgets trailing zeros, and the exponent that toPrecision writes for large numbers of few digits.
  return String(Number(value.toPrecision(digits)))
}
