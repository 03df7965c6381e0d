/**
 * The contour on which integrals of the occupation k(z) = 1/(4 cosh²(z/2)) with the root √(w²−1), w = v + t z + iγ, of a Dynes density
 * of states are trapezoid sums: z = ±y + iθ, midway between the poles of the occupation (iπ) and the branch points (−iγ/t).
 */
import { cos, sin } from '../numerics/trigonometry.js'

/** ln of the relative size at which the kernel is cut off, and at which the trapezoid rule errs. */
const depth = 40

/** Where the contour runs, and its nodes y = j `step`, j = 0 … `count`. */
export interface DynesContour {
  readonly theta: number
  readonly cosine: number
  readonly sine: number
  /** Im w. */
  readonly height: number
  readonly step: number
  readonly count: number
}

/**
 * @param t k_B T/Δ [1] > 0.
 * @param gamma Broadening Γ/Δ [1] ≥ 0.
 */
export function dynesContour(t: number, gamma: number): DynesContour {
  const perT = gamma / t
  const theta = perT < Math.PI ? (Math.PI - perT) / 2 : 0
  const strip = Math.min(Math.PI - theta, perT + theta)
  const step = (2 * Math.PI * strip) / depth
  const count = Math.ceil((depth + 4) / step)
  return { theta, cosine: cos(theta), sine: sin(theta), height: t * theta + gamma, step, count }
}

/** Writes Re k, Im k at z = y + iθ; at −y + iθ it is the conjugate. */
export function writeKernel({ cosine, sine }: DynesContour, y: number, out: Float64Array): void {
  // k = q/(1+q)², q = e^{−z}
  const decay = Math.exp(-y)
  const qr = decay * cosine
  const qi = -decay * sine
  const pr = 1 + qr
  const squareRe = pr * pr - qi * qi
  const squareIm = 2 * pr * qi
  const norm = squareRe * squareRe + squareIm * squareIm
  out[0] = (qr * squareRe + qi * squareIm) / norm
  out[1] = (qi * squareRe - qr * squareIm) / norm
}

/** Writes real and imaginary part of s = √(w²−1) and of w/s at w = wr + i height. */
export function writeRoot(wr: number, height: number, out: Float64Array): void {
  const mr = (wr - 1) * (wr + 1) - height * height
  const mi = 2 * wr * height
  const size = Math.hypot(mr, mi)
  // The root in the upper half plane, which goes like w: no difference of equal numbers on either branch.
  let sr: number
  let si: number
  if (mr > 0) {
    sr = Math.sqrt(0.5 * (size + mr)) * (wr < 0 ? -1 : 1)
    si = mi / (2 * sr)
  } else {
    si = Math.sqrt(0.5 * (size - mr))
    sr = si === 0 ? 0 : mi / (2 * si)
  }
  out[0] = sr
  out[1] = si
  out[2] = (wr * sr + height * si) / size
  out[3] = (height * sr - wr * si) / size
}
