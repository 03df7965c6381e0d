import type { CurveCorrector } from './curveCorrector.js'
import { dot, norm } from './curveCorrector.js'
import type { CurveState, Station } from './curveState.js'
import { angle, difference } from './curveState.js'

/**
 * At a point from which no step succeeds: looks for the tangent on the far side of a kink. The kink is where one unknown
 * passes a value; F differs there, but the orientation of the curve does not.
 */
export function turnCorner(
  corrector: CurveCorrector,
  from: CurveState,
  stations: readonly Station[],
  n: number,
): { corner: CurveState; beyond: CurveState } | null {
  const row = new Float64Array(n + 1)
  const known = stations.find(({ index, value }) => Math.abs(from.z[index] - value) < 1e-7)
  let { z: corner } = from
  if (known !== undefined) {
    // A root-like edge hides the last 1e-8 before the corner; at the station itself it is exact.
    const z = Float64Array.from(from.z)
    z[known.index] = known.value
    row[known.index] = 1
    if (corrector.correct(z, row, known.value) && norm(difference(z, from.z)) < 1e-6) corner = z
  }
  for (const reach of known === undefined ? [1e-8, 1e-6] : [1e-12, 1e-10, 1e-8]) {
    for (let k = 0; k < n; k++) {
      if (known !== undefined && k !== known.index) continue
      const z = Float64Array.from(corner)
      z[k] += reach * Math.sign(from.tangent[k] || 1)
      row.fill(0)
      row[k] = 1
      if (!corrector.correct(z, row, z[k]) || norm(difference(z, corner)) > 1e-4) continue
      const found = corrector.tangent(z, from.tangent)
      if (found === null) continue
      const tangent = found.sign === from.sign ? found.tangent : found.tangent.map((value) => -value)
      if (angle(tangent, from.tangent) < 0.05 || dot(tangent, difference(z, corner)) < 0) continue
      return { corner: { ...from, z: corner }, beyond: { z, tangent, sign: from.sign } }
    }
  }
  return null
}
