import { extname } from 'node:path'
import { failure } from './failure.js'

/** Formats a dataset can be written in, by the ending of the file. */
export type OutputFormat = 'csv' | 'json' | 'nc' | 'svg' | 'png'

const formats: readonly OutputFormat[] = ['csv', 'json', 'nc', 'svg', 'png']

/**
 * The format that the ending of a file name asks for.
 *
 * @throws CommandFailure that lists the endings there are
 */
export function outputFormat(path: string): OutputFormat {
  const ending = extname(path).slice(1).toLowerCase()
  const format = formats.find((candidate) => candidate === ending)
  if (format !== undefined) return format
  const known = formats.map((candidate) => `.${candidate}`).join(', ')
  throw failure('--out', `the file name must end in ${known}, got "${path}"`, 'write for example --out result.csv')
}
