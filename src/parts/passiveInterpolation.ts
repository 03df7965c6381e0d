import { solveComplex } from '../numerics/complexLinear.js'
import {
  adjoint,
  type ComplexMatrix,
  combine,
  frobeniusNorm,
  hermitianEigenvalues,
  multiply,
  solveMatrix,
  unitaryFactor,
  unitMatrix,
  zeroMatrix,
} from '../numerics/complexMatrix.js'
import { findInterval } from '../numerics/monotoneInterpolation.js'

/** Beyond this norm of the local impedance (a phase of some 100 degrees) neighbouring samples say nothing about what lies between. */
const largestLocalImpedance = 2.5

/** What stands for S in one interval: coefficients of a cubic in s from 0 to 1 for z, and the frame; or S itself, linear. */
interface Piece {
  readonly coefficients: readonly ComplexMatrix[]
  readonly frame: ComplexMatrix | null
}

/**
 * Interpolates scattering matrices of a passive network so that it stays passive, and lossless where it is.
 *
 * Between two samples S is written as U (1 − z)(1 + z)⁻¹ with the unitary matrix U next to their mean: S is passive if and
 * only if the Hermitian part of the local impedance z is not negative, and lossless if that part is zero. The
 * anti-Hermitian part is the cubic through four samples; so is the Hermitian part where that provably stays non-negative
 * (its Bernstein coefficients are), and linear, which always does, elsewhere. The error falls with the fourth power of the
 * spacing, of the loss with the second in the linear pieces. Samples more than some 100 degrees of phase apart are
 * interpolated linearly in S, which is passive, too.
 *
 * @param frequencies Ascending, at least two.
 * @param samples One passive S for each frequency.
 * @returns Writes S (row-major, re and im interleaved) at a frequency inside the table; allocates nothing after an
 * interval's first use.
 */
export function passiveInterpolation(
  frequencies: ArrayLike<number>,
  samples: readonly ComplexMatrix[],
): (frequency: number, out: Float64Array) => void {
  const { size } = samples[0]
  const pieces = new Array<Piece | undefined>(samples.length - 1)
  const plusRe = new Float64Array(size * size)
  const plusIm = new Float64Array(size * size)
  const value = zeroMatrix(size)
  const scale = new Float64Array(2 * size)
  return (frequency, out) => {
    const interval = findInterval(frequencies, frequency)
    let piece = pieces[interval]
    if (piece === undefined) {
      piece = buildPiece(frequencies, samples, interval)
      pieces[interval] = piece
    }
    const { coefficients, frame } = piece
    const s = (frequency - frequencies[interval]) / (frequencies[interval + 1] - frequencies[interval])
    for (let i = 0; i < size * size; i++) {
      let re = 0
      let im = 0
      for (let k = coefficients.length - 1; k >= 0; k--) {
        re = re * s + coefficients[k].re[i]
        im = im * s + coefficients[k].im[i]
      }
      value.re[i] = re
      value.im[i] = im
    }
    if (frame === null) {
      for (let i = 0; i < size * size; i++) {
        out[2 * i] = value.re[i]
        out[2 * i + 1] = value.im[i]
      }
      return
    }
    for (let i = 0; i < size * size; i++) {
      const one = i % (size + 1) === 0 ? 1 : 0
      plusRe[i] = one + value.re[i]
      plusIm[i] = value.im[i]
      value.re[i] = one - value.re[i]
      value.im[i] = -value.im[i]
    }
    solveComplex(size, size, plusRe, plusIm, value.re, value.im, scale)
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        let re = 0
        let im = 0
        for (let k = 0; k < size; k++) {
          const ur = frame.re[i * size + k]
          const ui = frame.im[i * size + k]
          const vr = value.re[k * size + j]
          const vi = value.im[k * size + j]
          re += ur * vr - ui * vi
          im += ur * vi + ui * vr
        }
        out[2 * (i * size + j)] = re
        out[2 * (i * size + j) + 1] = im
      }
    }
  }
}

function buildPiece(frequencies: ArrayLike<number>, samples: readonly ComplexMatrix[], interval: number): Piece {
  const start = samples[interval]
  const end = samples[interval + 1]
  const frame = frameOf(combine(0.5, start, 0.5, end))
  const local = (index: number) => localImpedance(frame, samples[index])
  const from = local(interval)
  const to = local(interval + 1)
  if (from === null || to === null) {
    return { coefficients: [start, combine(1, end, -1, start)], frame: null }
  }
  const width = frequencies[interval + 1] - frequencies[interval]
  const stencil: { readonly s: number; readonly z: ComplexMatrix }[] = [
    { s: 0, z: from },
    { s: 1, z: to },
  ]
  // Four samples around the interval; at the ends of the table the nearest four.
  const first = Math.max(0, Math.min(interval - 1, samples.length - 4))
  for (let index = first; index < Math.min(first + 4, samples.length); index++) {
    if (index === interval || index === interval + 1) continue
    const z = local(index)
    if (z !== null) stencil.push({ s: (frequencies[index] - frequencies[interval]) / width, z })
  }
  const cubic = throughPoints(stencil)
  const linear = [from, combine(1, to, -1, from)]
  const loss = cubic.map(hermitianPart)
  const [b0, b1, b2, b3] = [0, 1, 2, 3].map((k) => bernstein(loss, k))
  const passive = [b1, b2].every((point) => {
    const tolerance = 1e-16 * (frobeniusNorm(b0) + frobeniusNorm(b3))
    return hermitianEigenvalues(point)[0] >= -tolerance
  })
  const coefficients = cubic.map((coefficient, k) => {
    if (passive) return coefficient
    const own = k < 2 ? hermitianPart(linear[k]) : zeroMatrix(start.size)
    return combine(1, combine(1, coefficient, -1, hermitianPart(coefficient)), 1, own)
  })
  return { coefficients, frame }
}

/** A unitary matrix near the given one; any will do where it has no unitary factor. */
function frameOf(mean: ComplexMatrix): ComplexMatrix {
  for (const shift of [0, 0.25, -0.25]) {
    const frame = unitaryFactor(combine(1, mean, shift, unitMatrix(mean.size)))
    if (frame !== null) return frame
  }
  return unitMatrix(mean.size)
}

/** z = (1 + U†S)⁻¹ (1 − U†S); null if S is too far from the frame. */
function localImpedance(frame: ComplexMatrix, sample: ComplexMatrix): ComplexMatrix | null {
  const turned = multiply(adjoint(frame), sample)
  const one = unitMatrix(sample.size)
  const z = solveMatrix(combine(1, one, 1, turned), combine(1, one, -1, turned))
  return z !== null && frobeniusNorm(z) < largestLocalImpedance * Math.sqrt(sample.size) ? z : null
}

function hermitianPart(matrix: ComplexMatrix): ComplexMatrix {
  return combine(0.5, matrix, 0.5, adjoint(matrix))
}

/** Coefficients of the polynomial in s through two to four points (Newton's divided differences, expanded). */
function throughPoints(points: readonly { readonly s: number; readonly z: ComplexMatrix }[]): ComplexMatrix[] {
  const differences = points.map(({ z }) => z)
  for (let order = 1; order < points.length; order++) {
    for (let i = points.length - 1; i >= order; i--) {
      const step = points[i].s - points[i - order].s
      differences[i] = combine(1 / step, differences[i], -1 / step, differences[i - 1])
    }
  }
  let polynomial = [differences[points.length - 1]]
  for (let i = points.length - 2; i >= 0; i--) {
    const zero = zeroMatrix(differences[i].size)
    const raised = [zero, ...polynomial]
    polynomial = raised.map((coefficient, k) => combine(1, coefficient, -points[i].s, polynomial[k] ?? zero))
    polynomial[0] = combine(1, polynomial[0], 1, differences[i])
  }
  return polynomial
}

/** Bernstein coefficient k of a polynomial of degree three or less on [0, 1]. */
function bernstein(polynomial: readonly ComplexMatrix[], k: number): ComplexMatrix {
  const share = [1, k / 3, (k * (k - 1)) / 6, k === 3 ? 1 : 0]
  return polynomial.reduce(
    (sum, coefficient, i) => combine(1, sum, share[i], coefficient),
    zeroMatrix(polynomial[0].size),
  )
}
