import { DeviceError, type Problem } from '../device/problems.js'
import { describeProblem } from './failure.js'
import { exitCodes, type Io } from './io.js'
import { jsonText } from './jsonText.js'
import { loadDevice } from './loadDevice.js'
import { styleFor } from './style.js'

/** `caloritron check DEVICE`: every error and warning of the file. The list is the data, so it goes to stdout. */
export async function checkCommand(
  path: string,
  options: { readonly set: readonly string[]; readonly json?: boolean },
  io: Io,
): Promise<number> {
  const problems = await findProblems(path, options.set, io)
  const errors = problems.filter(({ severity }) => severity === 'error').length
  if (options.json) io.stdout.write(jsonText({ status: errors > 0 ? 'error' : 'ok', problems }))
  else {
    const style = styleFor(io.stdout, io.environment)
    for (const problem of problems) {
      const mark = problem.severity === 'error' ? style.bad('error') : style.doubtful('warning')
      io.stdout.write(`${place(problem)}${mark}: ${describeProblem({ ...problem, place: '' })}\n`)
    }
    const name = path === '-' ? 'standard input' : path
    io.stdout.write(`${name}: ${summary(errors, problems.length - errors)}\n`)
  }
  return errors > 0 ? exitCodes.badInput : exitCodes.done
}

async function findProblems(path: string, set: readonly string[], io: Io): Promise<readonly Problem[]> {
  try {
    return (await loadDevice(path, set, io)).warnings
  } catch (error) {
    if (error instanceof DeviceError) return error.problems
    throw error
  }
}

/** The place first, as compilers write it, so that editors can jump there. */
function place(problem: Problem): string {
  return problem.place === '' ? '' : `${problem.place}: `
}

function summary(errors: number, warnings: number): string {
  const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
  if (errors === 0 && warnings === 0) return 'no errors, no warnings'
  return [
    errors > 0 ? count(errors, 'error') : 'no errors',
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ].join(', ')
}
