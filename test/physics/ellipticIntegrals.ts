/** Complete elliptic integrals K and E of the modulus k by the arithmetic-geometric mean (DLMF 19.8). */
export function completeIntegrals(k: number): { readonly K: number; readonly E: number } {
  let a = 1
  let g = Math.sqrt((1 - k) * (1 + k))
  let c = k
  let sum = 0.5 * c * c
  for (let power = 1; power < 2 ** 10; power *= 2) {
    c = 0.5 * (a - g)
    const next = 0.5 * (a + g)
    g = Math.sqrt(a * g)
    a = next
    sum += power * c * c
  }
  const K = Math.PI / (2 * a)
  return { K, E: K * (1 - sum) }
}
