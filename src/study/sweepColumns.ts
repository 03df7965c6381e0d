import type { Chunk, ChunkResult, FlowKey, ReadingKey } from './sweepJob.js'

/** The tables of a chunk whose rows are points. */
const tables = [
  'temperatures',
  'temperatureErrors',
  'flows',
  'flowErrors',
  'readings',
  'residual',
  'iterations',
] as const
type TableName = (typeof tables)[number]

/**
 * The columns of a sweep in the making: takes the results of chunks in any order and keeps nothing of them but numbers, so
 * that a large sweep is in memory once.
 */
export class SweepColumns {
  flowKeys: readonly FlowKey[] | null = null
  readingKeys: readonly ReadingKey[] | null = null
  readonly status: string[]
  private readonly total: number
  private readonly columns = new Map<TableName, Float64Array[]>()
  /** Each status once: every chunk brings its own copy of the same few words. */
  private readonly words = new Map<string, string>()

  constructor(total: number) {
    this.total = total
    this.status = new Array<string>(total)
  }

  take({ first, count }: Chunk, result: ChunkResult): void {
    this.flowKeys ??= result.flowKeys
    this.readingKeys ??= result.readingKeys
    for (let offset = 0; offset < count; offset++) this.status[first + offset] = this.word(result.status[offset]!)
    for (const name of tables) {
      const table = result[name]
      const width = table.length / count
      const columns = this.allocate(name, width)
      for (let index = 0; index < width; index++) {
        const column = columns[index]!
        for (let offset = 0, place = index; offset < count; offset++, place += width) {
          column[first + offset] = table[place]!
        }
      }
    }
  }

  /** One column, NaN where a point has no value. */
  column(name: TableName, index: number): Float64Array {
    return this.allocate(name, index + 1)[index]!
  }

  private allocate(name: TableName, width: number): Float64Array[] {
    const columns = this.columns.get(name) ?? []
    this.columns.set(name, columns)
    while (columns.length < width) columns.push(new Float64Array(this.total).fill(Number.NaN))
    return columns
  }

  private word(text: string): string {
    const known = this.words.get(text)
    if (known !== undefined) return known
    this.words.set(text, text)
    return text
  }
}
