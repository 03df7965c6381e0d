import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { programName, programVersion } from '../../src/report/program.js'

it('writes the name and version of the package', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  expect([programName, programVersion]).toEqual([manifest.name, manifest.version])
})
