import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openOutput, prepareFolder, writeOutput } from '../../src/cli/outputFile.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caloritron-'))
})
afterEach(async () => {
  await chmod(folder, 0o755)
  await rm(folder, { recursive: true })
})

describe('writeOutput', () => {
  it('writes text, bytes and pieces, and leaves nothing else behind', async () => {
    await writeOutput(join(folder, 'a.csv'), 'text')
    await writeOutput(join(folder, 'b.nc'), Uint8Array.of(1, 2, 255))
    await writeOutput(join(folder, 'c.csv'), ['one', 'two'])
    expect((await readdir(folder)).sort()).toEqual(['a.csv', 'b.nc', 'c.csv'])
    expect(await readFile(join(folder, 'a.csv'), 'utf8')).toBe('text')
    expect([...(await readFile(join(folder, 'b.nc')))]).toEqual([1, 2, 255])
    expect(await readFile(join(folder, 'c.csv'), 'utf8')).toBe('onetwo')
  })

  it('keeps the old file until the new one is complete, and if it never is', async () => {
    const path = join(folder, 'a.csv')
    await writeFile(path, 'old')
    const file = await openOutput(path)
    await file.write('ne')
    expect(await readFile(path, 'utf8')).toBe('old')
    await file.discard()
    expect(await readdir(folder)).toEqual(['a.csv'])
    expect(await readFile(path, 'utf8')).toBe('old')
    function* broken(): Generator<string> {
      yield 'half'
      throw new Error('lost')
    }
    await expect(writeOutput(path, broken())).rejects.toThrow('lost')
    await expect(writeOutput(path, 'new', AbortSignal.abort())).rejects.toThrow(/abort/i)
    expect(await readdir(folder)).toEqual(['a.csv'])
    expect(await readFile(path, 'utf8')).toBe('old')
  })

  it('keeps the permissions of a file it replaces, and follows a link', async () => {
    const path = join(folder, 'a.csv')
    await writeFile(path, 'old')
    await chmod(path, 0o640)
    await symlink(path, join(folder, 'link.csv'))
    await writeOutput(join(folder, 'link.csv'), 'new')
    expect(await readFile(path, 'utf8')).toBe('new')
    expect((await stat(path)).mode & 0o777).toBe(0o640)
  })

  it('says what is wrong with the place', async () => {
    await writeFile(join(folder, 'file'), '')
    await expect(writeOutput(folder, '')).rejects.toThrow(/must be a file, but it is a folder; add a file name/)
    await expect(writeOutput(join(folder, 'no', 'a.csv'), '')).rejects.toThrow(/there is no such folder/)
    await expect(writeOutput(join(folder, 'file', 'a.csv'), '')).rejects.toThrow(/a part of the path is a file/)
    await expect(writeOutput(join(folder, `${'x'.repeat(300)}.csv`), '')).rejects.toThrow(/the name is too long/)
    if (existsSync('/dev/full')) await expect(writeOutput('/dev/full', 'text')).rejects.toThrow(/the disk is full/)
    expect(await readdir(folder)).toEqual(['file'])
  })

  it('writes to a device without replacing it', async () => {
    await writeOutput('/dev/null', 'text')
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true)
  })
})

describe('prepareFolder', () => {
  it('makes a folder, and accepts one that exists', async () => {
    await prepareFolder(join(folder, 'a', 'b'))
    await prepareFolder(join(folder, 'a', 'b'))
    expect((await stat(join(folder, 'a', 'b'))).isDirectory()).toBe(true)
  })

  it('refuses a file, and a place below one', async () => {
    await writeFile(join(folder, 'file'), '')
    await expect(prepareFolder(join(folder, 'file'))).rejects.toThrow(
      /must be a folder, but a file of that name exists/,
    )
    await expect(prepareFolder(join(folder, 'file', 'below'))).rejects.toThrow(/a part of the path is a file/)
  })
})
