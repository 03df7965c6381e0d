import { randomUUID } from 'node:crypto'
import { constants, type Stats, unlinkSync } from 'node:fs'
import { access, type FileHandle, mkdir, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { CommandFailure, failure } from './failure.js'

/** A file in the making: it appears under its name only when it is complete. */
export interface OutputFile {
  write(content: string | Uint8Array): Promise<void>
  /** Puts the complete file in its place. */
  commit(): Promise<void>
  /** Removes what was written so far; harmless after `commit`. */
  discard(): Promise<void>
}

/**
 * Opens a file for writing so that nobody ever sees half of it.
 *
 * The content goes to a hidden file in the same folder, which `commit` renames: readers see the old file or the new one.
 * Opening already shows whether the place can be written to, before anything is computed. A device or pipe (`/dev/null`) is
 * written directly, a symbolic link keeps pointing where it did, the permissions of a file that is replaced stay.
 *
 * @param path name of the file
 * @throws CommandFailure that names the file and says what to do, if the folder is missing or cannot be written to
 */
export async function openOutput(path: string): Promise<OutputFile> {
  const { target, existing } = await findTarget(path)
  const special = existing !== null && !existing.isFile()
  const written = special ? target : join(dirname(target), `.caloritron-${randomUUID().slice(0, 8)}.tmp`)
  const handle = await attempt(path, () => open(written, special ? 'w' : 'wx', existing ? existing.mode : 0o666))
  let state: 'open' | 'closed' | 'done' = 'open'
  // A second interruption ends the process without waiting for `discard`.
  const removeAtExit = (): void => {
    try {
      unlinkSync(written)
    } catch {
      // It is gone already, which is what was wanted.
    }
  }
  if (!special) process.once('exit', removeAtExit)
  const finish = (): void => {
    process.off('exit', removeAtExit)
    state = 'done'
  }
  const close = async (): Promise<void> => {
    if (state === 'open') {
      state = 'closed'
      await handle.close()
    }
  }
  return {
    write: (content) => attempt(path, () => writeAll(handle, content)),
    async commit() {
      await attempt(path, async () => {
        if (!special) await handle.sync()
        await close()
        if (!special) await rename(written, target)
      })
      finish()
    },
    async discard() {
      if (state === 'done') return
      await close().catch(() => undefined)
      if (!special) await unlink(written).catch(() => undefined)
      finish()
    },
  }
}

/** Writes one complete file; nothing is left behind if it fails or `signal` is aborted. */
export async function writeOutput(
  path: string,
  content: string | Uint8Array | Iterable<string>,
  signal?: AbortSignal,
): Promise<void> {
  const file = await openOutput(path)
  try {
    const pieces = typeof content === 'string' || content instanceof Uint8Array ? [content] : content
    for (const piece of pieces) {
      signal?.throwIfAborted()
      await file.write(piece)
    }
    signal?.throwIfAborted()
    await file.commit()
  } finally {
    await file.discard()
  }
}

/**
 * Makes sure that a folder exists and that files can be written into it.
 *
 * @throws CommandFailure that names the folder and says what to do
 */
export async function prepareFolder(path: string): Promise<void> {
  const existing = await stat(path).catch(() => null)
  if (existing !== null && !existing.isDirectory()) {
    throw failure(path, 'must be a folder, but a file of that name exists; give another name with --out')
  }
  await attempt(path, async () => {
    await makeFolders(resolve(path))
    await access(path, constants.W_OK | constants.X_OK)
  })
}

/**
 * Makes a folder and those above it. Node's own `recursive` runs forever where a file system refuses new folders with ENOENT,
 * as /proc does.
 */
async function makeFolders(path: string): Promise<void> {
  const existing = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (existing !== null) return
  await makeFolders(dirname(path))
  await mkdir(path).catch((error: NodeJS.ErrnoException) => {
    // Somebody else was faster.
    if (error.code !== 'EEXIST') throw error
  })
}

async function findTarget(path: string): Promise<{ target: string; existing: Stats | null }> {
  // A link to nowhere resolves to nothing, and then the link itself is replaced.
  const target = await realpath(path).catch(() => resolve(path))
  const existing = await stat(target).catch(() => null)
  if (existing?.isDirectory()) {
    throw failure(path, 'must be a file, but it is a folder; add a file name, for example result.csv')
  }
  if (existing !== null) await attempt(path, () => access(target, constants.W_OK))
  return { target, existing }
}

async function writeAll(handle: FileHandle, content: string | Uint8Array): Promise<void> {
  await handle.appendFile(content)
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder, or it takes no files; create it first or choose another place',
  ENOTDIR: 'a part of the path is a file, not a folder; give another path',
  EACCES: 'permission denied; choose a place you may write to',
  EPERM: 'permission denied; choose a place you may write to',
  EROFS: 'the file system is read-only; choose another place',
  ENOSPC: 'the disk is full; free some space or choose another place',
  EDQUOT: 'the disk quota is used up; free some space or choose another place',
  ENAMETOOLONG: 'the name is too long; choose a shorter one',
  EISDIR: 'it is a folder; add a file name, for example result.csv',
}

async function attempt<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (error instanceof CommandFailure) throw error
    const code = (error as NodeJS.ErrnoException).code ?? ''
    throw failure(path, `cannot be written: ${reasons[code] ?? (error as Error).message}`)
  }
}
