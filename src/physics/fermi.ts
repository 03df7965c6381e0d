/**
 * Fermi-Dirac occupation f(x) = 1/(eˣ + 1).
 *
 * @param x (E − μ)/(k_B T) [1], any sign, ±∞ for zero temperature
 * @returns f with a relative error of a few ulp for every x, underflowing to 0 for x > 745
 * @example
 * fermiOccupation(0) // 0.5
 */
export function fermiOccupation(x: number): number {
  if (x < 0) return 1 / (1 + Math.exp(x))
  const boltzmannFactor = Math.exp(-x)
  return boltzmannFactor / (1 + boltzmannFactor)
}
