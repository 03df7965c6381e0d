import { describe, expect, it } from 'vitest'
import { findNdtc } from '../../src/study/ndtc.js'
import { RowJoiner } from '../../src/study/rowJoiner.js'
import { sweep } from '../../src/study/sweep.js'
import { sweepPieces } from '../../src/study/sweepPieces.js'
import { exampleModel } from './devices.js'

const model = exampleModel('dey2023-ndtc')
const power = { from: '1 pW', to: '3 pW', points: 150 }
const axes = { phonons: { values: [0.03, 0.05] }, 'heat.heater.power': power }

describe('RowJoiner', () => {
  it('gives rows in which NDTC is found as in the whole', async () => {
    const joiner = new RowJoiner(power.points, (name) => name.startsWith('T_'))
    const found = []
    let rows = 0
    for await (const piece of sweepPieces(model, axes)) {
      expect(Object.values(piece.dimensions)[1]).toBeLessThan(power.points)
      for (const row of joiner.take(piece)) {
        rows++
        expect(row.dimensions).toEqual({ phonons: 1, 'heat.heater.power': 150 })
        expect(Object.keys(row.variables)).toEqual(['T_source', 'T_drain', 'T_source_error', 'T_drain_error', 'status'])
        found.push(...findNdtc(row, { refine: false }))
      }
    }
    expect(rows).toBe(2)
    expect(found.length).toBeGreaterThan(0)
    expect(found).toEqual(findNdtc(await sweep(model, axes), { refine: false }))
  })

  it('passes on what has whole rows', async () => {
    const joiner = new RowJoiner(2, () => true)
    const dataset = await sweep(model, { 'heat.heater.power': { values: ['1 pW', '2 pW'] } })
    expect(joiner.take(dataset)).toEqual([dataset])
    const point = await sweep(model, {})
    expect(new RowJoiner(1, () => true).take(point)).toEqual([point])
  })
})
