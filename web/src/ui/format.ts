import { engineeringPrefix } from 'caloritron'

/** A number with its unit as a reading shows it. */
export interface Reading {
  readonly number: string
  readonly unit: string
}

const minus = (text: string): string => text.replaceAll('-', '\u2212')

/** A quantity [plain unit] with a prefix that reads well and so many digits. */
export function reading(value: number, unit: string, digits = 4): Reading {
  if (!Number.isFinite(value)) return { number: '\u2013', unit }
  if (unit === '1' || unit === '') return { number: minus(plain(value, digits)), unit: '' }
  const { factor, unit: prefixed } = engineeringPrefix(Math.abs(value), unit)
  // Smaller than any prefix reaches.
  if (value !== 0 && Math.abs(value * factor) < 1e-2)
    return { number: minus(value.toExponential(Math.min(digits, 4) - 1)), unit: prettyUnit(unit) }
  return { number: minus(plain(value * factor, digits)), unit: prettyUnit(prefixed) }
}

function plain(value: number, digits: number): string {
  const size = Math.abs(value)
  if (value === 0) return '0'
  return size >= 1e6 || size < 1e-4 ? value.toExponential(digits - 1) : value.toPrecision(digits)
}

/** The same in one piece: `152.4 mK`. */
export function quantity(value: number, unit: string, digits = 4): string {
  const { number, unit: shown } = reading(value, unit, digits)
  return shown === '' ? number : `${number} ${shown}`
}

const raised: Readonly<Record<string, string>> = {
  '-': '⁻',
  0: '⁰',
  1: '¹',
  2: '²',
  3: '³',
  4: '⁴',
  5: '⁵',
  6: '⁶',
  7: '⁷',
  8: '⁸',
  9: '⁹',
}

/** A unit as it is printed: `W m⁻³ K⁻⁵`, `µm`, `Ω`. */
export function prettyUnit(unit: string): string {
  return unit
    .replaceAll(/\^(-?\d+)/g, (_, power: string) => [...power].map((sign) => raised[sign] ?? sign).join(''))
    .replaceAll(/\bu(?=[A-Za-z])/g, 'µ')
    .replaceAll(/[Oo]hm/g, 'Ω')
}

/** A symbol in two pieces: `T_drain` is T with an index. */
export function symbolParts(symbol: string): { readonly base: string; readonly index: string } {
  const cut = symbol.indexOf('_')
  return cut < 0
    ? { base: symbol, index: '' }
    : { base: symbol.slice(0, cut), index: symbol.slice(cut + 1).replaceAll('_', ' ') }
}
