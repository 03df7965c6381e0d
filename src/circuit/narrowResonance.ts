import type { Resonance } from './resonances.js'
import type { TransmissionKernel } from './transmissionKernel.js'

/** Distance from a resonance, over its frequency, at which it outweighs everything else and the digits suffice. */
const offset = 1e-7

/**
 * Bound of what a resonance too narrow for a quadrature adds to ∫ tau dω/2π of each pair [rad/s].
 *
 * With the damping rates g_i of the mode by the islands, g = Σ g_i, the current in an emitter per voltage in another is
 * b + r/(i(ω − ω₀) + g), 4 R_i R_j |r|² = 4 g_i g_j: the resonance itself adds 2 g_i g_j/g, its interference with the
 * background of transmission tau at most 2 √(tau g_i g_j). An emitter of resistance R damps the mode by R |ρ|, where its
 * own response is ρ/(i(ω − ω₀)) near the resonance. Where this is not known, tau ≤ 1 bounds the integral by g/2.
 */
export function narrowTransmission(kernel: TransmissionKernel, { omega, width }: Resonance): Float64Array {
  const { islands, pairs } = kernel
  const bound = new Float64Array(pairs).fill(width / 2)
  const below = kernel.ownResponse(omega * (1 - offset))
  const above = kernel.ownResponse(omega * (1 + offset))
  if (above === null || below === null) return bound
  const damping = new Float64Array(islands)
  kernel.impedances.emitters.forEach(({ island }, index) => {
    const re = above[2 * index] - below[2 * index]
    const im = above[2 * index + 1] - below[2 * index + 1]
    damping[island] += (omega * offset * Math.hypot(re, im)) / 2
  })
  const total = damping.reduce((sum, value) => sum + value)
  if (!(total > 0)) return bound
  for (let i = 0, pair = 0; i < islands; i++) {
    for (let j = i + 1; j < islands; j++, pair++) {
      const product = damping[i] * damping[j]
      bound[pair] = (2 * product) / total + 2 * Math.sqrt(kernel.tau[pair] * product)
    }
  }
  return bound
}
