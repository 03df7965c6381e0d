import type { CurveCorrector } from './curveCorrector.js'
import { dot } from './curveCorrector.js'
import type { CurveState } from './curveState.js'

/** A point of the curve and its distance along the tangent of another. */
export interface Located {
  readonly state: CurveState
  readonly distance: number
  readonly value: number
}

/**
 * Closes in on a sign change of `value` between a point and the point at `length` along its tangent.
 *
 * @returns the points on both sides, as close to each other as `width` or as the curve can be resolved
 */
export function locate(
  corrector: CurveCorrector,
  from: CurveState,
  length: number,
  width: number,
  value: (state: CurveState) => number,
): readonly [Located, Located] | null {
  const pointAt = (distance: number, guess: Float64Array): Located | null => {
    if (!corrector.refresh(guess) || !corrector.correct(guess, from.tangent, dot(from.tangent, from.z) + distance))
      return null
    const found = corrector.tangent(guess, from.tangent)
    if (found === null) return null
    const state = { z: guess, ...found }
    return { state, distance, value: value(state) }
  }
  let low: Located = { state: from, distance: 0, value: value(from) }
  const end = pointAt(
    length,
    from.z.map((x, i) => x + length * from.tangent[i]),
  )
  if (end === null || end.value > 0 === low.value > 0) return null
  let high: Located = end
  for (let round = 0; high.distance - low.distance > width && high.value !== 0; round++) {
    const gap = high.distance - low.distance
    // Secant and bisection in turn: quick where the value is smooth, safe where it jumps.
    const secant = low.value / (low.value - high.value)
    let part = round % 3 === 2 || !(secant > 0 && secant < 1) ? 0.5 : Math.min(Math.max(secant, 0.01), 0.99)
    let middle: Located | null = null
    // Right at a crossing there is no tangent: look beside it.
    for (let attempt = 0; middle === null && attempt < 3; attempt++) {
      // The chord is the better guess than the tangent, which may lead to another curve.
      const guess = low.state.z.map((x, i) => x + part * (high.state.z[i] - x))
      middle = pointAt(low.distance + part * gap, guess)
      if (middle === null) part = part > 0.5 ? part - 0.13 : part + 0.13
    }
    if (middle === null || middle.distance <= low.distance || middle.distance >= high.distance) break
    if (middle.value > 0 === low.value > 0) low = middle
    else high = middle
  }
  return [low, high]
}
