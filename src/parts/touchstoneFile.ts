import { type ComplexMatrix, zeroMatrix } from '../numerics/complexMatrix.js'
import { pow } from '../numerics/power.js'
import { cos, sin } from '../numerics/trigonometry.js'
import { DataFileError } from './tableFile.js'
import {
  entryOrder,
  frequencyUnits,
  type NetworkParameter,
  type NumberFormat,
  normalisation,
  type TouchstoneData,
} from './touchstoneData.js'

/** A Touchstone file with the line at which each frequency stands. */
export interface TouchstoneFile extends TouchstoneData {
  readonly lines: readonly number[]
}

interface SourceLine {
  readonly text: string
  readonly line: number
}

interface Options {
  readonly unit: number
  readonly parameter: NetworkParameter
  readonly format: NumberFormat
  readonly resistance: number
}

const wholeNumber = /^\d+$/
const decimalNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/**
 * Reads a Touchstone file, version 1 or 2.
 *
 * All number formats (MA, DB, RI), frequency units and parameters (S, Y, Z, G, H); in version 2 also the reference
 * resistance of each port, full, lower and upper matrices and both two-port orders (Touchstone File Format Specification,
 * Version 2.0, IBIS Open Forum, 2009). Noise data and information sections are skipped; mixed-mode data are refused.
 *
 * @param text Text of the file.
 * @param file Name of the file: `.sNp` gives the number of ports, and messages name it.
 * @returns Frequencies and matrices in SI units; a version 1 matrix is freed of its normalisation.
 * @throws DataFileError with file and line: unknown keyword or option, wrong number of values (a wrong port count),
 * frequencies that do not ascend, missing sections.
 * @example
 * readTouchstone('# GHz S RI R 50\n1 0 0\n2 0.1 0\n', 'load.s1p').frequencies // [1e9, 2e9]
 */
export function readTouchstone(text: string, file: string): TouchstoneFile {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((content, index) => ({ text: content.replace(/!.*/, '').trim(), line: index + 1 }))
    .filter((line) => line.text !== '')
  if (lines.length === 0) throw new DataFileError(file, 1, 'the file has no data')
  const named = /\.s(\d+)p$/i.exec(file)?.[1]
  const ports = named === undefined ? null : Number(named)
  return /^\[version\]/i.test(lines[0].text) ? readVersion2(lines, file, ports) : readVersion1(lines, file, ports)
}

function readOptions({ text, line }: SourceLine, file: string): Options {
  let unit = 1e9
  let parameter: NetworkParameter = 'S'
  let format: NumberFormat = 'MA'
  let resistance = 50
  const words = text.slice(1).trim().toUpperCase().split(/\s+/)
  for (let i = 0; i < words.length; i++) {
    const word = words[i]
    if (word === '') continue
    if (Object.hasOwn(frequencyUnits, word)) unit = frequencyUnits[word]
    else if (/^[SYZGH]$/.test(word)) parameter = word as NetworkParameter
    else if (/^(MA|DB|RI)$/.test(word)) format = word as NumberFormat
    else if (word === 'R') {
      const value = words[++i] ?? ''
      resistance = decimalNumber.test(value) ? Number(value) : Number.NaN
      if (!(resistance > 0)) throw new DataFileError(file, line, `R must be a positive resistance, got "${value}"`)
    } else {
      throw new DataFileError(
        file,
        line,
        `the option line must hold a frequency unit, S, Y, Z, G or H, MA, DB or RI, and R with a number, got "${word}"`,
      )
    }
  }
  return { unit, parameter, format, resistance }
}

function readVersion1(lines: readonly SourceLine[], file: string, ports: number | null): TouchstoneFile {
  if (ports === null || ports < 1) {
    throw new DataFileError(file, 1, 'the name of a version 1 file must end in .sNp with the number of ports N')
  }
  const [options, ...rest] = lines
  if (!options.text.startsWith('#')) {
    throw new DataFileError(
      file,
      options.line,
      'the option line must come first',
      'write for example "# GHz S MA R 50"',
    )
  }
  const settings = readOptions(options, file)
  const keyword = rest.find(({ text }) => text.startsWith('['))
  if (keyword !== undefined) {
    throw new DataFileError(
      file,
      keyword.line,
      `the keyword ${keyword.text} belongs to version 2`,
      'start with "[Version] 2.0"',
    )
  }
  const order = entryOrder(ports, 'full', ports === 2)
  const data = rest.filter(({ text }) => !text.startsWith('#'))
  const references = new Array<number>(ports).fill(settings.resistance)
  return collect(data, file, { ports, order, references, settings, mirrored: false, normalised: true })
}

/** The lines of a version 2 file by keyword; a keyword's own value may stand on its line and on the following ones. */
function readVersion2(lines: readonly SourceLine[], file: string, named: number | null): TouchstoneFile {
  let settings: Options | null = null
  const sections = new Map<string, { readonly line: number; readonly values: SourceLine[] }>()
  let current: SourceLine[] | null = null
  let information = false
  for (const source of lines) {
    const [, keyword, value] = /^\[([^\]]*)\]\s*(.*)$/.exec(source.text) ?? []
    const name = keyword?.trim().toLowerCase().replace(/\s+/g, ' ')
    if (name === 'end information') information = false
    else if (information) continue
    else if (name === 'begin information') information = true
    else if (name === 'end') break
    else if (name !== undefined) {
      if (!knownKeywords.has(name)) throw new DataFileError(file, source.line, `the keyword [${keyword}] is not known`)
      if (sections.has(name)) throw new DataFileError(file, source.line, `the keyword [${keyword}] stands twice`)
      current = value === '' ? [] : [{ text: value, line: source.line }]
      sections.set(name, { line: source.line, values: current })
    } else if (source.text.startsWith('#')) {
      if (settings === null) settings = readOptions(source, file)
    } else if (current !== null) current.push(source)
    else throw new DataFileError(file, source.line, `a keyword is expected, got "${source.text}"`)
  }
  const last = lines[lines.length - 1].line
  const word = (name: string): string | undefined => sections.get(name)?.values[0]?.text.toLowerCase()
  const place = (name: string) => sections.get(name)?.line ?? last
  const count = (name: string): number | null => {
    const value = word(name)
    if (value === undefined) return null
    if (wholeNumber.test(value)) return Number(value)
    throw new DataFileError(file, place(name), `[${name}] must be a whole number, got "${value}"`)
  }
  const version = word('version')
  if (version !== '2.0' && version !== '2.1') {
    throw new DataFileError(file, place('version'), `the version must be 2.0 or 2.1, got "${version}"`)
  }
  if (settings === null)
    throw new DataFileError(file, last, 'the option line is missing', 'write for example "# GHz S MA R 50"')
  if (sections.has('mixed-mode order')) {
    throw new DataFileError(
      file,
      place('mixed-mode order'),
      'mixed-mode data cannot be read',
      'convert them to single-ended ports',
    )
  }
  const ports = count('number of ports')
  if (ports === null || ports < 1)
    throw new DataFileError(file, place('number of ports'), '[Number of Ports] is missing')
  if (named !== null && named !== ports) {
    throw new DataFileError(
      file,
      place('number of ports'),
      `the name of the file says ${named} ports, [Number of Ports] says ${ports}`,
    )
  }
  const format = word('matrix format') ?? 'full'
  if (format !== 'full' && format !== 'lower' && format !== 'upper') {
    throw new DataFileError(
      file,
      place('matrix format'),
      `[Matrix Format] must be Full, Lower or Upper, got "${format}"`,
    )
  }
  const twoPortOrder = word('two-port data order')
  if (ports === 2 && twoPortOrder !== '12_21' && twoPortOrder !== '21_12') {
    throw new DataFileError(
      file,
      place('two-port data order'),
      `[Two-Port Data Order] must be 12_21 or 21_12 in a two-port file, got "${twoPortOrder ?? ''}"`,
    )
  }
  const data = sections.get('network data')
  if (data === undefined) throw new DataFileError(file, last, '[Network Data] is missing')
  const references = readReferences(sections.get('reference')?.values, file, ports, settings.resistance)
  // A triangle is one and the same in both orders.
  const order = entryOrder(ports, format, ports === 2 && format === 'full' && twoPortOrder === '21_12')
  const mirrored = format !== 'full'
  const result = collect(data.values, file, { ports, order, references, settings, mirrored, normalised: false })
  const announced = count('number of frequencies')
  if (announced !== null && announced !== result.frequencies.length) {
    throw new DataFileError(
      file,
      place('number of frequencies'),
      `[Number of Frequencies] says ${announced}, the data have ${result.frequencies.length}`,
    )
  }
  return result
}

const knownKeywords = new Set([
  'version',
  'number of ports',
  'two-port data order',
  'number of frequencies',
  'number of noise frequencies',
  'reference',
  'matrix format',
  'mixed-mode order',
  'network data',
  'noise data',
])

function readReferences(
  values: readonly SourceLine[] | undefined,
  file: string,
  ports: number,
  fallback: number,
): number[] {
  if (values === undefined) return new Array<number>(ports).fill(fallback)
  const found = values.flatMap(({ text, line }) => readNumbers(text, line, file).map((value) => ({ value, line })))
  if (found.length !== ports) {
    throw new DataFileError(
      file,
      values[0]?.line ?? 1,
      `[Reference] must have ${ports} resistances, got ${found.length}`,
    )
  }
  for (const { value, line } of found) {
    if (!(value > 0)) throw new DataFileError(file, line, `[Reference] must be positive, got ${value}`)
  }
  return found.map(({ value }) => value)
}

function readNumbers(text: string, line: number, file: string): number[] {
  return text.split(/\s+/).map((word) => {
    const value = decimalNumber.test(word) ? Number(word) : Number.NaN
    if (!Number.isFinite(value)) throw new DataFileError(file, line, `a number is expected, got "${word}"`)
    return value
  })
}

interface Layout {
  readonly ports: number
  readonly order: readonly (readonly [number, number])[]
  readonly references: readonly number[]
  readonly settings: Options
  /** Whether only one triangle of a symmetric matrix is listed. */
  readonly mirrored: boolean
  readonly normalised: boolean
}

/** Gathers the numbers of each frequency; a line with an odd number of values starts a new one. */
function collect(source: readonly SourceLine[], file: string, layout: Layout): TouchstoneFile {
  const { ports, order, references, settings, normalised } = layout
  const wanted = 1 + 2 * order.length
  const frequencies: number[] = []
  const matrices: ComplexMatrix[] = []
  const lines: number[] = []
  let record: number[] = []
  const miscounted = (line: number, got: number | string) =>
    new DataFileError(
      file,
      line,
      `a frequency of a ${ports}-port must have ${wanted} numbers, got ${got}`,
      'check the number of ports',
    )
  for (const { text, line } of source) {
    const numbers = readNumbers(text, line, file)
    if (record.length === 0) {
      const previous = frequencies[frequencies.length - 1]
      const falls = previous !== undefined && numbers[0] * settings.unit <= previous
      // Noise parameters of a version 1 two-port follow with five numbers a line, from a lower frequency on.
      if (ports === 2 && normalised && numbers.length === 5 && falls) break
      if (numbers.length % 2 === 0) throw miscounted(line, `${numbers.length} on its first line`)
      if (!(numbers[0] >= 0)) throw new DataFileError(file, line, `a frequency must not be negative, got ${numbers[0]}`)
      if (falls) {
        throw new DataFileError(
          file,
          line,
          `frequencies must rise, got ${numbers[0]} after ${previous / settings.unit}`,
          'sort the data and remove repeated frequencies',
        )
      }
      lines.push(line)
      frequencies.push(numbers[0] * settings.unit)
    } else if (numbers.length % 2 === 1) {
      throw miscounted(lines[lines.length - 1], record.length)
    }
    record.push(...numbers)
    if (record.length > wanted) throw miscounted(lines[lines.length - 1], record.length)
    if (record.length === wanted) {
      matrices.push(toMatrix(record, layout))
      record = []
    }
  }
  if (record.length > 0) throw miscounted(lines[lines.length - 1], record.length)
  if (matrices.length === 0) throw new DataFileError(file, source[0]?.line ?? 1, 'the file has no data')
  return { ports, parameter: settings.parameter, references, frequencies, matrices, lines }
}

function toMatrix(record: readonly number[], layout: Layout): ComplexMatrix {
  const { ports, order, references, settings, mirrored, normalised } = layout
  const { format, parameter } = settings
  const matrix = zeroMatrix(ports)
  order.forEach(([row, column], index) => {
    const first = record[1 + 2 * index]
    const second = record[2 + 2 * index]
    const factor = normalised ? normalisation(parameter, row, column, references[0]) : 1
    const modulus = factor * (format === 'DB' ? pow(10, first / 20) : first)
    const angle = (second * Math.PI) / 180
    const at = row * ports + column
    matrix.re[at] = format === 'RI' ? factor * first : modulus * cos(angle)
    matrix.im[at] = format === 'RI' ? factor * second : modulus * sin(angle)
    if (mirrored) {
      matrix.re[column * ports + row] = matrix.re[at]
      matrix.im[column * ports + row] = matrix.im[at]
    }
  })
  return matrix
}
