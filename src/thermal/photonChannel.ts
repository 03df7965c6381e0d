import type { Network } from '../circuit/network.js'
import { SpectralHeat, type SpectralOptions } from '../circuit/spectralHeat.js'
import type { HeatChannel } from './channel.js'

/** The electromagnetic heat channel of a device, with the integral behind it. */
export interface PhotonChannel extends HeatChannel {
  /** Status and number of frequencies of the last evaluation. */
  readonly spectralHeat: SpectralHeat
}

/**
 * Photonic heat between all pairs of islands of an electrical network as a heat channel.
 *
 * @param network Electrical network of the device.
 * @param options Tolerance of the spectral integral.
 * @returns Channel `photon` whose terminals are the islands of the network and whose flows are all pairs of them.
 * @example
 * const channel = photonChannel(buildNetwork(branches))
 */
export function photonChannel(network: Network, options: SpectralOptions = {}): PhotonChannel {
  const spectralHeat = new SpectralHeat(network, options)
  const { islands, pairs } = spectralHeat
  return {
    channel: 'photon',
    element: null,
    terminals: islands,
    nonMonotone: islands.filter((name) =>
      network.branches.some(({ island, temperatureDependent }) => temperatureDependent && island === name),
    ),
    passive: true,
    flows: pairs.map(([i, j]) => {
      const [from, to] = [islands[i], islands[j]]
      return { from, to, idle: !network.parts.some((part) => part.has(from) && part.has(to)) }
    }),
    evaluate: (temperatures, out) => spectralHeat.evaluate(temperatures, out),
    adapt: (temperatures) => spectralHeat.adapt(temperatures),
    spectralHeat,
  }
}
