import { describe, expect, it } from 'vitest'
import { reducedConductivity } from '../../src/physics/mattisBardeen.js'
import { integrate } from './tanhSinh.js'

/** Causality ties sigma1 and sigma2, which the program computes by unrelated integrals. */
const temperatures = [0, 0.05, 0.2, 0.5, 1, 3, 30]
const sigma1 = (x: number, t: number) => reducedConductivity(Math.max(x, 1e-60), t).sigma1

describe('sum rule', () => {
  it.each(temperatures)('integral of 1 - sigma1 is (pi^2/2) tanh(1/(2t)) at t = %d to 1e-6', (t) => {
    // 1 − sigma1 falls like ln(x)/x²; past 1e8 the rounding of sigma1 outweighs the 4e-7 that are left
    const beyond = (above: number) => (above < 1e8 ? 1 - sigma1(2 + above, t) : 0)
    const sum = integrate((x) => 1 - sigma1(x, t), 2) + integrate(beyond, Number.POSITIVE_INFINITY)
    const expected = (Math.PI ** 2 / 2) * Math.tanh(0.5 / t)
    expect(Math.abs(sum - expected)).toBeLessThan(1e-6)
  })
})

describe('Kramers-Kronig', () => {
  const points = [0.01, 0.3, 1, 1.9, 1.999, 2.001, 2.2, 3.7, 5, 20]
  it.each(temperatures)('gives sigma2 from sigma1 at t = %d to 1e-7', (t) => {
    for (const x of points) {
      const at = sigma1(x, t)
      // P∫ dy/(y²−x²) = 0: subtracting sigma1(x) makes the integrand regular at y = x
      const quotient = (y: number, distance: number) => (sigma1(y, t) - at) / (distance * (y + x))
      const first = Math.min(x, 2)
      const gapEdge = Math.abs(x - 2)
      let sum = integrate((y, toEnd) => quotient(y, x < 2 ? -toEnd : -(toEnd + gapEdge)), first)
      if (x < 2) {
        sum += integrate((above) => quotient(x + above, above), gapEdge)
        sum += integrate((above) => quotient(2 + above, above + gapEdge), Number.POSITIVE_INFINITY)
      } else {
        sum += integrate((above, toEnd) => quotient(2 + above, -toEnd), gapEdge)
        sum += integrate((above) => quotient(x + above, above), Number.POSITIVE_INFINITY)
      }
      const sigma2 = (Math.PI * Math.tanh(0.5 / t)) / x - ((2 * x) / Math.PI) * sum
      expect(Math.abs(sigma2 - reducedConductivity(x, t).sigma2), `x = ${x}`).toBeLessThan(1e-7)
    }
  })
})
