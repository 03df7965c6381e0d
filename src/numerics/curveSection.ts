import type { CurvePoint } from './continuation.js'
import type { CurveSystem } from './curveCorrector.js'
import { createCurveCorrector, dot, norm } from './curveCorrector.js'
import { findRoot } from './roots.js'

/**
 * The point of a curve between two neighbouring points of a trace at which a function passes zero.
 *
 * @param scale, range as in the trace
 * @param value a function of opposite sign at the two points
 * @returns the point, on the curve to rounding and at the zero to 1e-12 of the distance of the points; null if the curve
 *   does not run from one to the other, or the function jumps
 */
export function sectionCurve(
  system: CurveSystem,
  scale: number,
  range: readonly [number, number],
  a: Pick<CurvePoint, 'u' | 'parameter'>,
  b: Pick<CurvePoint, 'u' | 'parameter'>,
  value: (u: Float64Array, parameter: number) => number,
): Pick<CurvePoint, 'u' | 'parameter'> | null {
  const corrector = createCurveCorrector(system, scale, range)
  const n = a.u.length
  const from = Float64Array.from([...a.u, a.parameter / scale])
  const chord = Float64Array.from([...b.u, b.parameter / scale], (end, i) => end - from[i])
  const length = norm(chord)
  const normal = chord.map((component) => component / length)
  const fa = value(a.u, a.parameter)
  const fb = value(b.u, b.parameter)
  if (fa === 0) return a
  if (fb === 0) return b
  if (!(length > 0) || fa > 0 === fb > 0) return null
  let z = from
  const at = (part: number): number => {
    z = from.map((start, i) => start + part * chord[i])
    if (!corrector.refresh(z) || !corrector.correct(z, normal, dot(normal, from) + part * length)) return Number.NaN
    return value(z.subarray(0, n), z[n] * scale)
  }
  const root = findRoot(at, { a: 0, b: 1, fa, fb }, { absoluteTolerance: 1e-13 })
  const best = at(root.value)
  if (root.status !== 'converged' || !(Math.abs(best) <= 1e-6 * Math.max(Math.abs(fa), Math.abs(fb)))) return null
  return { u: z.slice(0, n), parameter: z[n] * scale }
}
