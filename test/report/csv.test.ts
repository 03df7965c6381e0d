import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvChunks, toCsv } from '../../src/report/csv.js'
import type { Dataset } from '../../src/study/dataset.js'
import { exampleDataset, numbers, parseCsv } from './exampleDataset.js'

const oneColumn = (data: readonly number[]): Dataset => ({
  title: 'one',
  dimensions: { n: data.length },
  coordinates: {},
  variables: {
    a: numbers(['n'], data, 'K', 'a', 'a'),
    status: { dimensions: [], data: ['max-evaluations'], unit: '', symbol: 'status', longName: 'status' },
  },
  attributes: {},
})

describe('toCsv', () => {
  it('writes metadata, one header row and one row a point', () => {
    const { comments, header, rows } = parseCsv(toCsv(exampleDataset()))
    expect(comments).toEqual([
      '# title: Drain temperature, "two" ratios',
      expect.stringMatching(/^# program: caloritron \d+\.\d+\.\d+$/),
      '# tolerance: 1e-9',
      '# gapModel: interpolation',
      '# checked: true',
      '# file: title: a\\nislands: {}\\n',
      '# circuit.film.ratio [1]: ratio of resistances (r)',
      '# heat.heater.power [W]: power of heater (P_heater)',
      '# run: name of the run',
      '# T_drain [K]: temperature of island drain',
      '# T_bath [K]: temperature of the lattice',
      '# quality [1]: quality factor (Q)',
      '# status: how each point ended',
    ])
    expect(header).toEqual([
      'circuit.film.ratio [1]',
      'heat.heater.power [W]',
      'run',
      'T_drain [K]',
      'T_bath [K]',
      'quality [1]',
      'status',
    ])
    expect(rows).toHaveLength(6)
    expect(rows[1]).toEqual([
      '5',
      '3.3333333333333334e-13',
      'first, "quoted"',
      '0.30000000000000004',
      '0.03',
      '1000000',
      'converged',
    ])
    expect(rows[3]).toEqual(['36', '0', 'zweiter\nµ', '-0', '0.03', 'Infinity', 'converged'])
    expect(rows[4]).toEqual(['36', '3.3333333333333334e-13', 'zweiter\nµ', '', '0.03', 'Infinity', 'max-evaluations'])
  })

  it('counts a dimension that has no coordinate', () => {
    const { header, rows } = parseCsv(toCsv(oneColumn([1, 2])))
    expect(header).toEqual(['n', 'a [K]', 'status'])
    expect(rows.map(([n]) => n)).toEqual(['0', '1'])
  })

  it('writes numbers that read back to the same bits', () => {
    fc.assert(
      fc.property(fc.array(fc.double(), { minLength: 1, maxLength: 20 }), (values) => {
        const { rows } = parseCsv(toCsv(oneColumn(values)))
        const read = rows.map(([, cell]) => (cell === '' ? Number.NaN : Number(cell)))
        expect(read).toEqual(values)
      }),
    )
  })

  it('quotes any text so that it reads back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (words) => {
        const labels = { dimensions: ['n'], data: words, unit: '', symbol: 'label', longName: 'label' }
        const dataset: Dataset = { ...oneColumn(words.map(() => 1)), coordinates: { n: labels } }
        expect(parseCsv(toCsv(dataset)).rows.map(([cell]) => cell)).toEqual(words)
      }),
    )
  })

  it('comes in pieces when there are many rows', () => {
    const dataset = oneColumn(Array.from({ length: 10_000 }, (_, index) => index / 7))
    const chunks = [...csvChunks(dataset)]
    expect(chunks.length).toBe(4)
    expect(chunks.join('')).toBe(toCsv(dataset))
    expect(parseCsv(chunks.join('')).rows).toHaveLength(10_000)
  })

  it('refuses an inconsistent dataset before writing a line', () => {
    const bad = { ...exampleDataset(), dimensions: { 'circuit.film.ratio': 2, 'heat.heater.power': 4 } }
    expect(() => csvChunks(bad).next()).toThrow(/coordinate heat.heater.power: must have 4 values/)
  })
})
