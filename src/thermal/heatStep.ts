import type { NewtonProblem } from '../numerics/newton.js'
import { solveNewton } from '../numerics/newton.js'
import type { BalanceProblem } from './balanceProblem.js'

/** A jump of the net heat of an island at one temperature, which the heat drives its temperature into from both sides. */
export interface HeatStep {
  /** Position of the island among the free ones. */
  readonly island: number
  /** Temperature of the jump [K]. */
  readonly temperature: number
  /** Net heat into the island just below and just above it [W]: positive and negative. */
  readonly below: number
  readonly above: number
}

/**
 * Looks between two neighbouring points for an island whose own temperature lets its net heat jump from plus to minus:
 * a steady state then sits on the step, and no temperature balances.
 *
 * @param problem the heat balance
 * @param first, second temperatures [K] on the two sides, close to each other
 * @returns the step, or null if the net heat is continuous or does not drive the temperature into it
 */
export function locateHeatStep(problem: BalanceProblem, first: Float64Array, second: Float64Array): HeatStep | null {
  const n = problem.dimension
  const residual = new Float64Array(n)
  const jacobian = new Float64Array(n * n)
  const point = Float64Array.from(first)
  for (let island = 0; island < n; island++) {
    const net = (temperature: number): number => {
      point[island] = temperature
      return problem.evaluate(point, residual, jacobian) ? residual[island] : Number.NaN
    }
    let low = Math.min(first[island], second[island]) * (1 - 1e-9)
    let high = Math.max(first[island], second[island]) * (1 + 1e-9)
    let below = net(low)
    let above = net(high)
    if (below > 0 && above < 0) {
      for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
        const value = net(middle)
        if (value > 0) {
          low = middle
          below = value
        } else {
          high = middle
          above = value
        }
      }
      // What is left over of a continuous function between neighbouring numbers is far below the flows, or their noise.
      const noise = Math.max(1e-7 * problem.balance.largestAt[island], problem.noise(island))
      if (Math.min(below, -above) > noise) return { island, temperature: high, below, above }
    }
    point[island] = first[island]
  }
  return null
}

/**
 * Lets all other islands come to rest while one sits on the step: its heat is the mean of both sides with the weight
 * that balances it (Filippov's solution, the limit of a steep but continuous step).
 *
 * @returns temperatures [K] of all free islands and the step with the net heat at its sides; with `step` null where the
 *   weight is not between 0 and 1, so that the island leaves the step: then just beside it, on the side it leaves to
 */
export function settleOnStep(
  problem: BalanceProblem,
  step: HeatStep,
  start: Float64Array,
  maxIterations: number,
): { temperatures: Float64Array; step: HeatStep | null } | null {
  const n = problem.dimension
  const { island, temperature } = step
  const justBelow = temperature * (1 - 2 * Number.EPSILON)
  const point = new Float64Array(n)
  const upper = new Float64Array(n)
  const upperJacobian = new Float64Array(n * n)
  let balanced = false
  let sides = step
  // The unknown of the pinned island is the weight of the upper side.
  const reduced: NewtonProblem = {
    dimension: n,
    evaluate(x, residual, jacobian) {
      const weight = x[island]
      point.set(x)
      point[island] = temperature
      let finite = problem.evaluate(point, upper, upperJacobian)
      point[island] = justBelow
      finite = problem.evaluate(point, residual, jacobian) && finite
      sides = { ...step, below: residual[island], above: upper[island] }
      balanced = true
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) jacobian[i * n + j] += weight * (upperJacobian[i * n + j] - jacobian[i * n + j])
        jacobian[i * n + island] = upper[i] - residual[i]
        residual[i] += weight * (upper[i] - residual[i])
        if (!(Math.abs(residual[i]) <= 1e-12 * problem.balance.largest)) balanced = false
      }
      return finite
    },
    converged: () => balanced,
    accept: () => false,
    move(x, direction, fraction, out) {
      problem.move(x, direction, fraction, out)
      out[island] = x[island] + fraction * direction[island]
    },
    size(x, direction) {
      let largest = Math.abs(direction[island])
      for (let i = 0; i < n; i++) if (i !== island) largest = Math.max(largest, Math.abs(direction[i] / x[i]))
      return largest
    },
  }
  const x = Float64Array.from(start)
  x[island] = step.below / (step.below - step.above)
  const result = solveNewton(reduced, x, { maxIterations })
  if (result.status !== 'converged') return null
  const weight = result.x[island]
  const temperatures = Float64Array.from(result.x)
  if (weight >= 0 && weight <= 1 && sides.below > 0 && sides.above < 0) {
    temperatures[island] = temperature
    return { temperatures, step: sides }
  }
  temperatures[island] = temperature * (1 + (weight > 0.5 ? 1e-9 : -1e-9))
  return { temperatures, step: null }
}
