import { createLu, determinantSign, factorLu } from '../numerics/denseLinear.js'
import { eigenvalues } from '../numerics/eigenvalues.js'
import type { HeatNetwork } from './heatNetwork.js'
import type { Stability } from './operatingPoint.js'

/** Small deviations of the temperatures go like e^{rate t}: rate = re + i im [1/s]. */
export interface ThermalMode {
  readonly re: number
  readonly im: number
}

/**
 * Heat capacity of each free island [J/K] at the given temperatures.
 *
 * @returns null if an island has none, or one that is not positive and finite
 */
export function totalHeatCapacities(network: HeatNetwork, temperatures: Float64Array): Float64Array | null {
  const total = new Float64Array(network.free.length)
  for (const part of network.heatCapacities) {
    const index = network.free.indexOf(part.island)
    if (index >= 0) total[index] += part.capacity(temperatures[index])
  }
  return total.every((value) => value > 0 && value < Infinity) ? total : null
}

/**
 * Modes of the linearised dynamics C dT/dt = J T: eigenvalues of C^-1 J.
 *
 * @param jacobian J [W/K], row-major, n x n
 * @param capacities C [J/K] of each island, positive
 * @returns the modes, slowest decay (or fastest growth) first; null if the eigenvalue iteration failed
 */
export function thermalModes(jacobian: Float64Array, capacities: Float64Array): ThermalMode[] | null {
  const n = capacities.length
  const rates = jacobian.map((value, index) => value / capacities[Math.floor(index / n)])
  const { re, im, converged } = eigenvalues(rates, n)
  if (!converged) return null
  return Array.from(re, (value, index) => ({ re: value, im: im[index] })).sort((a, b) => b.re - a.re || b.im - a.im)
}

/**
 * Stability of a steady state from the modes of its dynamics, or, without heat capacities, from what holds for all
 * positive ones: a negative det(-J) means a growing mode; -J an H-matrix with positive diagonal means none
 * (such a matrix is D-stable: Berman and Plemmons, Nonnegative Matrices in the Mathematical Sciences, 1994, ch. 6).
 *
 * @param jacobian J = dF/dT [W/K], row-major, n x n
 * @param modes the modes where heat capacities are known, else null
 */
export function stabilityOf(jacobian: Float64Array, size: number, modes: readonly ThermalMode[] | null): Stability {
  if (size === 0) return 'stable'
  if (modes !== null) {
    const scale = Math.max(...modes.map(({ re, im }) => Math.hypot(re, im)))
    const slowest = modes[0].re
    if (Math.abs(slowest) <= 1e-13 * size * scale) return 'unknown'
    return slowest < 0 ? 'stable' : 'unstable'
  }
  const factors = createLu(size)
  const negative = jacobian.map((value) => -value)
  if (factorLu(factors, negative) <= 1e-14 * size) return 'unknown'
  if (determinantSign(factors) < 0) return 'unstable'
  if (size === 2 && negative[0] > 0 && negative[3] > 0) return 'stable'
  return isHMatrix(negative, size) ? 'stable' : 'unknown'
}

/** Whether the comparison matrix |a_ii|, -|a_ij| eliminates with positive pivots and the diagonal is positive. */
function isHMatrix(matrix: Float64Array, n: number): boolean {
  const a = matrix.map((value, index) => (index % (n + 1) === 0 ? value : -Math.abs(value)))
  for (let k = 0; k < n; k++) {
    const pivot = a[k * n + k]
    if (!(pivot > 0)) return false
    for (let i = k + 1; i < n; i++)
      for (let j = n - 1; j >= k; j--) a[i * n + j] -= (a[i * n + k] / pivot) * a[k * n + j]
  }
  return true
}
