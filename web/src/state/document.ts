import { batch, signal } from '@preact/signals'
import { type Device, formatQuantity, type Problem } from 'caloritron'
import { desk, Superseded } from '../compute/client.ts'
import type { Change, DeviceNumber, DriveAxis, FileValue, Span } from '../compute/protocol.ts'
import { typedText } from '../controls/typedText.ts'
import { examplesKnown, knownFiles, loadExamples } from './examples.ts'
import { withNumber } from './numbers.ts'

/** The device file: the one thing that the page is about; everything else follows from it. */
export const text = signal('')
/** The device of the text; the last good one while the text has errors. */
export const device = signal<Device | null>(null)
export const numbers = signal<readonly DeviceNumber[]>([])
/** The numbers as they were when the text was read last, for what need not follow a drag. */
export const listed = signal<readonly DeviceNumber[]>([])
export const driveAxis = signal<DriveAxis | null>(null)
export const problems = signal<readonly Problem[]>([])
/** What could not be set, in words. */
export const refusal = signal<{ readonly path: string; readonly message: string } | null>(null)
/** Counts the texts that were put in place as a whole: another file, undo, typing in the editor. */
export const generation = signal(0)
export const canUndo = signal(false)
export const canRedo = signal(false)

const longestHistory = 300
/** Changes of one control within this time [ms] are one step of undo. */
const oneStep = 900
/** Time after the last step of a drag [ms] when the text is read. */
const readDelay = 150

interface Step {
  readonly text: string
  readonly label: string
}

/** Where the numbers stand in the text. */
let spans = new Map<string, Span>()
const done: Step[] = []
const undone: Step[] = []
let lastChange = { label: '', time: 0 }
let readLater: ReturnType<typeof setTimeout> | undefined

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Last text without errors. */
let lastGood = ''

export function lastGoodText(): string {
  return lastGood
}

async function read(): Promise<void> {
  clearTimeout(readLater)
  const current = text.value
  try {
    const request = { text: current, files: knownFiles() }
    let reading = await desk.askLatest('read', request)
    if (reading.device === null && !examplesKnown()) {
      // It may name a file of an example.
      await loadExamples()
      reading = await desk.askLatest('read', { text: current, files: knownFiles() })
    }
    if (text.value !== current) return
    const found =
      reading.device === null && device.value === null && lastGood !== ''
        ? await desk.ask('read', { text: lastGood, files: knownFiles() })
        : reading
    if (text.value !== current) return
    if (reading.device !== null) lastGood = current
    batch(() => {
      problems.value = reading.problems
      if (found.device === null) return
      if (!same(device.value, found.device)) device.value = found.device
      if (!same(driveAxis.value, found.drive)) driveAxis.value = found.drive
      numbers.value = found.numbers
      listed.value = found.numbers
      // Those of the device that is shown, not of a text with errors.
      spans = new Map(Object.entries(found.spans))
    })
  } catch (error) {
    if (error instanceof Superseded) return
    const message = error instanceof Error ? error.message : String(error)
    problems.value = [
      {
        severity: 'error',
        code: 'unread',
        path: '',
        message: `could not be read: ${message}`,
        line: 1,
        column: 1,
        place: 'line 1',
      },
    ]
  }
}

function remember(label: string): void {
  const now = performance.now()
  const continues = label !== '' && label === lastChange.label && now - lastChange.time < oneStep
  lastChange = { label, time: now }
  undone.length = 0
  if (!continues) done.push({ text: text.value, label })
  if (done.length > longestHistory) done.shift()
}

function place(next: string): void {
  batch(() => {
    refusal.value = null
    text.value = next
    generation.value++
    canUndo.value = done.length > 0
    canRedo.value = undone.length > 0
  })
  void read()
}

/** Begins with a text; there is nothing to undo. The device of `good` is shown if the text has errors. */
export function openText(next: string, good = ''): void {
  lastGood = good
  place(next)
}

/** Reads the text again: what it names may have changed. */
export function readAgain(): void {
  generation.value++
  void read()
}

/** Puts another text in place, as one step of undo. */
export function changeText(next: string, label = ''): void {
  if (next === text.value) return
  remember(label)
  place(next)
}

function limitOf({ minimum, maximum, exclusiveMinimum, displayUnit }: DeviceNumber, value: number): string | null {
  const shown = (limit: number): string => (displayUnit === '' ? String(limit) : formatQuantity(limit, displayUnit))
  if (minimum !== null && (exclusiveMinimum ? value <= minimum : value < minimum)) {
    return `must be ${exclusiveMinimum ? 'greater than' : 'at least'} ${shown(minimum)}`
  }
  return maximum !== null && value > maximum ? `must be at most ${shown(maximum)}` : null
}

/**
 * Puts a number [SI] at a path of the file.
 *
 * The text gets the shortest decimal that reads back as the same number, and the device the number itself, so that a drag need
 * not wait for the text to be read; it is read as soon as the control rests.
 */
export function setNumber(path: string, value: number): void {
  const old = device.value
  const number = numbers.value.find((each) => each.path === path)
  if (old === null) return
  if (problems.value.some(({ severity }) => severity === 'error')) {
    refusal.value = { path, message: 'the device file has errors; mend them first' }
    return
  }
  const description = number ?? (driveAxis.value?.path === path ? driveAxis.value.description : null)
  if (description === null) return
  const written = description.displayUnit === '' ? value : typedText(value, description)
  const span = spans.get(path)
  if (number === undefined || span === undefined) {
    void setValue(path, written)
    return
  }
  const message = limitOf(number, value)
  if (message !== null) {
    refusal.value = { path, message }
    return
  }
  const { start, end, quote } = span
  const inserted = typeof written === 'string' ? quote + written + quote : String(written)
  remember(path)
  moveSpans(path, start + inserted.length)
  batch(() => {
    refusal.value = null
    text.value = text.value.slice(0, start) + inserted + text.value.slice(end)
    device.value = withNumber(old, path.split('.'), value)
    // The others stay what they are, and with them their controls.
    numbers.value = numbers.value.map((each) => (each === number ? { ...each, value } : each))
    canUndo.value = done.length > 0
    canRedo.value = false
  })
  clearTimeout(readLater)
  readLater = setTimeout(() => void read(), readDelay)
}

/** After the number at a path has come to end elsewhere in the text, those behind it have moved. */
function moveSpans(path: string, end: number): void {
  const changed = spans.get(path)!
  const growth = end - changed.end
  if (growth === 0) return
  for (const [name, { start, end: last, quote }] of spans) {
    if (start > changed.start) spans.set(name, { start: start + growth, end: last + growth, quote })
  }
  spans.set(path, { ...changed, end })
}

let writing: Promise<void> = Promise.resolve()

async function write(changes: readonly Change[]): Promise<void> {
  const { path } = changes[0]!
  try {
    const before = text.value
    const next = await desk.ask('write', { text: before, changes })
    // What was typed meanwhile must not be lost.
    if (text.value === before) changeText(next, path)
    else await write(changes)
  } catch (error) {
    refusal.value = { path, message: error instanceof Error ? error.message : String(error) }
  }
}

/** Changes values that need not be in the text yet, as one step of undo; one request after the other. */
export function setValues(changes: readonly Change[]): Promise<void> {
  writing = writing.then(() => write(changes))
  return writing
}

/** Puts a value at a path of the file, or leaves it out (null). */
export function setValue(path: string, value: FileValue | null): Promise<void> {
  return setValues([{ path, value }])
}

function travel(from: Step[], to: Step[]): void {
  const step = from.pop()
  if (step === undefined) return
  to.push({ text: text.value, label: step.label })
  lastChange = { label: '', time: 0 }
  place(step.text)
}

export function undo(): void {
  travel(done, undone)
}

export function redo(): void {
  travel(undone, done)
}
