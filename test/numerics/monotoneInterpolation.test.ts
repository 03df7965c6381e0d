import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findInterval, interpolate, monotoneSlopes } from '../../src/numerics/monotoneInterpolation.js'

function evaluate(x: readonly number[], y: readonly number[], at: number): [number, number] {
  const out = new Float64Array(2)
  interpolate(x, y, monotoneSlopes(x, y), findInterval(x, at), at, out)
  return [out[0], out[1]]
}

describe('monotone cubic interpolation', () => {
  const x = [0, 0.7, 1, 2.5, 3, 4.2, 7]
  const y = [2, 2.1, 5, 4, 4, -1, -30]

  // scipy 1.17.1, PchipInterpolator: value and derivative
  it.each([
    [0.1, 2.0015791127922227, 0.03235176173496487],
    [0.5, 2.047172878710698, 0.20792916210562845],
    [0.9, 4.25533526091147, 12.781082197439062],
    [1.7, 4.549925925925926, -0.9955555555555555],
    [2.75, 4, 0],
    [3.9, 0.7301415460186147, -5.741823940020683],
    [5, -6.645952988966305, -8.459107294860624],
    [6.99, -29.853235738669085, -14.66237096411914],
  ])('agrees with another program at %d', (at, value, derivative) => {
    const [own, slope] = evaluate(x, y, at)
    expect(own).toBeCloseTo(value, 12)
    expect(slope).toBeCloseTo(derivative, 11)
  })

  it('limits the slopes at the ends', () => {
    expect([...monotoneSlopes([0, 1, 2], [0, 1, 0])]).toEqual([2, 0, -2])
    expect([...monotoneSlopes([0, 1, 2], [0, 3, 2.9])].map((slope) => Math.round(slope * 1e12) / 1e12)).toEqual([
      4.55, 0, -0.3,
    ])
    expect([...monotoneSlopes([0, 2], [1, 5])]).toEqual([2, 2])
    expect([...monotoneSlopes([0, 1, 2], [0, 1, 1])]).toEqual([1.5, 0, 0])
  })

  it('finds the interval, the outer ones beyond the table', () => {
    expect([-1, 0, 0.7, 0.8, 6.9, 7, 8].map((at) => findInterval(x, at))).toEqual([0, 0, 1, 1, 5, 5, 5])
  })

  it('stays between neighbouring values and is exact for a straight line', () => {
    const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 12 })
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (data, share) => {
        const nodes = data.map((_, i) => i + 0.5 * Math.sin(i))
        const at = nodes[0] + share * (nodes[nodes.length - 1] - nodes[0])
        const i = findInterval(nodes, at)
        const [value] = evaluate(nodes, data, at)
        const slack = 1e-12 * Math.max(...data.map(Math.abs))
        expect(value).toBeGreaterThanOrEqual(Math.min(data[i], data[i + 1]) - slack)
        expect(value).toBeLessThanOrEqual(Math.max(data[i], data[i + 1]) + slack)
        const [onLine, slope] = evaluate(
          nodes,
          nodes.map((node) => 3 * node - 2),
          at,
        )
        expect(onLine).toBeCloseTo(3 * at - 2, 12)
        expect(slope).toBeCloseTo(3, 10)
      }),
    )
  })
})
