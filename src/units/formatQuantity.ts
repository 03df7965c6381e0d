import { readQuantity } from './quantity.js'
import { parseUnit } from './unitExpression.js'
import { plainCharacters } from './unitTable.js'

const baseUnits = ['kg', 'm', 's', 'A', 'K', 'rad']

/** Plain decimals for everyday sizes, an exponent otherwise: `0.7`, `1200`, `2e9`. */
function writeDecimal(negative: boolean, digits: string, exponent: number): string {
  const sign = negative ? '-' : ''
  const trimmed = digits.replace(/0+$/, '') || '0'
  if (trimmed === '0') return '0'
  if (exponent >= 6 || exponent < -4) {
    const fraction = trimmed.slice(1)
    return `${sign}${trimmed[0]}${fraction === '' ? '' : `.${fraction}`}e${exponent}`
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${trimmed}`
  const whole = trimmed.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = trimmed.slice(exponent + 1)
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

function split(value: number, digits?: number): { mantissa: string; exponent: number } {
  const [mantissa, exponent] = Math.abs(value)
    .toExponential(digits === undefined ? undefined : digits - 1)
    .split('e') as [string, string]
  return { mantissa: mantissa.replace('.', ''), exponent: Number(exponent) }
}

/**
 * Writes an SI value as text with a unit, so that reading it gives the same double back.
 *
 * @param value Value in SI units, finite.
 * @param unit Unit to write it in: `um`, `W m^-3 K^-5`; the empty string for a plain number.
 * @param digits Significant digits, 1 to 17, to round to for messages; left out, the shortest text that reads back exactly.
 * @returns The text. If no decimal in `unit` reads back exactly (possible only where a unit that is no power of ten is divided
 *   by), the value is written in SI base units, which always does.
 * @throws RangeError if `value` is not finite or `unit` is not a unit.
 * @example
 * formatQuantity(7e-7, 'nm') // '700 nm'
 */
export function formatQuantity(value: number, unit: string, digits?: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`formatQuantity: the value must be finite, got ${value}`)
  const scale = parseUnit(plainCharacters(unit))
  if ('code' in scale) throw new RangeError(`formatQuantity: "${scale.token}" in "${unit}" is not a known unit`)
  const text = (number: string, name: string): string => (name === '' ? number : `${number} ${name}`)
  if (scale.digits === 1n && scale.rest === 1) {
    const { mantissa, exponent } = split(value, digits)
    return text(writeDecimal(value < 0, mantissa, exponent - scale.exponent), unit)
  }
  const quotient = value / (Number(`${scale.digits}e${scale.exponent}`) * scale.rest)
  if (digits !== undefined) {
    const { mantissa, exponent } = split(quotient, digits)
    return text(writeDecimal(value < 0, mantissa, exponent), unit)
  }
  const base = scale.dimension
    .map((power, i) => (power === 0 ? '' : power === 1 ? baseUnits[i]! : `${baseUnits[i]}^${power}`))
    .filter((factor) => factor !== '')
    .join(' ')
  for (let precision = 1; precision <= 17; precision += 1) {
    const { mantissa, exponent } = split(quotient, precision)
    const candidate = text(writeDecimal(value < 0, mantissa, exponent), unit)
    const back = readQuantity(candidate, base)
    if (back.ok && back.value === value) return candidate
  }
  // `kg` carries the only prefix among the base units, a power of ten.
  const { mantissa, exponent } = split(value)
  return text(writeDecimal(value < 0, mantissa, exponent), base)
}
