import type { CurveSystem } from '../numerics/curveCorrector.js'
import { sectionCurve } from '../numerics/curveSection.js'
import type { Station } from '../numerics/curveState.js'
import { solveNewton } from '../numerics/newton.js'
import { balanceProblem } from './balanceProblem.js'
import type { HeatBalance, HeatNetwork } from './heatNetwork.js'
import { createHeatBalance } from './heatNetwork.js'

/** A heat network that depends on a number: a heater's power, a bias, a length. */
export interface HeatNetworkFamily {
  /**
   * The network at a parameter value of the range. It needs to be valid only until the next one is asked for, so that
   * all may be one object with a changed channel.
   */
  at(parameter: number): HeatNetwork
  /**
   * Derivative of the net heat into each free island by the parameter [W per its unit], at fixed temperatures [K].
   * Without it, it is taken by differences of networks: more networks, the same curve.
   */
  derivative?(parameter: number, temperatures: Float64Array, out: Float64Array): void
}

/** A temperature of an island at which flows are known to have a kink: the critical temperature of its film. */
export interface HeatKink {
  readonly island: string
  /** [K] */
  readonly temperature: number
}

/** Temperatures in the coordinates of a curve, u = ln T. */
export function toCurve(temperatures: Float64Array): Float64Array {
  return temperatures.map(Math.log)
}

export function fromCurve(u: Float64Array): Float64Array {
  return u.map(Math.exp)
}

/** Stations of a trace just on the upper side of each kink, so that u there gives the temperature or the next number above it. */
export function kinkStations(free: readonly string[], kinks: readonly HeatKink[]): Station[] {
  return kinks.flatMap(({ island, temperature }) => {
    const index = free.indexOf(island)
    let value = Math.log(temperature)
    while (Math.exp(value) < temperature) value += Number.EPSILON * Math.max(Math.abs(value), 0.5)
    return index < 0 ? [] : [{ index, value }]
  })
}

/** Net heats as small as this relative to the largest flow, or as the rounding of temperatures explains, are balanced. */
export function isBalanced(network: HeatNetwork, balance: HeatBalance): boolean {
  const n = network.free.length
  const columns = network.reservoirs.length
  for (let k = 0; k < n; k++) {
    const net = Math.abs(balance.net[k])
    if (net <= 1e-11 * balance.largest) continue
    let moved = 0
    for (let j = 0; j < n; j++) moved += Math.abs(balance.jacobian[k * columns + j]) * network.temperatures[j]
    if (!(net <= 8 * Number.EPSILON * moved)) return false
  }
  return true
}

/** The steady states of a family of networks as the curve F(ln T, parameter) = 0. */
export interface HeatCurve extends CurveSystem {
  readonly free: readonly string[]
  /** The network at a parameter value, its channels adapted to the temperatures [K]; valid until the next one is asked for. */
  network(parameter: number, temperatures: Float64Array): HeatNetwork
}

/**
 * @param family the networks
 * @param range parameter values that may be asked for
 */
export function heatCurve(family: HeatNetworkFamily, range: readonly [number, number]): HeatCurve {
  let current = family.at(range[0])
  let currentParameter = range[0]
  let adapted = false
  const { free } = current
  const n = free.length
  const balance = createHeatBalance(current)
  const before = new Float64Array(n)
  const go = (parameter: number): HeatNetwork => {
    if (parameter !== currentParameter) {
      current = family.at(parameter)
      if (current.free.join() !== free.join())
        throw new Error(
          `free islands: must be the same at all parameter values, got ${free.join(', ')} and ${current.free.join(', ')}; hold or free them for the whole range`,
        )
      currentParameter = parameter
      adapted = false
    }
    return current
  }
  // Within an iteration at one parameter value the discretisation stays; whoever goes to a place asks for one that suits it.
  const network = (parameter: number, temperatures: Float64Array): HeatNetwork => {
    go(parameter).adapt(temperatures)
    adapted = true
    return current
  }
  const evaluateAt = (temperatures: Float64Array, parameter: number): boolean => {
    go(parameter)
    if (!adapted) current.adapt(temperatures)
    adapted = true
    return current.evaluate(temperatures, balance)
  }
  return {
    dimension: n,
    free,
    network,
    evaluate(u, parameter, residual, jacobian) {
      const temperatures = fromCurve(u)
      const finite = evaluateAt(temperatures, parameter)
      residual.set(balance.net)
      const columns = current.reservoirs.length
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) jacobian[i * n + j] = balance.jacobian[i * columns + j] * temperatures[j]
      return finite
    },
    solved: () => isBalanced(current, balance),
    parameterDerivative(u, parameter, out) {
      const temperatures = fromCurve(u)
      if (family.derivative !== undefined) {
        family.derivative(parameter, temperatures, out)
        return out.every(Number.isFinite)
      }
      // One-sided: five digits are enough, since only the direction of the curve and the pace of corrections depend on it.
      const width = range[1] - range[0]
      const h = parameter + 1e-5 * width <= range[1] ? 1e-5 * width : -1e-5 * width
      if (!evaluateAt(temperatures, parameter)) return false
      before.set(balance.net)
      if (!evaluateAt(temperatures, parameter + h)) return false
      for (let i = 0; i < n; i++) out[i] = (balance.net[i] - before[i]) / h
      return true
    },
  }
}

/**
 * The state at one parameter value between two neighbouring points of the curve.
 *
 * @param scale as in the trace
 * @returns temperatures of the free islands [K], balanced to 1e-12 of the largest flow; null if there is none
 */
export function stateBetween(
  curve: HeatCurve,
  a: { readonly u: Float64Array; readonly parameter: number },
  b: { readonly u: Float64Array; readonly parameter: number },
  parameter: number,
  scale: number,
): Float64Array | null {
  if (a.parameter === parameter) return fromCurve(a.u)
  const part = (parameter - a.parameter) / (b.parameter - a.parameter)
  if (!(part >= 0 && part <= 1)) return null
  const chord = Math.hypot((b.parameter - a.parameter) / scale, ...a.u.map((value, k) => b.u[k] - value))
  const polish = (guess: Float64Array, reach: number): Float64Array | null => {
    const network = curve.network(parameter, guess)
    const { x, status } = solveNewton(balanceProblem(network, 1e-12, guess), guess, { maxIterations: 20 })
    if (status !== 'converged' && status !== 'roundoff-limited') return null
    return x.every((value, k) => Math.abs(Math.log(value / guess[k])) <= reach) ? x : null
  }
  // Away from folds the chord is so close that Newton's method cannot go astray.
  const direct = polish(fromCurve(a.u.map((value, k) => value + part * (b.u[k] - value))), 0.1 * chord)
  if (direct !== null) return direct
  const range = [Math.min(a.parameter, b.parameter), Math.max(a.parameter, b.parameter)] as const
  const section = sectionCurve(curve, scale, range, a, b, (_u, at) => at - parameter)
  if (section === null) return null
  // At a fold Newton's method may fail where the section of the curve is already exact.
  const state = polish(fromCurve(section.u), 1e-3 * chord + 1e-9) ?? fromCurve(section.u)
  const problem = balanceProblem(curve.network(parameter, state), 1e-12, state)
  const n = state.length
  const finite = problem.evaluate(state, new Float64Array(n), new Float64Array(n * n))
  return finite && (problem.balanced() || problem.settled()) ? state : null
}
