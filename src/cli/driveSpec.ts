import { describePath } from '../device/describePath.js'
import type { Device } from '../device/device.js'
import { DeviceError } from '../device/problems.js'
import { validateValue } from '../device/setPath.js'
import { DataFileError, readTable } from '../parts/tableFile.js'
import { pulseWaveform, sineWaveform, stepWaveform, tableWaveform, type Waveform } from '../thermal/waveform.js'
import { failure } from './failure.js'
import { readText } from './loadDevice.js'
import { asOption } from './optionProblems.js'
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

/** What the words of a waveform may be. */
const forms = [
  ...Object.entries(shapes).map(([name, parts]) => [name, ...parts.map(([part]) => part)].join(':')),
  'table:FILE',
].join(' or ')

/**
 * The drives as typed, `PATH=step:BEFORE:AFTER:TIME` or `PATH=table:FILE.csv`, checked against the device.
 *
 * @throws CommandFailure with what is wrong and a right one
 */
export async function readDrives(device: Device, typed: readonly string[]): Promise<Record<string, Waveform>> {
  const drives: Record<string, Waveform> = {}
  for (const text of typed) {
    const at = text.indexOf('=')
    if (at < 1) throw failure(option, `must be PATH=WAVEFORM, got "${text}"`, remedy)
    const path = text.slice(0, at).trim()
    if (Object.hasOwn(drives, path)) throw failure(option, `${path} is driven twice`, 'keep one of the two')
    const words = text.slice(at + 1).trim()
    const file = /^table:(.*)$/s.exec(words)?.[1]?.trim()
    const table = file ? await readText(file, 'table') : null
    drives[path] = asOption(option, () =>
      table === null ? readWaveform(device, path, words) : readTableDrive(device, path, table, file!),
    )
  }
  return drives
}

function readWaveform(device: Device, path: string, text: string): Waveform {
  const subject = `${option} ${path}`
  const target = describePath(device, path)
  const [shape, ...words] = text.split(':').map((word) => word.trim()) as [string, ...string[]]
  const fields = Object.hasOwn(shapes, shape) ? shapes[shape]! : null
  if (fields === null || fields.length !== words.length) {
    throw failure(subject, `must be ${forms}, got "${text}"`, remedy)
  }
  const time = { unit: 's', bareUnit: null, example: '1 us' }
  const kinds = { value: target, time, frequency: { unit: 'Hz', bareUnit: null, example: '1 MHz' } }
  const numbers = fields.map(([name, kind], index) => readPathValue(words[index]!, kinds[kind], `${subject} ${name}`))
  const [a, b, c, d] = numbers as [number, number, number, number]
  checkValues(device, path, shape === 'sine' ? [a - Math.abs(b), a + Math.abs(b)] : [a, b])
  if (shape === 'step') return stepWaveform(a, b, c)
  if (shape === 'pulse') {
    if (!(d > 0)) throw failure(`${subject} LENGTH`, `must be above 0 s, got "${words[3]}"`)
    return pulseWaveform(a, b, c, d)
  }
  if (!(c > 0)) throw failure(`${subject} FREQUENCY`, `must be above 0 Hz, got "${words[2]}"`)
  return sineWaveform(a, b, c)
}

/** A waveform from a file with the columns t and value and their units; a double time is a jump. */
function readTableDrive(device: Device, path: string, text: string, file: string): Waveform {
  const { unit } = describePath(device, path)
  const subject = `${option} ${path}`
  try {
    const { columns, lines } = readTable(text, file, [
      { symbol: 't', unit: 's' },
      { symbol: 'value', unit },
    ])
    const [times, values] = [columns.t!, columns.value!]
    const wrong = times.findIndex((time, row) => row > 0 && time < times[row - 1]!)
    if (wrong > 0) throw failure(subject, `times must not descend (${file}:${lines[wrong]})`, 'sort the table')
    checkValues(device, path, [Math.min(...values), Math.max(...values)])
    return tableWaveform([...times], [...values])
  } catch (error) {
    if (error instanceof DataFileError) throw failure(subject, error.message)
    throw error
  }
}

function checkValues(device: Device, path: string, values: readonly number[]): void {
  const problems = values
    .flatMap((value) => validateValue(device, path, value))
    .filter(({ severity }) => severity === 'error')
  if (problems.length > 0) throw new DeviceError(problems)
}
