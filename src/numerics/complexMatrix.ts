import { solveComplex } from './complexLinear.js'
import { square } from './power.js'

/** A small square complex matrix, row-major. */
export interface ComplexMatrix {
  readonly size: number
  readonly re: Float64Array
  readonly im: Float64Array
}

/** A matrix of zeros. */
export function zeroMatrix(size: number): ComplexMatrix {
  return { size, re: new Float64Array(size * size), im: new Float64Array(size * size) }
}

/** A multiple of the unit matrix. */
export function unitMatrix(size: number, factor = 1): ComplexMatrix {
  const result = zeroMatrix(size)
  for (let i = 0; i < size; i++) result.re[i * size + i] = factor
  return result
}

/** a A + b B with real factors. */
export function combine(a: number, left: ComplexMatrix, b: number, right: ComplexMatrix): ComplexMatrix {
  return {
    size: left.size,
    re: left.re.map((value, i) => a * value + b * right.re[i]),
    im: left.im.map((value, i) => a * value + b * right.im[i]),
  }
}

/** The conjugate transpose. */
export function adjoint(matrix: ComplexMatrix): ComplexMatrix {
  const { size } = matrix
  const result = zeroMatrix(size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      result.re[j * size + i] = matrix.re[i * size + j]
      result.im[j * size + i] = -matrix.im[i * size + j]
    }
  }
  return result
}

/** A B. */
export function multiply(left: ComplexMatrix, right: ComplexMatrix): ComplexMatrix {
  const { size } = left
  const result = zeroMatrix(size)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const ar = left.re[i * size + k]
      const ai = left.im[i * size + k]
      for (let j = 0; j < size; j++) {
        const br = right.re[k * size + j]
        const bi = right.im[k * size + j]
        result.re[i * size + j] += ar * br - ai * bi
        result.im[i * size + j] += ar * bi + ai * br
      }
    }
  }
  return result
}

/** A⁻¹ B; null if A is singular. */
export function solveMatrix(left: ComplexMatrix, right: ComplexMatrix): ComplexMatrix | null {
  const { size } = left
  const re = right.re.slice()
  const im = right.im.slice()
  const singular = solveComplex(size, size, left.re.slice(), left.im.slice(), re, im, new Float64Array(2 * size))
  return singular < 0 && re.every(Number.isFinite) && im.every(Number.isFinite) ? { size, re, im } : null
}

/** Square root of the sum of the squared moduli of all entries. */
export function frobeniusNorm({ re, im }: ComplexMatrix): number {
  let sum = 0
  for (let i = 0; i < re.length; i++) sum += re[i] * re[i] + im[i] * im[i]
  return Math.sqrt(sum)
}

/**
 * Unitary factor U of the polar decomposition A = U H, the unitary matrix next to A.
 *
 * Newton's iteration U ← (U + U^{−†})/2 (Higham, SIAM J. Sci. Stat. Comput. 7, 1160 (1986)).
 *
 * @param matrix A.
 * @returns U, unitary to a few units of rounding; null if A is singular or so nearly so that the iteration does not settle.
 */
export function unitaryFactor(matrix: ComplexMatrix): ComplexMatrix | null {
  let current = matrix
  for (let step = 0; step < 60; step++) {
    const inverse = solveMatrix(adjoint(current), unitMatrix(matrix.size))
    if (inverse === null) return null
    const next = combine(0.5, current, 0.5, inverse)
    const change = frobeniusNorm(combine(1, next, -1, current))
    current = next
    if (change < 1e-15 * matrix.size) return current
    // Below this distance one quadratically converging step reaches rounding.
    if (change < 1e-9) step = Math.max(step, 58)
  }
  return frobeniusNorm(combine(1, multiply(adjoint(current), current), -1, unitMatrix(matrix.size))) < 1e-13
    ? current
    : null
}

/**
 * Eigenvalues of a Hermitian matrix by Jacobi's rotations, ascending.
 *
 * @param matrix Hermitian A; only its upper triangle and the real diagonal are read.
 * @returns All eigenvalues, each to about 1e-15 times the norm of A.
 * @example
 * hermitianEigenvalues(multiply(adjoint(s), s)) // squares of the singular values of S
 */
export function hermitianEigenvalues({ size, re, im }: ComplexMatrix): Float64Array {
  const a = re.slice()
  const b = im.slice()
  for (let i = 0; i < size; i++) b[i * size + i] = 0
  for (let sweep = 0; sweep < 40; sweep++) {
    let off = 0
    let diagonal = 0
    for (let p = 0; p < size; p++) {
      diagonal += square(a[p * size + p])
      for (let q = p + 1; q < size; q++) off += square(a[p * size + q]) + square(b[p * size + q])
    }
    if (off <= 1e-34 * (diagonal + off)) break
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, b, size, p, q)
  }
  return Float64Array.from({ length: size }, (_, i) => a[i * size + i]).sort()
}

/** One rotation that annihilates the entry (p, q) of a Hermitian matrix, of which the upper triangle is kept. */
function rotate(a: Float64Array, b: Float64Array, n: number, p: number, q: number): void {
  const modulus = Math.hypot(a[p * n + q], b[p * n + q])
  if (modulus === 0) return
  // e^{i alpha} of the entry
  const er = a[p * n + q] / modulus
  const ei = b[p * n + q] / modulus
  const theta = (a[q * n + q] - a[p * n + p]) / (2 * modulus)
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(1, theta))
  const c = 1 / Math.hypot(1, t)
  const s = t * c
  a[p * n + p] -= t * modulus
  a[q * n + q] += t * modulus
  a[p * n + q] = 0
  b[p * n + q] = 0
  for (let k = 0; k < n; k++) {
    if (k === p || k === q) continue
    // Entries (k, p) and (k, q) of the full matrix, of which half lies in the lower triangle.
    const xp = k < p ? k * n + p : p * n + k
    const xq = k < q ? k * n + q : q * n + k
    const signP = k < p ? 1 : -1
    const signQ = k < q ? 1 : -1
    const pr = a[xp]
    const pi = signP * b[xp]
    const qr = a[xq]
    const qi = signQ * b[xq]
    // p' = c p - s e^{-i alpha} q,  q' = s e^{i alpha} p + c q
    a[xp] = c * pr - s * (er * qr + ei * qi)
    b[xp] = signP * (c * pi - s * (er * qi - ei * qr))
    a[xq] = s * (er * pr - ei * pi) + c * qr
    b[xq] = signQ * (s * (er * pi + ei * pr) + c * qi)
  }
}
