import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisLength, axisValue, cutIntoChunks, pointCount, positionsOf } from '../../src/study/sweepJob.js'
import { exampleDevice } from './devices.js'

const device = exampleDevice('matched-resistors')
const job = (lengths: readonly number[]) => ({
  device,
  axes: lengths.map((points, k) => ({ path: `p${k}`, from: 0, to: 1, points, scale: 'linear' as const })),
})

describe('cutIntoChunks', () => {
  it('covers every point once with blocks of the grid of at most 1024 points', () => {
    const length = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 300 }))
    fc.assert(
      fc.property(fc.array(length, { maxLength: 4 }), (lengths) => {
        fc.pre(lengths.reduce((product, n) => product * n, 1) <= 400_000)
        const sweep = job(lengths)
        let next = 0
        for (const { first, count } of cutIntoChunks(sweep)) {
          expect(first).toBe(next)
          expect(count).toBeGreaterThan(0)
          expect(count).toBeLessThanOrEqual(1024)
          next = first + count
          // A block: the axes that change within it are one, cut, and all after it, whole.
          const [a, b] = [positionsOf(sweep, first), positionsOf(sweep, next - 1)]
          const cut = a.findIndex((position, k) => position !== b[k])
          for (let k = cut + 1; cut >= 0 && k < lengths.length; k++) {
            expect([a[k], b[k]]).toEqual([0, lengths[k]! - 1])
          }
        }
        expect(next).toBe(pointCount(sweep))
      }),
      { numRuns: 200 },
    )
  })

  it('makes few chunks of many short rows, and enough for every core', () => {
    expect(cutIntoChunks(job([1000, 1000, 1])).length).toBeLessThan(1100)
    expect(cutIntoChunks(job([100, 100, 100])).length).toBe(1000)
    expect(cutIntoChunks(job([8, 8])).length).toBe(8)
    expect(cutIntoChunks(job([400])).length).toBe(4)
    expect(cutIntoChunks(job([])).length).toBe(1)
  })
})

describe('axisValue', () => {
  it('meets both ends exactly, on either scale', () => {
    const axis = { path: 'p', from: 0.1, to: 0.3, points: 4, scale: 'log' as const }
    expect([axisLength(axis), axisValue(axis, 0), axisValue(axis, 3)]).toEqual([4, 0.1, 0.3])
    expect(axisValue(axis, 1)).toBeCloseTo(0.1 * 3 ** (1 / 3), 15)
    expect(axisValue({ ...axis, scale: 'linear' }, 2)).toBeCloseTo(0.1 + 0.4 / 3, 15)
    expect(axisValue({ ...axis, points: 1 }, 0)).toBe(0.1)
  })
})
