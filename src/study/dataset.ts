/** A quantity on a grid of named dimensions. */
export interface Variable {
  /** Names of the dimensions, slowest first; none for a single value. */
  readonly dimensions: readonly string[]
  /** Values in row-major order; NaN where a point did not converge. */
  readonly data: Float64Array | readonly string[]
  /** Plain unit (`K`, `W`, `Hz`), `1` for a pure number, empty for text. */
  readonly unit: string
  /** Symbol of the field, with `_` before an index: `T_drain`. */
  readonly symbol: string
  /** What the quantity is, in words: `temperature of island drain`. */
  readonly longName: string
}

/**
 * Quantities over a grid, in xarray's model: named dimensions, coordinates that label them, variables on them.
 *
 * A swept quantity is a coordinate and a dimension named by its path in the device file (`heat.heater.power`); variables
 * are named by their symbol (`T_drain`). A complex quantity is a pair of variables `..._re`, `..._im`. Where a point did
 * not converge the numbers are NaN and the text variable `status` says why.
 */
export interface Dataset {
  readonly title: string
  /** Length of each dimension; the order is that of the sweep, slowest first. */
  readonly dimensions: Readonly<Record<string, number>>
  readonly coordinates: Readonly<Record<string, Variable>>
  readonly variables: Readonly<Record<string, Variable>>
  readonly attributes: Readonly<Record<string, string | number | boolean>>
}

/** Name of the text variable that says how each point ended. */
export const statusVariable = 'status'

/** Whether a status is that of an answer: converged, or as near as the arithmetic allows. */
export function isAnswer(status: string): boolean {
  return status === 'converged' || status === 'roundoff-limited'
}

/**
 * Number of points of the grid: the product of the lengths of all dimensions, 1 if there are none.
 *
 * @example
 * rowCount(dataset) // 11
 */
export function rowCount(dataset: Pick<Dataset, 'dimensions'>): number {
  return Object.values(dataset.dimensions).reduce((product, length) => product * length, 1)
}

/**
 * Finds a coordinate or variable by its name.
 *
 * @throws Error that lists the names there are, if there is none of that name
 * @example
 * findVariable(dataset, 'T_drain').unit // 'K'
 */
export function findVariable(dataset: Dataset, name: string): Variable {
  const found = ownEntry(dataset.coordinates, name) ?? ownEntry(dataset.variables, name)
  if (found === undefined) {
    const names = [...Object.keys(dataset.coordinates), ...Object.keys(dataset.variables)].join(', ')
    throw new Error(`dataset "${dataset.title}": no coordinate or variable named "${name}"; there are: ${names}`)
  }
  return found
}

/**
 * Position in a variable's data of each point of a grid of the given dimensions, in row-major order; this is how a
 * variable that lacks some of them is repeated along those.
 *
 * @param lengths length of every dimension of the grid, slowest first
 * @throws Error if the variable has a dimension that the grid has not
 */
export function broadcastIndex(variable: Variable, lengths: Readonly<Record<string, number>>): Uint32Array {
  for (const name of variable.dimensions) {
    if (ownEntry(lengths, name) === undefined) {
      throw new Error(`${variable.symbol}: dimension "${name}" is not in the grid (${Object.keys(lengths).join(', ')})`)
    }
  }
  const strides = new Map<string, number>()
  let stride = 1
  for (const name of variable.dimensions.toReversed()) {
    strides.set(name, stride)
    stride *= lengths[name]
  }
  let index: Uint32Array = new Uint32Array(1)
  for (const [name, length] of Object.entries(lengths)) {
    const step = strides.get(name) ?? 0
    const next = new Uint32Array(index.length * length)
    for (let row = 0; row < index.length; row++) {
      for (let k = 0; k < length; k++) next[row * length + k] = index[row] + k * step
    }
    index = next
  }
  return index
}

/**
 * Values of a coordinate or variable at every point of the whole grid, one a row.
 *
 * @param name name of the coordinate or variable
 * @returns `rowCount(dataset)` values in row-major order of `dataset.dimensions`; a variable that lacks a dimension is
 *   repeated along it
 * @throws Error if there is none of that name
 * @example
 * columnData(dataset, 'T_drain') // Float64Array, one value a row of the table
 */
export function columnData(dataset: Dataset, name: string): Float64Array | readonly string[] {
  const variable = findVariable(dataset, name)
  const index = broadcastIndex(variable, dataset.dimensions)
  const { data } = variable
  if (data instanceof Float64Array) return Float64Array.from(index, (position) => data[position])
  return Array.from(index, (position) => data[position])
}

/**
 * Makes sure that a dataset is what it says: lengths agree with dimensions, names are unique, and every value that is
 * missing (NaN) belongs to a point whose `status`, or that of the variable (`<name>_status`), says that it did not converge.
 *
 * @throws Error with the name of the variable, what it must be, and what was got
 */
export function checkDataset(dataset: Dataset): void {
  const fail = (subject: string, message: string): never => {
    throw new Error(`dataset "${dataset.title}": ${subject}: ${message}`)
  }
  for (const [name, length] of Object.entries(dataset.dimensions)) {
    if (!Number.isInteger(length) || length < 1)
      fail(`dimension ${name}`, `length must be an integer >= 1, got ${length}`)
    if (ownEntry(dataset.variables, name) !== undefined) {
      fail(`variable ${name}`, 'has the name of a dimension; make it a coordinate')
    }
    const coordinate = ownEntry(dataset.coordinates, name)
    if (coordinate === undefined) continue
    if (coordinate.dimensions.length !== 1 || coordinate.dimensions[0] !== name) {
      fail(
        `coordinate ${name}`,
        `has the name of a dimension, so it must have that dimension alone, got [${coordinate.dimensions.join(', ')}]`,
      )
    }
    if (hasMissing(coordinate)) fail(`coordinate ${name}`, 'labels a dimension, so no value may be NaN')
  }
  for (const [kind, group] of [
    ['coordinate', dataset.coordinates],
    ['variable', dataset.variables],
  ] as const) {
    for (const [name, variable] of Object.entries(group)) {
      if (name === '') fail(kind, 'the name must not be empty')
      if (kind === 'variable' && ownEntry(dataset.coordinates, name) !== undefined) {
        fail(`variable ${name}`, 'there is a coordinate of the same name; rename one')
      }
      const message = lengthMessage(variable, dataset.dimensions) ?? missingMessage(name, variable, dataset)
      if (message !== undefined) fail(`${kind} ${name}`, message)
    }
  }
  for (const [name, value] of Object.entries(dataset.attributes)) {
    if (typeof value === 'number' && !Number.isFinite(value)) fail(`attribute ${name}`, `must be finite, got ${value}`)
  }
}

function lengthMessage(variable: Variable, lengths: Readonly<Record<string, number>>): string | undefined {
  const seen = new Set<string>()
  let expected = 1
  for (const dimension of variable.dimensions) {
    const length = ownEntry(lengths, dimension)
    if (length === undefined) {
      return `has the unknown dimension "${dimension}"; there are: ${Object.keys(lengths).join(', ') || '(none)'}`
    }
    if (seen.has(dimension)) return `has the dimension "${dimension}" twice`
    seen.add(dimension)
    expected *= length
  }
  const { length } = variable.data
  if (length === expected) return undefined
  const shape = variable.dimensions.map((dimension) => `${dimension} = ${lengths[dimension]}`).join(', ')
  return `must have ${expected} values (${shape || 'no dimension'}), got ${length}`
}

function missingMessage(name: string, variable: Variable, dataset: Dataset): string | undefined {
  if (!hasMissing(variable)) return undefined
  // A variable that is found in a way of its own tells by itself how that ended.
  const status = ownEntry(dataset.variables, `${name}_${statusVariable}`) ?? ownEntry(dataset.variables, statusVariable)
  if (status === undefined || status.data instanceof Float64Array) {
    return `has NaN, but there is no text variable "${statusVariable}" that says why; add one`
  }
  // A status on other dimensions than the variable cannot be compared point by point.
  if (lengthMessage(status, dataset.dimensions) !== undefined) return undefined
  if (status.dimensions.some((dimension) => !variable.dimensions.includes(dimension))) return undefined
  const lengths = Object.fromEntries(variable.dimensions.map((dimension) => [dimension, dataset.dimensions[dimension]]))
  const index = broadcastIndex(status, lengths)
  // Data may be read from a file each time that they are asked for.
  const { data } = variable
  const words = status.data
  for (let point = 0; point < index.length; point++) {
    if (Number.isNaN(data[point]) && isAnswer(words[index[point]] as string)) {
      return `is NaN at point ${point}, whose status is "${words[index[point]]}"; give the value or the true status`
    }
  }
  return undefined
}

function hasMissing({ data }: Variable): boolean {
  return data instanceof Float64Array && data.some(Number.isNaN)
}

/** A record's own entry: a dimension or variable may be named like a property that every object inherits. */
function ownEntry<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
