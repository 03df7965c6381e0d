import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from './browser.js'
import { comparing } from './compare.js'
import { paperDevice } from './device.js'
import { editing } from './editing.js'
import { forEveryone } from './everyone.js'
import { everyExample } from './examples.js'
import { everyField } from './fields.js'
import { root, shared, start } from './session.js'
import { takeAway } from './takeaway.js'

// One browser for all: the tests of one file run one after the other.
beforeAll(async () => {
  build()
  await start()
}, 300_000)

afterAll(() => shared.bench?.close())

paperDevice()
takeAway()
comparing()
editing()
everyField()
everyExample()
forEveryone()

describe('weight', () => {
  it('is under 200 kB of compressed JavaScript for the first view, workers included', () => {
    const page = readFileSync(`${root}web/dist/index.html`, 'utf8')
    // What the page names comes at once; all else when it is asked for, or after the first curve.
    const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file!)
    const worker = readdirSync(`${root}web/dist/assets`).find((name) => /^worker-.*\.js$/.test(name))!
    const size = [...named, `assets/${worker}`].reduce(
      (sum, file) => sum + gzipSync(Uint8Array.from(readFileSync(`${root}web/dist/${file}`))).length,
      0,
    )
    expect(named.length).toBeGreaterThan(0)
    expect(size).toBeLessThan(200_000)
  })
})
