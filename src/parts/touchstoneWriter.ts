import { entryOrder, frequencyUnits, type NumberFormat, normalisation, type TouchstoneData } from './touchstoneData.js'

export interface TouchstoneWriting {
  readonly version: 1 | 2
  readonly format: NumberFormat
  readonly unit: 'Hz' | 'kHz' | 'MHz' | 'GHz'
  /** Version 2 only: list one triangle of symmetric matrices. Default `full`. */
  readonly matrix?: 'full' | 'lower' | 'upper'
  /** Version 2 two-ports only: list row by row (`12_21`) or column by column. Default `21_12`, the order of version 1. */
  readonly twoPortOrder?: '12_21' | '21_12'
}

/**
 * Writes network data as a Touchstone file.
 *
 * @param data Matrices in SI units.
 * @param writing Version, number format and unit.
 * @returns The text; every number with as many digits as bring back the same double.
 * @throws RangeError if version 1 is asked for ports with different reference resistances, or one triangle of matrices
 * that are not symmetric.
 * @example
 * writeTouchstone(data, { version: 1, format: 'RI', unit: 'GHz' })
 */
export function writeTouchstone(data: TouchstoneData, writing: TouchstoneWriting): string {
  const { ports, parameter, references, frequencies, matrices } = data
  const { version, format, unit, matrix = 'full', twoPortOrder = '21_12' } = writing
  if (version === 1 && references.some((value) => value !== references[0])) {
    throw new RangeError(
      `a version 1 file has one reference resistance, got ${references.join(', ')} Ohm; write version 2`,
    )
  }
  if (matrix !== 'full') {
    if (version === 1) throw new RangeError('a version 1 file lists full matrices; write version 2')
    for (const { re, im } of matrices) {
      for (let i = 0; i < ports; i++) {
        for (let j = 0; j < i; j++) {
          if (re[i * ports + j] === re[j * ports + i] && im[i * ports + j] === im[j * ports + i]) continue
          throw new RangeError(`one triangle stands for a symmetric matrix only; write full matrices`)
        }
      }
    }
  }
  const order = entryOrder(
    ports,
    matrix,
    ports === 2 && matrix === 'full' && (version === 1 || twoPortOrder === '21_12'),
  )
  const options = `# ${unit} ${parameter} ${format} R ${references[0]}`
  const rows = matrices.map(({ re, im }, index) => {
    const pieces: string[][] = []
    let row = -1
    for (const [i, j] of order) {
      const factor = version === 1 ? 1 / normalisation(parameter, i, j, references[0]) : 1
      const pair = writePair(factor * re[i * ports + j], factor * im[i * ports + j], format)
      // Rows of larger matrices start on a line of their own, with at most four numbers a line.
      const line = pieces[pieces.length - 1]
      const listed = ports > 2 || matrix !== 'full'
      if (line === undefined || (listed && (i !== row || line.length === 4))) pieces.push([pair])
      else line.push(pair)
      row = i
    }
    return `${frequencies[index] / frequencyUnits[unit.toUpperCase()]} ${pieces.map((line) => line.join(' ')).join('\n')}`
  })
  if (version === 1) return `${options}\n${rows.join('\n')}\n`
  return [
    '[Version] 2.0',
    options,
    `[Number of Ports] ${ports}`,
    ...(ports === 2 ? [`[Two-Port Data Order] ${twoPortOrder}`] : []),
    `[Number of Frequencies] ${frequencies.length}`,
    `[Reference] ${references.join(' ')}`,
    `[Matrix Format] ${matrix[0].toUpperCase()}${matrix.slice(1)}`,
    '[Network Data]',
    ...rows,
    '[End]',
    '',
  ].join('\n')
}

function writePair(re: number, im: number, format: NumberFormat): string {
  if (format === 'RI') return `${re} ${im}`
  const modulus = Math.hypot(re, im)
  const angle = (Math.atan2(im, re) * 180) / Math.PI
  if (format === 'MA') return `${modulus} ${angle}`
  // Zero has no decibels: a level far below every rounding stands for it.
  return `${modulus === 0 ? -2000 : 20 * Math.log10(modulus)} ${angle}`
}
