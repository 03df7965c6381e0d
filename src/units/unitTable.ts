import { elementaryCharge, fluxQuantum } from './constants.js'

/** Exponents of kg, m, s, A, K and rad. An angle counts as a dimension of its own, so that Hz is never taken for rad/s. */
export type Dimension = readonly number[]

/** A unit of the table: its SI value as exact decimal digits × 10^exponent. */
export interface UnitDefinition {
  readonly dimension: Dimension
  readonly digits: bigint
  readonly exponent: number
  /** Whether metric prefixes may stand before it. */
  readonly prefixable: boolean
}

const si = (dimension: Dimension, exponent = 0): UnitDefinition => ({
  dimension,
  digits: 1n,
  exponent,
  prefixable: true,
})

/** The shortest decimal digits of a positive double: the number and they name each other uniquely. */
function decimal(value: number): { digits: bigint; exponent: number } {
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  const [whole, fraction = ''] = mantissa.split('.') as [string, string?]
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length }
}

const none: Dimension = [0, 0, 0, 0, 0, 0]
const length: Dimension = [0, 1, 0, 0, 0, 0]
const energy: Dimension = [1, 2, -2, 0, 0, 0]
const flux: Dimension = [1, 2, -2, -1, 0, 0]
const fluxDensity: Dimension = [1, 0, -2, -1, 0, 0]
const resistance: Dimension = [1, 2, -3, -2, 0, 0]
const angle: Dimension = [0, 0, 0, 0, 0, 1]

/** Every unit that may be written, by symbol. */
export const unitTable: ReadonlyMap<string, UnitDefinition> = new Map<string, UnitDefinition>([
  ['m', si(length)],
  ['g', si([1, 0, 0, 0, 0, 0], -3)],
  ['s', si([0, 0, 1, 0, 0, 0])],
  ['A', si([0, 0, 0, 1, 0, 0])],
  ['K', si([0, 0, 0, 0, 1, 0])],
  ['Hz', si([0, 0, -1, 0, 0, 0])],
  ['N', si([1, 1, -2, 0, 0, 0])],
  ['Pa', si([1, -1, -2, 0, 0, 0])],
  ['J', si(energy)],
  ['W', si([1, 2, -3, 0, 0, 0])],
  ['C', si([0, 0, 1, 1, 0, 0])],
  ['V', si([1, 2, -3, -1, 0, 0])],
  ['ohm', si(resistance)],
  ['Ohm', si(resistance)],
  ['Ω', si(resistance)],
  ['S', si([-1, -2, 3, 2, 0, 0])],
  ['F', si([-1, -2, 4, 2, 0, 0])],
  ['H', si([1, 2, -2, -2, 0, 0])],
  ['Wb', si(flux)],
  ['T', si(fluxDensity)],
  ['rad', si(angle)],
  ['eV', { ...decimal(elementaryCharge), dimension: energy, prefixable: true }],
  ['Phi0', { ...decimal(fluxQuantum), dimension: flux, prefixable: true }],
  ['Φ0', { ...decimal(fluxQuantum), dimension: flux, prefixable: true }],
  ['G', { dimension: fluxDensity, digits: 1n, exponent: -4, prefixable: true }],
  ['deg', { ...decimal(Math.PI / 180), dimension: angle, prefixable: false }],
  ['°', { ...decimal(Math.PI / 180), dimension: angle, prefixable: false }],
  ['angstrom', { dimension: length, digits: 1n, exponent: -10, prefixable: false }],
  ['Å', { dimension: length, digits: 1n, exponent: -10, prefixable: false }],
  ['sq', { dimension: none, digits: 1n, exponent: 0, prefixable: false }],
  // A level of an amplitude: the attenuation of a line, 0.1 dB/m.
  ['dB', { ...decimal(Math.LN10 / 20), dimension: none, prefixable: false }],
  ['Np', { dimension: none, digits: 1n, exponent: 0, prefixable: false }],
  ['%', { dimension: none, digits: 1n, exponent: -2, prefixable: false }],
])

/** Metric prefixes that may be written, and their powers of ten. */
export const prefixTable: ReadonlyMap<string, number> = new Map([
  ['q', -30],
  ['r', -27],
  ['y', -24],
  ['z', -21],
  ['a', -18],
  ['f', -15],
  ['p', -12],
  ['n', -9],
  ['u', -6],
  ['µ', -6],
  ['m', -3],
  ['c', -2],
  ['d', -1],
  ['h', 2],
  ['k', 3],
  ['M', 6],
  ['G', 9],
  ['T', 12],
  ['P', 15],
  ['E', 18],
  ['Z', 21],
  ['Y', 24],
])

/** Words people write for a unit, and the symbol to write instead; never accepted, only suggested. */
export const spokenUnits: ReadonlyMap<string, string> = new Map([
  ['kelvin', 'K'],
  ['kelvins', 'K'],
  ['millikelvin', 'mK'],
  ['meter', 'm'],
  ['metre', 'm'],
  ['micron', 'um'],
  ['microns', 'um'],
  ['micrometer', 'um'],
  ['micrometre', 'um'],
  ['nanometer', 'nm'],
  ['nanometre', 'nm'],
  ['second', 's'],
  ['seconds', 's'],
  ['sec', 's'],
  ['watt', 'W'],
  ['watts', 'W'],
  ['volt', 'V'],
  ['volts', 'V'],
  ['ampere', 'A'],
  ['amp', 'A'],
  ['ohms', 'ohm'],
  ['farad', 'F'],
  ['henry', 'H'],
  ['hertz', 'Hz'],
  ['joule', 'J'],
  ['gauss', 'G'],
  ['tesla', 'T'],
  ['radian', 'rad'],
  ['radians', 'rad'],
  ['degree', 'deg'],
  ['degrees', 'deg'],
])

/** Replaces look-alike characters by the ones of the tables: Ohm and Angstrom signs, Greek mu, minus and multiplication signs. */
export function plainCharacters(text: string): string {
  return text
    .replaceAll('\u2126', 'Ω')
    .replaceAll('\u212B', 'Å')
    .replaceAll('\u03BC', 'µ')
    .replaceAll('\u212A', 'K')
    .replaceAll('Φ₀', 'Φ0')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/[\u00B7\u22C5\u00D7]/g, '*')
    .replace(/[\u00A0\u2009\u202F]/g, ' ')
}
