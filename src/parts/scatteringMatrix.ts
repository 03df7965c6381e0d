import {
  adjoint,
  type ComplexMatrix,
  combine,
  hermitianEigenvalues,
  multiply,
  solveMatrix,
  unitMatrix,
  zeroMatrix,
} from '../numerics/complexMatrix.js'
import type { NetworkParameter } from './touchstoneData.js'

/**
 * Scattering matrix with one real reference resistance from network parameters of any kind.
 *
 * The parameters state A U + B I = 0; with a = (U + R I)/(2√R) and b = (U − R I)/(2√R) that is S = −(A R − B)⁻¹ (A R + B).
 *
 * @param parameter Kind of parameters; S refers to the resistances of the ports.
 * @param matrix The parameters, in SI units.
 * @param references Reference resistance of each port [Ohm].
 * @param reference Reference resistance R [Ohm] of the result.
 * @returns S; null if the parameters describe an active network at the very point where S does not exist.
 */
export function toScattering(
  parameter: NetworkParameter,
  matrix: ComplexMatrix,
  references: readonly number[],
  reference: number,
): ComplexMatrix | null {
  if (parameter === 'S' && references.every((value) => value === reference)) return matrix
  const { voltage, current } = implicitForm(parameter, matrix, references)
  const minus = combine(reference, voltage, -1, current)
  const plus = combine(-reference, voltage, -1, current)
  return solveMatrix(minus, plus)
}

function implicitForm(parameter: NetworkParameter, matrix: ComplexMatrix, references: readonly number[]) {
  const { size } = matrix
  const one = unitMatrix(size)
  const columns = (source: ComplexMatrix, factor: (port: number) => number): ComplexMatrix => ({
    size,
    re: source.re.map((value, i) => value * factor(i % size)),
    im: source.im.map((value, i) => value * factor(i % size)),
  })
  const pick = (column: number, source: ComplexMatrix, other: ComplexMatrix): ComplexMatrix => {
    const result = zeroMatrix(size)
    for (let i = 0; i < size * size; i++) {
      const from = i % size === column ? source : other
      result.re[i] = from.re[i]
      result.im[i] = from.im[i]
    }
    return result
  }
  const negative = combine(-1, matrix, 0, matrix)
  switch (parameter) {
    case 'S':
      return {
        voltage: columns(combine(1, one, -1, matrix), (port) => 1 / Math.sqrt(references[port])),
        current: columns(combine(-1, one, -1, matrix), (port) => Math.sqrt(references[port])),
      }
    case 'Z':
      return { voltage: one, current: negative }
    case 'Y':
      return { voltage: negative, current: one }
    // (U1, I2) = H (I1, U2) and (I1, U2) = G (U1, I2)
    case 'H':
      return { voltage: pick(0, one, negative), current: pick(0, negative, one) }
    case 'G':
      return { voltage: pick(0, negative, one), current: pick(0, one, negative) }
  }
}

/** Largest fraction of the incident power that comes back, 1 or less for a passive network: the largest eigenvalue of S†S. */
export function largestReturn(scattering: ComplexMatrix): number {
  const values = hermitianEigenvalues(multiply(adjoint(scattering), scattering))
  return values[values.length - 1]
}

/** Smallest fraction of the incident power that comes back, 1 for a lossless network. */
export function smallestReturn(scattering: ComplexMatrix): number {
  return hermitianEigenvalues(multiply(adjoint(scattering), scattering))[0]
}
