import { DeviceError, type Problem } from '../device/problems.js'
import { CommandFailure } from './failure.js'

/** Problems of a path that was typed belong to the option, not to the file. */
export function asOption<T>(option: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error
    const problems = error.problems.map((problem): Problem => ({ ...problem, line: null, column: null, place: option }))
    throw new CommandFailure(problems)
  }
}
