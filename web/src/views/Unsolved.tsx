import { curve } from '../compute/results.ts'
import { drive } from '../state/drive.ts'
import { along, sweptOf } from './specs.ts'

/** Reasons that are told one by one; more of them are counted. */
const most = 4

interface Reason {
  readonly text: string
  count: number
  readonly first: number
  last: number
}

/** Numbers with as many digits as a person reads. */
function readable(text: string): string {
  return text.replaceAll(/-?\d+\.\d{5,}(?:e[+-]?\d+)?/g, (number) => String(Number(Number(number).toPrecision(4))))
}

/** The points that did not converge: where they lie, and why. */
export function Unsolved() {
  const [shown, axis] = [curve.value, drive.value]
  const status = shown?.dataset.variables.status?.data
  if (shown === null || axis === null || status === undefined || status instanceof Float64Array) return null
  const swept = sweptOf(shown.dataset)
  const reasons = new Map<string, Reason>()
  for (const [k, why] of status.entries()) {
    if (why === 'converged' || why === 'roundoff-limited') continue
    const text = readable(why)
    const value = (swept.data as Float64Array)[k]!
    const known = reasons.get(text)
    if (known === undefined) reasons.set(text, { text, count: 1, first: value, last: value })
    else {
      known.count++
      known.last = value
    }
  }
  const all = [...reasons.values()]
  const rest = all.slice(most).reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      {all.slice(0, most).map(({ text, count, first, last }) => (
        <p key={text} class="unsolved">
          <span class="ring" aria-hidden="true" /> {count} {count === 1 ? 'point' : 'points'} (
          {first === last ? 'at' : 'from'} {along(first, axis, swept.unit)}
          {first === last ? '' : ` to ${along(last, axis, swept.unit)}`}) did not converge: {text}
        </p>
      ))}
      {rest > 0 && (
        <p class="unsolved">
          <span class="ring" aria-hidden="true" /> {rest} more {rest === 1 ? 'point' : 'points'} did not converge, for
          other reasons.
        </p>
      )}
    </>
  )
}
