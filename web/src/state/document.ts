import { batch, signal } from '@preact/signals'
import {
  type Device,
  DeviceError,
  formatQuantity,
  type Problem,
  readDeviceWithWarnings,
  setPath,
  validateValue,
} from 'caloritron'
import { exampleFile } from './examples.ts'
import { descriptionOf } from './numbers.ts'
import { writeValue } from './yamlEdit.ts'

/** The device file: the one thing that the page is about; everything else follows from it. */
export const text = signal('')
/** The device of the text; the last good one while the text has errors. */
export const device = signal<Device | null>(null)
export const problems = signal<readonly Problem[]>([])
/** What cannot be set, in words, by path. */
export const refusal = signal<{ readonly path: string; readonly message: string } | null>(null)
/** Counts the texts that were put in place as a whole: another file, undo, typing in the editor. */
export const generation = signal(0)

const longestHistory = 300
/** Changes of one control within this time [ms] are one step of undo. */
const oneStep = 900

interface Step {
  readonly text: string
  readonly label: string
}

const undone: Step[] = []
const done: Step[] = []
let lastChange = { label: '', time: 0 }
export const canUndo = signal(false)
export const canRedo = signal(false)

function read(): void {
  try {
    const reading = readDeviceWithWarnings(text.value, { files: exampleFile })
    const same = device.value !== null && JSON.stringify(device.value) === JSON.stringify(reading.device)
    batch(() => {
      if (!same) device.value = reading.device
      problems.value = reading.warnings
    })
  } catch (error) {
    problems.value =
      error instanceof DeviceError
        ? error.problems
        : [
            {
              severity: 'error',
              code: 'unreadable',
              path: '',
              message: error instanceof Error ? error.message : String(error),
              line: 1,
              column: 1,
              place: 'line 1',
            },
          ]
  }
}

let readLater: ReturnType<typeof setTimeout> | undefined

function remember(label: string): void {
  const now = performance.now()
  const continues = label !== '' && label === lastChange.label && now - lastChange.time < oneStep
  lastChange = { label, time: now }
  undone.length = 0
  if (!continues) done.push({ text: text.value, label })
  if (done.length > longestHistory) done.shift()
}

function showHistory(): void {
  canUndo.value = done.length > 0
  canRedo.value = undone.length > 0
}

/** Begins with a text; there is nothing to undo. */
export function openText(newText: string): void {
  batch(() => {
    text.value = newText
    generation.value++
    read()
    showHistory()
  })
}

/** Puts another text in place, as one step of undo. */
export function changeText(newText: string, label = ''): void {
  if (newText === text.value) return
  remember(label)
  batch(() => {
    refusal.value = null
    text.value = newText
    generation.value++
    read()
    showHistory()
  })
}

/**
 * Puts a number [SI] at a path of the file.
 *
 * The text gets the shortest decimal that reads back as the same number, so that the device can be changed beside it without
 * being read anew at every step of a drag; the text is read once the control rests.
 */
export function setNumber(path: string, value: number): boolean {
  const old = device.value
  if (old === null || problems.value.some(({ severity }) => severity === 'error')) {
    refusal.value = { path, message: 'the device file has errors; mend them first' }
    return false
  }
  const description = descriptionOf(old, path)
  if (description === null) return false
  const [problem] = validateValue(old, path, value)
  if (problem !== undefined) {
    refusal.value = { path, message: problem.message }
    return false
  }
  const written = description.displayUnit === '' ? value : formatQuantity(value, description.displayUnit)
  remember(path)
  batch(() => {
    refusal.value = null
    text.value = writeValue(text.value, path, written)
    device.value = setPath(old, path, value)
    showHistory()
  })
  clearTimeout(readLater)
  readLater = setTimeout(read, 150)
  return true
}

/** Puts a word, a number of points or a limit at a path of the file. */
export function setValue(path: string, value: string | number | boolean): void {
  changeText(writeValue(text.value, path, value), path)
}

function travel(from: Step[], to: Step[]): void {
  const step = from.pop()
  if (step === undefined) return
  to.push({ text: text.value, label: step.label })
  lastChange = { label: '', time: 0 }
  clearTimeout(readLater)
  batch(() => {
    refusal.value = null
    text.value = step.text
    generation.value++
    read()
    showHistory()
  })
}

export function undo(): void {
  travel(done, undone)
}

export function redo(): void {
  travel(undone, done)
}
