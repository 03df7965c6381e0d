import type { Dataset, Device, NdtcInterval } from 'caloritron'
import { desk } from '../compute/client.ts'
import type { DeviceNumber } from '../compute/protocol.ts'
import type { Drive } from '../state/drive.ts'

/** Points of the operating curve of a cell. */
const points = 64

export interface MapAxis {
  readonly number: DeviceNumber
  /** Values [SI], evenly spaced on their scale. */
  readonly values: readonly number[]
}

/** Largest drop over two numbers of a device, as far as it is known. */
export interface DropMap {
  readonly title: string
  readonly drive: Drive
  readonly x: MapAxis
  readonly y: MapAxis
  /** Drops [K or W], row by row from below; null where nothing is known yet. */
  readonly cells: readonly (number | null)[]
  /** Points of the curve of each cell that did not converge. */
  readonly unsolved: readonly number[]
  readonly unit: string
  /** What it was computed for: the device apart from the two numbers and the drive. */
  readonly base: string
}

/** Order in which rows are computed: coarse first, so that the picture can be read early. */
function coarseFirst(length: number): number[] {
  const order = new Set<number>()
  for (const step of [6, 3, 2, 1]) for (let k = 0; k < length; k += step) order.add(k)
  return [...order]
}

function largestDrop(intervals: readonly NdtcInterval[], row: Readonly<Record<string, number>>): number {
  const fitting = intervals.filter(({ coordinates }) =>
    Object.entries(row).every(([path, value]) => coordinates[path] === value),
  )
  return Math.max(0, ...fitting.map(({ drop }) => drop))
}

/** Points without an answer on each curve of a row. */
function unsolvedOf(dataset: Dataset, columns: number): number[] {
  const status = dataset.variables.status?.data
  if (status === undefined || status instanceof Float64Array) return new Array<number>(columns).fill(0)
  const along = status.length / columns
  return Array.from(
    { length: columns },
    (_, column) =>
      status
        .slice(column * along, (column + 1) * along)
        .filter((each) => each !== 'converged' && each !== 'roundoff-limited').length,
  )
}

/** Computes a map row by row, and shows it as it fills. */
export async function computeMap(
  device: Device,
  empty: Omit<DropMap, 'cells' | 'unsolved' | 'unit'>,
  show: (map: DropMap) => void,
  signal: AbortSignal,
): Promise<void> {
  const { x, y, drive } = empty
  const [columns, rows] = [x.values.length, y.values.length]
  const cells = new Array<number | null>(columns * rows).fill(null)
  const unsolved = new Array<number>(columns * rows).fill(0)
  let unit = 'K'
  show({ ...empty, cells, unsolved, unit })
  for (const row of coarseFirst(rows)) {
    const axes = {
      [y.number.path]: { values: [y.values[row]!] },
      [x.number.path]: { values: x.values },
      [drive.path]: { from: drive.from, to: drive.to, points, scale: drive.scale },
    }
    const { dataset, intervals } = await desk.ask('sweep', { device, axes, falls: true }, { signal })
    unit = intervals[0]?.units.response ?? unit
    const failures = unsolvedOf(dataset, columns)
    for (const [column, value] of x.values.entries()) {
      cells[row * columns + column] = largestDrop(intervals, {
        [x.number.path]: value,
        [y.number.path]: y.values[row]!,
      })
      unsolved[row * columns + column] = failures[column]!
    }
    show({ ...empty, cells: [...cells], unsolved: [...unsolved], unit })
  }
}

/** The map as a dataset, for files and figures. */
export function mapDataset({ title, drive, x, y, cells, unsolved, unit }: DropMap): Dataset {
  const dimensions = [y.number.path, x.number.path]
  const coordinate = ({ number, values }: MapAxis) => ({
    dimensions: [number.path],
    data: Float64Array.from(values),
    unit: number.unit === '' ? '1' : number.unit,
    symbol: number.symbol ?? number.path,
    longName: number.label,
  })
  return {
    title,
    dimensions: { [y.number.path]: y.values.length, [x.number.path]: x.values.length },
    coordinates: { [y.number.path]: coordinate(y), [x.number.path]: coordinate(x) },
    variables: {
      drop: {
        dimensions,
        data: Float64Array.from(cells, (cell) => cell ?? Number.NaN),
        unit,
        symbol: 'drop',
        longName: `largest fall while ${drive.description.label} rises; 0 without NDTC`,
      },
      unsolved: {
        dimensions,
        data: Float64Array.from(unsolved),
        unit: '1',
        symbol: 'unsolved',
        longName: `points of the curve, of ${points}, that did not converge`,
      },
    },
    attributes: {
      drive: drive.path,
      driveFrom: drive.from,
      driveTo: drive.to,
      driveUnit: drive.description.unit,
      drivePoints: points,
      driveScale: drive.scale,
    },
  }
}
