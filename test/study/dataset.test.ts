import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  broadcastIndex,
  checkDataset,
  columnData,
  type Dataset,
  rowCount,
  type Variable,
} from '../../src/study/dataset.js'

const variable = (dimensions: readonly string[], data: readonly number[] | readonly string[]): Variable => ({
  dimensions,
  data: data.every((value) => typeof value === 'number') ? Float64Array.from(data) : (data as readonly string[]),
  unit: 'K',
  symbol: 'T',
  longName: 'temperature',
})

const dataset = (change: Partial<Dataset> = {}): Dataset => ({
  title: 'test',
  dimensions: { r: 2, power: 3 },
  coordinates: { r: variable(['r'], [5, 10]), power: variable(['power'], [0, 1, 2]) },
  variables: {
    T_drain: variable(['r', 'power'], [1, 2, 3, 4, 5, 6]),
    T_bath: variable([], [0.03]),
    best: variable(['r'], ['a', 'b']),
  },
  attributes: {},
  ...change,
})

describe('columnData', () => {
  it('repeats what lacks a dimension, in row-major order', () => {
    const data = dataset()
    expect(rowCount(data)).toBe(6)
    expect([...columnData(data, 'T_drain')]).toEqual([1, 2, 3, 4, 5, 6])
    expect([...columnData(data, 'r')]).toEqual([5, 5, 5, 10, 10, 10])
    expect([...columnData(data, 'power')]).toEqual([0, 1, 2, 0, 1, 2])
    expect([...columnData(data, 'T_bath')]).toEqual(Array(6).fill(0.03))
    expect([...columnData(data, 'best')]).toEqual(['a', 'a', 'a', 'b', 'b', 'b'])
  })

  it('names what there is when asked for what there is not', () => {
    expect(() => columnData(dataset(), 'T_source')).toThrow(/no coordinate or variable named "T_source".*T_drain/)
    expect(() => columnData(dataset(), 'toString')).toThrow(/no coordinate or variable named "toString"/)
  })

  it('takes the dimensions of a variable in any order', () => {
    expect([...broadcastIndex(variable(['power', 'r'], [1, 2, 3, 4, 5, 6]), { r: 2, power: 3 })]).toEqual([
      0, 2, 4, 1, 3, 5,
    ])
    expect(() => broadcastIndex(variable(['x'], [1]), { r: 2 })).toThrow(/dimension "x" is not in the grid/)
  })

  it('puts every point of every shape where its indices say', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 }),
        fc.infiniteStream(fc.boolean()),
        (lengths, keep) => {
          const names = lengths.map((_, axis) => `d${axis}`)
          const kept = names.filter(() => keep.next().value)
          const grid = Object.fromEntries(names.map((name, axis) => [name, lengths[axis]]))
          const size = kept.reduce((product, name) => product * grid[name], 1)
          const index = broadcastIndex(variable(kept, Array(size).fill(0)), grid)
          let row = 0
          const visit = (axis: number, at: Record<string, number>): void => {
            if (axis === names.length) {
              let expected = 0
              for (const name of kept) expected = expected * grid[name] + at[name]
              expect(index[row++]).toBe(expected)
              return
            }
            for (let k = 0; k < lengths[axis]; k++) visit(axis + 1, { ...at, [names[axis]]: k })
          }
          visit(0, {})
          expect(index.length).toBe(row)
        },
      ),
    )
  })
})

describe('checkDataset', () => {
  const status = (words: readonly string[]): Variable => ({ ...variable(['r', 'power'], words), unit: '' })
  const holed = variable(['r', 'power'], [1, Number.NaN, 3, 4, 5, 6])

  it('accepts a consistent dataset, with or without missing points', () => {
    expect(() => checkDataset(dataset())).not.toThrow()
    expect(() =>
      checkDataset(dataset({ dimensions: {}, coordinates: {}, variables: { T: variable([], [1]) } })),
    ).not.toThrow()
    const words = ['converged', 'max-evaluations', 'converged', 'converged', 'converged', 'converged']
    expect(() => checkDataset(dataset({ variables: { T: holed, status: status(words) } }))).not.toThrow()
  })

  it('says which variable has which wrong length', () => {
    const variables = { T_drain: variable(['r', 'power'], [1, 2, 3]) }
    expect(() => checkDataset(dataset({ variables }))).toThrow(
      'dataset "test": variable T_drain: must have 6 values (r = 2, power = 3), got 3',
    )
  })

  it('finds wrong dimensions and names', () => {
    const bad = (change: Partial<Dataset>) => () => checkDataset(dataset(change))
    expect(bad({ dimensions: { r: 2, power: 0 } })).toThrow(/dimension power: length must be an integer >= 1, got 0/)
    expect(bad({ variables: { T: variable(['x'], [1]) } })).toThrow(/unknown dimension "x"; there are: r, power/)
    expect(bad({ variables: { T: variable(['r', 'r'], [1, 2, 3, 4]) } })).toThrow(/has the dimension "r" twice/)
    expect(bad({ variables: { r: variable(['r'], [1, 2]) } })).toThrow(/has the name of a dimension/)
    expect(bad({ variables: { '': variable([], [1]) } })).toThrow(/name must not be empty/)
    expect(bad({ coordinates: { r: variable(['r', 'power'], [1, 2, 3, 4, 5, 6]) } })).toThrow(/that dimension alone/)
    expect(bad({ coordinates: { a: variable([], [1]) }, variables: { a: variable([], [1]) } })).toThrow(/same name/)
    expect(bad({ coordinates: { r: variable(['r'], [1, Number.NaN]) } })).toThrow(/no value may be NaN/)
    expect(bad({ attributes: { tolerance: Number.NaN } })).toThrow(/attribute tolerance: must be finite, got NaN/)
  })

  it('does not let a missing value pass without a reason', () => {
    expect(() => checkDataset(dataset({ variables: { T: holed } }))).toThrow(
      /has NaN, but there is no text variable "status"/,
    )
    const all = status(Array(6).fill('converged'))
    expect(() => checkDataset(dataset({ variables: { T: holed, status: all } }))).toThrow(
      /is NaN at point 1, whose status is "converged"/,
    )
  })
})
