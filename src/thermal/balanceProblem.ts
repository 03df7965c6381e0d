import { createLu, factorLu, solveLu } from '../numerics/denseLinear.js'
import type { NewtonProblem } from '../numerics/newton.js'
import type { OutsideDomain } from '../numerics/outsideDomain.js'
import type { RelaxationProblem } from '../numerics/pseudoTransient.js'
import type { HeatBalance, HeatNetwork } from './heatNetwork.js'
import { createHeatBalance } from './heatNetwork.js'
import { totalHeatCapacities } from './stability.js'

/** No steady state is looked for outside these temperatures [K]. */
export const coldest = 1e-6
export const hottest = 1e5

/** A temperature that moved by more than this factor (e^0.3) may need another discretisation of the channels. */
const adaptationDistance = 0.3

/** A Newton step of this relative size is rounding, if the heat that is left over is. */
const resolved = 1e-10

/** The heat balance of a network in the shape in which Newton's method and the relaxation take it. */
export interface BalanceProblem extends NewtonProblem, RelaxationProblem {
  /** Balance at the point of the last `evaluate`. */
  readonly balance: HeatBalance
  /** Balanced as a whole: largest net heat within the tolerance of the largest flow of the network. */
  balanced(): boolean
  /** Whether every island is balanced as `converged` wants it, or as well as the rounding of temperatures and flows lets it be. */
  settled(): boolean
  /** What rounding of the temperatures and the estimated errors of the flows leave of the net heat of an island [W], at the point of the last `evaluate`. */
  noise(island: number): number
  evaluations: number
  /** Begins anew with channels adapted at these temperatures [K]. */
  restart(anchor: Float64Array): void
  /** What a channel said at the last point where it has no value; null if there was none. */
  refusal: OutsideDomain | null
}

/**
 * @param network the heat network
 * @param relativeTolerance net heat of each island relative to its own largest flow at which a point is accepted
 * @param anchor temperatures [K] at which the discretisation of the channels was last adapted
 */
export function balanceProblem(network: HeatNetwork, relativeTolerance: number, anchor: Float64Array): BalanceProblem {
  const n = network.free.length
  const columns = network.reservoirs.length
  const balance = createHeatBalance(network)
  const adaptedAt = Float64Array.from(anchor)
  const acceptedAt = Float64Array.from(anchor)
  const exponents = new Float64Array(n).fill(1)
  const slopes = new Float64Array(n * n)
  const step = new Float64Array(n)
  const factors = createLu(n)
  const problem: BalanceProblem = {
    dimension: n,
    balance,
    evaluations: 0,
    refusal: null,
    evaluate(temperatures, residual, jacobian) {
      problem.evaluations++
      const finite = network.evaluate(temperatures, balance)
      problem.refusal = network.refusal ?? problem.refusal
      for (let row = 0; row < n; row++) residual[row] = balance.net[row]
      for (let row = 0; row < n; row++) {
        let idle = balance.net[row] === 0
        for (let column = 0; column < n; column++) {
          const slope = balance.jacobian[row * columns + column]
          jacobian[row * n + column] = slope
          slopes[row * n + column] = slope
          if (slope !== 0) idle = false
        }
        // Flows and slopes that underflow, like those of a superconductor far below Tc, move nothing: it stays where it is.
        if (idle) slopes[row * n + row] = jacobian[row * n + row] = -balance.largest / temperatures[row] || -1
      }
      return finite
    },
    converged() {
      for (let k = 0; k < n; k++)
        if (!(Math.abs(balance.net[k]) <= relativeTolerance * balance.largestAt[k])) return false
      return true
    },
    balanced() {
      for (let k = 0; k < n; k++) if (!(Math.abs(balance.net[k]) <= relativeTolerance * balance.largest)) return false
      return true
    },
    noise(island) {
      let moved = balance.largestAt[island]
      for (let j = 0; j < n; j++) moved += Math.abs(balance.jacobian[island * columns + j]) * network.temperatures[j]
      let sum = 64 * Number.EPSILON * moved
      for (const { from, to, flows } of network.links)
        for (let flow = 0; flow < from.length; flow++)
          if (from[flow] === island || to[flow] === island) sum += flows.error[flow]
      return sum
    },
    settled() {
      for (let k = 0; k < n; k++)
        if (!(Math.abs(balance.net[k]) <= relativeTolerance * balance.largestAt[k] + problem.noise(k))) return false
      // Islands that only feel each other have no pivot: a drag of rounding size gives them one.
      for (let k = 0; k < n; k++) slopes[k * n + k] -= 1e-13 * Math.abs(slopes[k * n + k])
      if (factorLu(factors, slopes) === 0) return false
      solveLu(factors, balance.net, step)
      return problem.size(network.temperatures, step) <= resolved
    },
    accept(temperatures) {
      // The local exponent of the heat that leaves island k: outflow ~ T^p. Newton's step in these powers is exact
      // for each pure power law, from however far, and never leaves T > 0.
      for (let k = 0; k < n; k++) {
        const slope = Math.abs(balance.jacobian[k * columns + k]) * temperatures[k]
        exponents[k] = Math.min(Math.max(slope / balance.outflow[k] || 1, 1), 40)
      }
      const moved = distance(temperatures, adaptedAt)
      const step = distance(temperatures, acceptedAt)
      acceptedAt.set(temperatures)
      // While the iteration still makes large steps any discretisation will do.
      if (moved < adaptationDistance || step > adaptationDistance) return false
      adaptedAt.set(temperatures)
      return network.adapt(temperatures)
    },
    move(temperatures, step, fraction, out) {
      for (let k = 0; k < n; k++) {
        const relative = step[k] / temperatures[k]
        // Upwards the outflow may still be a small difference, whose exponent says nothing.
        const exponent = relative > 0 ? Math.min(exponents[k], 5) : exponents[k]
        const power = exponent * relative
        const logarithm = power > -0.999 ? Math.log1p(power) / exponent : Number.NEGATIVE_INFINITY
        const clipped = Math.min(Math.max(logarithm, -1.4), 7)
        const moved = temperatures[k] * (1 + Math.expm1(fraction * clipped))
        out[k] = Math.min(Math.max(moved, coldest), hottest)
      }
    },
    size(temperatures, step) {
      let largest = 0
      for (let k = 0; k < n; k++) {
        const size = Math.abs(step[k] / temperatures[k])
        if (!(size <= largest)) largest = size
      }
      return largest
    },
    restart(anchor) {
      problem.refusal = null
      adaptedAt.set(anchor)
      acceptedAt.set(anchor)
      exponents.fill(1)
      problem.evaluations = 0
    },
    inertia(temperatures, _residual, jacobian, out) {
      const capacities = totalHeatCapacities(network, temperatures)
      if (capacities !== null) {
        out.set(capacities)
        return
      }
      let largest = 0
      for (let k = 0; k < n; k++) {
        out[k] = Math.abs(jacobian[k * n + k]) + balance.largestAt[k] / temperatures[k]
        largest = Math.max(largest, out[k])
      }
      // Islands whose flows are next to nothing wait until the others are at rest, and do not hold them up.
      for (let k = 0; k < n; k++) out[k] = Math.max(out[k], 1e-9 * largest)
    },
  }
  return problem
}

/** Largest |ln(a_k/b_k)|. */
function distance(a: Float64Array, b: Float64Array): number {
  let largest = 0
  for (let k = 0; k < a.length; k++) largest = Math.max(largest, Math.abs(Math.log(a[k] / b[k])))
  return largest
}
