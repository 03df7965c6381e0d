import { join } from 'node:path'
import { toCsv } from '../report/csv.js'
import { type Dataset, statusVariable } from '../study/dataset.js'
import { isSolved } from '../study/solveChunk.js'
import { failure } from './failure.js'
import { exitCodes, type Io, indent } from './io.js'
import { jsonText } from './jsonText.js'
import { prepareFolder, writeOutput } from './outputFile.js'
import type { Claim, PaperIntervals } from './reproduce/claim.js'
import { claimLines } from './reproduce/claimText.js'
import { paperClaims } from './reproduce/dey2023Claims.js'
import { computePaper, type PaperData, photonicHeat } from './reproduce/dey2023Data.js'
import { type PaperFigure, paperFigures } from './reproduce/dey2023Figures.js'
import { searchNdtc } from './reproduce/searchNdtc.js'
import { styleFor } from './style.js'
import { showWarnings } from './warnings.js'
import { chooseExecutor } from './workers.js'
import { picture } from './writeDataset.js'

/** Options of `caloritron reproduce` as typed. */
export interface ReproduceOptions {
  readonly out: string
  readonly workers?: string
  readonly json?: boolean
}

/** Points of all figures together: enough for threads to be worth their start. */
const manyPoints = Number.POSITIVE_INFINITY

/** `caloritron reproduce dey2023`: every figure as data and picture, and what the paper claims next to what comes out. */
export async function reproduceCommand(paper: string, options: ReproduceOptions, io: Io): Promise<number> {
  if (paper !== 'dey2023') throw failure('paper', `must be dey2023, got "${paper}"`)
  const executor = await chooseExecutor(options.workers, manyPoints)
  await prepareFolder(options.out)
  const note = stepNotes(io)
  try {
    const data = await computePaper({ executor, signal: io.signal, onStep: note })
    note('NDTC intervals')
    const intervals = findIntervals(data)
    io.signal.throwIfAborted()
    const claims = await paperClaims(data, intervals)
    const figures = paperFigures(data, { literature: intervals.fig3, asPrinted: intervals.fig3AsPrinted })
    const files: string[] = []
    for (const figure of figures) {
      note(figure.name)
      files.push(...(await writeFigure(figure, options.out, io.signal)))
    }
    await writeOutput(join(options.out, 'summary.json'), jsonText(claims), io.signal)
    files.push('summary.json')
    note('')
    return report(claims, figures, files, options, io)
  } finally {
    note('')
    await executor.close()
  }
}

function findIntervals(data: PaperData): PaperIntervals {
  return {
    fig1d: searchNdtc(data.fig1d, photonicHeat),
    fig2a: searchNdtc(data.fig2a, photonicHeat),
    fig2d: searchNdtc(data.fig2d, photonicHeat),
    fig3: searchNdtc(data.fig3),
    fig3AsPrinted: searchNdtc(data.fig3AsPrinted),
  }
}

/** Writes a figure as data and in both picture formats; returns the names of the files. */
async function writeFigure(figure: PaperFigure, folder: string, signal: AbortSignal): Promise<string[]> {
  const contents: readonly (readonly [string, string | Uint8Array])[] = [
    [`${figure.name}.csv`, toCsv(figure.dataset)],
    [`${figure.name}.svg`, await picture('svg', figure.picture)],
    [`${figure.name}.png`, await picture('png', figure.picture)],
  ]
  for (const [name, content] of contents) await writeOutput(join(folder, name), content, signal)
  return contents.map(([name]) => name)
}

/** Says on a terminal what is being done; an empty name clears the line. */
function stepNotes(io: Io): (name: string) => void {
  if (!io.stderr.isTerminal) return () => undefined
  return (name) => io.stderr.write(`\r\u001b[2K${name === '' ? '' : `${name} ...`}`)
}

function report(
  claims: readonly Claim[],
  figures: readonly PaperFigure[],
  files: readonly string[],
  options: ReproduceOptions,
  io: Io,
): number {
  const missing = figures.reduce((sum, { dataset }) => sum + unsolved(dataset), 0)
  if (options.json) {
    const status = missing === 0 ? 'converged' : 'not-converged'
    io.stdout.write(jsonText({ status, notConverged: missing, out: options.out, files, claims }))
  } else {
    const style = styleFor(io.stdout, io.environment)
    const lines = [
      style.strong('S. S. Dey, G. Timossi, L. Amico and G. Marchegiani, Phys. Rev. B 107, 134510 (2023)'),
      style.faint('Negative differential thermal conductance by photonic transport in electronic circuits'),
      '',
      ...claimLines(claims, style, io.stdout.columns),
      '',
      `${indent}${figures.map(({ name }) => name).join(', ')} as .csv, .svg and .png, and summary.json: ${options.out}`,
    ]
    io.stdout.write(`${lines.join('\n')}\n`)
  }
  if (missing > 0)
    showWarnings([`${missing} points did not converge; they are marked in the data and hollow in the figures`], io)
  return missing === 0 ? exitCodes.done : exitCodes.notConverged
}

function unsolved(dataset: Dataset): number {
  const words = dataset.variables[statusVariable]?.data
  if (words === undefined || words instanceof Float64Array) return 0
  return words.filter((word) => !isSolved(word)).length
}
