import { readFileSync } from 'node:fs'

/** A row of a golden table: x and t as written, values as numbers. */
export interface ReferenceRow {
  readonly x: string
  readonly t: string
  readonly [name: string]: string
}

function read(name: string): { readonly rows: ReferenceRow[]; readonly extreme_rows?: ReferenceRow[] } {
  return JSON.parse(readFileSync(new URL(`../golden/${name}`, import.meta.url), 'utf8'))
}

export const golden = read('mattis-bardeen.json')
export const between = read('mattis-bardeen-between.json')

/** `text` minus the double nearest to it, exactly enough for a first-order correction. */
export function roundingOf(text: string): number {
  const digits = 60
  const exact = scaledInteger(text, digits)
  const [mantissa, exponent] = binaryParts(Number(text))
  const double =
    exponent >= 0
      ? mantissa * 2n ** BigInt(exponent) * 10n ** BigInt(digits)
      : (mantissa * 10n ** BigInt(digits)) / 2n ** BigInt(-exponent)
  return Number(exact - double) * 10 ** -digits
}

function scaledInteger(text: string, digits: number): bigint {
  const [mantissa, power = '0'] = text.toLowerCase().split('e') as [string, string?]
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?]
  return BigInt(whole + fraction) * 10n ** BigInt(digits + Number(power) - fraction.length)
}

function binaryParts(value: number): [bigint, number] {
  let exponent = 0
  let mantissa = value
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2
    exponent--
  }
  return [BigInt(mantissa), exponent]
}

export function relativeDifference(value: number, reference: number): number {
  return value === reference ? 0 : Math.abs(value - reference) / Math.abs(reference)
}
