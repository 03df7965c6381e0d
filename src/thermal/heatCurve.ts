import type { Station } from '../numerics/continuation.js'
import type { CurveSystem } from '../numerics/curveCorrector.js'
import type { HeatBalance, HeatNetwork } from './heatNetwork.js'
import { createHeatBalance } from './heatNetwork.js'

/** A heat network that depends on a number: a heater's power, a bias, a length. */
export interface HeatNetworkFamily {
  /** The network at a parameter value of the range; networks of different values may share channels. */
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
  /** The network at a parameter value, its channels adapted to some point of the curve near by. */
  network(parameter: number, temperatures: Float64Array): HeatNetwork
}

const rememberedNetworks = 8

/**
 * @param family the networks
 * @param range parameter values that may be asked for
 */
export function heatCurve(family: HeatNetworkFamily, range: readonly [number, number]): HeatCurve {
  const remembered = new Map<number, HeatNetwork>()
  let free: readonly string[] | null = null
  let balance: HeatBalance | null = null
  let latest: HeatNetwork | null = null
  const network = (parameter: number, temperatures: Float64Array): HeatNetwork => {
    const known = remembered.get(parameter)
    if (known !== undefined) return known
    const made = family.at(parameter)
    if (free === null) free = made.free
    else if (made.free.join() !== free.join())
      throw new Error(
        `free islands must be the same at all parameter values: ${free.join(', ')}, got ${made.free.join(', ')}`,
      )
    made.adapt(temperatures)
    if (remembered.size === rememberedNetworks) remembered.delete(remembered.keys().next().value!)
    remembered.set(parameter, made)
    return made
  }
  const first = family.at(range[0])
  free = first.free
  const n = free.length
  const side = [new Float64Array(n), new Float64Array(n), new Float64Array(n)]
  const netAt = (parameter: number, temperatures: Float64Array, out: Float64Array): boolean => {
    const made = network(parameter, temperatures)
    balance ??= createHeatBalance(made)
    const finite = made.evaluate(temperatures, balance)
    out.set(balance.net)
    return finite
  }
  return {
    dimension: n,
    free,
    network,
    evaluate(u, parameter, residual, jacobian) {
      const temperatures = fromCurve(u)
      latest = network(parameter, temperatures)
      balance ??= createHeatBalance(latest)
      const finite = latest.evaluate(temperatures, balance)
      residual.set(balance.net)
      const columns = latest.reservoirs.length
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) jacobian[i * n + j] = balance.jacobian[i * columns + j] * temperatures[j]
      return finite
    },
    solved: () => latest !== null && balance !== null && isBalanced(latest, balance),
    parameterDerivative(u, parameter, out) {
      const temperatures = fromCurve(u)
      if (family.derivative !== undefined) {
        family.derivative(parameter, temperatures, out)
        return out.every(Number.isFinite)
      }
      const [a, b, c] = side
      let h = 1e-4 * (range[1] - range[0])
      if (parameter - h >= range[0] && parameter + h <= range[1]) {
        if (!netAt(parameter - h, temperatures, a) || !netAt(parameter + h, temperatures, c)) return false
        for (let i = 0; i < n; i++) out[i] = (c[i] - a[i]) / (2 * h)
        return true
      }
      // At an end of the range: three points on the inner side.
      if (parameter + h > range[1]) h = -h
      if (!netAt(parameter, temperatures, a) || !netAt(parameter + h, temperatures, b)) return false
      if (!netAt(parameter + 2 * h, temperatures, c)) return false
      for (let i = 0; i < n; i++) out[i] = (4 * b[i] - 3 * a[i] - c[i]) / (2 * h)
      return true
    },
  }
}
