import type { Device } from '../device/device.js'
import { setPath } from '../device/setPath.js'
import type { PhysicsTables } from '../physics/tables.js'
import type { Dataset } from './dataset.js'
import type { SlopedSample } from './refinedFalls.js'
import { type Sensitivity, sensitivityModels, solveSensitivity } from './sensitivity.js'
import { nameColumns } from './variableNames.js'

/** Distance over which flows are compared for their derivative, relative to the drive or to the step of its sweep. */
const relativeStep = 1e-3

/** A device as a function of one path, everything else held. Points once solved are remembered. */
export interface DeviceLine {
  /** A response with its error and slope at a value of the path [SI]; null if it does not converge or is unknown. */
  sample(response: string, value: number): SlopedSample | null
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
  let base: Device | undefined
  const models = sensitivityModels(tables)
  const solved = new Map<number, Sensitivity | null>()
  const starts = new Map(known)
  const solveAt = (value: number): Sensitivity | null => {
    const remembered = solved.get(value)
    if (remembered !== undefined) return remembered
    let result: Sensitivity | null = null
    try {
      base ??= paths.reduce(
        (result, path, axis) => (path === drive ? result : setPath(result, path, coordinates[axis]!)),
        device,
      )
      const step = relativeStep * Math.max(Math.abs(value), spacing)
      result = solveSensitivity(base, drive, value, step, pointBefore(starts, value), models)
    } catch {
      // A value that makes no device is a point without a value, as in the sweep.
    }
    solved.set(value, result)
    if (result !== null) starts.set(value, result.point.temperatures)
    return result
  }
  return {
    sample(response, value) {
      const result = solveAt(value)
      if (result === null) return null
      const { point, temperatureSlopes, heatSlopes } = result
      const names = nameColumns(device, point.heat, paths)
      const island = Object.keys(device.islands)[names.temperatures.findIndex(({ name }) => name === response)]
      if (island !== undefined) {
        const error = point.temperatureErrors[island]!
        return { x: value, y: point.temperatures[island]!, error, slope: temperatureSlopes[island]! }
      }
      const row = names.flows.findIndex(({ name }) => name === response)
      if (row < 0) return null
      const { power, errorEstimate } = point.heat[row]!
      return { x: value, y: power, error: errorEstimate, slope: heatSlopes[row]! }
    },
  }
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
