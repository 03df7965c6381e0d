import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../src/study/dataset.js'
import { findNdtc } from '../../src/study/ndtc.js'

const curve = (drive: readonly number[], response: readonly number[], change: Partial<Dataset> = {}): Dataset => ({
  title: 'synthetic',
  dimensions: { power: drive.length },
  coordinates: {
    power: { dimensions: ['power'], data: Float64Array.from(drive), unit: 'W', symbol: 'P', longName: 'power' },
  },
  variables: {
    T_drain: { dimensions: ['power'], data: Float64Array.from(response), unit: 'K', symbol: 'T', longName: 'T' },
  },
  attributes: {},
  ...change,
})

const grid = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

describe('findNdtc on data alone', () => {
  it('finds every fall of a wave', () => {
    const x = grid(100).map((i) => 0.13 * i)
    const intervals = findNdtc(curve(x, x.map(Math.sin)))
    expect(intervals).toHaveLength(2)
    expect(intervals[0]!.onset.drive).toBeCloseTo(Math.PI / 2, 3)
    expect(intervals[0]!.end.drive).toBeCloseTo((3 * Math.PI) / 2, 3)
    expect(intervals[0]!.drop).toBeCloseTo(2, 4)
    expect(intervals[0]!.steepestSlope.slope).toBeCloseTo(-1, 2)
    expect(intervals[0]).toMatchObject({ method: 'interpolated', units: { response: 'K', drive: 'W' } })
    expect(intervals.map(({ openStart, openEnd }) => [openStart, openEnd])).toEqual([
      [false, false],
      [false, false],
    ])
  })

  it('sorts a drive that was swept downwards', () => {
    const x = grid(30).map((i) => 6 - 0.2 * i)
    const [interval] = findNdtc(curve(x, x.map(Math.sin)))
    expect(interval!.onset.drive).toBeCloseTo(Math.PI / 2, 2)
  })

  it('never bridges a gap', () => {
    const y = [0, 2, 4, 3, Number.NaN, 1, 0, 2]
    const intervals = findNdtc(curve(grid(8), y))
    expect(intervals.map(({ onset, end, openStart, openEnd }) => [onset.drive, openStart, end.drive, openEnd])).toEqual(
      [
        [expect.closeTo(2, 0), false, 3, 'gap'],
        [5, 'gap', expect.closeTo(6, 0), false],
      ],
    )
  })

  it('is open where the fall touches the edge', () => {
    const [interval] = findNdtc(curve(grid(5), [4, 3, 2, 1, 0]))
    expect(interval).toMatchObject({ openStart: 'edge', openEnd: 'edge', drop: 4 })
  })

  it('takes no notice of a drop below the error', () => {
    const data = curve(grid(6), [1, 2, 3, 2.99, 3.1, 4])
    expect(findNdtc(data)).toHaveLength(1)
    const error = { ...data.variables.T_drain!, data: new Float64Array(6).fill(0.01) }
    expect(findNdtc({ ...data, variables: { ...data.variables, T_drain_error: error } })).toEqual([])
  })

  it('searches every line along the drive that is asked for', () => {
    const axis = (name: string, count: number) => ({
      dimensions: [name],
      data: Float64Array.from(grid(count)),
      unit: '1',
      symbol: name,
      longName: name,
    })
    const data: Dataset = {
      title: 'map',
      dimensions: { a: 3, b: 4 },
      coordinates: { a: axis('a', 3), b: axis('b', 4) },
      variables: {
        T_x: {
          dimensions: ['a', 'b'],
          // Rows: rising; falling; rising. Columns: 0 5 1, 1 4 2, 2 3 3, 3 2 4.
          data: Float64Array.of(0, 1, 2, 3, 5, 4, 3, 2, 1, 2, 3, 4),
          unit: 'K',
          symbol: 'T_x',
          longName: 'T',
        },
      },
      attributes: {},
    }
    const alongB = findNdtc(data)
    expect(alongB.map(({ coordinates, drop }) => [coordinates, drop])).toEqual([[{ a: 1 }, 3]])
    const alongA = findNdtc(data, { drive: 'a' })
    expect(alongA.map(({ coordinates }) => coordinates)).toEqual([{ b: 0 }, { b: 1 }, { b: 3 }])
  })

  it('says what is wrong with a question', () => {
    const data = curve([0, 1], [0, 1])
    expect(() => findNdtc(data, { drive: 'voltage' })).toThrow(/drive must be a swept path, got "voltage".*power/)
    expect(() => findNdtc(data, { response: 'T_source' })).toThrow(/no coordinate or variable named "T_source"/)
    expect(() => findNdtc(data, { refine: true })).toThrow(/does not carry its device/)
    expect(() => findNdtc(curve([0, 1, 1], [0, 1, 2]))).toThrow(/must all differ, got 1 twice/)
    expect(() => findNdtc({ ...data, dimensions: {}, coordinates: {} })).toThrow(/has no swept path/)
  })

  it('finds nothing in a single point', () => {
    expect(findNdtc(curve([1], [1]))).toEqual([])
  })
})
