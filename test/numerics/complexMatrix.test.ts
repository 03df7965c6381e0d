import { describe, expect, it } from 'vitest'
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
} from '../../src/numerics/complexMatrix.js'

/** Numbers that look random but are the same in every run. */
function example(size: number, seed: number): ComplexMatrix {
  const draw = (i: number) => {
    const value = 43758.5453 * Math.sin(seed * 12.9898 + i * 78.233 + 1)
    return 2 * (value - Math.floor(value)) - 1
  }
  return {
    size,
    re: Float64Array.from({ length: size * size }, (_, i) => draw(i)),
    im: Float64Array.from({ length: size * size }, (_, i) => draw(i + 1000)),
  }
}

const distance = (a: ComplexMatrix, b: ComplexMatrix) => frobeniusNorm(combine(1, a, -1, b))

describe('complex matrices', () => {
  it('solve what they multiply', () => {
    for (const size of [1, 2, 3, 5, 8]) {
      const a = example(size, size)
      const b = example(size, size + 0.5)
      expect(distance(solveMatrix(a, multiply(a, b))!, b)).toBeLessThan(1e-11)
    }
    expect(solveMatrix(unitMatrix(3, 0), unitMatrix(3))).toBeNull()
  })

  it('have the next unitary matrix', () => {
    for (const size of [1, 2, 4, 6]) {
      const a = example(size, 2 * size)
      const u = unitaryFactor(a)!
      expect(distance(multiply(adjoint(u), u), unitMatrix(size))).toBeLessThan(1e-14 * size)
      // The rest U^† A is Hermitian and positive.
      const h = multiply(adjoint(u), a)
      expect(distance(h, adjoint(h))).toBeLessThan(1e-12)
      expect(hermitianEigenvalues(h)[0]).toBeGreaterThan(-1e-12)
    }
    expect(unitaryFactor(unitMatrix(2, 0))).toBeNull()
  })

  it('have the eigenvalues of a Hermitian matrix', () => {
    // Symmetric second differences of n points: 2 - 2 cos(pi k/(n + 1)), here with phases that do not matter.
    const size = 7
    const matrix = unitMatrix(size, 2)
    for (let i = 0; i + 1 < size; i++) {
      matrix.re[i * size + i + 1] = -Math.cos(i)
      matrix.im[i * size + i + 1] = -Math.sin(i)
      matrix.re[(i + 1) * size + i] = -Math.cos(i)
      matrix.im[(i + 1) * size + i] = Math.sin(i)
    }
    hermitianEigenvalues(matrix).forEach((value, k) => {
      expect(value).toBeCloseTo(2 - 2 * Math.cos((Math.PI * (k + 1)) / (size + 1)), 13)
    })
    const b = example(5, 3)
    const square = multiply(adjoint(b), b)
    const values = hermitianEigenvalues(square)
    expect(values.reduce((sum, value) => sum + value) / frobeniusNorm(b) ** 2).toBeCloseTo(1, 13)
    expect(values.reduce((sum, value) => sum + value ** 2, 0) / frobeniusNorm(square) ** 2).toBeCloseTo(1, 13)
  })
})
