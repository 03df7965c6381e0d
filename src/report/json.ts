import { checkDataset, type Dataset, type Variable } from '../study/dataset.js'
import { metadata } from './metadata.js'

/**
 * Writes a dataset as JSON in the layout that `xarray.Dataset.from_dict` reads:
 * `{ attrs, dims: { name: length }, coords: { name: { dims, attrs, data } }, data_vars: { ... } }`, with `data` nested by dimension.
 *
 * Numbers have the shortest form that reads back to the same bits. A value that is missing is `null` (in xarray:
 * `Dataset.from_dict(d)` and then `.astype(float)` on a variable that has some); an infinite one is `1e999`, which is valid JSON
 * and read as infinity.
 *
 * @param dataset the dataset; it is checked by `checkDataset` first
 * @returns the text, one variable a line; at most about 500 MB, the longest string of the engine: above that write `jsonChunks`
 * @throws Error if the dataset is not consistent
 * @example
 * JSON.parse(toJson(dataset)).data_vars.T_drain.attrs.units // 'K'
 */
export function toJson(dataset: Dataset): string {
  return [...jsonChunks(dataset)].join('')
}

/**
 * The text of `toJson` in pieces of some thousand values, so that a large dataset is written without ever being in memory as text.
 *
 * @param dataset the dataset; it is checked by `checkDataset` first
 * @throws Error if the dataset is not consistent, before the first piece
 * @example
 * for (const chunk of jsonChunks(dataset)) stream.write(chunk)
 */
export function* jsonChunks(dataset: Dataset): Generator<string> {
  checkDataset(dataset)
  yield `{\n"attrs": ${JSON.stringify(metadata(dataset))},\n"dims": ${JSON.stringify(dataset.dimensions)},\n"coords": `
  yield* group(dataset.coordinates, dataset)
  yield ',\n"data_vars": '
  yield* group(dataset.variables, dataset)
  yield '\n}\n'
}

function* group(variables: Readonly<Record<string, Variable>>, dataset: Dataset): Generator<string> {
  const entries = Object.entries(variables)
  if (entries.length === 0) {
    yield '{}'
    return
  }
  for (const [index, [name, variable]] of entries.entries()) {
    yield `${index === 0 ? '{' : ','}\n${JSON.stringify(name)}: `
    yield* variableText(variable, dataset)
  }
  yield '\n}'
}

function* variableText(variable: Variable, dataset: Dataset): Generator<string> {
  const { dimensions, unit, symbol, longName, data } = variable
  const attributes = { ...(unit === '' ? {} : { units: unit }), long_name: longName, symbol }
  yield `{"dims": ${JSON.stringify(dimensions)}, "attrs": ${JSON.stringify(attributes)}, "data": `
  const lengths = dimensions.map((name) => dataset.dimensions[name])
  // Sizes of the arrays that begin and end at each level, outermost first.
  const sizes = lengths.map((_, level) => lengths.slice(level).reduce((product, length) => product * length, 1))
  let text = ''
  for (let place = 0; place < data.length; place++) {
    for (const size of sizes) if (place % size === 0) text += '['
    text += scalar(data[place])
    for (const size of sizes) if ((place + 1) % size === 0) text += ']'
    if (place + 1 < data.length) text += ','
    if (text.length < charactersPerChunk) continue
    yield text
    text = ''
  }
  yield `${text}}`
}

const charactersPerChunk = 1 << 16

function scalar(value: number | string): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (Number.isNaN(value)) return 'null'
  if (Object.is(value, -0)) return '-0'
  return Number.isFinite(value) ? String(value) : `${value < 0 ? '-' : ''}1e999`
}
