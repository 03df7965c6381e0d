/**
 * x^n, for small whole n by multiplication, the same bits on every machine.
 *
 * @param x Base, ≥ 0.
 * @param n Exponent.
 * @returns Relative error of a few ulp.
 * @example
 * power(2, 5) // 32
 */
export function power(x: number, n: number): number {
  if (n === 5) return x * x * (x * x) * x
  if (n === 4) return x * x * (x * x)
  if (!(n >= 0 && n <= 16 && n === Math.floor(n))) return x ** n
  let result = 1
  let square = x
  for (let rest = n; rest > 0; rest >>= 1) {
    if (rest & 1) result *= square
    square *= square
  }
  return result
}
