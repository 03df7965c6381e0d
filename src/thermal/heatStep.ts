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
      // What is left over of a continuous function between neighbouring numbers is far below the flows.
      if (Math.min(below, -above) > 1e-7 * problem.balance.largestAt[island])
        return { island, temperature: high, below, above }
    }
    point[island] = first[island]
  }
  return null
}
