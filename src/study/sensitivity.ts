import { type Model, solve } from '../device/compile.js'
import type { Device } from '../device/device.js'
import { ModelFamily } from '../device/modelFamily.js'
import { setPath } from '../device/setPath.js'
import { createLu, factorLu, solveLu } from '../numerics/denseLinear.js'
import type { ChannelLink } from '../thermal/heatNetwork.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { flowDerivatives } from './flowDerivatives.js'
import { isSolved } from './solveChunk.js'

/** An operating point with the derivatives of everything in it with respect to one path of the device file. */
export interface Sensitivity {
  readonly point: OperatingPoint
  /** dT/dp of every island [K per SI unit of the path]. */
  readonly temperatureSlopes: Readonly<Record<string, number>>
  /** dQ/dp of every row of `point.heat` [W per SI unit of the path]. */
  readonly heatSlopes: readonly number[]
}

/**
 * How an operating point answers to one quantity p of the device file.
 *
 * From F(T, p) = 0 follows dT/dp = −(∂F/∂T)⁻¹ ∂F/∂p, and dQ/dp = ∂Q/∂p + Σ ∂Q/∂T dT/dp. Derivatives with respect to
 * temperatures are those of the channels; those with respect to p are differences of the heat flows at the same
 * temperatures, which for a heater power or the temperature of a held island are exact.
 *
 * @param device The device.
 * @param path Path of p in the device file.
 * @param value Value of p (SI).
 * @param step Distance over which the flows are compared (SI) > 0; 1e-5 of the scale on which they change is best.
 * @param initialTemperatures First guess of the operating point [K].
 * @param family Makes the models; shared between calls it keeps what neighbouring values have in common.
 * @returns Operating point and slopes, as accurate as the derivatives of the channels (1e-6 or better); null if it does not converge or sits at a
 *   fold. At a kink, the slope of one of its sides.
 */
export function solveSensitivity(
  device: Device,
  path: string,
  value: number,
  step: number,
  initialTemperatures?: Readonly<Record<string, number>>,
  family = new ModelFamily(),
): Sensitivity | null {
  const model = family.at(setPath(device, path, value))
  const point = solve(model, initialTemperatures ? { initialTemperatures } : {})
  if (!isSolved(point.status)) return null
  return slopesAt(model, point, device, path, value, step, family)
}

/** A channel in the network, and the derivatives of its flows in the operating point. */
export type Link = Pick<ChannelLink, 'terminals' | 'from' | 'to'> & { readonly jacobian: Float64Array }

/** The channels of a network with a copy of the derivatives that stand in it. */
export function linksOf({ heatNetwork }: Model): Link[] {
  return heatNetwork.links.map(({ terminals, from, to, flows }) => ({
    terminals,
    from,
    to,
    jacobian: flows.jacobian.slice(),
  }))
}

function slopesAt(
  model: Model,
  point: OperatingPoint,
  device: Device,
  path: string,
  value: number,
  step: number,
  family: ModelFamily,
): Sensitivity | null {
  const { free, reservoirs } = model.heatNetwork
  // `solve` leaves the flows of the operating point in the network; the next model of the family takes it over.
  const links = linksOf(model)
  const n = free.length
  const held = heldIsland(device, path)
  const slopes = explicitSlopes(model, links, point.temperatures, path, value, step, family)
  if (!slopes.every(Number.isFinite)) return null

  // dT/dp = -(dF/dT)^-1 dF/dp
  const factors = createLu(n)
  if (factorLu(factors, Float64Array.from(point.jacobian.flat())) < 1e-14) return null
  const freeSlopes = new Float64Array(n)
  solveLu(
    factors,
    netInto(links, slopes, n).map((net) => 0 - net),
    freeSlopes,
  )

  let flow = 0
  for (const { terminals, from, jacobian } of links) {
    for (let k = 0; k < from.length; k++, flow++) {
      for (const [i, reservoir] of terminals.entries()) {
        if (reservoir < n) slopes[flow] += jacobian[k * terminals.length + i] * freeSlopes[reservoir]
      }
    }
  }
  const net = netInto(links, slopes, reservoirs.length)
  const heatSlopes = point.heat.map(({ to }, row) =>
    // Beyond the flows of the channels the ledger has the power that holds an island.
    row < slopes.length ? slopes[row] : 0 - net[reservoirs.indexOf(to)],
  )
  const temperatureSlopes = Object.keys(point.temperatures).map((name) => {
    const index = free.indexOf(name)
    return [name, index >= 0 ? freeSlopes[index] : name === held ? 1 : 0]
  })
  return { point, temperatureSlopes: Object.fromEntries(temperatureSlopes), heatSlopes }
}

/**
 * Derivative of every heat flow with respect to one number of the device file, at fixed temperatures of the free islands
 * [W per SI unit], channel by channel.
 *
 * @param model The model.
 * @param links Its channels at these temperatures, as `linksOf` copies them.
 * @param family Makes the models of neighbouring values.
 */
export function explicitSlopes(
  { device, heatNetwork }: Model,
  links: readonly Link[],
  temperatures: Readonly<Record<string, number>>,
  path: string,
  value: number,
  step: number,
  family: ModelFamily,
): Float64Array {
  const { free, reservoirs } = heatNetwork
  const held = heldIsland(device, path)
  if (held !== null) return temperatureDerivatives(links, reservoirs.indexOf(held))
  const known = Float64Array.from(free, (name) => temperatures[name]!)
  return flowDerivatives(device, path, value, step, known, family)
}

/** The held island whose temperature `path` is; null if it is something else. */
function heldIsland(device: Device, path: string): string | null {
  return Object.keys(device.islands).find((name) => path === `islands.${name}.temperature`) ?? null
}

/** Derivative of every flow with respect to the temperature of one reservoir, from the channels. */
function temperatureDerivatives(links: readonly Link[], reservoir: number): Float64Array {
  return Float64Array.from(
    links.flatMap(({ terminals, from, jacobian }) => {
      const column = terminals.indexOf(reservoir)
      return Array.from(from, (_, k) => (column < 0 ? 0 : jacobian[k * terminals.length + column]))
    }),
  )
}

/** Sum of what `flows` carry into each of the first `count` reservoirs. */
export function netInto(links: readonly Link[], flows: Float64Array, count: number): Float64Array {
  const net = new Float64Array(count)
  let flow = 0
  for (const { from, to } of links) {
    for (let k = 0; k < from.length; k++, flow++) {
      if (from[k] >= 0 && from[k] < count) net[from[k]] -= flows[flow]
      if (to[k] >= 0 && to[k] < count) net[to[k]] += flows[flow]
    }
  }
  return net
}
