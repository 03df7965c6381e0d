/**
 * Double exponential quadrature for tests, on [0, length] or, for an infinite length, on [0, ∞); the integrand gets the
 * distances to both ends, so that it can be singular there.
 */
export function integrate(f: (fromStart: number, fromEnd: number) => number, length: number, step = 1 / 32): number {
  let sum = 0
  for (let k = -Math.round(5 / step); k <= Math.round(5 / step); k++) {
    const u = k * step
    const s = (Math.PI / 2) * Math.sinh(u)
    const c = (Math.PI / 2) * Math.cosh(u)
    if (length === Number.POSITIVE_INFINITY) {
      const x = Math.exp(s)
      if (x > 1e-40 && x < 1e9) sum += step * c * x * f(x, Number.POSITIVE_INFINITY)
    } else {
      const left = length / (1 + Math.exp(-2 * s))
      const right = length / (1 + Math.exp(2 * s))
      if (left > 1e-40 && right > 1e-40) sum += (step * c * 2 * left * right * f(left, right)) / length
    }
  }
  return sum
}
