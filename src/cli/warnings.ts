import type { Problem } from '../device/problems.js'
import { describeProblem } from './failure.js'
import type { Io } from './io.js'
import { styleFor } from './style.js'

/** Writes warnings to stderr, one a line. */
export function showWarnings(warnings: readonly (Problem | string)[], io: Io): void {
  const mark = styleFor(io.stderr, io.environment).doubtful('warning')
  for (const warning of warnings) {
    io.stderr.write(`${mark}: ${typeof warning === 'string' ? warning : describeProblem(warning)}\n`)
  }
}
