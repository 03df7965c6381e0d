import { type Dataset, findVariable } from '../study/dataset.js'
import type { SweepFigure } from '../study/sweepFigures.js'
import { assumptionLines } from './assumptionText.js'
import { printJsonWith } from './datasetOutput.js'
import { figureSentence } from './figureText.js'
import { exitCodes, type Io } from './io.js'
import { ndtcSentence } from './ndtcText.js'
import { quantityText } from './quantityText.js'
import { styleFor } from './style.js'
import type { SweepChecks } from './sweepChecks.js'
import type { SweepFindings } from './sweepFindings.js'
import { showWarnings } from './warnings.js'
import { printDataset } from './writeDataset.js'

/** What a sweep gave; the dataset only where all of it is needed at once. */
export interface SweepResult {
  readonly dataset: Dataset | null
  readonly findings: SweepFindings
  /** Figures of the whole sweep; empty unless asked for. */
  readonly figures: readonly SweepFigure[]
  readonly checked: SweepChecks | null
}

/** Says on stderr what was found, prints JSON if asked for, and returns the exit code. */
export function reportSweep(
  { dataset, findings, figures, checked }: SweepResult,
  options: { readonly out?: string; readonly json?: boolean },
  io: Io,
): number {
  const { missing, points, firstFailure } = findings
  if (options.json) printJson({ dataset, findings, figures, checked }, options.out, io)
  else if (options.out === undefined && dataset !== null) printDataset(dataset, 'csv', io.stdout.write)
  const lines = [
    ...(options.out === undefined ? [] : [`wrote ${options.out}`]),
    ...(missing === points ? [] : ndtcLines(findings)),
    ...figureLines(figures, findings),
    ...(checked === null ? [] : checkLines(checked, findings, io)),
  ]
  if (lines.length > 0) io.stderr.write(`${lines.join('\n')}\n`)
  if (missing > 0) {
    showWarnings(
      [`${missing} points did not converge and are empty; column status says why, first: ${firstFailure}`],
      io,
    )
  }
  return missing === 0 ? exitCodes.done : exitCodes.notConverged
}

function printJson({ dataset, findings, figures, checked }: SweepResult, out: string | undefined, io: Io): void {
  const { missing, intervals } = findings
  const found = {
    status: missing === 0 ? 'converged' : 'not-converged',
    notConverged: missing,
    ndtc: intervals,
    figures,
    checks: checked?.checks ?? [],
    checkedAt: checked?.at ?? null,
    ...(out === undefined ? {} : { out }),
  }
  printJsonWith(found, out === undefined ? dataset : null, io)
}

/** The assumptions that do not hold for certain, and the drops against the thermometer; the others are only counted. */
function checkLines({ checks, at }: SweepChecks, { sample }: SweepFindings, io: Io): string[] {
  if (sample === null) return []
  const shown = checks.filter(({ verdict, name }) => verdict !== 'holds' || name === 'drop')
  const where = Object.entries(at).map(
    ([path, value]) => `${path} = ${quantityText(value, findVariable(sample, path).unit)}`,
  )
  const holding = checks.filter(({ verdict }) => verdict === 'holds').length
  return [
    `assumptions at the hottest point (${where.join(', ')}): ${holding} of ${checks.length} hold`,
    ...assumptionLines(shown, styleFor(io.stderr, io.environment), io.stderr.columns),
  ]
}

/** More intervals than this are for a program to read, not for the eye. */
const mostShown = 12

function figureLines(figures: readonly SweepFigure[], { sample }: SweepFindings): string[] {
  return sample === null ? [] : figures.map((figure) => figureSentence(figure, sample))
}

function ndtcLines({ intervals, sample }: SweepFindings): string[] {
  if (sample === null) return []
  if (intervals.length === 0) return ['nothing falls while the last swept quantity rises: no NDTC']
  const shown = intervals.slice(0, mostShown).map((interval) => ndtcSentence(interval, sample))
  const more = intervals.length - shown.length
  return more > 0 ? [...shown, `and ${more} more; --json shows all`] : shown
}
