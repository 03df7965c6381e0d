import { describePath } from '../device/describePath.js'
import type { Device } from '../device/device.js'
import { DeviceError, type Problem } from '../device/problems.js'
import { validateValue } from '../device/setPath.js'
import { pulseWaveform, sineWaveform, stepWaveform, type Waveform } from '../thermal/waveform.js'
import { CommandFailure, failure } from './failure.js'
import { readPathValue } from './rangeSpec.js'

const option = '--drive'
const remedy = "write for example --drive heat.heater.power='step:0 pW:1 pW:1 us'"

/** The waveforms with what each of their numbers is; `value` is in the unit of the path. */
const shapes: Readonly<Record<string, readonly (readonly [name: string, kind: 'value' | 'time' | 'frequency'])[]>> = {
  step: [
    ['BEFORE', 'value'],
    ['AFTER', 'value'],
    ['TIME', 'time'],
  ],
  pulse: [
    ['BASE', 'value'],
    ['TOP', 'value'],
    ['START', 'time'],
    ['LENGTH', 'time'],
  ],
  sine: [
    ['MEAN', 'value'],
    ['AMPLITUDE', 'value'],
    ['FREQUENCY', 'frequency'],
  ],
}

/**
 * The drives as typed, `PATH=step:BEFORE:AFTER:TIME`, checked against the device.
 *
 * @throws CommandFailure with what is wrong and a right one
 */
export function readDrives(device: Device, typed: readonly string[]): Record<string, Waveform> {
  const drives: Record<string, Waveform> = {}
  for (const text of typed) {
    const at = text.indexOf('=')
    if (at < 1) throw failure(option, `must be PATH=WAVEFORM, got "${text}"`, remedy)
    const path = text.slice(0, at).trim()
    if (Object.hasOwn(drives, path)) throw failure(option, `${path} is driven twice`, 'keep one of the two')
    drives[path] = asOption(() => readWaveform(device, path, text.slice(at + 1)))
  }
  return drives
}

function readWaveform(device: Device, path: string, text: string): Waveform {
  const subject = `${option} ${path}`
  const target = describePath(device, path)
  const [shape, ...words] = text.split(':').map((word) => word.trim()) as [string, ...string[]]
  const fields = Object.hasOwn(shapes, shape) ? shapes[shape]! : null
  if (fields === null || fields.length !== words.length) {
    const forms = Object.entries(shapes).map(([name, parts]) => [name, ...parts.map(([part]) => part)].join(':'))
    throw failure(subject, `must be ${forms.join(' or ')}, got "${text}"`, remedy)
  }
  const time = { unit: 's', bareUnit: null, example: '1 us' }
  const kinds = { value: target, time, frequency: { unit: 'Hz', bareUnit: null, example: '1 MHz' } }
  const numbers = fields.map(([name, kind], index) => readPathValue(words[index]!, kinds[kind], `${subject} ${name}`))
  const [a, b, c, d] = numbers as [number, number, number, number]
  const extremes = shape === 'sine' ? [a - Math.abs(b), a + Math.abs(b)] : [a, b]
  const problems = extremes
    .flatMap((value) => validateValue(device, path, value))
    .filter(({ severity }) => severity === 'error')
  if (problems.length > 0) throw new DeviceError(problems)
  if (shape === 'step') return stepWaveform(a, b, c)
  if (shape === 'pulse') {
    if (!(d > 0)) throw failure(`${subject} LENGTH`, `must be above 0 s, got "${words[3]}"`)
    return pulseWaveform(a, b, c, d)
  }
  if (!(c > 0)) throw failure(`${subject} FREQUENCY`, `must be above 0 Hz, got "${words[2]}"`)
  return sineWaveform(a, b, c)
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
