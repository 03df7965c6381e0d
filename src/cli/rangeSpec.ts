import type { PathDescription } from '../device/describePath.js'
import { pow } from '../numerics/power.js'
import { readQuantity } from '../units/quantity.js'
import { failure } from './failure.js'

/** A range as typed, limits still in words: `0 pW:5 pW:251` or `1 GHz:1 THz:200:log`. */
export interface RangeSpec {
  readonly from: string
  readonly to: string
  readonly points: number
  readonly scale: 'linear' | 'log'
}

/** More points than this do not fit into memory as a table. */
const mostPoints = 50_000_000

/**
 * Reads FROM:TO:COUNT, with `:log` or `:linear` at the end for another spacing than the usual one.
 *
 * @param subject option it belongs to, for the message
 * @param spacing the usual spacing
 * @throws CommandFailure that says what is missing and shows a right one
 */
export function readRange(
  text: string,
  subject: string,
  example: string,
  spacing: RangeSpec['scale'] = 'linear',
): RangeSpec {
  const parts = text.split(':').map((part) => part.trim())
  const [from, to, count, scale] = parts
  if (!from || !to || !count || parts.length > 4) {
    throw failure(subject, `must be FROM:TO:COUNT, got "${text}"; write for example "${example}"`)
  }
  const points = Number(count)
  if (!/^\d+$/.test(count) || points < 1 || points > mostPoints) {
    throw failure(
      subject,
      `the number of points must be an integer from 1 to ${mostPoints}, got "${count}"; write for example "${example}"`,
    )
  }
  if (scale !== undefined && scale !== 'log' && scale !== 'linear') {
    throw failure(subject, `the spacing must be log or linear, got "${scale}"; write for example "${example}:log"`)
  }
  return { from, to, points, scale: scale ?? spacing }
}

/** Reads a quantity given to an option. */
export function readOption(text: string, siUnit: string, subject: string, example: string): number {
  const result = readQuantity(text, siUnit)
  if (result.ok) return result.value
  throw failure(subject, `${result.message}; ${result.suggestion ?? `write for example "${example}"`}`)
}

/** Reads a value for a path of the device, in its unit, or as a bare number where the field takes one. */
export function readPathValue(
  text: string,
  { unit, bareUnit, example }: Pick<PathDescription, 'unit' | 'bareUnit' | 'example'>,
  subject: string,
): number {
  const bare = text === '' ? Number.NaN : Number(text)
  return bareUnit !== null && Number.isFinite(bare) ? bare * bareUnit : readOption(text, unit, subject, example)
}

/**
 * The values of a range of a quantity, or the single value if only one is given.
 *
 * Both ends are exact; a logarithmic range needs both above zero.
 */
export function readValues(
  text: string,
  siUnit: string,
  subject: string,
  example: string,
  spacing: RangeSpec['scale'] = 'linear',
): Float64Array {
  if (!text.includes(':')) return Float64Array.of(readOption(text, siUnit, subject, example))
  const range = readRange(text, subject, example, spacing)
  const from = readOption(range.from, siUnit, subject, example)
  const to = readOption(range.to, siUnit, subject, example)
  return spacedValues(from, to, range.points, range.scale, subject)
}

/** `points` values from `from` to `to`, evenly spaced in the value or in its logarithm. */
export function spacedValues(
  from: number,
  to: number,
  points: number,
  scale: RangeSpec['scale'],
  subject: string,
): Float64Array {
  if (scale === 'log' && !(from > 0 && to > 0)) {
    throw failure(subject, `must run between values above zero to be spaced logarithmically, got ${from} to ${to}`)
  }
  return Float64Array.from({ length: points }, (_, index) => {
    if (index === 0) return from
    if (index === points - 1) return to
    const fraction = index / (points - 1)
    return scale === 'log' ? from * pow(to / from, fraction) : from + (to - from) * fraction
  })
}
