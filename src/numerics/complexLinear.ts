/**
 * Solves a dense complex system in place by Gaussian elimination with scaled partial pivoting.
 *
 * A X = B with A of n x n and B of n x m, row-major, real and imaginary parts in separate arrays. A is destroyed, B
 * becomes X. Unknowns may differ by orders of magnitude: pivots are compared after dividing each column, then each row
 * by its largest entry, so that a small unknown keeps its digits next to large ones.
 *
 * @param size Order n.
 * @param columns Number m of right-hand sides.
 * @param scale Work space, at least 2 n numbers.
 * @returns -1, or the column at which the matrix is singular (B is then meaningless).
 * @example
 * solveComplex(1, 1, Float64Array.of(0), Float64Array.of(2), b, bi, new Float64Array(1)) // divides b by 2i
 */
export function solveComplex(
  size: number,
  columns: number,
  matrixRe: Float64Array,
  matrixIm: Float64Array,
  sidesRe: Float64Array,
  sidesIm: Float64Array,
  scale: Float64Array,
): number {
  for (let j = 0; j < size; j++) {
    let largest = 0
    for (let i = j; i < size * size; i += size) {
      const entry = Math.abs(matrixRe[i]) + Math.abs(matrixIm[i])
      if (entry > largest) largest = entry
    }
    if (!(largest > 0 && largest < Number.POSITIVE_INFINITY)) return j
    scale[size + j] = 1 / largest
  }
  for (let i = 0; i < size; i++) {
    let largest = 0
    for (let j = 0; j < size; j++) {
      const entry = (Math.abs(matrixRe[i * size + j]) + Math.abs(matrixIm[i * size + j])) * scale[size + j]
      if (entry > largest) largest = entry
    }
    if (!(largest > 0)) return i
    scale[i] = 1 / largest
  }
  for (let k = 0; k < size; k++) {
    let pivot = k
    let best = -1
    for (let i = k; i < size; i++) {
      const entry = (Math.abs(matrixRe[i * size + k]) + Math.abs(matrixIm[i * size + k])) * scale[i]
      if (entry > best) {
        best = entry
        pivot = i
      }
    }
    if (!(best > 0)) return k
    if (pivot !== k) {
      swapRows(matrixRe, matrixIm, size, k, pivot, k)
      swapRows(sidesRe, sidesIm, columns, k, pivot, 0)
      const held = scale[k]
      scale[k] = scale[pivot]
      scale[pivot] = held
    }
    const pr = matrixRe[k * size + k]
    const pi = matrixIm[k * size + k]
    // Smith's form: the square of a pivot may overflow or vanish.
    let ir: number
    let ii: number
    if (Math.abs(pr) >= Math.abs(pi)) {
      const ratio = pi / pr
      const denominator = pr + pi * ratio
      ir = 1 / denominator
      ii = -ratio / denominator
    } else {
      const ratio = pr / pi
      const denominator = pi + pr * ratio
      ir = ratio / denominator
      ii = -1 / denominator
    }
    for (let i = k + 1; i < size; i++) {
      const er = matrixRe[i * size + k]
      const ei = matrixIm[i * size + k]
      if (er === 0 && ei === 0) continue
      const fr = er * ir - ei * ii
      const fi = er * ii + ei * ir
      for (let j = k + 1; j < size; j++) {
        const ur = matrixRe[k * size + j]
        const ui = matrixIm[k * size + j]
        matrixRe[i * size + j] = matrixRe[i * size + j] - (fr * ur - fi * ui)
        matrixIm[i * size + j] = matrixIm[i * size + j] - (fr * ui + fi * ur)
      }
      for (let j = 0; j < columns; j++) {
        const ur = sidesRe[k * columns + j]
        const ui = sidesIm[k * columns + j]
        sidesRe[i * columns + j] = sidesRe[i * columns + j] - (fr * ur - fi * ui)
        sidesIm[i * columns + j] = sidesIm[i * columns + j] - (fr * ui + fi * ur)
      }
    }
    // The pivot row is divided at once: the back substitution below then needs no division.
    for (let j = k + 1; j < size; j++) multiplyEntry(matrixRe, matrixIm, k * size + j, ir, ii)
    for (let j = 0; j < columns; j++) multiplyEntry(sidesRe, sidesIm, k * columns + j, ir, ii)
  }
  for (let k = size - 1; k > 0; k--) {
    for (let i = 0; i < k; i++) {
      const fr = matrixRe[i * size + k]
      const fi = matrixIm[i * size + k]
      if (fr === 0 && fi === 0) continue
      for (let j = 0; j < columns; j++) {
        const ur = sidesRe[k * columns + j]
        const ui = sidesIm[k * columns + j]
        sidesRe[i * columns + j] = sidesRe[i * columns + j] - (fr * ur - fi * ui)
        sidesIm[i * columns + j] = sidesIm[i * columns + j] - (fr * ui + fi * ur)
      }
    }
  }
  return -1
}

function swapRows(re: Float64Array, im: Float64Array, width: number, a: number, b: number, from: number): void {
  for (let j = from; j < width; j++) {
    const heldRe = re[a * width + j]
    re[a * width + j] = re[b * width + j]
    re[b * width + j] = heldRe
    const heldIm = im[a * width + j]
    im[a * width + j] = im[b * width + j]
    im[b * width + j] = heldIm
  }
}

function multiplyEntry(re: Float64Array, im: Float64Array, index: number, fr: number, fi: number): void {
  const r = re[index]
  const i = im[index]
  re[index] = r * fr - i * fi
  im[index] = r * fi + i * fr
}
