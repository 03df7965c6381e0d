import { describePath } from '../device/describePath.js'
import type { Device, SweepAxis } from '../device/device.js'
import { DeviceError, type Problem } from '../device/problems.js'
import { validateValue } from '../device/setPath.js'
import { CommandFailure, failure } from './failure.js'
import { readPathValue, readRange } from './rangeSpec.js'

const option = '--over'
const example = "--over heat.heater.power='0 pW:5 pW:251'"

/**
 * The axes of a sweep as typed, `PATH=FROM:TO:COUNT`, checked against the device; its own where none are typed.
 *
 * @throws CommandFailure or DeviceError with what is wrong and the nearest right path
 */
export function sweepAxes(device: Device, typed: readonly string[]): readonly SweepAxis[] {
  if (typed.length > 0) {
    const axes = typed.map((text) => readAxis(device, text))
    const twice = axes.find(({ path }, index) => axes.findIndex((axis) => axis.path === path) < index)
    if (twice) throw failure(option, `${twice.path} is swept twice`, 'keep one of the two')
    return axes
  }
  if (device.sweep.length > 0) return device.sweep
  throw failure(option, 'nothing to sweep: the device file has no section `sweep`', `write for example ${example}`)
}

function readAxis(device: Device, text: string): SweepAxis {
  const at = text.indexOf('=')
  if (at < 1) throw failure(option, `must be PATH=FROM:TO:COUNT, got "${text}"`, `write for example ${example}`)
  const path = text.slice(0, at).trim()
  return asOption(() => {
    const target = describePath(device, path)
    const range = readRange(text.slice(at + 1), `${option} ${path}`, `${target.example}:${target.example}:11`)
    const axis: SweepAxis = {
      path,
      from: readPathValue(range.from, target, `${option} ${path}`),
      to: readPathValue(range.to, target, `${option} ${path}`),
      points: range.points,
      scale: range.scale,
    }
    if (axis.scale === 'log' && !(axis.from > 0 && axis.to > 0)) {
      throw failure(
        `${option} ${path}`,
        'must be above zero at both ends to be spaced logarithmically',
        'leave out :log',
      )
    }
    if (axis.points > 1 && axis.from === axis.to) {
      throw failure(`${option} ${path}`, 'must have different values for FROM and TO', 'or ask for 1 point')
    }
    const problems = [axis.from, axis.to].flatMap((end) => validateValue(device, path, end))
    if (problems.length > 0) throw new DeviceError(problems)
    return axis
  })
}

/** Problems of a path that was typed belong to the option, not to the file. */
function asOption<T>(action: () => T): T {
  try {
    return action()
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error
    const problems = error.problems.map((problem): Problem => ({ ...problem, line: null, column: null, place: option }))
    throw new CommandFailure(problems)
  }
}
