import type { AbortFlag } from '../numerics/abort.js'
import { traceCurve } from '../numerics/continuation.js'
import type { CurveSystem } from '../numerics/curveCorrector.js'
import type { BalanceProblem } from './balanceProblem.js'
import { coldest, hottest } from './balanceProblem.js'

/**
 * Leads a state from the given temperatures to a steady one along s F_k(T)/W_k = (1 - s) ln(T_k/T_k(0)), s from 0 to 1.
 *
 * If hot islands lose heat and cold ones gain it, the curve cannot leave a box of temperatures, so that (for smooth F) it
 * reaches s = 1: this finds a steady state where Newton's method fails and where the relaxation ends in no rest.
 *
 * @param problem the heat balance
 * @param start temperatures [K] at s = 0
 * @returns temperatures [K] at s = 1, to be polished by Newton's method; null if the curve ends at a jump of a flow
 */
export function followHomotopy(
  problem: BalanceProblem,
  start: Float64Array,
  signal?: AbortFlag | undefined,
): Float64Array | null {
  const n = problem.dimension
  const net = new Float64Array(n)
  const slope = new Float64Array(n * n)
  if (!problem.evaluate(start, net, slope)) return null
  const origin = start.map(Math.log)
  const weight = Float64Array.from(
    start,
    (temperature, k) => Math.abs(slope[k * n + k]) * temperature + problem.balance.largestAt[k] || 1,
  )
  let worst = Infinity
  const system: CurveSystem = {
    dimension: n,
    evaluate(u, s, residual, jacobian) {
      const temperatures = u.map(Math.exp)
      const finite = problem.evaluate(temperatures, residual, jacobian)
      worst = 0
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) jacobian[i * n + j] *= (s * temperatures[j]) / weight[i]
        jacobian[i * n + i] -= 1 - s
        residual[i] = (s * residual[i]) / weight[i] - (1 - s) * (u[i] - origin[i])
        worst = Math.max(worst, Math.abs(residual[i]))
      }
      return finite
    },
    solved: () => worst < 1e-6,
    parameterDerivative(u, _s, out) {
      const finite = problem.evaluate(u.map(Math.exp), net, slope)
      for (let i = 0; i < n; i++) out[i] = net[i] / weight[i] + u[i] - origin[i]
      return finite
    },
  }
  const bounds = [Math.log(coldest), Math.log(hottest)] as const
  const trace = traceCurve(system, { u: origin, parameter: 0 }, 1, { range: [0, 1], bounds, largestStep: 0.3, signal })
  const last = trace.points[trace.points.length - 1]
  return trace.end === 'range' && last.parameter === 1 ? last.u.map(Math.exp) : null
}
