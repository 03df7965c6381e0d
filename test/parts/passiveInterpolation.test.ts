import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ComplexMatrix, combine, unitMatrix, zeroMatrix } from '../../src/numerics/complexMatrix.js'
import { lineScattering } from '../../src/parts/lineScattering.js'
import { passiveInterpolation } from '../../src/parts/passiveInterpolation.js'
import { largestReturn, smallestReturn } from '../../src/parts/scatteringMatrix.js'

function unpack(out: Float64Array, size: number): ComplexMatrix {
  const matrix = zeroMatrix(size)
  matrix.re.forEach((_, i) => {
    matrix.re[i] = out[2 * i]
    matrix.im[i] = out[2 * i + 1]
  })
  return matrix
}

/** A line sampled at steps of the phase `step`, and the largest error of what lies between. */
function lineError(step: number, resistanceRate: number): { error: number; loss: number } {
  const line = lineScattering({
    delay: 1,
    resistanceRate,
    attenuation: 0,
    attenuationExponent: 0,
    attenuationOmega: 1,
  })
  const out = new Float64Array(8)
  const frequencies = Array.from({ length: 40 }, (_, i) => 0.5 + step * i)
  const samples = frequencies.map((omega) => {
    line(omega, out)
    return unpack(out, 2)
  })
  const interpolate = passiveInterpolation(frequencies, samples)
  let error = 0
  let loss = 0
  const own = new Float64Array(8)
  for (let at = frequencies[0]; at < frequencies[39]; at += 0.0371 * step) {
    line(at, out)
    interpolate(at, own)
    for (let i = 0; i < 8; i++) error = Math.max(error, Math.abs(out[i] - own[i]))
    const exact = 1 - smallestReturn(unpack(out, 2))
    loss = Math.max(loss, Math.abs(1 - smallestReturn(unpack(own, 2)) - exact) / exact)
  }
  return { error, loss }
}

describe('passive interpolation', () => {
  it('meets the samples and keeps a lossless line lossless, with an error of fourth order or better', () => {
    const errors = [0.4, 0.2, 0.1, 0.05].map((step) => lineError(step, 0).error)
    expect(errors[3]).toBeLessThan(1e-8)
    for (let i = 1; i < 4; i++) expect(errors[i]).toBeLessThan(errors[i - 1] / 15)
    const frequencies = [0, 1, 2, 3, 4]
    const samples = frequencies.map((theta) => {
      const s = zeroMatrix(2)
      s.re[1] = Math.cos(theta)
      s.im[1] = -Math.sin(theta)
      s.re[2] = s.re[1]
      s.im[2] = s.im[1]
      return s
    })
    const interpolate = passiveInterpolation(frequencies, samples)
    const out = new Float64Array(8)
    for (let at = 0; at <= 4; at += 0.01) {
      interpolate(at, out)
      expect(smallestReturn(unpack(out, 2))).toBeGreaterThan(1 - 1e-14)
    }
    frequencies.forEach((frequency, index) => {
      interpolate(frequency, out)
      const { re, im } = unpack(out, 2)
      re.forEach((value, i) => {
        expect(value).toBeCloseTo(samples[index].re[i], 14)
        expect(im[i]).toBeCloseTo(samples[index].im[i], 14)
      })
    })
  })

  it('follows the loss of a line to third order or better', () => {
    const results = [0.2, 0.1, 0.05].map((step) => lineError(step, 0.03))
    expect(results[2].error).toBeLessThan(1e-8)
    expect(results[2].loss).toBeLessThan(1e-5)
    for (let i = 1; i < 3; i++) {
      expect(results[i].error).toBeLessThan(results[i - 1].error / 7)
      expect(results[i].loss).toBeLessThan(results[i - 1].loss / 7)
    }
  })

  it('stays passive between any passive samples', () => {
    const number = fc.double({ min: -1, max: 1, noNaN: true })
    const sample = fc.array(number, { minLength: 18, maxLength: 18 }).map((values): ComplexMatrix => {
      const raw = { size: 3, re: Float64Array.from(values.slice(0, 9)), im: Float64Array.from(values.slice(9)) }
      const norm = Math.sqrt(largestReturn(raw))
      // Some of them exactly lossless in one direction.
      return norm > 0.8 ? combine(1 / norm, raw, 0, raw) : raw
    })
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 2, maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (samples, share) => {
          const frequencies = samples.map((_, i) => i + 0.3 * Math.sin(i))
          const out = new Float64Array(18)
          passiveInterpolation(frequencies, samples)(share * frequencies[frequencies.length - 1], out)
          expect(largestReturn(unpack(out, 3))).toBeLessThan(1 + 1e-12)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('knows what to do where a sample has no unitary factor', () => {
    const isolator = zeroMatrix(2)
    isolator.re[2] = 1
    const out = new Float64Array(8)
    passiveInterpolation([0, 1], [isolator, isolator])(0.3, out)
    ;[0, 0, 0, 0, 1, 0, 0, 0].forEach((value, i) => {
      expect(out[i]).toBeCloseTo(value, 14)
    })
    passiveInterpolation([0, 1, 2], [zeroMatrix(2), unitMatrix(2, -1), unitMatrix(2)])(1.5, out)
    expect(largestReturn(unpack(out, 2))).toBeLessThan(1)
  })
})
