import { pow, powerOfTen } from '../numerics/power.js'
import { type Dimension, prefixTable, type UnitDefinition, unitTable } from './unitTable.js'

/** A unit read: its dimension and its SI value `digits` × 10^`exponent` × `rest`, the first two exact. */
export interface UnitScale {
  readonly dimension: Dimension
  readonly digits: bigint
  readonly exponent: number
  readonly rest: number
}

/** Why a unit cannot be read. */
export interface UnitFailure {
  readonly code: 'unknown-unit' | 'malformed-unit' | 'ambiguous-unit'
  /** The piece at fault. */
  readonly token: string
}

interface Factor {
  readonly unit: UnitDefinition
  readonly prefix: number
  readonly power: number
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const largestPower = 12

/** Finds a symbol with or without prefix; a symbol of the table wins over prefix and symbol (`Pa`, `min`). */
export function findUnit(symbol: string): { unit: UnitDefinition; prefix: number } | undefined {
  const whole = unitTable.get(symbol)
  if (whole !== undefined) return { unit: whole, prefix: 0 }
  const [first] = symbol
  if (first === undefined) return undefined
  const prefix = prefixTable.get(first)
  const unit = unitTable.get(symbol.slice(first.length))
  return prefix !== undefined && unit?.prefixable ? { unit, prefix } : undefined
}

const token = /\s*(?:(?<operator>\*(?!\*)|\/)|(?<open>\()|(?<close>\))|(?<symbol>[^\s*/()^⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))/y
const caret =
  /\s*(?:\^|\*\*)\s*(?:(?<plain>[+-]?\d+(?:\.\d+)?)|\(\s*(?<inner>[+-]?\d+(?:\.\d+)?)\s*(?:\/\s*(?<over>\d+)\s*)?\))/y
const raised = /[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+/y

/** Reads the power behind a symbol or a bracket, 1 if there is none. */
function readPower(text: string, at: number): { power: number; end: number } {
  raised.lastIndex = at
  const above = raised.exec(text)
  if (above) {
    const plain = above[0]
      .replace('⁻', '-')
      .replace('⁺', '')
      .replace(/[⁰-⁹¹²³]/g, (c) => String(superscripts.indexOf(c)))
    return { power: Number(plain), end: raised.lastIndex }
  }
  caret.lastIndex = at
  const groups = caret.exec(text)?.groups
  if (!groups) return { power: 1, end: at }
  return { power: Number(groups.plain ?? groups.inner) / Number(groups.over ?? 1), end: caret.lastIndex }
}

class Failure extends Error {
  constructor(readonly failure: UnitFailure) {
    super(failure.code)
  }
}

/** Reads factors up to the end or a closing bracket; returns where it stopped. */
function readProduct(text: string, start: number, outer: number, depth: number, factors: Factor[]): number {
  let at = start
  let sign = 1
  let divided = false
  let pending = false
  let count = 0
  const malformed = (): never => {
    throw new Failure({ code: 'malformed-unit', token: text })
  }
  while (at < text.length) {
    token.lastIndex = at
    const groups = token.exec(text)?.groups
    if (!groups) return text.slice(at).trim() === '' && !pending ? text.length : malformed()
    at = token.lastIndex
    if (groups.operator !== undefined) {
      if (pending || count === 0) malformed()
      pending = true
      // `W / m K` reads as W K/m to some and as W/(m K) to others.
      if (divided && groups.operator === '*') throw new Failure({ code: 'ambiguous-unit', token: text })
      if (groups.operator === '/') {
        divided = true
        sign = -1
      }
      continue
    }
    if (groups.close !== undefined) {
      if (depth === 0 || count === 0 || pending) malformed()
      return at
    }
    if (divided && !pending) throw new Failure({ code: 'ambiguous-unit', token: text })
    if (groups.open !== undefined) {
      if (depth > 4) malformed()
      const inner: Factor[] = []
      at = readProduct(text, at, 1, depth + 1, inner)
      if (text[at - 1] !== ')') malformed()
      const { power, end } = readPower(text, at)
      at = end
      for (const factor of inner) factors.push({ ...factor, power: factor.power * power * sign * outer })
    } else {
      const symbol = groups.symbol!
      const found = findUnit(symbol)
      if (!found) throw new Failure({ code: 'unknown-unit', token: symbol })
      const { power, end } = readPower(text, at)
      at = end
      factors.push({ ...found, power: power * sign * outer })
    }
    sign = 1
    pending = false
    count += 1
  }
  if (pending || depth > 0) malformed()
  return at
}

/**
 * Reads a product of units such as `W m^-3 K^-5`, `W/(m^3 K^5)`, `uohm cm` or `m s⁻¹`, in plain characters.
 *
 * @param text Unit; the empty string is the dimensionless unit 1.
 */
export function parseUnit(text: string): UnitScale | UnitFailure {
  const factors: Factor[] = []
  try {
    readProduct(text, 0, 1, 0, factors)
  } catch (error) {
    if (error instanceof Failure) return error.failure
    throw error
  }
  const dimension = [0, 0, 0, 0, 0, 0]
  let digits = 1n
  let exponent = 0
  let rest = 1
  for (const { unit, prefix, power } of factors) {
    if (!(Math.abs(power) <= largestPower)) return { code: 'malformed-unit', token: text }
    for (let i = 0; i < dimension.length; i += 1) dimension[i]! += unit.dimension[i]! * power
    // Powers of ten and positive whole powers stay exact, so that the last digit of a written number is right.
    const tens = (prefix + unit.exponent) * power
    if (Number.isInteger(tens) && (unit.digits === 1n || (Number.isInteger(power) && power > 0))) {
      exponent += tens
      if (unit.digits !== 1n) digits *= unit.digits ** BigInt(power)
    } else {
      rest *= pow(Number(unit.digits) * powerOfTen(prefix + unit.exponent), power)
    }
  }
  return { dimension, digits, exponent, rest }
}

/** Whether two dimensions are the same, to the rounding of fractional powers. */
export function sameDimension(a: Dimension, b: Dimension): boolean {
  return a.every((power, i) => Math.abs(power - b[i]!) < 1e-9)
}
