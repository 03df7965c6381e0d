import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { deviceReference } from '../../src/device/reference.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md'),
)

describe('documentation', () => {
  it('has the reference of the device file that belongs to the declarations (npm run docs)', () => {
    expect(readFileSync(join(root, 'docs/device-file.md'), 'utf8')).toBe(deviceReference())
  })

  it.each(pages)('%s has no dead links to files', (page) => {
    const text = readFileSync(join(root, page), 'utf8')
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?:|#)/.test(target!)) continue
      const path = join(root, dirname(page), target!.split('#')[0]!)
      expect(existsSync(path), `${page} links to ${target}`).toBe(true)
    }
  })
})
