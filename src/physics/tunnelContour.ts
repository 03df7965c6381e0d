import { cos, sin } from '../numerics/trigonometry.js'

/** ln of the relative size at which the kernel is cut off, and at which the trapezoid rule errs. */
const depth = 40

/** Numbers that `tunnelContour` writes. */
export const contourSize = 6

/**
 * Analytic response function of a tunnel junction between a normal metal and a superconductor with a Dynes density of states.
 *
 * a(v) = ∫ k(z) S(v + t z) dz, k(z) = 1/(4 cosh²(z/2)), S(e) = √((e+iγ)²−1), is analytic in the upper half plane. Its real part is the
 * reduced current i = e R I/Δ at v = eV/Δ, and γ − Im a its Kramers-Kronig transform (J. R. Tucker and M. J. Feldman, Rev. Mod.
 * Phys. 57, 1055 (1985), Eq. 4.12): i_KK(v) = P∫ dv'/π [i(v')−v']/(v'−v). The contour runs midway between the poles of the
 * occupation (iπ) and the branch points (−iγ/t).
 *
 * @param v Voltage e V/Δ [1].
 * @param t Temperature of the normal metal k_B T/Δ [1] > 0.
 * @param gamma Broadening Γ/Δ [1] ≥ 0.
 * @param out Re a, Im a, Re ∂a/∂v, Im ∂a/∂v, Re ∂a/∂t, Im ∂a/∂t; absolute accuracy 1e-14 times the largest of 1, v, t.
 */
export function tunnelContour(v: number, t: number, gamma: number, out: Float64Array): void {
  const perT = gamma / t
  const theta = perT < Math.PI ? (Math.PI - perT) / 2 : 0
  const strip = Math.min(Math.PI - theta, perT + theta)
  const step = (2 * Math.PI * strip) / depth
  const count = Math.ceil((depth + 4) / step)
  const height = t * theta + gamma
  const cosine = cos(theta)
  const sine = sin(theta)
  for (let i = 0; i < contourSize; i++) out[i] = 0
  for (let j = 0; j <= count; j++) {
    const y = j * step
    // k = q/(1+q)², q = e^{−z}; on the other side of the contour it is the conjugate.
    const decay = Math.exp(-y)
    const qr = decay * cosine
    const qi = -decay * sine
    const pr = 1 + qr
    const squareRe = pr * pr - qi * qi
    const squareIm = 2 * pr * qi
    const norm = squareRe * squareRe + squareIm * squareIm
    const kr = (qr * squareRe + qi * squareIm) / norm
    const ki = (qi * squareRe - qr * squareIm) / norm
    for (let side = j === 0 ? 1 : -1; side <= 1; side += 2) {
      const kIm = side * ki
      const wr = v + side * t * y
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
      const nr = (wr * sr + height * si) / size
      const ni = (height * sr - wr * si) / size
      const zr = side * y
      const znr = zr * nr - theta * ni
      const zni = zr * ni + theta * nr
      out[0]! += kr * sr - kIm * si
      out[1]! += kr * si + kIm * sr
      out[2]! += kr * nr - kIm * ni
      out[3]! += kr * ni + kIm * nr
      out[4]! += kr * znr - kIm * zni
      out[5]! += kr * zni + kIm * znr
    }
  }
  for (let i = 0; i < contourSize; i++) out[i]! *= step
}
