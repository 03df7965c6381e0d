import { solve } from '../device/compile.js'
import { ModelFamily } from '../device/modelFamily.js'
import { axisSetter } from '../device/setPath.js'
import { type Dataset, rowCount, type Variable } from './dataset.js'
import { datasetDevice } from './deviceLine.js'
import { figuresOfMerit } from './figuresOfMerit.js'
import { isSolved } from './solveChunk.js'

/**
 * A sweep with the figures of merit of every point as further columns: `G_<island>`, `NEP_<island>`, `g_<island>_<island>` ...
 *
 * @param dataset Result of `sweep`, which carries its device.
 * @returns A copy with the columns of `figuresOfMerit`, unit and definition with each; NaN where a point has none. Each point
 *   is solved again, from its temperatures in the dataset.
 * @throws Error if the dataset does not carry its device.
 * @example
 * const columns = withFiguresOfMerit(await sweep(model)).variables // G_drain, NEP_drain ...
 */
export function withFiguresOfMerit(dataset: Dataset): Dataset {
  const device = datasetDevice(dataset)
  if (device === null) {
    throw new Error(`withFiguresOfMerit: dataset "${dataset.title}" does not carry its device; sweep it again`)
  }
  const paths = Object.keys(dataset.dimensions)
  const lengths = paths.map((path) => dataset.dimensions[path]!)
  const values = paths.map((path) => dataset.coordinates[path]!.data as Float64Array)
  const setters = paths.map((path) => axisSetter(device, path))
  const status = dataset.variables.status!.data as readonly string[]
  const islands = Object.keys(device.islands).map(
    (name) => [name, dataset.variables[`T_${name}`]?.data as Float64Array | undefined] as const,
  )
  const family = new ModelFamily()
  const total = rowCount(dataset)
  const added: Record<string, Variable & { readonly data: Float64Array }> = {}
  for (let row = 0; row < total; row++) {
    if (!isSolved(status[row]!)) continue
    let [changed, stride] = [device, total]
    for (const [axis, set] of setters.entries()) {
      stride /= lengths[axis]!
      changed = set(changed, values[axis]![Math.floor(row / stride) % lengths[axis]!]!)
    }
    const known = islands.flatMap(([name, data]) => (data === undefined ? [] : [[name, data[row]!] as const]))
    const model = family.at(changed)
    const point = solve(model, { initialTemperatures: Object.fromEntries(known) })
    if (!isSolved(point.status)) continue
    for (const { element, symbol, unit, longName, value } of figuresOfMerit(model, point)) {
      const name = `${symbol}_${element}`.replace(/[^A-Za-z0-9_]/g, '_')
      added[name] ??= {
        dimensions: paths,
        data: new Float64Array(total).fill(Number.NaN),
        unit,
        symbol: name,
        longName: `${longName} (${element})`,
      }
      added[name].data[row] = value
    }
  }
  return { ...dataset, variables: { ...dataset.variables, ...added } }
}
