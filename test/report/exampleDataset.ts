import type { Dataset, Variable } from '../../src/study/dataset.js'

export function numbers(
  dimensions: readonly string[],
  data: readonly number[],
  unit: string,
  symbol: string,
  longName: string,
): Variable {
  return { dimensions, data: Float64Array.from(data), unit, symbol, longName }
}

/** A family of two sweeps with one point that did not converge; awkward names, texts and numbers on purpose. */
export function exampleDataset(): Dataset {
  return {
    title: 'Drain temperature, "two" ratios',
    dimensions: { 'circuit.film.ratio': 2, 'heat.heater.power': 3 },
    coordinates: {
      'circuit.film.ratio': numbers(['circuit.film.ratio'], [5, 36], '1', 'r', 'ratio of resistances'),
      'heat.heater.power': numbers(
        ['heat.heater.power'],
        [0, 1e-12 / 3, 2.2646e-12],
        'W',
        'P_heater',
        'power of heater',
      ),
      run: {
        dimensions: ['circuit.film.ratio'],
        data: ['first, "quoted"', 'zweiter\nµ'],
        unit: '',
        symbol: 'run',
        longName: 'name of the run',
      },
    },
    variables: {
      T_drain: numbers(
        ['circuit.film.ratio', 'heat.heater.power'],
        [0.03, 0.1 + 0.2, Math.PI, -0, Number.NaN, 5e-324],
        'K',
        'T_drain',
        'temperature of island drain',
      ),
      T_bath: numbers([], [0.03], 'K', 'T_bath', 'temperature of the lattice'),
      quality: numbers(['circuit.film.ratio'], [1e6, Number.POSITIVE_INFINITY], '1', 'Q', 'quality factor'),
      status: {
        dimensions: ['circuit.film.ratio', 'heat.heater.power'],
        data: ['converged', 'converged', 'converged', 'converged', 'max-evaluations', 'converged'],
        unit: '',
        symbol: 'status',
        longName: 'how each point ended',
      },
    },
    attributes: { tolerance: 1e-9, gapModel: 'interpolation', checked: true, file: 'title: a\nislands: {}\n' },
  }
}

export interface ParsedCsv {
  readonly comments: readonly string[]
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A reader of RFC 4180 text with `#` lines in front, written apart from the writer. */
export function parseCsv(text: string): ParsedCsv {
  const comments: string[] = []
  let at = 0
  while (text[at] === '#') {
    const end = text.indexOf('\n', at)
    comments.push(text.slice(at, end))
    at = end + 1
  }
  const records: string[][] = []
  let record: string[] = []
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (text[at] === '"') at++
        cell += text[at]
      }
      at++
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\n') cell += text[at++]
    }
    record.push(cell)
    if (text[at] === '\n') {
      records.push(record)
      record = []
    }
    at++
  }
  const [header, ...rows] = records
  return { comments, header, rows }
}
