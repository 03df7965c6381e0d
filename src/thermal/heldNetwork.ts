import type { HeatNetwork } from './heatNetwork.js'
import { buildHeatNetwork } from './heatNetwork.js'

/** The same network, channels shared, with free islands held at given temperatures [K]. */
export function holdIslands(network: HeatNetwork, held: Readonly<Record<string, number>>): HeatNetwork {
  return buildHeatNetwork({
    islands: network.islands.map((island) => ({
      name: island.name,
      fixedTemperature: held[island.name] ?? island.fixedTemperature,
    })),
    baths: network.baths,
    channels: network.links.map(({ channel }) => channel),
    heatCapacities: network.heatCapacities,
  })
}
