import { exchangingNetwork, type Network } from './network.js'
import { TransmissionKernel } from './transmissionKernel.js'

/**
 * Photon transmission between all pairs of islands at one frequency.
 *
 * τ_ij = Σ 4 Re Z_a Re Z_b |Y_ab|² over the elements a of i and b of j, Y_ab the current in a per voltage in b
 * (PHYSICS.md section 2; the loop formula of Dey et al., Eq. 2, is its special case).
 *
 * @param network Network of `buildNetwork`.
 * @param omega Angular frequency [rad/s], > 0.
 * @param temperatures Temperature of each island in the order of `network.islands` [K], > 0.
 * @returns Symmetric matrix N x N, row-major, 0 on the diagonal, each entry in [0, 1]; a few units of rounding.
 * @throws RangeError for a frequency that is not positive; Error at an undamped resonance or a loop without impedance.
 * @example
 * photonTransmission(network, 2 * Math.PI * 1e9, Float64Array.of(0.1, 0.05))
 */
export function photonTransmission(network: Network, omega: number, temperatures: Float64Array): Float64Array {
  return photonTransmissionAt(network, temperatures)(omega)
}

/**
 * The same as a function of the angular frequency [rad/s], for many frequencies at the same temperatures.
 *
 * @example
 * const transmission = photonTransmissionAt(network, Float64Array.of(0.1, 0.05))
 * transmission(2 * Math.PI * 1e9)
 */
export function photonTransmissionAt(network: Network, temperatures: Float64Array): (omega: number) => Float64Array {
  const kernel = new TransmissionKernel(exchangingNetwork(network))
  kernel.setTemperatures(temperatures)
  const islands = network.islands.length
  return (omega) => {
    requireFrequency(omega)
    kernel.useTree(kernel.chooseTree(omega))
    kernel.evaluate(omega, false)
    const matrix = new Float64Array(islands * islands)
    for (let i = 0; i < islands; i++) {
      for (let j = 0; j < islands; j++) if (i !== j) matrix[i * islands + j] = kernel.tau[kernel.pairIndex(i, j)]
    }
    if (!matrix.every(Number.isFinite)) {
      const element = kernel.impedances.faultyElement(omega)
      throw new Error(
        element === null
          ? `circuit: must not be in undamped resonance, is at ${omega / (2 * Math.PI)} Hz`
          : `circuit.${element}: must have a finite impedance with Re Z >= 0, has none at ${omega / (2 * Math.PI)} Hz`,
      )
    }
    return matrix
  }
}

/** Refuses frequencies at which no impedance is defined. */
export function requireFrequency(omega: number): void {
  if (!(omega > 0 && omega < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`angular frequency must be positive and finite, got ${omega} rad/s`)
  }
}
