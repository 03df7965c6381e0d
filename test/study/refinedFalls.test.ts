import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { interpolatedFalls, type Sample } from '../../src/study/falls.js'
import { refinedFalls, type SlopedSample } from '../../src/study/refinedFalls.js'

type Curve = (x: number) => { y: number; slope: number }

const sampled = (curve: Curve, error = 0) => ({
  evaluate: (x: number): SlopedSample => ({ x, error, ...curve(x) }),
  on: (from: number, to: number, count: number): SlopedSample[] =>
    Array.from({ length: count }, (_, i) => {
      const x = from + ((to - from) * i) / (count - 1)
      return { x, error, ...curve(x) }
    }),
})

const sine: Curve = (x) => ({ y: Math.sin(x), slope: Math.cos(x) })
/** Rises, turns smoothly at 1, falls to a kink at 2, rises. */
const kinked: Curve = (x) => (x < 2 ? { y: -((x - 1) ** 2), slope: -2 * (x - 1) } : { y: 0.5 * x - 2, slope: 0.5 })
/** Rises, jumps down by 0.5 at 1/3. */
const jump: Curve = (x) => ({ y: x < 1 / 3 ? x : x - 0.5, slope: 1 })
/** A dip of width 2 d near c in a rising line. */
const dip =
  (c: number, d: number, depth: number): Curve =>
  (x) => {
    const u = (x - c) / d
    const bell = Math.exp(-u * u)
    return { y: x - depth * bell * u, slope: 1 - (depth / d) * bell * (1 - 2 * u * u) }
  }

describe('refinedFalls', () => {
  it('locates smooth turning points to the accuracy of the slope', () => {
    const { evaluate, on } = sampled(sine)
    const falls = refinedFalls(on(0, 10, 26), evaluate)
    expect(falls).toHaveLength(2)
    expect(falls[0]!.onset.x).toBeCloseTo(Math.PI / 2, 12)
    expect(falls[0]!.end.x).toBeCloseTo((3 * Math.PI) / 2, 12)
    expect(falls[0]!.steepest.slope).toBeCloseTo(-1, 12)
    expect(falls[0]!.steepest.x).toBeCloseTo(Math.PI, 6)
    expect(falls[0]).toMatchObject({ openStart: false, openEnd: false, located: true })
    expect(falls[1]!.onset.x).toBeCloseTo((5 * Math.PI) / 2, 12)
    expect(falls[1]).toMatchObject({ openStart: false, openEnd: true })
    expect(falls[1]!.end.x).toBe(10)
  })

  it('follows a kink and a jump down to 1e-12', () => {
    const curve = sampled(kinked)
    const [fall] = refinedFalls(curve.on(0, 3, 8), curve.evaluate)
    expect(fall!.onset.x).toBeCloseTo(1, 11)
    expect(fall!.end.x).toBeCloseTo(2, 11)
    expect(fall!.steepest.slope).toBeCloseTo(-2, 5)
    const step = sampled(jump)
    const [drop] = refinedFalls(step.on(0, 1, 12), step.evaluate)
    expect(drop!.onset.x).toBeCloseTo(1 / 3, 11)
    expect(drop!.end.x).toBeCloseTo(1 / 3, 11)
    expect(drop!.onset.y - drop!.end.y).toBeCloseTo(0.5, 11)
    expect(drop!.steepest.slope).toBe(Number.NEGATIVE_INFINITY)
    expect(drop!.located).toBe(true)
  })

  it('finds a fall narrower than the step where the slopes show it', () => {
    const curve = sampled(dip(0.53, 0.02, 0.05))
    const samples = curve.on(0, 1, 21)
    expect(interpolatedFalls(samples)).toHaveLength(0)
    const falls = refinedFalls(samples, curve.evaluate)
    expect(falls).toHaveLength(1)
    expect(curve.evaluate(falls[0]!.onset.x).slope).toBeCloseTo(0, 9)
    expect(curve.evaluate(falls[0]!.end.x).slope).toBeCloseTo(0, 9)
  })

  it('reports a fall over the whole range as open at both ends', () => {
    const curve = sampled((x) => ({ y: -x, slope: -1 }))
    const [fall] = refinedFalls(curve.on(0, 1, 5), curve.evaluate)
    expect(fall).toMatchObject({ openStart: true, openEnd: true })
    expect([fall!.onset.x, fall!.end.x]).toEqual([0, 1])
  })

  it('says so when the curve has no value where an end is looked for', () => {
    const curve = sampled(sine)
    const [fall] = refinedFalls(curve.on(0, 4, 5), () => null)
    expect(fall!.located).toBe(false)
    expect(Math.abs(fall!.onset.x - Math.PI / 2)).toBeLessThan(1)
  })

  it('sees no fall in noise', () => {
    fc.assert(
      fc.property(
        fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (noise, level) => {
          const error = 1e-9
          const curve = sampled(
            () => ({ y: level + error * noise.next().value, slope: 1e-10 * noise.next().value }),
            error,
          )
          const samples = curve.on(0, 1, 40)
          expect(interpolatedFalls(samples)).toEqual([])
          expect(refinedFalls(samples, curve.evaluate)).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('interpolatedFalls', () => {
  it('is better than the step at smooth turning points and kinks', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.12, noNaN: true }), (shift) => {
        const [smooth] = interpolatedFalls(sampled(sine).on(shift, 6 + shift, 50))
        expect(Math.abs(smooth!.onset.x - Math.PI / 2)).toBeLessThan(1e-3)
        expect(Math.abs(smooth!.end.x - (3 * Math.PI) / 2)).toBeLessThan(1e-3)
        const step = 3 / 49
        const [sharp] = interpolatedFalls(sampled(kinked).on(shift, 3 + shift, 50))
        expect(Math.abs(sharp!.onset.x - 1)).toBeLessThan(1e-9)
        expect(Math.abs(sharp!.end.x - 2)).toBeLessThan(0.25 * step)
      }),
    )
  })

  it('is not split by rises below the error', () => {
    const samples: Sample[] = [0, 1, 0.8, 0.8005, 0.4, 0.4004, 0.1, 0.3].map((y, x) => ({ x, y, error: 1e-3 }))
    expect(interpolatedFalls(samples)).toHaveLength(1)
    expect(interpolatedFalls(samples.map((sample) => ({ ...sample, error: 0 })))).toHaveLength(3)
  })
})
