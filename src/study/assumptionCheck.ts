import { engineeringPrefix } from '../units/prefix.js'

/** How far a result may rest on an assumption. */
export type Verdict = 'holds' | 'doubtful' | 'violated' | 'not-declared'

/** One assumption behind a result, compared with the result. */
export interface AssumptionCheck {
  /** Short name for programs: `size`, `healing-length`. */
  readonly name: string
  /** What is assumed, as a sentence. */
  readonly statement: string
  /** What it comes down to, in `unit`; null if nothing can be computed. */
  readonly value: number | null
  /** What `value` is compared with; null if there is no number to compare with. */
  readonly limit: number | null
  /** Plain SI unit, `1` for a ratio. */
  readonly unit: string
  readonly verdict: Verdict
  /** The numbers in words, and what to do where it does not hold or is not declared. */
  readonly remark: string
}

/** A quantity in a sentence: three digits and a metric prefix. */
export function inWords(value: number, unit: string): string {
  const prefixed = engineeringPrefix(Math.abs(value), unit)
  return `${Number((value * prefixed.factor).toPrecision(3))} ${prefixed.unit}`
}

/** Verdict on a value that should be small: up to `good` it holds, beyond `bad` it does not. */
export function verdictBelow(value: number, good: number, bad: number): Verdict {
  if (value <= good) return 'holds'
  return value <= bad ? 'doubtful' : 'violated'
}
