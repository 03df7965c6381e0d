import { square } from '../numerics/power.js'
import { dynesContour, writeKernel, writeRoot } from './dynesContour.js'

/** |w| below which the integrals are taken from E = 0, where they vanish, without a difference of larger numbers. */
const small = 0.3

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
 * @param out i, ∂i/∂v, ∂i/∂t, ∂i/∂γ, a, ∂a/∂v, ∂a/∂t, ∂a/∂γ; absolute accuracy with m = max(v, t): 1e-15 m in i, 1e-15 m² in a,
 * for small m 1e-15 (m + γ) m².
 */
export function junctionContour(v: number, t: number, gamma: number, out: Float64Array): void {
  const contour = dynesContour(t, gamma)
  const { theta, height, step, count } = contour
  const kernel = new Float64Array(2)
  const root = new Float64Array(4)
  const rootAtZero = Math.sqrt(1 + gamma * gamma)
  const offset = 0.5 * (gamma * rootAtZero + Math.asinh(gamma))
  const arc = new Float64Array(2)
  arcPower(0, gamma, arc)
  const arcAtZero = arc[1]!
  out.fill(0)
  for (let j = 0; j <= count; j++) {
    const y = j * step
    writeKernel(contour, y, kernel)
    const kr = kernel[0]!
    const ki = kernel[1]!
    for (let side = j === 0 ? 1 : -1; side <= 1; side += 2) {
      const kernelIm = side * ki
      const wr = v + side * t * y
      writeRoot(wr, height, root)
      const sr = root[0]!
      const si = root[1]!
      const nr = root[2]!
      const ni = root[3]!
      // S and S₂ less their values at E = 0. The imaginary parts of those do not matter: ∫ k = 1 is real.
      let tr: number
      let ti: number
      let ur: number
      let ui: number
      if (wr * wr + height * height < small * small) {
        // S = i c, c = √(1−w²): c − c₀ = −e(e + 2iγ)/(c + c₀) with e = w − iγ; S₂ − S₂(0) = i[U(w) − U(iγ)] + γ(c − c₀).
        const eta = height - gamma
        const er = wr * wr - eta * (eta + 2 * gamma)
        const ei = 2 * wr * height
        const sumRe = si + rootAtZero
        const sumIm = -sr
        const sumNorm = sumRe * sumRe + sumIm * sumIm
        const cr = -(er * sumRe + ei * sumIm) / sumNorm
        const ci = -(ei * sumRe - er * sumIm) / sumNorm
        arcPower(wr, height, arc)
        tr = -ci
        ti = cr
        ur = arcAtZero - arc[1]! + gamma * cr
        ui = arc[0]! + gamma * ci
      } else {
        tr = sr
        ti = si - rootAtZero
        const arcoshRe = 0.5 * Math.log(square(wr + sr) + square(height + si))
        const arcoshIm = Math.atan2(height + si, wr + sr)
        ur = 0.5 * (wr * sr - height * si + arcoshRe) + gamma * si - offset
        ui = 0.5 * (wr * si + height * sr + arcoshIm) - gamma * sr - Math.PI / 4
      }
      // z n, w n
      const zr = side * y
      const znr = zr * nr - theta * ni
      const zni = zr * ni + theta * nr
      const wnr = wr * nr - height * ni
      const wni = wr * ni + height * nr
      const ar = ur - v * tr
      const ai = ui - v * ti
      // dS₂/dγ = i w n − i S + γ n, dS/dγ = i n
      const gr = -wni + si + gamma * nr + v * ni - rootAtZero
      const gi = wnr - sr + gamma * ni - v * nr
      out[0]! += kr * tr - kernelIm * ti
      out[1]! += kr * nr - kernelIm * ni
      out[2]! += kr * znr - kernelIm * zni
      out[3]! -= kr * ni + kernelIm * nr
      out[4]! += kr * ar - kernelIm * ai
      out[5]! += kr * (t * znr - tr) - kernelIm * (t * zni - ti)
      out[6]! += t * (kr * (zr * znr - theta * zni) - kernelIm * (zr * zni + theta * znr))
      out[7]! += kr * gr - kernelIm * gi
    }
  }
  for (let i = 0; i < out.length; i++) out[i]! *= step
}

/** U(w) = ½(w √(1−w²) − arcsin w) = −∫ w²/√(1−w²) dw for small w by its power series; its real and imaginary part. */
function arcPower(re: number, im: number, out: Float64Array): void {
  const squareRe = re * re - im * im
  const squareIm = 2 * re * im
  const size = re * re + im * im
  if (size >= small * small) {
    // Asked for w = iγ only, whose value does not matter then.
    out.fill(0)
    return
  }
  let powerRe = re * squareRe - im * squareIm
  let powerIm = re * squareIm + im * squareRe
  let coefficient = 1
  out[0] = 0
  out[1] = 0
  let magnitude = 1
  for (let k = 0; magnitude > 1e-18; k++) {
    const weight = coefficient / (2 * k + 3)
    out[0]! -= weight * powerRe
    out[1]! -= weight * powerIm
    const nextRe = powerRe * squareRe - powerIm * squareIm
    powerIm = powerRe * squareIm + powerIm * squareRe
    powerRe = nextRe
    coefficient *= (2 * k + 1) / (2 * k + 2)
    magnitude *= size
  }
}
