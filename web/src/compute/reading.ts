import {
  type Device,
  DeviceError,
  describePath,
  type PathDescription,
  type Problem,
  readDeviceWithWarnings,
} from 'caloritron'
import { type Document, parseDocument } from 'yaml'
import { numberAt } from '../state/numbers.ts'
import type { DeviceNumber, DriveAxis, Reading, Span } from './protocol.ts'
import { spanIn } from './yamlPlaces.ts'

const sections = ['phonons', 'islands', 'materials', 'circuit', 'heat', 'assumptions'] as const
const defaultPoints = 201

function descriptionOf(device: Device, path: string): PathDescription | null {
  try {
    return describePath(device, path)
  } catch {
    // Not everything that is a number can be varied.
    return null
  }
}

function leaves(value: unknown, path: string): string[] {
  if (typeof value === 'number') return [path]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([key, child]) => leaves(child, `${path}.${key}`))
}

/** Every number of a device that the declarations know, in the order of the file. */
function numbersOf(device: Device): DeviceNumber[] {
  const paths = sections.flatMap((section) => leaves(device[section], section))
  return paths.flatMap((path) => {
    const description = descriptionOf(device, path)
    const value = numberAt(device, path)
    if (description === null || value === null) return []
    const group = path.includes('.') ? path.split('.').slice(0, 2).join('.') : ''
    return [{ ...description, value, group }]
  })
}

function spansOf(numbers: readonly DeviceNumber[], document: Document): Record<string, Span> {
  const spans: Record<string, Span> = {}
  for (const { path } of numbers) {
    const span = spanIn(document, path)
    if (span !== null) spans[path] = span
  }
  return spans
}

/** The last swept path, or else what a person would turn first. */
function driveOf(device: Device, numbers: readonly DeviceNumber[]): DriveAxis | null {
  const axis = device.sweep.at(-1)
  if (axis !== undefined) {
    const description = descriptionOf(device, axis.path)
    if (description !== null) return { ...axis, description, declared: true }
  }
  const chosen =
    numbers.find(({ path }) => path.startsWith('heat.') && path.endsWith('.power')) ??
    numbers.find(({ path }) => /^islands\..*\.temperature$/.test(path)) ??
    numbers[0]
  if (chosen === undefined) return null
  const to = chosen.value > 0 ? 3 * chosen.value : chosen.plausible[1]
  const from = chosen.exclusiveMinimum ? to / 100 : Math.max(chosen.minimum ?? 0, 0)
  return { path: chosen.path, from, to, points: defaultPoints, scale: 'linear', description: chosen, declared: false }
}

function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof DeviceError) return error.problems
  const message = error instanceof Error ? error.message : String(error)
  return [{ severity: 'error', code: 'unreadable', path: '', message, line: 1, column: 1, place: 'line 1' }]
}

/** Reads a device file for the page. */
export function readingOf(text: string, files: Readonly<Record<string, string>>): Reading {
  try {
    const options = { files: (name: string) => (Object.hasOwn(files, name) ? files[name]! : null) }
    const { device, warnings } = readDeviceWithWarnings(text, options)
    const numbers = numbersOf(device)
    const spans = spansOf(numbers, parseDocument(text))
    return { device, problems: warnings, numbers, spans, drive: driveOf(device, numbers) }
  } catch (error) {
    return { device: null, problems: problemsOf(error), numbers: [], spans: {}, drive: null }
  }
}
