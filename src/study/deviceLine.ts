import { solve } from '../device/compile.js'
import type { Device } from '../device/device.js'
import { ModelFamily } from '../device/modelFamily.js'
import { setPath } from '../device/setPath.js'
import type { PhysicsTables } from '../physics/tables.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import type { Dataset } from './dataset.js'
import type { Sample } from './falls.js'
import type { SlopedSample } from './refinedFalls.js'
import { solveSensitivity } from './sensitivity.js'
import { isSolved } from './solveChunk.js'
import { nameColumns } from './variableNames.js'

/** Distance over which flows are compared for their derivative, relative to the drive or to the step of its sweep. */
const relativeStep = 1e-5

/** A device as a function of one path, everything else held. Points once solved are remembered. */
export interface DeviceLine {
  /** A response with its error and slope at a value of the path [SI]; null if it does not converge or is unknown. */
  sample(response: string, value: number): SlopedSample | null
  /** The same without the slope, at a part of the cost. */
  value(response: string, value: number): Sample | null
}

/** The device that a dataset was computed from; null if it does not carry one. */
export function datasetDevice({ attributes }: Pick<Dataset, 'attributes'>): Device | null {
  // Written by `sweep` as JSON of a checked device.
  return typeof attributes.device === 'string' ? (JSON.parse(attributes.device) as Device) : null
}

/**
 * The device along one line of a sweep.
 *
 * @param device Device of the dataset.
 * @param paths Swept paths, in the order of the dataset.
 * @param coordinates Their values [SI] on the line; that of `drive` is not used.
 * @param drive The path that varies.
 * @param spacing Typical distance of the points of the sweep along `drive`.
 * @param tables Universal functions, shared between lines.
 * @param known Temperatures of the islands [K] at points of the line, to start from.
 */
export function deviceLine(
  device: Device,
  paths: readonly string[],
  coordinates: readonly number[],
  drive: string,
  spacing: number,
  tables: PhysicsTables,
  known: ReadonlyMap<number, Readonly<Record<string, number>>>,
): DeviceLine {
  const family = new ModelFamily(tables)
  const starts = new Map(known)
  let base: Device | undefined
  const baseDevice = (): Device => {
    base ??= paths.reduce(
      (result, path, axis) => (path === drive ? result : setPath(result, path, coordinates[axis]!)),
      device,
    )
    return base
  }
  /** What `find` gives at a value of the drive; null where that makes no device, as in the sweep. */
  const remembering = <T extends { readonly point: OperatingPoint }>(find: (value: number) => T | null) => {
    const solved = new Map<number, T | null>()
    return (value: number): T | null => {
      const remembered = solved.get(value)
      if (remembered !== undefined) return remembered
      let result: T | null = null
      try {
        result = find(value)
      } catch {
        // The point has no value.
      }
      solved.set(value, result)
      if (result !== null) starts.set(value, result.point.temperatures)
      return result
    }
  }
  const slopesAt = remembering((value) => {
    const step = relativeStep * Math.max(Math.abs(value), spacing)
    return solveSensitivity(baseDevice(), drive, value, step, pointBefore(starts, value), family)
  })
  const pointAt = remembering((value) => {
    const initialTemperatures = pointBefore(starts, value)
    const point = solve(family.at(setPath(baseDevice(), drive, value)), initialTemperatures && { initialTemperatures })
    return isSolved(point.status) ? { point } : null
  })
  /** Where a response stands: an island, or a row of the heat ledger. */
  const placeOf = (response: string, point: OperatingPoint): { island?: string; row: number } => {
    const names = nameColumns(device, point.heat, paths)
    const island = Object.keys(device.islands)[names.temperatures.findIndex(({ name }) => name === response)]
    return { ...(island === undefined ? {} : { island }), row: names.flows.findIndex(({ name }) => name === response) }
  }
  return {
    sample(response, value) {
      const result = slopesAt(value)
      if (result === null) return null
      const { point, temperatureSlopes, heatSlopes } = result
      const { island, row } = placeOf(response, point)
      if (island !== undefined) return { ...read(point, value, island, row), slope: temperatureSlopes[island]! }
      return row < 0 ? null : { ...read(point, value, island, row), slope: heatSlopes[row]! }
    },
    value(response, value) {
      const result = pointAt(value)
      if (result === null) return null
      const { island, row } = placeOf(response, result.point)
      return island === undefined && row < 0 ? null : read(result.point, value, island, row)
    },
  }
}

function read(
  { temperatures, temperatureErrors, heat }: OperatingPoint,
  x: number,
  island: string | undefined,
  row: number,
) {
  if (island !== undefined) return { x, y: temperatures[island]!, error: temperatureErrors[island]! }
  return { x, y: heat[row]!.power, error: heat[row]!.errorEstimate }
}

/** The nearest point below, as a rising drive would come; the lowest one if there is none below. */
function pointBefore<T>(entries: ReadonlyMap<number, T>, value: number): T | undefined {
  let best: T | undefined
  let bestKey = Number.NaN
  for (const [key, entry] of entries) {
    const better = key <= value ? !(bestKey <= value && bestKey > key) : !(bestKey < key)
    if (better) {
      best = entry
      bestKey = key
    }
  }
  return best
}
