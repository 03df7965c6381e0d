import type { Device, SweepAxis } from '../device/device.js'
import type { PhysicsTables } from '../physics/tables.js'
import { columnData, type Dataset, rowCount, statusVariable } from '../study/dataset.js'
import { defaultResponses, type NdtcInterval, type NdtcOptions, ndtcSteps } from '../study/ndtc.js'
import { RowJoiner } from '../study/rowJoiner.js'
import { runSteps } from '../study/runSteps.js'
import { isSolved } from '../study/solveChunk.js'

/** Sweeps with more points are searched between their points only: solving each point again would take as long as the sweep. */
const largestRefined = 5_000

/** What is read off a sweep while its pieces pass by; it grows with what is found and not with the number of points. */
export class SweepFindings {
  /** Number of points, and of those without a solution. */
  points = 0
  missing = 0
  /** Status of the first point without a solution. */
  firstFailure = ''
  readonly intervals: NdtcInterval[] = []
  /** Values of the swept paths [SI] where an island is hottest; null if no point has a solution. */
  hottest: Readonly<Record<string, number>> | null = null
  /** Some piece of the sweep: it has the names and units of all. */
  sample: Dataset | null = null
  private readonly device: Device
  private readonly refine: boolean
  private readonly rows: RowJoiner
  private readonly tables: PhysicsTables
  private readonly signal: AbortSignal
  private responses: readonly string[] | null = null
  private highest = 0

  constructor(device: Device, axes: readonly SweepAxis[], tables: PhysicsTables, signal: AbortSignal) {
    this.device = device
    this.tables = tables
    this.signal = signal
    this.refine = axes.reduce((product, { points }) => product * points, 1) <= largestRefined
    // Nothing else is looked at along a row.
    this.rows = new RowJoiner(axes.at(-1)?.points ?? 1, (name) => /^(T|Q_photon)_/.test(name))
  }

  /** The same pieces, each looked at as it passes. */
  async *watch(pieces: AsyncIterable<Dataset>): AsyncGenerator<Dataset> {
    for await (const piece of pieces) {
      await this.take(piece)
      yield piece
    }
  }

  /** Looks at the next piece, or at a whole sweep. */
  async take(piece: Dataset): Promise<void> {
    this.sample ??= piece
    this.points += rowCount(piece)
    this.countMissing(piece)
    this.findHottest(piece)
    for (const rows of this.rows.take(piece)) {
      const search = ndtcSteps(rows, this.ndtcOptions(rows))
      this.intervals.push(...(await runSteps(search, { signal: this.signal })))
    }
  }

  private ndtcOptions(rows: Dataset): NdtcOptions {
    this.responses ??= defaultResponses(rows)
    return { response: this.responses, tables: this.tables, ...(this.refine ? {} : { refine: false }) }
  }

  private countMissing(piece: Dataset): void {
    const status = piece.variables[statusVariable].data
    if (status instanceof Float64Array) return
    for (const word of status) {
      if (isSolved(word)) continue
      if (this.missing === 0) this.firstFailure = word
      this.missing++
    }
  }

  private findHottest(piece: Dataset): void {
    let row = -1
    for (const island of Object.keys(this.device.islands)) {
      const name = `T_${island.replace(/[^A-Za-z0-9_]/g, '_')}`
      if (!Object.hasOwn(piece.variables, name)) continue
      const { data } = piece.variables[name]
      if (!(data instanceof Float64Array)) continue
      for (let index = 0; index < data.length; index++) {
        if (data[index] > this.highest) {
          this.highest = data[index]
          row = index
        }
      }
    }
    if (row < 0) return
    this.hottest = Object.fromEntries(
      Object.keys(piece.dimensions).map((path) => [path, Number(columnData(piece, path)[row])]),
    )
  }
}
