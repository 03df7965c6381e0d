/** ln of the relative size at which the kernel is cut off, and at which the trapezoid rule errs. */
const depth = 40

/**
 * Reduced current and heat of a junction between a normal metal and a superconductor with a Dynes density of states.
 *
 * By parts, i = Re ∫ k(z) S(v + t z) dz and a = Re ∫ k(z) [S₂(v + t z) − v S(v + t z) − S₂(0)] dz, with k(z) = 1/(4 cosh²(z/2)),
 * S(e) = √(w²−1) and S₂(e) = ½[w √(w²−1) + arcosh w] − iγ √(w²−1), w = e + iγ: the integrals of N and e N. The contour runs
 * midway between the poles of the occupation (iπ) and the branch points (−iγ/t), where the trapezoid rule needs some 300
 * nodes at any temperature and voltage.
 *
 * @param v Voltage e|V|/Δ [1] ≥ 0.
 * @param t Temperature of the normal metal k_B T/Δ [1] > 0.
 * @param gamma Broadening Γ/Δ [1] ≥ 0.
 * @param out i, ∂i/∂v, ∂i/∂t, ∂i/∂γ, a, ∂a/∂v, ∂a/∂t, ∂a/∂γ; absolute accuracy 1e-15 of the larger of 1, v, t (i) or its square (a).
 */
export function junctionContour(v: number, t: number, gamma: number, out: Float64Array): void {
  const perT = gamma / t
  const theta = perT < Math.PI ? (Math.PI - perT) / 2 : 0
  const strip = Math.min(Math.PI - theta, perT + theta)
  const step = (2 * Math.PI * strip) / depth
  const count = Math.ceil((depth + 4) / step)
  const root = Math.sqrt(1 + gamma * gamma)
  const offset = 0.5 * (gamma * root + Math.asinh(gamma))
  const height = t * theta + gamma
  const cosine = Math.cos(theta)
  const sine = Math.sin(theta)
  out.fill(0)
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
      const kernelIm = side * ki
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
      const arcoshRe = 0.5 * Math.log((wr + sr) ** 2 + (height + si) ** 2)
      const arcoshIm = Math.atan2(height + si, wr + sr)
      const nr = (wr * sr + height * si) / size
      const ni = (height * sr - wr * si) / size
      // z n, w n
      const zr = side * y
      const znr = zr * nr - theta * ni
      const zni = zr * ni + theta * nr
      const wnr = wr * nr - height * ni
      const wni = wr * ni + height * nr
      const ar = 0.5 * (wr * sr - height * si + arcoshRe) + gamma * si - v * sr - offset
      const ai = 0.5 * (wr * si + height * sr + arcoshIm) - gamma * sr - v * si
      // dS₂/dγ = i w n − i S + γ n, dS/dγ = i n
      const gr = -wni + si + gamma * nr + v * ni - root
      const gi = wnr - sr + gamma * ni - v * nr
      out[0]! += kr * sr - kernelIm * si
      out[1]! += kr * nr - kernelIm * ni
      out[2]! += kr * znr - kernelIm * zni
      out[3]! -= kr * ni + kernelIm * nr
      out[4]! += kr * ar - kernelIm * ai
      out[5]! += kr * (t * znr - sr) - kernelIm * (t * zni - si)
      out[6]! += t * (kr * (zr * znr - theta * zni) - kernelIm * (zr * zni + theta * znr))
      out[7]! += kr * gr - kernelIm * gi
    }
  }
  for (let i = 0; i < out.length; i++) out[i]! *= step
}
