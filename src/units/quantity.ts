import { quantityName } from './quantityName.js'
import { suggestUnit } from './suggestUnit.js'
import { parseUnit, sameDimension, type UnitScale } from './unitExpression.js'
import { plainCharacters } from './unitTable.js'

/** What can be wrong with the text of a quantity. */
export type QuantityFailureCode =
  | 'malformed-number'
  | 'bare-number'
  | 'missing-number'
  | 'unknown-unit'
  | 'malformed-unit'
  | 'ambiguous-unit'
  | 'wrong-dimension'
  | 'out-of-range'

/** Why a text is not the quantity asked for. */
export interface QuantityFailure {
  readonly ok: false
  readonly code: QuantityFailureCode
  /** What is required: `must be a length, got "6 K"`. */
  readonly message: string
  /** How to mend it, where that can be guessed: `write "6 um"`. */
  readonly suggestion?: string
}

/** A quantity read in SI units, or why it could not be read. */
export type QuantityResult = { readonly ok: true; readonly value: number } | QuantityFailure

/** Thrown by {@link parseQuantity}. */
export class QuantityError extends Error {
  override readonly name = 'QuantityError'
  constructor(readonly failure: QuantityFailure) {
    super(failure.suggestion === undefined ? failure.message : `${failure.message}; ${failure.suggestion}`)
  }
}

const longestText = 200
const relativeTemperature = /^(?:°|deg)(?:C|F|Celsius|Fahrenheit)$|^celsius$|^fahrenheit$/i
const numberAndUnit =
  /^(?<sign>[+-]?)(?<whole>\d*)(?:\.(?<fraction>\d*))?(?:[eE](?<exponent>[+-]?\d+))?(?<unit>(?!\s*[\d.,]).*)$/su

/** Reads a unit of the program's own, which is always right. */
function ownUnit(siUnit: string): UnitScale {
  const unit = parseUnit(plainCharacters(siUnit))
  if ('code' in unit) throw new RangeError(`"${siUnit}" must be a unit; "${unit.token}" cannot be read`)
  return unit
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text
}

/** `digits` × 10^`exponent` as the nearest double; the string conversion of JavaScript rounds correctly. */
function toDouble(digits: bigint, exponent: number): number {
  return Math.abs(exponent) > 5000 ? (exponent > 0 && digits !== 0n ? Infinity : 0) : Number(`${digits}e${exponent}`)
}

/**
 * Reads a number with a unit as SI number, or says why it cannot.
 *
 * @param text Number and unit: `3e9 W m^-3 K^-5`, `3 uohm cm`, `700 nm`, `0.5 Phi0`, `30 µV`.
 * @param siUnit SI unit of the quantity asked for, which fixes its dimension; the empty string asks for a plain number.
 * @returns The SI value, rounded once to the nearest double (`700 nm` is `7e-7`) unless a unit that is no power of ten stands in
 *   a denominator; or a failure with code, message and, if one can be guessed, a remedy. Never NaN or infinite.
 * @throws RangeError if `siUnit` itself is not a unit.
 * @example
 * readQuantity('6 K', 'm') // { ok: false, code: 'wrong-dimension', message: 'must be a length, got "6 K"' }
 */
export function readQuantity(text: string, siUnit: string): QuantityResult {
  const wanted = ownUnit(siUnit)
  const fail = (code: QuantityFailureCode, suggestion?: string, reason = ''): QuantityFailure => ({
    ok: false,
    code,
    message: `must be ${quantityName(siUnit)}, got "${shorten(text)}"${reason}`,
    ...(suggestion === undefined ? {} : { suggestion }),
  })
  if (text.length > longestText) return fail('malformed-number', undefined, `, ${text.length} characters long`)
  const plain = plainCharacters(text).trim()
  const groups = numberAndUnit.exec(plain)?.groups
  if (!groups) {
    const dotted = /^[+-]?\d+,\d+(?![\d,])/.test(plain) ? `write "${plain.replace(',', '.')}"` : undefined
    return fail('malformed-number', dotted)
  }
  const { sign = '', whole = '', fraction = '', exponent = '0' } = groups
  const unitText = groups.unit!.trim()
  if (whole === '' && fraction === '') return fail('missing-number')
  const unit = parseUnit(unitText)
  if ('code' in unit) {
    const number = plain.slice(0, plain.length - unitText.length).trim()
    if (unit.code === 'unknown-unit') {
      if (relativeTemperature.test(unit.token)) {
        return fail('unknown-unit', 'temperatures are absolute: write it in K')
      }
      const nearest = suggestUnit(unit.token, siUnit)
      const mended = nearest === undefined ? undefined : unitText.replace(unit.token, nearest)
      return fail(
        'unknown-unit',
        mended === undefined ? undefined : `write "${number} ${mended}"`,
        `, where "${shorten(unit.token)}" is not a known unit`,
      )
    }
    return unit.code === 'ambiguous-unit'
      ? fail(
          'ambiguous-unit',
          'write negative powers, as in "W m^-3 K^-5", or brackets',
          ', where it is unclear what is divided',
        )
      : fail('malformed-unit', undefined, `, where the unit cannot be read`)
  }
  if (!sameDimension(unit.dimension, wanted.dimension)) {
    return fail(
      unitText === '' ? 'bare-number' : 'wrong-dimension',
      undefined,
      unitText === '' ? ' without a unit' : '',
    )
  }
  const digits = BigInt(whole + fraction)
  const written = toDouble(digits * unit.digits, Number(exponent) - fraction.length + unit.exponent)
  // Every SI unit of a declaration is coherent: its own value is 1.
  const value = (sign === '-' ? -written : written) * (unit.rest === 1 ? 1 : unit.rest)
  if (!Number.isFinite(value) || (value === 0 && digits !== 0n)) {
    return fail('out-of-range', undefined, ', which is outside the range of numbers')
  }
  return { ok: true, value: value === 0 ? 0 : value }
}

/**
 * Reads a number with a unit as SI number.
 *
 * @param text Number and unit, as in {@link readQuantity}.
 * @param siUnit SI unit of the quantity asked for.
 * @returns The SI value, correctly rounded.
 * @throws QuantityError with the failure if the text is not such a quantity.
 * @example
 * parseQuantity('700 nm', 'm') // 7e-7
 */
export function parseQuantity(text: string, siUnit: string): number {
  const result = readQuantity(text, siUnit)
  if (!result.ok) throw new QuantityError(result)
  return result.value
}
