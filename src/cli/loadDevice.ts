import { readFileSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { parseAssignment } from '../device/assignment.js'
import type { Device } from '../device/device.js'
import { DeviceError, type Problem } from '../device/problems.js'
import { readDeviceWithWarnings } from '../device/readDevice.js'
import { failure } from './failure.js'
import type { Io } from './io.js'

/** A device with the name it is known by to the person. */
export interface LoadedDevice {
  readonly device: Device
  /** Name of the file as typed, or `standard input`. */
  readonly label: string
  readonly warnings: readonly Problem[]
}

/** No text file that a device refers to is larger than this; more is a mistake. */
const largestFile = 64 * 1024 * 1024

/**
 * Reads the device file at `path` (`-` for standard input), with the assignments of `--set` made.
 *
 * Files that it names are read relative to it, or to the working folder for standard input.
 *
 * @param assignments `PATH=VALUE` as typed; the last one for a path counts
 * @throws CommandFailure if the file cannot be read, DeviceError with everything that is wrong in it
 */
export async function loadDevice(path: string, assignments: readonly string[], io: Io): Promise<LoadedDevice> {
  const set = assignmentRecord(assignments)
  const fromStdin = path === '-'
  const label = fromStdin ? 'standard input' : path
  const text = fromStdin ? await io.readStdin() : await readText(path)
  const folder = fromStdin ? '.' : dirname(path)
  const { device, warnings } = readDeviceWithWarnings(text, {
    name: label,
    set,
    files: (name) => readBeside(resolve(folder, name)),
  })
  return { device, label, warnings }
}

/** The assignments by path; every malformed one is a problem of its own. */
function assignmentRecord(assignments: readonly string[]): Record<string, string> {
  const set: Record<string, string> = {}
  const problems: Problem[] = []
  for (const text of assignments) {
    try {
      const { path, value } = parseAssignment(text)
      set[path] = value
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error
      problems.push(...error.problems)
    }
  }
  if (problems.length > 0) throw new DeviceError(problems)
  return set
}

/** Text of a file that was named on the command line. */
export async function readText(path: string, kind = 'device file'): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT')
      throw failure(
        path,
        'there is no such file',
        kind === 'device file' ? 'devices to start from are in the folder examples/' : undefined,
      )
    if (code === 'EISDIR') throw failure(path, `must be a ${kind}, but it is a folder`)
    if (code === 'EACCES') throw failure(path, 'cannot be read: permission denied')
    throw failure(path, `cannot be read: ${(error as Error).message}`)
  }
}

/** Text of a file that a device refers to; null if there is none. */
function readBeside(path: string): string | null {
  try {
    const { size } = statSync(path)
    if (size > largestFile) throw failure(path, `must be at most ${largestFile} bytes, got ${size}`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null
    throw error
  }
}
