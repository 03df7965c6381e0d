/** Where a problem is: line and column of the device file from 1, or an assignment from outside the file. */
export type Place = { readonly line: number; readonly column: number } | { readonly option: string }

/** Something wrong or doubtful in a device file. Errors are data; {@link problemText} is the view. */
export interface Problem {
  readonly severity: 'error' | 'warning'
  /** Kind of the problem for programs: `unknown-key`, `wrong-dimension`, `missing-field`. */
  readonly code: string
  /** Path in the device file: `circuit.source_ti.length`; empty for the file as a whole. */
  readonly path: string
  /** What is required and what was got: `must be a length, got "6 K"`. */
  readonly message: string
  /** Line and column from 1; null if the value did not come from the file but from outside (`--set`). */
  readonly line: number | null
  readonly column: number | null
  /** The place as text: `device.yaml:12:47`, `--set`. */
  readonly place: string
  /** Everything that would be accepted, if that is a list. */
  readonly accepted?: readonly string[]
  /** How to mend it: `write for example "6 um"`. */
  readonly suggestion?: string
}

/** A problem before its place in the file is known. */
export interface Finding {
  readonly code: string
  readonly message: string
  readonly severity?: 'error' | 'warning'
  readonly accepted?: readonly string[]
  readonly suggestion?: string | undefined
}

const mostShown = 25

/** Puts a finding at a path and a place. */
export function toProblem(finding: Finding, path: string, place: Place, fileName: string | undefined): Problem {
  const inFile = 'line' in place
  const position = inFile ? `${place.line}:${place.column}` : place.option
  return {
    severity: finding.severity ?? 'error',
    code: finding.code,
    path,
    message: finding.message,
    line: inFile ? place.line : null,
    column: inFile ? place.column : null,
    place: !inFile
      ? place.option
      : fileName === undefined
        ? `line ${place.line}, column ${place.column}`
        : `${fileName}:${position}`,
    ...(finding.accepted === undefined ? {} : { accepted: finding.accepted }),
    ...(finding.suggestion === undefined ? {} : { suggestion: finding.suggestion }),
  }
}

/**
 * A problem as one line: subject, constraint, what was got, place, remedy.
 *
 * @example
 * problemText(problem) // circuit.source_ti.length: must be a length, got "6 K" (device.yaml:12:47); write for example "6 um"
 */
export function problemText(problem: Problem): string {
  const { path, message, place, suggestion } = problem
  return `${path === '' ? 'device file' : path}: ${message} (${place})${suggestion === undefined ? '' : `; ${suggestion}`}`
}

/** Everything that is wrong with a device file, in the order of the file. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError'
  constructor(readonly problems: readonly Problem[]) {
    const lines = problems.slice(0, mostShown).map(problemText)
    const more = problems.length - lines.length
    super(more > 0 ? [...lines, `and ${more} more`].join('\n') : lines.join('\n'))
  }
}

/** Sorts problems by their place in the file; those from outside come last. */
export function inFileOrder(problems: readonly Problem[]): Problem[] {
  const key = (problem: Problem): number => problem.line ?? Number.POSITIVE_INFINITY
  return [...problems].sort((a, b) => (key(a) === key(b) ? (a.column ?? 0) - (b.column ?? 0) : key(a) - key(b)))
}

/** Repeats a value in a message, shortened. */
export function got(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 37)}...` : value)
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'a mapping' : String(value)
}
