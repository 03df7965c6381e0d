import { cos } from './trigonometry.js'

/** Chebyshev points of the first kind cos(π(k+½)/n) on [−1, 1], k = 0 … n−1. */
export function chebyshevPoints(count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => cos((Math.PI * (k + 0.5)) / count))
}

/**
 * Coefficients of the interpolating Chebyshev tensor series Σᵢⱼ cᵢⱼ Tᵢ(u) Tⱼ(v) of a function on [−1, 1]².
 *
 * @param values Values at the points of `chebyshevPoints`, row i for the i-th u, row-major.
 * @param toRows `chebyshevTransform` of the number of points in u.
 * @param toColumns `chebyshevTransform` of the number of points in v.
 * @returns cᵢⱼ, row-major; the terms of index zero enter whole.
 * @example
 * chebyshevTensor(Float64Array.of(1, 1, 1, 1), chebyshevTransform(2), chebyshevTransform(2)) // [1, 0, 0, 0]
 */
export function chebyshevTensor(values: Float64Array, toRows: Float64Array, toColumns: Float64Array): Float64Array {
  const rows = Math.sqrt(toRows.length)
  const columns = Math.sqrt(toColumns.length)
  const byRow = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = 0
      for (let k = 0; k < columns; k++) sum += values[i * columns + k]! * toColumns[j * columns + k]!
      byRow[i * columns + j] = sum
    }
  }
  const coefficients = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < rows; k++) {
      const factor = toRows[i * rows + k]!
      for (let j = 0; j < columns; j++) coefficients[i * columns + j]! += factor * byRow[k * columns + j]!
    }
  }
  return coefficients
}

/** Matrix, row-major, that takes values at `chebyshevPoints(n)` to the coefficients of their series. */
export function chebyshevTransform(n: number): Float64Array {
  // cos(πm/(2n)) for a whole turn, m = 0 … 4n − 1.
  const cosines = new Float64Array(4 * n)
  for (let m = 0; m <= n; m++) {
    const value = m === n ? 0 : cos((Math.PI * m) / (2 * n))
    cosines[m] = value
    cosines[2 * n - m] = -value
    cosines[2 * n + m] = -value
    if (m > 0) cosines[4 * n - m] = value
  }
  const matrix = new Float64Array(n * n)
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < n; k++) matrix[j * n + k] = ((j === 0 ? 1 : 2) / n) * cosines[(j * (2 * k + 1)) % (4 * n)]!
  }
  return matrix
}

/** Writes Tⱼ(v) to `values` and Tⱼ′(v) to `slopes`, j = 0 … length − 1. */
export function chebyshevBasis(v: number, length: number, values: Float64Array, slopes: Float64Array): void {
  let previous = 0
  let second = 1
  values[0] = 1
  slopes[0] = 0
  let t0 = 1
  let t1 = v
  for (let j = 1; j < length; j++) {
    values[j] = t1
    slopes[j] = j * second
    const next = 2 * v * second - previous
    previous = second
    second = next
    const t2 = 2 * v * t1 - t0
    t0 = t1
    t1 = t2
  }
}
