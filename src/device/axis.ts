import type { PartKind } from '../parts/part.js'
import { partKinds } from '../parts/registry.js'
import { largestSweep } from './declarations.js'
import { deviceLayout, findNumber } from './describePath.js'
import type { Device, SweepAxis } from './device.js'
import { readField } from './fieldValue.js'
import { DeviceError, type Finding, type Problem, toProblem } from './problems.js'
import { checkAxis } from './readSweep.js'
import { validateValue } from './setPath.js'

const example = 'write for example "heat.heater.power=0 pW:5 pW:251"'

/**
 * Reads an axis of a sweep as the command takes it: `PATH=FROM:TO:COUNT`, with `:log` for logarithmic spacing.
 *
 * @param text `heat.heater.power=0 pW:5 pW:251`.
 * @param device Device whose path is swept; both ends are checked against it.
 * @param parts Kinds of parts that the device was read with.
 * @returns The axis in SI units.
 * @throws DeviceError that says which piece is wrong and what would be right.
 * @example
 * parseAxis('heat.heater.power=0 pW:5 pW:251', device) // { path: 'heat.heater.power', from: 0, to: 5e-12, ... }
 */
export function parseAxis(text: string, device: Device, parts: readonly PartKind[] = partKinds): SweepAxis {
  const problems: Problem[] = []
  const report = (finding: Finding, path: string): void => {
    problems.push(toProblem(finding, path, { option: '--over' }, undefined))
  }
  const at = text.indexOf('=')
  const path = text.slice(0, Math.max(0, at)).trim()
  const pieces = text.slice(at + 1).split(':')
  if (path === '' || pieces.length < 3 || pieces.length > 4) {
    report(
      {
        code: 'bad-axis',
        message: `must be PATH=FROM:TO:COUNT, got ${JSON.stringify(text.slice(0, 80))}`,
        suggestion: example,
      },
      path,
    )
    throw new DeviceError(problems)
  }
  const [from, to, count, spacing = 'linear'] = pieces.map((piece) => piece.trim()) as [string, string, string, string?]
  const target = findNumber(deviceLayout(device, parts), path)
  if ('code' in target) {
    report(target, path)
    throw new DeviceError(problems)
  }
  const { field } = target
  const limit = (written: string): number => {
    // A bare number is a number here too, where the field takes one.
    const bare = written !== '' && Number.isFinite(Number(written))
    const reading = readField(bare ? Number(written) : written, field, null)
    if (reading.ok) return reading.value as number
    report(reading.finding, path)
    return Number.NaN
  }
  const axis = { path, from: limit(from), to: limit(to), points: Number(count) }
  if (!/^\d+$/.test(count) || axis.points < 2 || axis.points > largestSweep) {
    report(
      { code: 'bad-axis', message: `must have 2 to ${largestSweep} points, got "${count}"`, suggestion: example },
      path,
    )
  }
  if (spacing !== 'linear' && spacing !== 'log') {
    const message = `must end with its count, ":linear" or ":log", got ":${spacing}"`
    report({ code: 'bad-axis', message, suggestion: `${example} or "...:251:log"` }, path)
  }
  if (problems.length > 0) throw new DeviceError(problems)
  const scale = spacing as SweepAxis['scale']
  const finding = checkAxis({ ...axis, scale })
  if (finding) report(finding, path)
  for (const value of [axis.from, axis.to]) {
    for (const problem of validateValue(device, path, value, parts)) report(problem, problem.path)
  }
  if (problems.length > 0) throw new DeviceError(problems)
  return { ...axis, scale }
}
