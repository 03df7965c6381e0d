import { createLu, factorLu, solveLu } from '../numerics/denseLinear.js'
import type { HeatNetwork } from './heatNetwork.js'
import { createHeatBalance } from './heatNetwork.js'
import { freeJacobian, inverseOf } from './solveBalance.js'

/** Answer of a steady state to one quantity p. */
export interface SteadySlopes {
  /** dT/dp of every free island [K per unit of p], in the order of `network.free`. */
  readonly temperatures: Float64Array
  /** dQ/dp of every flow [W per unit of p], channel by channel as in the ledger. */
  readonly flows: Float64Array
}

/** How a steady state answers to heat put into its islands and to the temperatures of its reservoirs. */
export interface SensitivityMatrix {
  readonly islands: readonly string[]
  /** Held islands and baths: the columns of `temperatureByReservoir`. */
  readonly reservoirs: readonly string[]
  readonly flows: readonly {
    readonly channel: string
    readonly element: string | null
    readonly from: string
    readonly to: string
  }[]
  /** dT_k/dP_i [K/W]: island k per power put into island i (-J⁻¹). */
  readonly temperatureByPower: readonly (readonly number[])[]
  /** dT_k/dT_r: island k per temperature of held island or bath r. */
  readonly temperatureByReservoir: readonly (readonly number[])[]
  /** dQ_f/dP_i: flow f per power put into island i; the gain of a transistor is a ratio of two of these. */
  readonly flowByPower: readonly (readonly number[])[]
  /** dQ_f/dT_r [W/K]: flow f per temperature of held island or bath r, all others following. */
  readonly flowByReservoir: readonly (readonly number[])[]
  /** ∂Q_f/∂T_j [W/K]: differential conductance of flow f, for each free island and then each reservoir, all others at rest. */
  readonly conductances: readonly (readonly number[])[]
}

/**
 * Differentiates a steady state implicitly: F(T, p) = 0 gives dT/dp = -J⁻¹ ∂F/∂p and dQ/dp = ∂Q/∂p + Σ ∂Q/∂T dT/dp.
 *
 * @param network the heat network
 * @param temperatures those of the free islands in the steady state [K]
 * @param explicit ∂Q/∂p of every flow at fixed temperatures of the free islands [W per unit of p], channel by channel
 * @returns the total derivatives, exact for exact derivatives of the channels; null at a fold, where they are infinite
 */
export function steadySlopes(
  network: HeatNetwork,
  temperatures: Float64Array,
  explicit: Float64Array,
): SteadySlopes | null {
  const n = network.free.length
  const balance = createHeatBalance(network)
  if (!network.evaluate(temperatures, balance)) return null
  const factors = createLu(n)
  if (factorLu(factors, freeJacobian(network, balance)) < 1e-14) return null
  const into = new Float64Array(n)
  eachFlow(network, (link, flow, row) => {
    if (link.from[flow] >= 0 && link.from[flow] < n) into[link.from[flow]] += explicit[row]
    if (link.to[flow] >= 0 && link.to[flow] < n) into[link.to[flow]] -= explicit[row]
  })
  const slopes = new Float64Array(n)
  solveLu(factors, into, slopes)
  const flows = Float64Array.from(explicit)
  eachFlow(network, (link, flow, row) => {
    for (const [i, reservoir] of link.terminals.entries())
      if (reservoir < n) flows[row] += link.flows.jacobian[flow * link.terminals.length + i] * slopes[reservoir]
  })
  return { temperatures: slopes, flows }
}

/**
 * All derivatives of a steady state by powers and reservoir temperatures, by implicit differentiation.
 *
 * @param network the heat network
 * @param temperatures those of the free islands in the steady state [K]
 * @returns the matrices, exact for exact derivatives of the channels; null at a fold, where they are infinite
 * @example
 * const matrix = sensitivityMatrix(network, Float64Array.of(point.temperatures.source, point.temperatures.drain))
 */
export function sensitivityMatrix(network: HeatNetwork, temperatures: Float64Array): SensitivityMatrix | null {
  const n = network.free.length
  const columns = network.reservoirs.length
  const balance = createHeatBalance(network)
  if (!network.evaluate(temperatures, balance)) return null
  const inverse = inverseOf(freeJacobian(network, balance), n)
  if (inverse === null) return null
  const flows: { channel: string; element: string | null; from: string; to: string }[] = []
  const conductances: number[][] = []
  eachFlow(network, ({ channel, terminals, flows: buffer }, flow) => {
    flows.push({ channel: channel.channel, element: channel.element, ...channel.flows[flow] })
    const row = new Array<number>(columns).fill(0)
    for (const [i, reservoir] of terminals.entries()) row[reservoir] += buffer.jacobian[flow * terminals.length + i]
    conductances.push(row)
  })
  const islands = Array.from({ length: n }, (_, k) => k)
  const held = Array.from({ length: columns - n }, (_, r) => n + r)
  const temperatureByPower = islands.map((k) => islands.map((i) => 0 - inverse[k * n + i]))
  const temperatureByReservoir = islands.map((k) =>
    held.map((r) => islands.reduce((sum, i) => sum + temperatureByPower[k][i] * balance.jacobian[i * columns + r], 0)),
  )
  const following = (row: readonly number[], response: readonly (readonly number[])[], column: number): number =>
    islands.reduce((sum, k) => sum + row[k] * response[k][column], 0)
  return {
    islands: network.free,
    reservoirs: network.reservoirs.slice(n),
    flows,
    temperatureByPower,
    temperatureByReservoir,
    flowByPower: conductances.map((row) => islands.map((i) => following(row, temperatureByPower, i))),
    flowByReservoir: conductances.map((row) => held.map((r, c) => row[r] + following(row, temperatureByReservoir, c))),
    conductances,
  }
}

function eachFlow(
  network: HeatNetwork,
  visit: (link: HeatNetwork['links'][number], flow: number, row: number) => void,
): void {
  let row = 0
  for (const link of network.links) for (let flow = 0; flow < link.from.length; flow++, row++) visit(link, flow, row)
}
