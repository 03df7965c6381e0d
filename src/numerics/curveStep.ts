import type { CurveCorrector } from './curveCorrector.js'
import { dot, norm } from './curveCorrector.js'
import { locate } from './curveLocate.js'
import type { CurveState } from './curveState.js'
import { angle, difference, smallestStep } from './curveState.js'

/** A step may turn the tangent by this angle [rad]. */
const largestTurn = 0.3

/** In steps shorter than this two folds are not looked for. */
const finestLook = 1e-3

/** A step along a curve. */
export interface CurveStep {
  readonly state: CurveState
  readonly turn: number
  readonly atEnd: boolean
  /** Distance along the old tangent. */
  readonly length: number
  readonly crossing: boolean
}

/** One step of the given length; null where it must be refused. */
export function takeStep(
  corrector: CurveCorrector,
  from: CurveState,
  wanted: number,
  ends: readonly [number, number],
  n: number,
): CurveStep | null {
  const { z: origin, tangent } = from
  const atBoundary = (value: number): CurveStep | null => {
    const z = origin.map((x, i) => x + ((value - origin[n]) / (tangent[n] || 1)) * tangent[i])
    if (norm(difference(z, origin)) > 2 * wanted) for (let i = 0; i <= n; i++) z[i] = origin[i] + wanted * tangent[i]
    z[n] = value
    const row = new Float64Array(n + 1)
    row[n] = 1
    return corrector.correct(z, row, value) ? judge(corrector, from, z, wanted, true) : null
  }
  const target = tangent[n] > 0 ? ends[1] : ends[0]
  const predicted = origin.map((x, i) => x + wanted * tangent[i])
  if ((predicted[n] - target) * tangent[n] >= 0) return atBoundary(target)
  const z = Float64Array.from(predicted)
  if (!corrector.correct(z, tangent, dot(tangent, predicted))) return null
  if ((z[n] - target) * tangent[n] >= 0) return atBoundary(target)
  if (norm(difference(z, predicted)) > 0.25 * wanted) return null
  return judge(corrector, from, z, wanted, false)
}

function judge(
  corrector: CurveCorrector,
  from: CurveState,
  z: Float64Array,
  wanted: number,
  atEnd: boolean,
): CurveStep | null {
  const length = dot(from.tangent, difference(z, from.z))
  if (!(length > 0) || norm(difference(z, from.z)) > 2 * wanted) return null
  const found = corrector.tangent(z, from.tangent)
  if (found === null) return null
  const turn = angle(from.tangent, found.tangent)
  const crossing = found.sign !== from.sign
  if (turn > largestTurn) return null
  const n = z.length - 1
  if (length > finestLook && mayTurnTwice(from.tangent[n], found.tangent[n], (z[n] - from.z[n]) / length)) return null
  // A change of orientation is a crossing only if it stays where it is while the step shrinks.
  if (crossing && !isCrossing(corrector, from, length)) return null
  return { state: { z, ...found }, turn, atEnd, length, crossing }
}

function isCrossing(corrector: CurveCorrector, from: CurveState, length: number): boolean {
  const sides = locate(corrector, from, length, smallestStep, (state) => state.sign)
  if (sides === null) return false
  const [{ state: before }, { state: after }] = sides
  return norm(difference(before.z, after.z)) < 1e-3 * length && angle(before.tangent, after.tangent) < 0.1
}

/**
 * Whether the parameter may turn round twice within a step: its rate, the parabola through the rates at both ends with the
 * given mean, falls below a quarter of the smaller of the two, or passes zero.
 */
function mayTurnTwice(first: number, last: number, mean: number): boolean {
  if (first * last <= 0) return false
  const sign = Math.sign(first)
  const [a, b, m] = [sign * first, sign * last, sign * mean]
  const bend = 3 * (a + b - 2 * m)
  const slope = 6 * m - 4 * a - 2 * b
  const place = -slope / (2 * bend)
  if (!(bend > 0 && place > 0 && place < 1)) return false
  return a + 0.5 * slope * place < 0.25 * Math.min(a, b)
}
