// Benchmarks of the built program: `npm run bench` writes docs/performance.md.
// Comparisons are made in one run, taking turns, on the same work, and the answers are checked against each other.
// BENCH_DEVICES shortens the map (default 10⁶); words choose cases: `npm run bench -- sigma figures` writes nothing.
import { writeFileSync } from 'node:fs'
import { accuracy } from './cases/accuracy.mjs'
import { cold } from './cases/cold.mjs'
import { figures } from './cases/figures.mjs'
import { islands } from './cases/islands.mjs'
import { deviceMap } from './cases/map.mjs'
import { operatingPoint } from './cases/operatingPoint.mjs'
import { photonicHeat } from './cases/photonicHeat.mjs'
import { sigma } from './cases/sigma.mjs'
import { start } from './cases/start.mjs'
import { compiler } from './native.mjs'
import { circumstances, Report } from './report.mjs'

const devices = Number(process.env.BENCH_DEVICES ?? 1_000_000)
const cases = {
  sigma,
  cold,
  photonicHeat,
  operatingPoint,
  figures,
  islands,
  accuracy,
  map: (report) => deviceMap(report, devices),
}
const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !(name in cases) && name !== 'start')
if (unknown.length > 0)
  throw new Error(`bench: there is no case ${unknown.join(', ')}; there are ${Object.keys(cases).join(', ')}, start`)
const wanted = (name) => chosen.length === 0 || chosen.includes(name)

const report = new Report()
const results = {}
report.table('Speed', ['what', 'measured', 'bar', ''])
for (const [name, measure] of Object.entries(cases)) if (wanted(name)) results[name] = await measure(report)
report.table('Size, start, memory', ['what', 'as it is or time', 'gzipped or peak memory'])
if (wanted('start')) await start(report)

if (chosen.length === 0) {
  const docs = new URL('../docs/', import.meta.url)
  const picture = 'figures/growth-with-islands.svg'
  writeFileSync(new URL(picture, docs), results.islands.svg)
  const head = [
    '# Performance',
    '',
    `Written by \`npm run bench\`: ${circumstances(compiler)}.`,
    '',
    'Times are CPU time, the best of several rounds in which the candidates of a comparison take turns, unless it says by the clock.',
    'A busy machine multiplies times by the clock and, by shared cores and caches, up to doubles CPU times.',
    '',
    `![Time of a frequency against the number of islands](${picture})`,
  ].join('\n')
  writeFileSync(new URL('performance.md', docs), report.page(head))
}
