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
 * @returns the text, one variable a line
 * @throws Error if the dataset is not consistent
 * @example
 * JSON.parse(toJson(dataset)).data_vars.T_drain.attrs.units // 'K'
 */
export function toJson(dataset: Dataset): string {
  checkDataset(dataset)
  const group = (variables: Readonly<Record<string, Variable>>): string =>
    object(Object.entries(variables).map(([name, variable]) => [name, variableText(variable, dataset)]))
  const parts: [string, string][] = [
    ['attrs', JSON.stringify(metadata(dataset))],
    ['dims', JSON.stringify(dataset.dimensions)],
    ['coords', group(dataset.coordinates)],
    ['data_vars', group(dataset.variables)],
  ]
  return `${object(parts)}\n`
}

function object(entries: readonly (readonly [string, string])[]): string {
  return entries.length === 0
    ? '{}'
    : `{\n${entries.map(([key, text]) => `${JSON.stringify(key)}: ${text}`).join(',\n')}\n}`
}

function variableText(variable: Variable, dataset: Dataset): string {
  const { dimensions, unit, symbol, longName } = variable
  const attributes = { ...(unit === '' ? {} : { units: unit }), long_name: longName, symbol }
  const lengths = dimensions.map((name) => dataset.dimensions[name])
  const data = nested(variable.data, lengths, 0, variable.data.length)
  return `{"dims": ${JSON.stringify(dimensions)}, "attrs": ${JSON.stringify(attributes)}, "data": ${data}}`
}

function nested(data: Variable['data'], lengths: readonly number[], start: number, size: number): string {
  if (lengths.length === 0) return scalar(data[start])
  const step = size / lengths[0]
  const parts = Array.from({ length: lengths[0] }, (_, k) => nested(data, lengths.slice(1), start + k * step, step))
  return `[${parts.join(',')}]`
}

function scalar(value: number | string): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (Number.isNaN(value)) return 'null'
  if (Object.is(value, -0)) return '-0'
  return Number.isFinite(value) ? String(value) : `${value < 0 ? '-' : ''}1e999`
}
