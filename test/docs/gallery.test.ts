import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { datasetFigure } from '../../src/cli/datasetFigure.js'
import { compile, findNdtc, readDevice, sweep } from '../../src/index.js'
import { renderSvg } from '../../src/report/figure/render.js'

interface Gallery {
  readonly galleryNames: readonly string[]
  galleryPage(texts: Readonly<Record<string, string>>): string
  galleryFigure(library: object, text: string, files: (name: string) => string): Promise<string>
}

const root = new URL('../../', import.meta.url)
const gallery: Gallery = await import(new URL('scripts/gallery.mjs', root).href)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const picture = (name: string) => `docs/figures/examples/${name}.svg`

describe('gallery of the examples', () => {
  it('is the page made from the device files (npm run docs), with all of them', () => {
    const files = readdirSync(new URL('examples', root)).filter((name) => name.endsWith('.yaml'))
    expect(gallery.galleryNames.map((name) => `${name}.yaml`).toSorted()).toEqual(files.toSorted())
    const texts = gallery.galleryNames.map((name) => [name, read(`examples/${name}.yaml`)])
    expect(read('docs/examples.md')).toBe(gallery.galleryPage(Object.fromEntries(texts)))
  })

  it('has a picture of each', () => {
    for (const name of gallery.galleryNames) expect(existsSync(new URL(picture(name), root)), name).toBe(true)
    expect(readdirSync(new URL('docs/figures/examples', root))).toHaveLength(gallery.galleryNames.length)
  })

  // Those that take no more than half a second.
  it.each([
    'ideal-step',
    'vo2-ndtc',
    'matched-resistors',
    'squid-heat-valve',
    'series-lc',
    'parallel-lc',
    'three-terminal-star',
    'thermal-rectifier',
    'photonic-refrigerator',
  ])('shows %s as it is (npm run docs -- --pictures)', async (name) => {
    const library = { readDevice, compile, sweep, findNdtc, datasetFigure, renderSvg }
    const file = (other: string) => read(`examples/${other}`)
    expect(await gallery.galleryFigure(library, read(`examples/${name}.yaml`), file)).toBe(read(picture(name)))
  })
})
