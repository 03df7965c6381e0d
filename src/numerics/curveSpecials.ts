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
      const best = Math.abs(sides[0].value) < Math.abs(sides[1].value) ? sides[0] : sides[1]
      const corner = angle(sides[0].state.tangent, sides[1].state.tangent) > 1e-3
      const same = found.findIndex((other) => Math.abs(other.distance - best.distance) < 1e-6)
      if (same >= 0) found[same] = { ...found[same], fold: true }
      else found.push({ ...plain, ...best, fold: true, corner })
    }
  }
  return found.sort((a, b) => a.distance - b.distance)
}
