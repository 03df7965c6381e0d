import type { Dataset, Variable } from './dataset.js'

/** Puts pieces of a sweep together to whole rows along its last axis. */
export class RowJoiner {
  private readonly length: number
  private readonly wanted: (variable: string) => boolean
  private parts: Dataset[] = []
  private have = 0

  /**
   * @param length Number of points of a row.
   * @param wanted Variables that are needed of a row that comes in parts.
   */
  constructor(length: number, wanted: (variable: string) => boolean) {
    this.length = length
    this.wanted = wanted
  }

  /** @returns What is complete now: the piece itself if it has whole rows, or the row that it is the last part of. */
  take(piece: Dataset): Dataset[] {
    const path = Object.keys(piece.dimensions).at(-1)
    const length = path === undefined ? 1 : piece.dimensions[path]!
    if (path === undefined || length === this.length) return [piece]
    this.parts.push({ ...piece, variables: pick(piece.variables, this.wanted) })
    this.have += length
    if (this.have < this.length) return []
    const row = join(this.parts, path, this.length)
    this.parts = []
    this.have = 0
    return [row]
  }
}

function pick(variables: Dataset['variables'], wanted: (variable: string) => boolean): Dataset['variables'] {
  // The status tells why values are missing, so it belongs to all.
  return Object.fromEntries(
    Object.entries(variables).filter(([name, { data }]) => !(data instanceof Float64Array) || wanted(name)),
  )
}

/** Parts of one row; where all slow dimensions have length 1, joining along the last is joining the data. */
function join(parts: readonly Dataset[], path: string, length: number): Dataset {
  const [first] = parts as [Dataset]
  const joined = (variable: Variable, of: (part: Dataset) => Variable): Variable => {
    if (!variable.dimensions.includes(path)) return variable
    if (!(variable.data instanceof Float64Array))
      return { ...variable, data: parts.flatMap((part) => of(part).data as readonly string[]) }
    const data = new Float64Array(length)
    let start = 0
    for (const part of parts) {
      const values = of(part).data as Float64Array
      data.set(values, start)
      start += values.length
    }
    return { ...variable, data }
  }
  const all = (group: 'coordinates' | 'variables'): Record<string, Variable> =>
    Object.fromEntries(
      Object.entries(first[group]).map(([name, variable]) => [name, joined(variable, (part) => part[group][name]!)]),
    )
  return {
    ...first,
    dimensions: { ...first.dimensions, [path]: length },
    coordinates: all('coordinates'),
    variables: all('variables'),
  }
}
