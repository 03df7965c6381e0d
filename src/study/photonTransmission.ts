import { photonTransmission as networkTransmission } from '../circuit/photonTransmission.js'
import type { Model } from '../device/compile.js'
import { temperaturesOf } from './transmission.js'

/** Photon transmission between the islands of a circuit at one frequency. */
export interface PhotonTransmission {
  /** Islands that have an element in the circuit, in the order of rows and columns. */
  readonly islands: readonly string[]
  /** τ_ij, symmetric, 0 on the diagonal. */
  readonly tau: readonly (readonly number[])[]
}

/**
 * Photon transmission τ_ij of a device between all pairs of islands at one frequency.
 *
 * τ_ij = Σ 4 Re Z_a Re Z_b |Y_ab|² over the elements a of island i and b of island j; 4 Re Z_i Re Z_j/|Z_i + Z_j|² for a loop
 * (Dey et al., Eq. 2).
 *
 * @param model The device.
 * @param frequency Frequency f [Hz] > 0.
 * @param temperatures Temperature of every island of the circuit [K] > 0, for instance those of the operating point.
 * @returns Islands and the matrix τ, each entry from 0 to 1 for islands of one element, a few units of rounding.
 * @throws RangeError if the frequency is not positive or an island has no temperature; Error at an undamped resonance.
 * @example
 * photonTransmission(model, 1e9, { source: 0.3, drain: 0.03 }).tau[0][1]
 */
export function photonTransmission(
  model: Model,
  frequency: number,
  temperatures: Readonly<Record<string, number>>,
): PhotonTransmission {
  const { islands } = model.network
  const matrix = networkTransmission(model.network, 2 * Math.PI * frequency, temperaturesOf(model, temperatures))
  const tau = islands.map((_, i) => [...matrix.subarray(i * islands.length, (i + 1) * islands.length)])
  return { islands, tau }
}
