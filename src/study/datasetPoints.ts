import type { Model } from '../device/compile.js'
import type { Device } from '../device/device.js'
import { ModelFamily } from '../device/modelFamily.js'
import { axisSetter } from '../device/setPath.js'
import { type Dataset, rowCount } from './dataset.js'
import { datasetDevice } from './deviceLine.js'
import { isSolved } from './solveChunk.js'
import { nameColumns } from './variableNames.js'

/** The points of a sweep as models with their temperatures. */
export interface DatasetPoints {
  readonly paths: readonly string[]
  readonly total: number
  readonly device: Device
  /** Values of the swept paths at a row [SI]. */
  valuesAt(row: number): number[]
  /** The device at values of the swept paths. */
  deviceAt(values: readonly number[]): Device
  /** Whether the row is an operating point. */
  solved(row: number): boolean
  /** Temperature of every island at a row [K]. */
  temperatures(row: number): Record<string, number>
  /** Model at values of the swept paths, valid until the next one is asked for. */
  model(values: readonly number[]): Model
}

/**
 * Goes back from a sweep to the device at each of its points.
 *
 * @param dataset Result of `sweep`, which carries its device.
 * @param caller Name of the study, for the message.
 * @throws Error if the dataset does not carry its device.
 */
export function datasetPoints(dataset: Dataset, caller: string): DatasetPoints {
  const device = datasetDevice(dataset)
  if (device === null)
    throw new Error(`${caller}: dataset "${dataset.title}" does not carry its device; sweep it again`)
  const paths = Object.keys(dataset.dimensions)
  const lengths = paths.map((path) => dataset.dimensions[path]!)
  const coordinates = paths.map((path) => dataset.coordinates[path]!.data as Float64Array)
  const setters = paths.map((path) => axisSetter(device, path))
  const status = dataset.variables.status!.data as readonly string[]
  const columns = nameColumns(device, [], paths).temperatures.map(
    ({ name }) => dataset.variables[name]!.data as Float64Array,
  )
  const islands = Object.keys(device.islands)
  const family = new ModelFamily()
  const total = rowCount(dataset)
  const deviceAt = (values: readonly number[]): Device =>
    setters.reduce((changed, set, axis) => set(changed, values[axis]!), device)
  return {
    paths,
    total,
    device,
    valuesAt(row) {
      let stride = total
      return lengths.map((length, axis) => {
        stride /= length
        return coordinates[axis]![Math.floor(row / stride) % length]!
      })
    },
    deviceAt,
    solved: (row) => isSolved(status[row]!),
    temperatures: (row) => Object.fromEntries(islands.map((name, k) => [name, columns[k]![row]!])),
    model: (values) => family.at(deviceAt(values)),
  }
}
