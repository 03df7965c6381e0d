import { external } from './channel.js'
import type { HeatNetwork } from './heatNetwork.js'

/**
 * Free islands whose temperature nothing determines: no chain of channels leads from them to a bath, a held island
 * or a flow from outside that depends on their temperature.
 *
 * @returns their names, in the order of the network
 */
export function strandedIslands(network: HeatNetwork): string[] {
  const freeCount = network.free.length
  const settled = network.reservoirs.map((_, index) => index >= freeCount)
  for (let changed = true; changed; ) {
    changed = false
    for (const { channel, terminals, from, to } of network.links) {
      for (const [flow, { from: source, to: sink, idle }] of channel.flows.entries()) {
        if (idle) continue
        const a = from[flow]
        const b = to[flow]
        const own = (index: number): boolean => index >= 0 && terminals.includes(index)
        const settles = (island: number, other: number, otherName: string): boolean =>
          island >= 0 && !settled[island] && (otherName === external ? own(island) : settled[other])
        if (settles(a, b, sink)) {
          settled[a] = true
          changed = true
        } else if (settles(b, a, source)) {
          settled[b] = true
          changed = true
        }
      }
    }
  }
  return network.free.filter((_, index) => !settled[index])
}

/**
 * Makes sure that every free island can pass on its heat.
 *
 * @throws an error that names the islands that cannot
 */
export function checkHeatPaths(network: HeatNetwork): void {
  const stranded = strandedIslands(network)
  if (stranded.length === 0) return
  throw new Error(
    `island ${stranded.join(', ')}: needs a path for its heat to a bath or a held island to have a steady temperature, ` +
      'got none; add a channel (a metal wire with electron-phonon coupling, a link) or hold its temperature',
  )
}
