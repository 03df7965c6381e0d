import { describe, expect, it } from 'vitest'
import { toJson } from '../../src/report/json.js'
import { exampleDataset } from './exampleDataset.js'

describe('toJson', () => {
  const read = JSON.parse(toJson(exampleDataset()))

  it('has the layout of xarray.Dataset.from_dict', () => {
    expect(Object.keys(read)).toEqual(['attrs', 'dims', 'coords', 'data_vars'])
    expect(read.dims).toEqual({ 'circuit.film.ratio': 2, 'heat.heater.power': 3 })
    expect(read.attrs).toMatchObject({ title: 'Drain temperature, "two" ratios', tolerance: 1e-9, checked: true })
    expect(read.coords['heat.heater.power']).toEqual({
      dims: ['heat.heater.power'],
      attrs: { units: 'W', long_name: 'power of heater', symbol: 'P_heater' },
      data: [0, 1e-12 / 3, 2.2646e-12],
    })
    expect(Object.keys(read.data_vars)).toEqual(['T_drain', 'T_bath', 'quality', 'status'])
  })

  it('nests by dimension, writes a missing value as null and keeps every bit', () => {
    expect(read.data_vars.T_drain.data).toEqual([
      [0.03, 0.1 + 0.2, Math.PI],
      [-0, null, 5e-324],
    ])
    expect(read.data_vars.T_bath.data).toBe(0.03)
    expect(read.data_vars.quality.data).toEqual([1e6, Number.POSITIVE_INFINITY])
    expect(read.coords.run.data).toEqual(['first, "quoted"', 'zweiter\nµ'])
    expect(read.data_vars.status.attrs).toEqual({ long_name: 'how each point ended', symbol: 'status' })
  })

  it('writes a dataset without coordinates', () => {
    const { title } = exampleDataset()
    const empty = JSON.parse(toJson({ title, dimensions: {}, coordinates: {}, variables: {}, attributes: {} }))
    expect(empty).toMatchObject({ dims: {}, coords: {}, data_vars: {} })
  })
})
