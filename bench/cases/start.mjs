import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { entry, run } from '../command.mjs'
import { file } from '../paper.mjs'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/bench\/?$/, '')
const device = fileURLToPath(file)

/** Sizes, cold starts and peak memory. */
export async function start(report) {
  const kB = (bytes) => `${(bytes / 1e3).toFixed(0)} kB`
  const all = scripts(join(root, 'dist')).filter((path) => !path.includes(join('dist', 'cli')))
  report.row('library: JavaScript of the package without the command', ...sizes(all).map(kB))
  const command = [entry, ...scripts(join(root, 'dist/cli/bundle'))]
  report.row('command: JavaScript, zod, yaml and commander included', ...sizes(command).map(kB))
  const page = firstView(join(root, 'web/dist'))
  if (page === null) report.note('The workbench is not built (`npm run build -w web`): its size was left out.')
  else report.row('workbench: JavaScript of the first view, workers included', ...sizes(page).map(kB))
  const cases = {
    'bare `node -e 0`': ['-e', '0'],
    '`caloritron --version`': [entry, '--version'],
    '`caloritron check examples/dey2023-ndtc.yaml`': [entry, 'check', device],
    '`caloritron solve examples/dey2023-ndtc.yaml`': [entry, 'solve', device],
  }
  const results = Object.fromEntries(
    Object.keys(cases).map((name) => [name, { seconds: Infinity, first: Infinity, peak: 0 }]),
  )
  for (let round = 0; round < 5; round++) {
    for (const [name, words] of Object.entries(cases)) {
      const { seconds, first, peak } = await run(...words)
      const result = results[name]
      result.seconds = Math.min(result.seconds, seconds)
      result.first = Math.min(result.first, Number.isNaN(first) ? Infinity : first)
      result.peak = Math.max(result.peak, Number.isNaN(peak) ? 0 : peak)
    }
  }
  for (const [name, { seconds, first, peak }] of Object.entries(results)) {
    const toFirst = first < Infinity ? `${(first * 1e3).toFixed(0)} ms to the first word, ` : ''
    report.row(
      `${name}, from typing to exit`,
      `${toFirst}${(seconds * 1e3).toFixed(0)} ms`,
      `${(peak / 1e6).toFixed(0)} MB`,
    )
  }
}

function scripts(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}

/** Bytes of files, as they are and gzipped. */
function sizes(paths) {
  const contents = paths.map((path) => readFileSync(path))
  return [contents, contents.map((content) => gzipSync(content))].map((each) =>
    each.reduce((sum, { length }) => sum + length, 0),
  )
}

/** Scripts that the page names in its head, and those they import at once; null if it is not built. */
function firstView(folder) {
  const html = join(folder, 'index.html')
  if (!existsSync(html)) return null
  const found = new Set()
  const add = (path) => {
    if (found.has(path) || !existsSync(path)) return
    found.add(path)
    const text = readFileSync(path, 'utf8')
    for (const [, name] of text.matchAll(/(?:^|[;}\s])(?:import|export)[^;()]*?from\s*["']\.\/([^"']+\.js)["']/g)) {
      add(join(path, '..', name))
    }
    // The first curve needs the workers, too.
    for (const [, name] of text.matchAll(/["'`/](worker-[^"'`/]+\.js)["'`]/g)) add(join(path, '..', name))
  }
  for (const [, name] of readFileSync(html, 'utf8').matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g))
    add(join(folder, name))
  return [...found]
}
