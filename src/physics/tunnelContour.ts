import { dynesContour, writeKernel, writeRoot } from './dynesContour.js'

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
  const contour = dynesContour(t, gamma)
  const { theta, height, step, count } = contour
  const kernel = new Float64Array(2)
  const root = new Float64Array(4)
  for (let i = 0; i < contourSize; i++) out[i] = 0
  for (let j = 0; j <= count; j++) {
    const y = j * step
    writeKernel(contour, y, kernel)
    const kr = kernel[0]!
    const ki = kernel[1]!
    for (let side = j === 0 ? 1 : -1; side <= 1; side += 2) {
      const kIm = side * ki
      const wr = v + side * t * y
      writeRoot(wr, height, root)
      const sr = root[0]!
      const si = root[1]!
      const nr = root[2]!
      const ni = root[3]!
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
