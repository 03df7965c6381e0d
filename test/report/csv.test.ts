import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvChunks, csvStream, toCsv } from '../../src/report/csv.js'
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

describe('rows', () => {
  it('have the digits of String whatever stands beside a number', () => {
    const awkward = fc.oneof(
      fc.double(),
      fc.constantFrom(Number.NaN, -0, 0, Number.POSITIVE_INFINITY, 1e21, 1e-7, 5e-324, -1.5),
    )
    const words = fc.constantFrom('converged', 'max-evaluations', 'failed: a, "b"],[', 'x')
    const row = fc.record({ a: awkward, b: fc.double({ noNaN: true }), word: words })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), fc.boolean(), (table, wordsFirst) => {
        const status = {
          dimensions: ['n'],
          data: table.map(({ a, word }) => (Number.isNaN(a) ? 'max-evaluations' : word)),
          unit: '',
          symbol: 'status',
          longName: 'status',
        }
        const columns = {
          a: numbers(
            ['n'],
            table.map(({ a }) => a),
            'K',
            'a',
            'a',
          ),
          b: numbers(
            ['n'],
            table.map(({ b }) => b),
            '',
            'b',
            'b',
          ),
        }
        const variables = wordsFirst ? { status, ...columns } : { ...columns, status }
        const dataset = { title: 't', dimensions: { n: table.length }, coordinates: {}, variables, attributes: {} }
        const cell = (value: number): string => (Number.isNaN(value) ? '' : Object.is(value, -0) ? '-0' : String(value))
        const expected = table.map(({ a, b }, n) => {
          const text = status.data[n]!
          const quoted = /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
          return [String(n), ...(wordsFirst ? [quoted, cell(a), cell(b)] : [cell(a), cell(b), quoted])].join(',')
        })
        expect(toCsv(dataset).trimEnd().split('\n').slice(-table.length)).toEqual(expected)
      }),
    )
  })
})

describe('csvStream', () => {
  it('writes pieces as the whole', async () => {
    const whole = oneColumn(Array.from({ length: 30_000 }, (_, k) => k / 7))
    const pieces = async function* (): AsyncGenerator<Dataset> {
      // A grid of which every piece is a row of its own.
      for (let row = 0; row < 300; row++) {
        const { a, ...others } = whole.variables
        yield {
          ...whole,
          dimensions: { row: 1, n: 100 },
          coordinates: { row: numbers(['row'], [row], '1', 'row', 'row') },
          variables: {
            a: { ...a!, dimensions: ['row', 'n'], data: a!.data.slice(100 * row, 100 * row + 100) as Float64Array },
            ...others,
          },
        }
      }
    }
    const texts: string[] = []
    for await (const text of csvStream(pieces())) texts.push(text)
    const { header, rows } = parseCsv(texts.join(''))
    expect(header).toEqual(['row [1]', 'n', 'a [K]', 'status'])
    expect(rows).toHaveLength(30_000)
    expect(rows[12_345]).toEqual(['123', '45', String(12_345 / 7), 'max-evaluations'])
    // Not a call of the operating system for each piece, nor the whole in memory.
    expect(texts.length).toBeGreaterThan(2)
    expect(texts.length).toBeLessThan(20)
  })

  it('refuses a piece that is not consistent', async () => {
    const bad = async function* (): AsyncGenerator<Dataset> {
      yield { ...oneColumn([1, 2]), dimensions: { n: 3 } }
    }
    await expect(csvStream(bad()).next()).rejects.toThrow(/must have 3 values/)
  })
})
