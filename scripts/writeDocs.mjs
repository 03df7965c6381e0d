// Writes the pages that are made from code and examples: npm run docs
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { datasetFigure } from '../dist/cli/datasetFigure.js'
import { deviceReference } from '../dist/device/reference.js'
import { compile, findNdtc, readDevice, sweep } from '../dist/index.js'
import { renderSvg } from '../dist/report/figure/render.js'
import { galleryFigure, galleryNames, galleryPage } from './gallery.mjs'

const docs = new URL('../docs/', import.meta.url)
const examples = new URL('../examples/', import.meta.url)
const figures = new URL('figures/examples/', docs)
const read = (name) => readFileSync(new URL(name, examples), 'utf8')

writeFileSync(new URL('device-file.md', docs), deviceReference())

const forgotten = readdirSync(examples).filter((name) => {
  return name.endsWith('.yaml') && !galleryNames.includes(name.replace(/\.yaml$/, ''))
})
if (forgotten.length > 0) throw new Error(`scripts/gallery.mjs: ${forgotten.join(', ')} must have a place in a group`)
writeFileSync(
  new URL('examples.md', docs),
  galleryPage(Object.fromEntries(galleryNames.map((name) => [name, read(`${name}.yaml`)]))),
)
// With --pictures, or for the examples named after it, the pictures too: they take a minute.
const [option, ...named] = process.argv.slice(2)
if (option === '--pictures') {
  mkdirSync(figures, { recursive: true })
  const library = { readDevice, compile, sweep, findNdtc, datasetFigure, renderSvg }
  for (const name of named.length > 0 ? named : galleryNames) {
    writeFileSync(new URL(`${name}.svg`, figures), await galleryFigure(library, read(`${name}.yaml`), read))
  }
}
