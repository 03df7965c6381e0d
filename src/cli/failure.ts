import { type Problem, problemText } from '../device/problems.js'
import { exitCodes } from './io.js'

/** A command that cannot go on because of what it was given: the caller shows the problems and ends with `exitCode`. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure'
  constructor(
    readonly problems: readonly Problem[],
    readonly exitCode: number = exitCodes.badInput,
  ) {
    super(problems.map(describeProblem).join('\n'))
  }
}

/**
 * A failure with a single problem that has no place in a device file.
 *
 * @param subject option, argument or file name; empty if the message says it all
 * @param message constraint and what was got
 * @param suggestion how to mend it
 */
export function failure(subject: string, message: string, suggestion?: string): CommandFailure {
  return new CommandFailure([ownProblem(subject, message, suggestion)])
}

/** A problem of the command line instead of a device file. */
export function ownProblem(subject: string, message: string, suggestion?: string): Problem {
  return {
    severity: 'error',
    code: 'command',
    path: subject,
    message,
    line: null,
    column: null,
    place: '',
    ...(suggestion === undefined ? {} : { suggestion }),
  }
}

/** The problem in one line: subject, constraint, what was got, place, remedy. */
export function describeProblem(problem: Problem): string {
  if (problem.place !== '') return problemText(problem)
  const { path, message, suggestion } = problem
  return `${path === '' ? '' : `${path}: `}${message}${suggestion === undefined ? '' : `; ${suggestion}`}`
}

/**
 * Runs a computation on a device; what it refuses (an island without a path for its heat, an undamped resonance) is a problem
 * of the device, and the person is told so.
 *
 * @param label name of the device file
 */
export async function onDevice<T>(label: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    // The library refuses with these; any other kind is a mistake of ours, and an abort is nobody's.
    const refused = error instanceof RangeError || (error instanceof Error && error.constructor === Error)
    throw refused ? failure(label, error.message) : error
  }
}
