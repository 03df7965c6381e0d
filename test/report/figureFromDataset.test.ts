import { describe, expect, it } from 'vitest'
import { renderSvg } from '../../src/report/figure/render.js'
import { figureFromDataset } from '../../src/report/figureFromDataset.js'
import type { Dataset } from '../../src/study/dataset.js'
import { exampleDataset, numbers } from './exampleDataset.js'

/** Values that tell where they come from: 100 a + 10 b + c. */
function cube(): Dataset {
  const lengths = { a: 2, b: 3, c: 4 }
  const data = Array.from({ length: 24 }, (_, i) => 100 * Math.floor(i / 12) + 10 * (Math.floor(i / 4) % 3) + (i % 4))
  const coordinate = (name: keyof typeof lengths) =>
    numbers(
      [name],
      Array.from({ length: lengths[name] }, (_, index) => index + 1),
      '1',
      name,
      name,
    )
  return {
    title: 'cube',
    dimensions: lengths,
    coordinates: { a: coordinate('a'), b: coordinate('b'), c: coordinate('c') },
    variables: { v: numbers(['a', 'b', 'c'], data, '1', 'v', 'value'), w: numbers(['b'], [1, 2, 3], '1', 'w', 'w') },
    attributes: {},
  }
}

describe('figureFromDataset', () => {
  it('draws the last swept quantity with a family over the others, prefixes and status', async () => {
    const { panels, title } = figureFromDataset(exampleDataset())
    expect(title).toBe('Drain temperature, "two" ratios')
    expect(panels).toHaveLength(1)
    const [{ x, y, series }] = panels
    expect(x).toEqual({ label: '*P*_{heater}', unit: 'pW' })
    expect(y).toMatchObject({ label: '*T*_{drain}', unit: 'K' })
    expect(series!.map(({ label }) => label)).toEqual(['*r* = 5', '*r* = 36'])
    expect(series![0].x[0]).toBe(0)
    expect(series![0].x[1]).toBeCloseTo(1 / 3, 14)
    expect(series![0].x[2]).toBeCloseTo(2.2646, 14)
    expect(series![1].y[1]).toBeNaN()
    expect(series![1].status).toEqual(['converged', 'max-evaluations', 'converged'])
    expect(await renderSvg({ panels })).toContain('○ not converged')
  })

  it('finds the points of any dimension', () => {
    const y = (options: Parameters<typeof figureFromDataset>[1]) =>
      figureFromDataset(cube(), { variables: ['v'], ...options }).panels[0].series!.map((curve) => [
        ...Array.from(curve.y),
      ])
    expect(y({ select: { a: 1 } })).toEqual([
      [100, 101, 102, 103],
      [110, 111, 112, 113],
      [120, 121, 122, 123],
    ])
    expect(y({ x: 'a', select: { b: 2 } })).toEqual([
      [20, 120],
      [21, 121],
      [22, 122],
      [23, 123],
    ])
    expect(y({ x: 'b', select: { a: 0, c: 3 } })).toEqual([[3, 13, 23]])
    expect(y({})).toHaveLength(6)
  })

  it('makes a map of many curves', async () => {
    const options = { variables: ['v'], select: { a: 1 }, kind: 'map' } as const
    const [{ x, y, heatMap }] = figureFromDataset(cube(), options).panels
    expect([x.label, y.label]).toEqual(['*c*', '*b*'])
    expect([...Array.from(heatMap!.z)]).toEqual([100, 101, 102, 103, 110, 111, 112, 113, 120, 121, 122, 123])
    expect(() => figureFromDataset(cube(), { ...options, select: {} })).toThrow('a map needs two dimensions, got 3')
  })

  it('has a panel for each unit, the marks in the units of the panel', () => {
    const dataset = exampleDataset()
    const dimensions = Object.keys(dataset.dimensions)
    const flow = numbers(dimensions, [1e-15, 2e-15, 3e-15, 4e-15, 5e-15, 6e-15], 'W', 'Q_photon', 'photonic heat')
    const error = numbers(dimensions, Array(6).fill(1e-12), 'K', 'T_drain_error', 'error')
    const full: Dataset = { ...dataset, variables: { ...dataset.variables, Q: flow, T_drain_error: error } }
    const { panels, columns } = figureFromDataset(full, {
      variables: ['T_drain', 'Q'],
      shaded: [{ axis: 'x', from: 1e-12, to: 2e-12, label: 'NDTC' }],
      markers: [{ x: 1e-12, y: 0.5 }],
    })
    expect(columns).toBe(2)
    expect(panels.map(({ letter, y }) => [letter, y.unit])).toEqual([
      ['a', 'K'],
      ['b', 'fW'],
    ])
    expect(panels[1].shaded).toEqual([{ axis: 'x', from: 1, to: 2, label: 'NDTC' }])
    expect(panels.map(({ markers }) => markers)).toEqual([[{ x: 1, y: 0.5 }], []])
    expect(figureFromDataset(full).panels).toHaveLength(1)
  })

  it('names the curves of one unit by their symbols, those of a family by its values, a panel for each variable', () => {
    const { v } = cube().variables
    const data = { ...cube(), variables: { T_a: { ...v, symbol: 'T_a' }, T_b: { ...v, symbol: 'T_b' } } }
    const draw = (select: Record<string, number>) =>
      figureFromDataset(data, { variables: ['T_a', 'T_b'], select }).panels
    expect(draw({ a: 0, b: 0 })).toMatchObject([
      { y: { label: '*T*' }, series: [{ label: '*T*_{a}' }, { label: '*T*_{b}' }] },
    ])
    expect(
      draw({ a: 0 }).map(({ y, palette, series }) => [y.label, palette, series!.map(({ label }) => label)]),
    ).toEqual([
      ['*T*_{a}', 'sequential', ['*b* = 1', '*b* = 2', '*b* = 3']],
      ['*T*_{b}', 'sequential', ['*b* = 1', '*b* = 2', '*b* = 3']],
    ])
  })

  it('chooses a logarithmic axis for geometric steps', () => {
    const c = numbers(['c'], [1e9, 1e10, 1e11, 1e12], 'Hz', 'f', 'frequency')
    const [{ x }] = figureFromDataset({ ...cube(), coordinates: { c } }, { select: { a: 0, b: 0 } }).panels
    expect(x).toEqual({ label: '*f*', unit: 'THz', scale: 'log' })
  })

  it('says what cannot be drawn', () => {
    const draw = (options: Parameters<typeof figureFromDataset>[1]) => () => figureFromDataset(cube(), options)
    expect(draw({ variables: ['u'] })).toThrow('no coordinate or variable named "u"')
    expect(draw({ variables: ['w'] })).toThrow('variable "w": does not depend on "c" but on [b]')
    expect(draw({ x: 'd' })).toThrow('there is no dimension "d"; there are: a, b, c')
    expect(draw({ select: { b: 3 } })).toThrow('"b" must be a dimension with a position in it, got 3 of 3')
    expect(() => figureFromDataset({ ...cube(), dimensions: {}, coordinates: {}, variables: {} })).toThrow(
      'nothing is swept',
    )
    expect(() => figureFromDataset(exampleDataset(), { variables: ['status'] })).toThrow('must be numbers')
  })
})
