import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ColumnStore } from '../study/storedSweep.js'
import { failure } from './failure.js'

/** Columns in a file that has no name any more: it is gone with the process, however that ends. */
export interface ColumnFile extends ColumnStore {
  close(): void
}

/**
 * Opens a file for columns, 8 bytes a value.
 *
 * @param length Number of rows.
 * @param folder Where it lies; there must be room for all columns.
 */
export function openColumnFile(length: number, folder = tmpdir()): ColumnFile {
  const path = join(folder, `.caloritron-${randomUUID().slice(0, 8)}.columns.tmp`)
  const attempt = <T>(action: () => T): T => {
    try {
      return action()
    } catch (error) {
      throw failure(folder, `has no room for the columns of the sweep on their way: ${(error as Error).message}`)
    }
  }
  const file = attempt(() => openSync(path, 'wx+', 0o600))
  unlinkSync(path)
  return {
    write(column, first, values) {
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
      const start = 8 * (column * length + first)
      for (let done = 0; done < bytes.length; ) {
        done += attempt(() => writeSync(file, bytes, done, bytes.length - done, start + done))
      }
    },
    read(column) {
      const values = new Float64Array(length)
      const bytes = new Uint8Array(values.buffer)
      for (let done = 0; done < bytes.length; ) {
        const count = readSync(file, bytes, done, bytes.length - done, 8 * column * length + done)
        if (count === 0) throw new Error(`column file: column ${column} ends after ${done} bytes`)
        done += count
      }
      return values
    },
    close: () => closeSync(file),
  }
}
