import type { Resonance } from './resonances.js'
import type { TransmissionKernel } from './transmissionKernel.js'

/** Distance from a resonance, over its frequency, at which it still outweighs everything else. */
const offset = 1e-7

/**
 * Integral of each pair's transmission over a resonance too narrow for a quadrature, ∫ tau dω/2π [rad/s].
 *
 * With the damping rates g_i of the mode by the islands, g = Σ g_i, tau = 4 g_i g_j/((ω − ω₀)² + g²), whose integral is
 * 2 g_i g_j/g. An emitter of resistance R damps the mode by R ρ, where its own response is ρ/(i(ω − ω₀)) near the
 * resonance: that can be read off at a distance, where the digits suffice. Without that knowledge tau ≤ 1 bounds the
 * integral by g/2.
 */
export function narrowTransmission(kernel: TransmissionKernel, { omega, width }: Resonance): Float64Array {
  const { islands, pairs } = kernel
  const bound = new Float64Array(pairs).fill(width / 2)
  const above = kernel.ownResponse(omega * (1 + offset))
  const below = kernel.ownResponse(omega * (1 - offset))
  if (above === null || below === null) return bound
  const damping = new Float64Array(islands)
  kernel.impedances.emitters.forEach(({ island }, index) => {
    damping[island] += Math.max(0, (omega * offset * (below[index] - above[index])) / 2)
  })
  const total = damping.reduce((sum, value) => sum + value)
  if (!(total > 0)) return bound
  for (let i = 0, pair = 0; i < islands; i++) {
    for (let j = i + 1; j < islands; j++, pair++) bound[pair] = (2 * damping[i] * damping[j]) / total
  }
  return bound
}
