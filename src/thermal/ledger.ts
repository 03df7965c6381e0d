import { external } from './channel.js'
import type { HeatBalance, HeatNetwork } from './heatNetwork.js'
import type { LedgerRow } from './operatingPoint.js'

/**
 * The heat ledger of the last evaluation of a network: every flow of every channel, and for each held island a row
 * `held` from outside with the power that keeps its temperature.
 */
export function heatLedger(network: HeatNetwork): LedgerRow[] {
  const rows: LedgerRow[] = []
  const gained = new Float64Array(network.reservoirs.length)
  const uncertain = new Float64Array(network.reservoirs.length)
  for (const { channel, from, to, flows } of network.links) {
    for (const [index, flow] of channel.flows.entries()) {
      const power = flows.power[index]
      const errorEstimate = flows.error[index]
      const { from: source, to: sink } = flow
      rows.push({ channel: channel.channel, element: channel.element, from: source, to: sink, power, errorEstimate })
      if (from[index] >= 0) {
        gained[from[index]] -= power
        uncertain[from[index]] += errorEstimate
      }
      if (to[index] >= 0) {
        gained[to[index]] += power
        uncertain[to[index]] += errorEstimate
      }
    }
  }
  for (const { name, fixedTemperature } of network.islands) {
    if (fixedTemperature === null) continue
    const index = network.reservoirs.indexOf(name)
    // 0 - x instead of -x: no negative zero in a table.
    rows.push({
      channel: 'held',
      element: null,
      from: external,
      to: name,
      power: 0 - gained[index],
      errorEstimate: uncertain[index],
    })
  }
  return rows
}

/**
 * Writes the numbers of `heatLedger` without its words: power and estimated error of each row [W].
 *
 * @param rows number of rows: all flows, then the held islands
 * @param first place of the first row in `power` and `error`
 */
export function writeLedger(
  network: HeatNetwork,
  rows: number,
  first: number,
  power: Float64Array,
  error: Float64Array,
): void {
  const { links, free } = network
  let row = first
  for (const { flows } of links) {
    for (let flow = 0; flow < flows.power.length; flow++, row++) {
      power[row] = flows.power[flow]!
      error[row] = flows.error[flow]!
    }
  }
  const held = row
  const end = first + rows
  power.fill(0, held, end)
  error.fill(0, held, end)
  if (held === end) return
  for (const { from, to, flows } of links) {
    for (let flow = 0; flow < flows.power.length; flow++) {
      const source = from[flow]! - free.length
      const sink = to[flow]! - free.length
      // Held islands follow the free ones; baths come last and have no row.
      if (source >= 0 && held + source < end) {
        power[held + source] += flows.power[flow]!
        error[held + source] += flows.error[flow]!
      }
      if (sink >= 0 && held + sink < end) {
        power[held + sink] -= flows.power[flow]!
        error[held + sink] += flows.error[flow]!
      }
    }
  }
}

/**
 * Bound of the error of each free temperature [K] to first order, |dT| <= Σ |J⁻¹ dF|: the errors of the flows of the last
 * evaluation (one flow enters two islands with opposite sign) and the heat that does not balance.
 *
 * @param inverse J⁻¹ [K/W], row-major, or null where J is singular: then the bound is infinite
 */
export function temperatureErrorBounds(
  network: HeatNetwork,
  balance: HeatBalance,
  inverse: Float64Array | null,
): Float64Array {
  const n = network.free.length
  const bounds = new Float64Array(n)
  if (inverse === null) return bounds.fill(Infinity)
  for (let k = 0; k < n; k++) {
    const response = (island: number): number => (island >= 0 && island < n ? inverse[k * n + island] : 0)
    let shift = 0
    for (let i = 0; i < n; i++) shift += response(i) * balance.net[i]
    bounds[k] = Math.abs(shift)
    for (const { from, to, flows } of network.links)
      for (let flow = 0; flow < from.length; flow++)
        bounds[k] += Math.abs(response(to[flow]) - response(from[flow])) * flows.error[flow]
  }
  return bounds
}

/**
 * Carries the flows of the last evaluation over the part of the solution that is lost in the 16 digits of the
 * temperatures: q + (dq/dT) dT with dT = -J⁻¹ F below one unit in the last place, where the linear law is exact.
 * Near equilibrium, where flows are small differences, it is this part that decides about the balance.
 *
 * @returns whether every flow stayed what it was to six digits; if not, nothing was changed
 */
export function refineFlows(network: HeatNetwork, balance: HeatBalance, inverse: Float64Array): boolean {
  const n = network.free.length
  const negligible = 1e-16 * balance.largest
  const shift = new Float64Array(network.reservoirs.length)
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) shift[i] -= inverse[i * n + j] * balance.net[j]
  const correct = (apply: boolean): boolean => {
    for (const { terminals, flows } of network.links) {
      for (let flow = 0; flow < flows.power.length; flow++) {
        let change = 0
        for (let i = 0; i < terminals.length; i++)
          change += flows.jacobian[flow * terminals.length + i] * shift[terminals[i]]
        // Nothing to the balance, but it could turn the sign of a flow between equal temperatures.
        if (Math.abs(change) <= negligible) continue
        if (apply) flows.power[flow] += change
        else if (Math.abs(change) > 1e-6 * Math.abs(flows.power[flow])) return false
      }
    }
    return true
  }
  if (!correct(false)) return false
  correct(true)
  network.collect(balance)
  return true
}
