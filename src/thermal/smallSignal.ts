import { createLu, factorLu, solveLu } from '../numerics/denseLinear.js'
import type { HeatNetwork } from './heatNetwork.js'
import { createHeatBalance } from './heatNetwork.js'
import { freeJacobian } from './solveBalance.js'
import { totalHeatCapacities } from './stability.js'

/** Response of one island to a small drive that oscillates like e^{+i omega t}: re + i im [K/W, or K per unit of the drive]. */
export interface SmallSignalResponse {
  readonly island: string
  readonly re: readonly number[]
  readonly im: readonly number[]
}

/**
 * Temperatures of all free islands per small oscillating power into one of them, or per small oscillation of a quantity p that
 * puts heat into several, about a steady state: (iω C - J)⁻¹ ∂F/∂p, ω = 2π frequency.
 *
 * @param network the heat network
 * @param temperatures those of the steady state by island [K]
 * @param driven free island that takes up the power, or ∂F/∂p: net heat into each free island per unit of p at fixed temperatures
 * @param frequencies [Hz], 0 gives the thermal resistances
 * @returns for each free island the response at each frequency [K/W], as accurate as the heat flows
 * @throws if a free island has no heat capacity, `driven` is no free island, or the response is infinite (at a fold)
 * @example
 * smallSignalResponse(network, point.temperatures, 'source', [1e3, 1e4, 1e5])
 */
export function smallSignalResponse(
  network: HeatNetwork,
  temperatures: Readonly<Record<string, number>>,
  driven: string | Float64Array,
  frequencies: readonly number[],
): SmallSignalResponse[] {
  const n = network.free.length
  const source = typeof driven === 'string' ? network.free.indexOf(driven) : 0
  if (source < 0)
    throw new Error(`island ${driven}: must be a free island to take up power, there are ${network.free.join(', ')}`)
  const point = Float64Array.from(network.free, (name) => temperatures[name])
  const balance = createHeatBalance(network)
  if (!network.evaluate(point, balance)) throw new Error('heat flows: must be finite at the given temperatures')
  const capacities = totalHeatCapacities(network, point)
  if (capacities === null)
    throw new Error(`heat capacities: every free island needs one for a response in time; give them or drive at 0 Hz`)
  const jacobian = freeJacobian(network, balance)
  const size = 2 * n
  const matrix = new Float64Array(size * size)
  const right = new Float64Array(size)
  if (typeof driven === 'string') right[source] = 1
  else right.set(driven)
  const solution = new Float64Array(size)
  const factors = createLu(size)
  const responses = network.free.map((island) => ({ island, re: [] as number[], im: [] as number[] }))
  for (const frequency of frequencies) {
    const omega = 2 * Math.PI * frequency
    matrix.fill(0)
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        matrix[i * size + j] = -jacobian[i * n + j]
        matrix[(n + i) * size + n + j] = -jacobian[i * n + j]
      }
      matrix[i * size + n + i] = -omega * capacities[i]
      matrix[(n + i) * size + i] = omega * capacities[i]
    }
    if (factorLu(factors, matrix) < 1e-15)
      throw new Error(`small-signal response: is infinite at ${frequency} Hz; the state sits on a fold`)
    solveLu(factors, right, solution)
    for (const [k, response] of responses.entries()) {
      response.re.push(solution[k])
      response.im.push(solution[n + k])
    }
  }
  return responses
}
