import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openColumnFile } from '../../src/cli/columnFile.js'
import { CommandFailure } from '../../src/cli/failure.js'
import { jsonChunks, netcdfChunks, toJson, toNetcdf } from '../../src/report/index.js'
import { storedSweep } from '../../src/study/storedSweep.js'
import { sweep } from '../../src/study/sweep.js'
import { layoutPieces, sweepLayout } from '../../src/study/sweepPieces.js'
import { exampleModel } from '../study/devices.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caloritron-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('columns come back as they were written, in any order, and the file has no name', async () => {
  const columns = openColumnFile(5, folder)
  columns.write(1, 3, Float64Array.of(-0, Number.NaN))
  columns.write(0, 0, Float64Array.of(1, 2, 3, 4, 5).subarray(0, 2))
  columns.write(0, 2, Float64Array.of(1, 2, 3, 4, 5).subarray(2))
  columns.write(1, 0, Float64Array.of(Number.MIN_VALUE, Number.POSITIVE_INFINITY, 1 / 3))
  expect(columns.read(0)).toEqual(Float64Array.of(1, 2, 3, 4, 5))
  expect(columns.read(1)).toEqual(Float64Array.of(Number.MIN_VALUE, Number.POSITIVE_INFINITY, 1 / 3, -0, Number.NaN))
  expect(await readdir(folder)).toEqual([])
  expect(() => columns.read(2)).toThrow('column 2')
  columns.close()
})

test('a folder that takes no files is named', () => {
  expect(() => openColumnFile(5, join(folder, 'nowhere'))).toThrow(CommandFailure)
  expect(() => openColumnFile(5, join(folder, 'nowhere'))).toThrow('nowhere')
})

test('a sweep that waits in a file is written as one in memory, failed points included', async () => {
  const model = exampleModel('dey2023-ndtc')
  const axes = { 'heat.heater.power': { values: ['1 pW', '2 pW'] }, phonons: { values: [0.02, -1, 0.06] } }
  const whole = await sweep(model, axes)
  expect(whole.attributes.notConverged).toBe(2)
  const layout = sweepLayout(model, axes)
  const columns = openColumnFile(6, folder)
  const stored = await storedSweep(layout, layoutPieces(layout, {}), columns)
  expect([...jsonChunks(stored)].join('')).toBe(toJson(whole))
  let length = 0
  for await (const piece of netcdfChunks(stored)) length += piece.length
  // The bytes tell the time, too.
  expect(length).toBe((await toNetcdf(whole)).length)
  columns.close()
})
