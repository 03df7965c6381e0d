import { broadcastIndex, type Dataset, type Variable } from '../../study/dataset.js'

/**
 * The dataset with only some values of its last dimension.
 *
 * @param keep which of them, by position
 */
export function excerpt(dataset: Dataset, keep: (position: number) => boolean): Dataset {
  const drive = Object.keys(dataset.dimensions).at(-1)
  if (drive === undefined) return dataset
  const positions = Array.from({ length: dataset.dimensions[drive] }, (_, position) => position)
  const dimensions = { ...dataset.dimensions, [drive]: positions.filter(keep).length }
  const pick = (variable: Variable): Variable => {
    if (!variable.dimensions.includes(drive)) return variable
    const own = Object.fromEntries(variable.dimensions.map((name) => [name, dataset.dimensions[name]]))
    const along = broadcastIndex(counter(drive, positions.length), own)
    const rows = [...along.keys()].filter((row) => keep(along[row]))
    const { data } = variable
    if (data instanceof Float64Array) return { ...variable, data: Float64Array.from(rows, (row) => data[row]) }
    return { ...variable, data: rows.map((row) => data[row]) }
  }
  const each = (group: Readonly<Record<string, Variable>>): Record<string, Variable> =>
    Object.fromEntries(Object.entries(group).map(([name, variable]) => [name, pick(variable)]))
  return { ...dataset, dimensions, coordinates: each(dataset.coordinates), variables: each(dataset.variables) }
}

/** A variable that is the position along one dimension: broadcasting it tells where each row of a table stands. */
function counter(dimension: string, length: number): Variable {
  return { dimensions: [dimension], data: new Float64Array(length), unit: '1', symbol: dimension, longName: dimension }
}
