import { pow } from './power.js'

/** Eigenvalues of a real matrix, re + i im, in no particular order. */
export interface Eigenvalues {
  readonly re: Float64Array
  readonly im: Float64Array
  /** Whether the iteration ended; if not, no value is to be trusted. */
  readonly converged: boolean
}

/**
 * Eigenvalues of a real n x n matrix: balancing, elimination to Hessenberg form, QR steps with double implicit shift
 * (Wilkinson and Reinsch, Handbook for Automatic Computation II, 1971, routines balance, elmhes, hqr).
 *
 * @param matrix A, row-major, left as it is
 * @param size n
 * @returns all eigenvalues; the error of each is about 1e-15 times the norm of the balanced matrix times its condition
 * @example
 * eigenvalues(Float64Array.of(0, 1, -1, 0), 2) // +i and -i
 */
export function eigenvalues(matrix: Float64Array, size: number): Eigenvalues {
  const a = Float64Array.from(matrix)
  const re = new Float64Array(size)
  const im = new Float64Array(size)
  if (!a.every(Number.isFinite)) return { re, im, converged: false }
  balance(a, size)
  reduceToHessenberg(a, size)
  return { re, im, converged: iterateQr(a, size, re, im) }
}

/** Scales rows and columns by powers of two (no rounding) until their norms are alike. */
function balance(a: Float64Array, n: number): void {
  for (let changed = true; changed; ) {
    changed = false
    for (let i = 0; i < n; i++) {
      let row = 0
      let column = 0
      for (let j = 0; j < n; j++) {
        if (j === i) continue
        column += Math.abs(a[j * n + i])
        row += Math.abs(a[i * n + j])
      }
      if (row === 0 || column === 0) continue
      const factor = pow(2, Math.round(Math.log2(row / column) / 2))
      if ((column * factor + row / factor) / (column + row) >= 0.95) continue
      changed = true
      for (let j = 0; j < n; j++) a[i * n + j] /= factor
      for (let j = 0; j < n; j++) a[j * n + i] *= factor
    }
  }
}

function reduceToHessenberg(a: Float64Array, n: number): void {
  for (let m = 1; m < n - 1; m++) {
    let pivotRow = m
    for (let j = m + 1; j < n; j++) if (Math.abs(a[j * n + m - 1]) > Math.abs(a[pivotRow * n + m - 1])) pivotRow = j
    if (a[pivotRow * n + m - 1] === 0) continue
    if (pivotRow !== m) {
      for (let j = m - 1; j < n; j++) [a[pivotRow * n + j], a[m * n + j]] = [a[m * n + j], a[pivotRow * n + j]]
      for (let j = 0; j < n; j++) [a[j * n + pivotRow], a[j * n + m]] = [a[j * n + m], a[j * n + pivotRow]]
    }
    const pivot = a[m * n + m - 1]
    for (let i = m + 1; i < n; i++) {
      const factor = a[i * n + m - 1] / pivot
      a[i * n + m - 1] = 0
      if (factor === 0) continue
      for (let j = m; j < n; j++) a[i * n + j] -= factor * a[m * n + j]
      for (let j = 0; j < n; j++) a[j * n + m] += factor * a[j * n + i]
    }
  }
}

/** QR iteration on an upper Hessenberg matrix, deflating eigenvalues from the lower end. */
function iterateQr(a: Float64Array, n: number, re: Float64Array, im: Float64Array): boolean {
  let norm = 0
  for (let i = 0; i < n; i++) for (let j = Math.max(i - 1, 0); j < n; j++) norm += Math.abs(a[i * n + j])
  let last = n - 1
  let shifted = 0
  let iterations = 0
  while (last >= 0) {
    let low = last
    for (; low > 0; low--) {
      const around = Math.abs(a[(low - 1) * n + low - 1]) + Math.abs(a[low * n + low])
      if (Math.abs(a[low * n + low - 1]) <= Number.EPSILON * (around === 0 ? norm : around)) {
        a[low * n + low - 1] = 0
        break
      }
    }
    const x = a[last * n + last]
    if (low === last) {
      re[last] = x + shifted
      im[last] = 0
      last--
      iterations = 0
      continue
    }
    const y = a[(last - 1) * n + last - 1]
    const w = a[last * n + last - 1] * a[(last - 1) * n + last]
    if (low === last - 1) {
      writePair(x, y, w, shifted, last, re, im)
      last -= 2
      iterations = 0
      continue
    }
    if (iterations === 60) return false
    if (iterations === 10 || iterations === 20 || iterations === 40) {
      // An exceptional shift breaks the rare cycles of the ordinary one.
      shifted += x
      for (let i = 0; i <= last; i++) a[i * n + i] -= x
      const s = Math.abs(a[last * n + last - 1]) + Math.abs(a[(last - 1) * n + last - 2])
      doubleStep(a, n, low, last, 0.75 * s, 0.75 * s, -0.4375 * s * s)
    } else {
      doubleStep(a, n, low, last, x, y, w)
    }
    iterations++
  }
  return true
}

function writePair(
  x: number,
  y: number,
  w: number,
  shifted: number,
  last: number,
  re: Float64Array,
  im: Float64Array,
): void {
  const p = (y - x) / 2
  const q = p * p + w
  const root = Math.sqrt(Math.abs(q))
  if (q >= 0) {
    const z = p + (p < 0 ? -root : root)
    re[last - 1] = x + shifted + z
    re[last] = z === 0 ? x + shifted : x + shifted - w / z
    im[last - 1] = 0
    im[last] = 0
  } else {
    re[last - 1] = x + shifted + p
    re[last] = re[last - 1]
    im[last - 1] = root
    im[last] = -root
  }
}

/** One double QR step with the shifts whose sum is x + y and whose product is x y - w, on rows low..last. */
function doubleStep(a: Float64Array, n: number, low: number, last: number, x: number, y: number, w: number): void {
  let p = 0
  let q = 0
  let r = 0
  let start = last - 2
  for (; start >= low; start--) {
    const z = a[start * n + start]
    const dx = x - z
    const dy = y - z
    p = (dx * dy - w) / a[(start + 1) * n + start] + a[start * n + start + 1]
    q = a[(start + 1) * n + start + 1] - z - dx - dy
    r = a[(start + 2) * n + start + 1]
    const s = Math.abs(p) + Math.abs(q) + Math.abs(r)
    p /= s
    q /= s
    r /= s
    if (start === low) break
    const left = Math.abs(a[start * n + start - 1]) * (Math.abs(q) + Math.abs(r))
    const right =
      Math.abs(p) * (Math.abs(a[(start - 1) * n + start - 1]) + Math.abs(z) + Math.abs(a[(start + 1) * n + start + 1]))
    if (left <= Number.EPSILON * right) break
  }
  for (let i = start + 2; i <= last; i++) {
    a[i * n + i - 2] = 0
    if (i > start + 2) a[i * n + i - 3] = 0
  }
  for (let k = start; k < last; k++) {
    const three = k < last - 1
    let size = 1
    if (k > start) {
      p = a[k * n + k - 1]
      q = a[(k + 1) * n + k - 1]
      r = three ? a[(k + 2) * n + k - 1] : 0
      size = Math.abs(p) + Math.abs(q) + Math.abs(r)
      if (size === 0) continue
      p /= size
      q /= size
      r /= size
    }
    const root = Math.sqrt(p * p + q * q + r * r)
    const s = p < 0 ? -root : root
    if (k > start) a[k * n + k - 1] = -s * size
    else if (low !== start) a[k * n + k - 1] = -a[k * n + k - 1]
    p += s
    const px = p / s
    const py = q / s
    const pz = r / s
    q /= p
    r /= p
    for (let j = k; j <= last; j++) {
      let sum = a[k * n + j] + q * a[(k + 1) * n + j]
      if (three) {
        sum += r * a[(k + 2) * n + j]
        a[(k + 2) * n + j] -= sum * pz
      }
      a[(k + 1) * n + j] -= sum * py
      a[k * n + j] -= sum * px
    }
    const bottom = Math.min(last, k + 3)
    for (let i = low; i <= bottom; i++) {
      let sum = px * a[i * n + k] + py * a[i * n + k + 1]
      if (three) {
        sum += pz * a[i * n + k + 2]
        a[i * n + k + 2] -= sum * r
      }
      a[i * n + k + 1] -= sum * q
      a[i * n + k] -= sum
    }
  }
}
