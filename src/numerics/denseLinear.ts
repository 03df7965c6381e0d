/** Workspace of an LU factorisation of a real n x n matrix. */
export interface LuFactors {
  readonly size: number
  /** L (unit diagonal, below) and U (on and above the diagonal), row-major. */
  readonly lu: Float64Array
  /** Row of the original matrix that stands in each row of `lu`. */
  readonly order: Int32Array
  readonly scratch: Float64Array
  /** Parity of the row permutation: +1 or -1. */
  parity: number
}

/** Allocates the workspace for matrices of `size` rows. */
export function createLu(size: number): LuFactors {
  return {
    size,
    lu: new Float64Array(size * size),
    order: new Int32Array(size),
    scratch: new Float64Array(size),
    parity: 1,
  }
}

/**
 * Factors P A = L U by Gaussian elimination with row-scaled partial pivoting.
 *
 * @param factors workspace, overwritten
 * @param matrix A, row-major, left as it is
 * @param stride numbers from one row of A to the next (default n)
 * @returns the smallest pivot relative to the largest element of its row of A: 0 if A is singular or not finite,
 *   of the order of 1e-16 if it is so to working precision
 * @example
 * const factors = createLu(2)
 * factorLu(factors, Float64Array.of(2, 1, 1, 3))
 */
export function factorLu(factors: LuFactors, matrix: Float64Array, stride = factors.size): number {
  const { size: n, lu, order, scratch: scale } = factors
  factors.parity = 1
  for (let row = 0; row < n; row++) {
    let largest = 0
    for (let column = 0; column < n; column++) {
      const value = matrix[row * stride + column]
      lu[row * n + column] = value
      // Written so that a NaN stays visible.
      if (!(Math.abs(value) <= largest)) largest = Math.abs(value)
    }
    order[row] = row
    scale[row] = largest
    if (!(largest > 0 && largest < Infinity)) return 0
  }
  let weakest = Infinity
  for (let k = 0; k < n; k++) {
    let pivotRow = k
    let best = -1
    for (let row = k; row < n; row++) {
      const size = Math.abs(lu[row * n + k]) / scale[row]
      if (size > best) {
        best = size
        pivotRow = row
      }
    }
    if (!(best > 0)) return 0
    weakest = Math.min(weakest, best)
    if (pivotRow !== k) swapRows(factors, k, pivotRow)
    const pivot = lu[k * n + k]
    for (let row = k + 1; row < n; row++) {
      const factor = lu[row * n + k] / pivot
      lu[row * n + k] = factor
      if (factor === 0) continue
      for (let column = k + 1; column < n; column++) lu[row * n + column] -= factor * lu[k * n + column]
    }
  }
  return n === 0 ? 1 : weakest
}

function swapRows(factors: LuFactors, a: number, b: number): void {
  const { size: n, lu, order, scratch: scale } = factors
  for (let column = 0; column < n; column++) {
    const kept = lu[a * n + column]
    lu[a * n + column] = lu[b * n + column]
    lu[b * n + column] = kept
  }
  const keptOrder = order[a]
  order[a] = order[b]
  order[b] = keptOrder
  const keptScale = scale[a]
  scale[a] = scale[b]
  scale[b] = keptScale
  factors.parity = -factors.parity
}

/** Solves A x = b with the factors of A; `x` and `b` may not be the same array. */
export function solveLu(factors: LuFactors, b: Float64Array, x: Float64Array): void {
  const { size: n, lu, order } = factors
  for (let row = 0; row < n; row++) {
    let sum = b[order[row]]
    for (let column = 0; column < row; column++) sum -= lu[row * n + column] * x[column]
    x[row] = sum
  }
  for (let row = n - 1; row >= 0; row--) {
    let sum = x[row]
    for (let column = row + 1; column < n; column++) sum -= lu[row * n + column] * x[column]
    x[row] = sum / lu[row * n + row]
  }
}

/** Sign of det A from its factors: +1 or -1 (A must not be singular). */
export function determinantSign(factors: LuFactors): number {
  let sign = factors.parity
  for (let k = 0; k < factors.size; k++) if (factors.lu[k * factors.size + k] < 0) sign = -sign
  return sign
}
