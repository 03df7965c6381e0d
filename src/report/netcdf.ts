import type { Dataset as HdfDataset, File as HdfFile } from 'h5wasm'
import { checkDataset, type Dataset, type Variable } from '../study/dataset.js'
import { metadata } from './metadata.js'

/** Above this an attribute no longer fits into an HDF5 object header and is kept in the heap instead. */
const longestInlineText = 32_000

/**
 * Writes a dataset as a NetCDF-4 file: HDF5 with dimension scales, by the CF conventions.
 *
 * Every number is a 64-bit float, text is UTF-8, a value that is missing is NaN. Variables carry `units`, `long_name` and
 * `symbol`, and `coordinates` where there are coordinates beside those of the dimensions. A name that NetCDF does not allow (white
 * space, `/`, a first character other than letter, digit or `_`) is changed, and the variable keeps it as `original_name`; the dots
 * of a device path are allowed and stay.
 *
 * Runs in Node and in the browser; the HDF5 library (4 MB) is loaded at the first call.
 *
 * @param dataset the dataset; it is checked by `checkDataset` first
 * @returns the bytes of the file, the same bits of every number; opens with `xarray.open_dataset`, `ncdump`, `h5dump`
 * @throws Error if the dataset is not consistent, if two names become the same, or if the HDF5 library reports a failure
 * @example
 * const bytes = await toNetcdf(dataset)
 */
export async function toNetcdf(dataset: Dataset): Promise<Uint8Array> {
  const { files, path } = await fileInMemory(dataset)
  try {
    return files.readFile(path)
  } finally {
    files.unlink(path)
  }
}

const bytesPerChunk = 1 << 22

/**
 * The bytes of `toNetcdf` in pieces of some megabytes. The HDF5 library holds the whole file in its memory, 8 bytes a value; the columns of
 * the dataset are asked for one after the other.
 *
 * @param dataset the dataset; it is checked by `checkDataset` first
 * @throws Error (rejection) as `toNetcdf`, before the first piece
 * @example
 * for await (const chunk of netcdfChunks(dataset)) stream.write(chunk)
 */
export async function* netcdfChunks(dataset: Dataset): AsyncGenerator<Uint8Array> {
  const { files, path } = await fileInMemory(dataset)
  try {
    const stream = files.open(path, 'r')
    for (;;) {
      const chunk = new Uint8Array(bytesPerChunk)
      const count = files.read(stream, chunk, 0, bytesPerChunk)
      if (count > 0) yield chunk.subarray(0, count)
      if (count < bytesPerChunk) break
    }
    files.close(stream)
  } finally {
    files.unlink(path)
  }
}

/** Writes a file in the library's own memory, which whoever reads it takes away. */
async function fileInMemory(dataset: Dataset) {
  checkDataset(dataset)
  const names = fileNames(dataset)
  const { File, ready } = await import('h5wasm')
  const { FS: files } = await ready
  // Somebody may still be reading another.
  let number = 0
  while (files.analyzePath(`/dataset-${number}.nc`).exists) number++
  const path = `/dataset-${number}.nc`
  try {
    // NetCDF refuses to change a file that does not remember the order in which things were created.
    const file = new File(path, 'w', { track_order: true })
    try {
      writeFile(file, dataset, names)
    } finally {
      file.close()
    }
  } catch (error) {
    if (files.analyzePath(path).exists) files.unlink(path)
    throw error
  }
  return { files, path }
}

function writeFile(file: HdfFile, dataset: Dataset, names: ReadonlyMap<string, string>): void {
  writeAttributes(file, { Conventions: 'CF-1.8', ...metadata(dataset) })
  Object.entries(dataset.dimensions).forEach(([dimension, length], position) => {
    const name = names.get(dimension)!
    const coordinate = dataset.coordinates[dimension]
    const scale =
      coordinate === undefined
        ? file.create_dataset({ name, data: new Float32Array(length), track_order: true })
        : createVariable(file, name, coordinate, dataset)
    // The text by which the NetCDF library knows a dimension that has no values.
    const bare = `This is a netCDF dimension but not a netCDF variable.${String(length).padStart(10)}`
    scale.make_scale(coordinate === undefined ? bare : name)
    scale.create_attribute('_Netcdf4Dimid', Int32Array.of(position), [])
    if (coordinate !== undefined) describe(scale, dimension, name, coordinate, [])
  })
  const extra = Object.entries(dataset.coordinates).filter(([name]) => !Object.hasOwn(dataset.dimensions, name))
  const write = (name: string, variable: Variable, coordinates: readonly string[]): void => {
    const target = createVariable(file, names.get(name)!, variable, dataset)
    variable.dimensions.forEach((dimension, axis) => {
      target.attach_scale(axis, names.get(dimension)!)
    })
    describe(target, name, names.get(name)!, variable, coordinates)
  }
  for (const [name, variable] of extra) write(name, variable, [])
  for (const [name, variable] of Object.entries(dataset.variables)) {
    const belonging = extra.filter(([, coordinate]) =>
      coordinate.dimensions.every((dimension) => variable.dimensions.includes(dimension)),
    )
    write(
      name,
      variable,
      belonging.map(([coordinate]) => names.get(coordinate)!),
    )
  }
}

function createVariable(file: HdfFile, name: string, variable: Variable, dataset: Dataset): HdfDataset {
  const shape = variable.dimensions.map((dimension) => dataset.dimensions[dimension])
  const values = variable.data
  // No dtype: the library takes it from the array, and reads '<f8' as a 32-bit float.
  const data = values instanceof Float64Array ? values : [...values]
  return file.create_dataset({ name, data, shape, track_order: true })
}

function describe(
  target: HdfDataset,
  originalName: string,
  name: string,
  variable: Variable,
  coordinates: readonly string[],
): void {
  writeAttributes(target, {
    ...(variable.unit === '' ? {} : { units: variable.unit }),
    long_name: variable.longName,
    symbol: variable.symbol,
    ...(coordinates.length === 0 ? {} : { coordinates: coordinates.join(' ') }),
    ...(originalName === name ? {} : { original_name: originalName }),
  })
}

function writeAttributes(
  target: HdfFile | HdfDataset,
  attributes: Readonly<Record<string, string | number | boolean>>,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'number') {
      target.create_attribute(name, Float64Array.of(value), [])
      continue
    }
    const text = String(value)
    const bytes = new TextEncoder().encode(text).length
    // Text of fixed length is what NetCDF calls char, the type of an attribute that every reader knows.
    const fixed = bytes > 0 && bytes <= longestInlineText
    target.create_attribute(name, text, [], fixed ? `S${bytes}` : null)
  }
}

function fileNames(dataset: Dataset): Map<string, string> {
  const all = new Set([
    ...Object.keys(dataset.dimensions),
    ...Object.keys(dataset.coordinates),
    ...Object.keys(dataset.variables),
  ])
  const names = new Map<string, string>()
  const taken = new Map<string, string>()
  for (const original of all) {
    const allowed = original.replaceAll(/[\s/\p{Cc}]/gu, '_')
    const name = /^[\p{L}\p{N}_]/u.test(allowed) ? allowed : `_${allowed}`
    const other = taken.get(name)
    if (other !== undefined) {
      throw new Error(`toNetcdf: "${original}" and "${other}" would both be called "${name}" in the file; rename one`)
    }
    taken.set(name, original)
    names.set(original, name)
  }
  return names
}
