import { describe, expect, it } from 'vitest'
import { compile } from '../../src/device/compile.js'
import { readDevice } from '../../src/device/readDevice.js'
import { checkDataset, columnData, type Dataset } from '../../src/study/dataset.js'
import { sweep } from '../../src/study/sweep.js'
import { exampleDevice, exampleModel } from './devices.js'

const power = 'heat.heater.power'
const numbers = (dataset: Dataset, name: string): number[] => [...(columnData(dataset, name) as Float64Array)]

describe('axes', () => {
  const model = exampleModel('matched-resistors')
  const path = 'circuit.source.resistance'

  it('are those of the device file unless others are given', async () => {
    const dataset = await sweep(model)
    expect(dataset.dimensions).toEqual({ [path]: 201 })
    const values = numbers(dataset, path)
    expect([values[0], values[100], values[200]]).toEqual([0.5, expect.closeTo(50, 12), 5000])
  })

  it('take SI numbers, quantities and lists', async () => {
    const range = await sweep(model, { [path]: { from: 10, to: '1 kohm', points: 3, scale: 'log' } })
    expect(numbers(range, path)).toEqual([10, expect.closeTo(100, 12), 1000])
    const list = await sweep(model, { [path]: { values: [50, '20 ohm'] } })
    expect(numbers(list, path)).toEqual([50, 20])
    const single = await sweep(model, { [path]: { from: 10, to: 10, points: 1 } })
    expect(numbers(single, path)).toEqual([10])
    const declared = await sweep(model, [{ path, from: 1, to: 2, points: 2, scale: 'linear' }])
    expect(numbers(declared, path)).toEqual([1, 2])
  })

  it('say what is wrong with them', async () => {
    const refuse = (axis: object, path = 'circuit.source.resistance') =>
      expect(sweep(model, { [path]: axis as never })).rejects
    await refuse({ from: 1, to: 2, points: 0 }).toThrow(/points must be an integer of at least 1, got 0/)
    await refuse({ from: 1, to: 2, points: 2.5 }).toThrow(/got 2.5/)
    await refuse({ from: Number.NaN, to: 2, points: 2 }).toThrow(/from must be finite, got NaN/)
    await refuse({ from: '1 K', to: 2, points: 2 }).toThrow(/must be a resistance, got "1 K"/)
    await refuse({ from: 0, to: 2, points: 2, scale: 'log' }).toThrow(/logarithmic scale needs limits of one sign/)
    await refuse({ values: [] }).toThrow(/needs at least one value/)
    await refuse({ values: [1] }, 'circuit.source.resistence').toThrow(/circuit\.source\.resistance/)
    const axis = { path, from: 1, to: 2, points: 2, scale: 'linear' } as const
    await expect(sweep(model, [axis, axis])).rejects.toThrow(/swept twice/)
  })
})

describe('dataset of a sweep', () => {
  it('has coordinates, temperatures, the ledger, errors and how each point ended', async () => {
    const dataset = await sweep(exampleModel('dey2023-ndtc'), { [power]: { from: 0, to: '3 pW', points: 4 } })
    checkDataset(dataset)
    expect(Object.keys(dataset.variables)).toEqual([
      'T_source',
      'T_drain',
      'Q_photon_source_drain',
      'Q_electron_phonon_source_cu',
      'Q_electron_phonon_source_ti',
      'Q_electron_phonon_drain_cu',
      'P_heater',
      'T_source_error',
      'T_drain_error',
      'Q_photon_source_drain_error',
      'Q_electron_phonon_source_cu_error',
      'Q_electron_phonon_source_ti_error',
      'Q_electron_phonon_drain_cu_error',
      'P_heater_error',
      'residual',
      'iterations',
      'status',
    ])
    expect(dataset.coordinates[power]).toMatchObject({ unit: 'W', symbol: 'P_in', longName: 'power of heater' })
    expect(dataset.variables.T_drain).toMatchObject({ unit: 'K', longName: 'temperature of island drain' })
    expect(dataset.attributes).toMatchObject({ gapModels: 'Ti: interpolation', notConverged: 0 })
    expect(numbers(dataset, 'P_heater')).toEqual([0, 1e-12, 2e-12, 3e-12])
    // Without power everything has the temperature of the lattice.
    expect(numbers(dataset, 'T_drain')[0]).toBeCloseTo(0.03, 12)
    const incoming = numbers(dataset, 'Q_photon_source_drain')
    const outgoing = numbers(dataset, 'Q_electron_phonon_drain_cu')
    for (const [i, heat] of incoming.entries()) expect(heat).toBeCloseTo(outgoing[i]!, 24)
  })

  it('carries its device, from which it can be computed again', async () => {
    const axes = { [power]: { from: 0, to: '5 pW', points: 5 } }
    const dataset = await sweep(exampleModel('dey2023-ndtc'), axes)
    const again = await sweep(compile(JSON.parse(dataset.attributes.device as string)), axes)
    expect(again).toEqual(dataset)
  })

  it('has one row a point, the last axis fastest', async () => {
    const dataset = await sweep(exampleModel('matched-resistors'), {
      'islands.source.temperature': { values: [0.3, 0.2] },
      'circuit.source.resistance': { values: [50, 100, 200] },
    })
    // pi k_B^2/(12 hbar) tau_0 (T_S^2 - T_D^2)
    const heat = numbers(dataset, 'Q_photon_source_drain')
    const expected = [0.3, 0.2].flatMap((T) =>
      [50, 100, 200].map((R) => ((4.732155758e-13 * 4 * 50 * R) / (50 + R) ** 2) * (T ** 2 - 0.03 ** 2)),
    )
    for (const [i, value] of expected.entries()) expect(heat[i]! / value).toBeCloseTo(1, 9)
    expect(numbers(dataset, 'P_held_source')[0]).toBeCloseTo(heat[0]!, 25)
  })

  it('is a single point without axes', async () => {
    const dataset = await sweep(exampleModel('dey2023-ndtc'), {})
    checkDataset(dataset)
    expect(dataset.dimensions).toEqual({})
    expect(numbers(dataset, 'T_drain')[0]).toBeCloseTo(0.15236, 5)
  })

  it('says at each point that is no device why, and leaves the others alone', async () => {
    const path = 'circuit.source_ti.length'
    const dataset = await sweep(exampleModel('dey2023-ndtc'), { [path]: { values: ['-1 um', 0, '6 um'] } })
    checkDataset(dataset)
    expect(dataset.attributes.notConverged).toBe(2)
    expect(dataset.variables.status!.data).toEqual([
      expect.stringMatching(/^failed: circuit\.source_ti\.length: must be .*greater than 0/),
      expect.stringMatching(/^failed: circuit\.source_ti\.length: must be .*greater than 0/),
      'converged',
    ])
    expect(numbers(dataset, 'T_drain')).toEqual([Number.NaN, Number.NaN, expect.closeTo(0.15236, 5)])
  })

  it('survives a sweep of which no point is a device', async () => {
    const dataset = await sweep(exampleModel('dey2023-ndtc'), { phonons: { values: [-1, 0] } })
    checkDataset(dataset)
    expect(dataset.attributes.notConverged).toBe(2)
    expect(numbers(dataset, 'T_source')).toEqual([Number.NaN, Number.NaN])
  })

  it('gives names that collide one underscore more', async () => {
    const device = exampleDevice('matched-resistors')
    const text = `
caloritron: 1
title: names
phonons: 30 mK
islands: { a-b: { temperature: 0.1 K }, a_b: { temperature: 0.2 K } }
circuit:
  one: { kind: resistor, resistance: 1 ohm, nodes: [p, q], island: a-b }
  two: { kind: resistor, resistance: 1 ohm, nodes: [p, q], island: a_b }
`
    const dataset = await sweep(compile(readDevice(text)), {})
    expect(Object.keys(dataset.variables).slice(0, 3)).toEqual(['T_a_b', 'T_a_b_', 'Q_photon_a_b_a_b'])
    expect(device.title).toContain('matching')
  })
})

describe('long sweeps', () => {
  const axes = { [power]: { from: 0, to: '5 pW', points: 4000 } }

  it('report progress that ends at all points', async () => {
    const seen: number[] = []
    const few = { [power]: { from: 0, to: '5 pW', points: 70 } }
    await sweep(exampleModel('dey2023-ndtc'), few, {
      onProgress: (done, total) => {
        expect(total).toBe(70)
        seen.push(done)
      },
    })
    expect(seen.at(-1)).toBe(70)
    expect(seen.every((done, i) => i === 0 || done > seen[i - 1]!)).toBe(true)
    expect(seen.length).toBeGreaterThan(3)
  })

  it('do not start when aborted before', async () => {
    const signal = AbortSignal.abort()
    await expect(sweep(exampleModel('dey2023-ndtc'), axes, { signal })).rejects.toThrow(/abort/i)
  })

  it('start each piece of a row afresh, so that results do not depend on what was computed before', async () => {
    const model = exampleModel('dey2023-ndtc')
    const all = Array.from({ length: 192 }, (_, i) => i * 2.5e-14)
    const whole = await sweep(model, { [power]: { values: all } })
    const part = await sweep(model, { [power]: { values: all.slice(96, 192) } })
    expect(numbers(whole, 'T_drain').slice(96, 192)).toEqual(numbers(part, 'T_drain'))
  })
})
