import type { CurveCorrector } from './curveCorrector.js'
import { locate } from './curveLocate.js'
import type { CurveState } from './curveState.js'
import { angle, smallestStep } from './curveState.js'
import type { CurveStep } from './curveStep.js'

/** A fold, corner or crossing. */
export type CurveSpecial = { readonly fold: boolean; readonly corner: boolean; readonly crossing: boolean } & {
  readonly state: CurveState
  readonly distance: number
}

/** Folds and crossings between two neighbouring points, in order. */
export function specialPoints(
  corrector: CurveCorrector,
  from: CurveState,
  { state: to, length, crossing }: CurveStep,
): CurveSpecial[] {
  const n = from.z.length - 1
  const found: CurveSpecial[] = []
  const plain = { fold: false, corner: false, crossing: false }
  if (crossing) {
    const sides = locate(corrector, from, length, smallestStep, (state) => state.sign)
    if (sides !== null) found.push({ ...plain, ...sides[1], crossing: true })
  }
  if (from.tangent[n] * to.tangent[n] < 0) {
    const sides = locate(corrector, from, length, 1e-13, (state) => state.tangent[n])
    if (sides !== null) {
      const corner = angle(sides[0].state.tangent, sides[1].state.tangent) > 1e-3
      const nearer = Math.abs(sides[0].value) < Math.abs(sides[1].value) ? sides[0] : sides[1]
      const best = corner ? nearer : { ...nearer, state: sharpenFold(corrector, nearer.state, n) }
      const same = found.findIndex((other) => Math.abs(other.distance - best.distance) < 1e-6)
      if (same >= 0) found[same] = { ...found[same], fold: true }
      else found.push({ ...plain, ...best, fold: true, corner })
    }
  }
  return found.sort((a, b) => a.distance - b.distance)
}

/**
 * The fold next to a point, by the secant method in the unknown that changes most there: along the tangent of a point far
 * away, which may run almost along the parameter, that unknown is not resolved as well.
 */
function sharpenFold(corrector: CurveCorrector, near: CurveState, n: number): CurveState {
  let unknown = 0
  for (let k = 1; k < n; k++) if (Math.abs(near.tangent[k]) > Math.abs(near.tangent[unknown])) unknown = k
  const row = new Float64Array(n + 1)
  row[unknown] = 1
  let best = near
  let before = { place: near.z[unknown], rate: near.tangent[n] }
  let place = before.place + 1e-7
  for (let round = 0; round < 8; round++) {
    const z = Float64Array.from(best.z)
    z[unknown] = place
    if (!corrector.refresh(z) || !corrector.correct(z, row, place)) break
    const found = corrector.tangent(z, near.tangent)
    if (found === null || angle(found.tangent, near.tangent) > 1e-3) break
    const rate = found.tangent[n]
    if (Math.abs(rate) < Math.abs(best.tangent[n])) best = { z, ...found }
    const step = (rate * (place - before.place)) / (rate - before.rate)
    before = { place, rate }
    place -= step
    if (!(Math.abs(step) > 1e-13 && Math.abs(step) < 1e-5)) break
  }
  return best
}
