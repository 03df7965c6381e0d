// Benchmarks of the built program: `npm run bench` writes docs/performance.md.
// Every comparison is made in one run, interleaved, on the same work, and the answers are checked against each other.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SpectralHeat } from '../dist/circuit/spectralHeat.js'
import { rules } from '../dist/circuit/subdivision.js'
import { tileTemperatures } from '../dist/physics/segmentConductivity.js'
import { compile, createTables, findNdtc, nodeWorkers, readDevice, reducedConductivity, sweep } from './api.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..')
const points = Number(process.env.BENCH_DEVICES ?? 1_000_000)
const text = readFileSync(join(root, 'examples/dey2023-ndtc.yaml'), 'utf8')
const device = readDevice(text)
const rows = []
const notes = []
const row = (what, value, bar, met) => {
  rows.push([what, value, bar, met])
  process.stdout.write(`${what}: ${value} (bar ${bar}: ${met})\n`)
}
const verdict = (ok) => (ok ? 'met' : '**not met**')
const micro = (seconds) => `${(seconds * 1e6).toPrecision(3)} µs`

/** CPU seconds of one call, the best of several rounds: other programs on the machine only add. */
function cpuTime(count, call, rounds = 7) {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage()
    for (let i = 0; i < count; i++) call(i)
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1e6 / count)
  }
  return best
}
async function cpuTimeAsync(call, rounds = 4) {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage()
    await call()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1e6)
  }
  return best
}

// --- conductivity -------------------------------------------------------------------------------------------------
const tables = createTables()
const model = compile(device, { tables })
const at = tables.conductivity.at(0.37)
const sigma = new Float64Array(6)
const table = cpuTime(200_000, (i) => at(0.02 + 3 * ((i * 0.618034) % 1), sigma))
const direct = cpuTime(5_000, (i) => reducedConductivity(0.02 + 3 * ((i * 0.618034) % 1), 0.37))
at(1.3, sigma)
const exact = reducedConductivity(1.3, 0.37)
const sigmaError = Math.max(Math.abs(sigma[0] / exact.sigma1 - 1), Math.abs(sigma[1] / exact.sigma2 - 1))
row(
  'sigma1, sigma2 and four derivatives, tabulated',
  `${(table * 1e9).toFixed(0)} ns`,
  '100 ns',
  verdict(table <= 1e-7),
)
row('sigma1 and sigma2, direct at 1e-12', micro(direct), '3 µs', verdict(direct <= 3e-6))
notes.push(`Tabulated and direct conductivity agree to ${sigmaError.toExponential(1)}.`)

// --- one photonic heat ----------------------------------------------------------------------------------------------
const source = (r) => [0.28 + 5e-5 * (r % 1000), 0.1 + 1e-4 * (r % 77)]
const spectral = new SpectralHeat(model.network, { relativeTolerance: 1e-9 })
const out = spectral.createBuffer()
const temperatures = new Float64Array(2)
spectral.adapt(Float64Array.of(0.305, 0.104))
const heatOf = (r) => {
  const [hot, cold] = source(r)
  temperatures[0] = hot
  temperatures[1] = cold
  spectral.evaluate(temperatures, out)
  return out.power[0]
}
let ours = cpuTime(4000, heatOf)
const nodes = spectral.evaluations

const resistance = (name) => {
  const { resistivity } = device.materials[device.circuit[name].material]
  const { length, width, thickness } = device.circuit[name]
  return (resistivity * length) / (width * thickness)
}
const [film, lead, drain] = ['source_ti', 'source_cu', 'drain_cu'].map(resistance)
const titanium = device.materials[device.circuit.source_ti.material]

const compiler = ['cc', 'gcc', 'clang'].find((name) => spawnSync(name, ['--version']).status === 0)
if (compiler === undefined) notes.push('No C compiler: the comparison with C was left out.')
else {
  const folder = mkdtempSync(join(tmpdir(), 'caloritron-bench-'))
  const program = join(folder, 'photonicHeat')
  execFileSync(compiler, ['-O3', '-march=native', '-o', program, join(here, 'native/photonicHeat.c'), '-lm'])
  const repetitions = 100_000
  const input = join(folder, 'input.txt')
  writeFileSync(input, nativeInput(repetitions))
  let native = Number.POSITIVE_INFINITY
  let answer
  for (let round = 0; round < 5; round++) {
    answer = JSON.parse(execFileSync(program, [input], { encoding: 'utf8' }))
    native = Math.min(native, answer.seconds)
    ours = Math.min(ours, cpuTime(4000, heatOf, 2))
  }
  const difference = Math.abs(answer.heat / heatOf(0) - 1)
  if (!(difference < 1e-9)) throw new Error(`bench: C and this program differ by ${difference}`)
  row(
    'photonic heat against the same algorithm in C',
    `${(ours / native).toFixed(2)} times (C: ${micro(native)})`,
    '2 times',
    verdict(ours <= 2 * native),
  )
  notes.push(`C and this program agree to ${difference.toExponential(1)}.`)
}
const reference = spawnSync(
  'python3',
  [join(here, 'reference.py'), film, lead, drain, titanium.criticalTemperature, 0.3, 0.1].map(String),
  { encoding: 'utf8' },
)
if (reference.status !== 0) notes.push('No python3 with scipy: the comparison with it was left out.')
else {
  const { heat, seconds } = JSON.parse(reference.stdout)
  spectral.evaluate(Float64Array.of(0.3, 0.1), out)
  const difference = Math.abs(heat / out.power[0] - 1)
  if (!(difference < 1e-4)) throw new Error(`bench: scipy and this program differ by ${difference}`)
  row(
    'photonic heat against nested scipy quad',
    `${Math.round(seconds / ours)} times faster (scipy: ${seconds.toPrecision(3)} s)`,
    '5000 times',
    verdict(seconds / ours >= 5000),
  )
  notes.push(`scipy and this program agree to ${difference.toExponential(1)}.`)
}
row(
  `photonic heat with derivatives at 1e-9, new temperatures (${nodes} nodes)`,
  micro(ours),
  '15 µs',
  verdict(ours <= 15e-6),
)

// --- operating points and figures -------------------------------------------------------------------------------------
const map = (count) => ({
  'circuit.source_ti.length': { from: '4 um', to: '12 um', points: count[0] },
  'circuit.source_ti.thickness': { from: '20 nm', to: '40 nm', points: count[1] },
  phonons: { from: '20 mK', to: '120 mK', points: count[2] },
})
const { executor: inline } = await nodeWorkers(1)
const pointTime = (await cpuTimeAsync(() => sweep(model, map([5, 4, 100]), { executor: inline }))) / 2000
row(
  'operating point of Eq. (7), new geometry (sweep, one core)',
  micro(pointTime),
  '60 µs',
  verdict(pointTime <= 60e-6),
)
const power = (count) => ({ 'heat.heater.power': { from: '0 pW', to: '5 pW', points: count } })
const curve = await cpuTimeAsync(() => sweep(model, power(400), { executor: inline }))
row('Fig. 3: 400 operating points, warm, one core', `${(curve * 1e3).toFixed(1)} ms`, 'part of 60 ms', '')
const held = readDevice(
  text.replace('source: {}', 'source: { temperature: 300 mK }').replace('drain: {}', 'drain: { temperature: 30 mK }'),
)
const heldModel = compile(held, { tables })
const lines = await cpuTimeAsync(() =>
  sweep(
    heldModel,
    {
      'circuit.source_ti.length': { values: [5, 10, 36, 100, 360].map((r) => (r / 36) * 6e-6) },
      'islands.source.temperature': { from: '31 mK', to: '450 mK', points: 200 },
    },
    { executor: inline },
  ),
)
row('Fig. 2: 5 x 200 photonic heats, warm, one core', `${(lines * 1e3).toFixed(1)} ms`, 'part of 60 ms', '')
row('both together', `${((lines + curve) * 1e3).toFixed(1)} ms`, '60 ms', verdict(lines + curve <= 0.06))
if (findNdtc(await sweep(model, power(101), { executor: inline }), { refine: false }).length !== 1)
  throw new Error('bench: the device must show one interval of NDTC')

// --- many devices on all cores, in a process of its own so that its memory can be told -----------------------------------
const side = Math.round(Math.cbrt(points))
const target = join(mkdtempSync(join(tmpdir(), 'caloritron-bench-')), 'map.csv')
const runMap = (workers, count) => {
  const parameters = [join(here, 'map.mjs'), String(workers), target, ...count.map(String)]
  const child = spawnSync(process.execPath, parameters, { encoding: 'utf8' })
  if (child.status !== 0) throw new Error(`bench: ${child.stderr}`)
  return JSON.parse(child.stdout)
}
const part = [Math.max(1, Math.round(side / 10)), side, side]
const [single, double] = [runMap(1, part), runMap(2, part)]
const both = runMap(2, [side, side, side])
const inTime = both.seconds <= (60 * both.points) / 1e6
row(
  `${both.points} devices, two threads, written to a file`,
  `${both.seconds.toFixed(1)} s (wall)`,
  '60 s per 10⁶',
  verdict(inTime),
)
row('... peak memory', `${(both.peak / 1e6).toFixed(0)} MB`, '500 MB', verdict(both.peak < 5e8))
row(
  `... ${single.points} of them: two threads over one`,
  `${(single.seconds / double.seconds).toFixed(2)} times`,
  '',
  '',
)

// --- size and start ---------------------------------------------------------------------------------------------------
const sizeOf = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce(
    (sum, entry) =>
      sum +
      (entry.isDirectory()
        ? sizeOf(join(folder, entry.name))
        : entry.name.endsWith('.js')
          ? statSync(join(folder, entry.name)).size
          : 0),
    0,
  )
const start = (parameters) => {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 5; round++) {
    const before = performance.now()
    execFileSync(process.execPath, [join(root, 'dist/cli/main.js'), ...parameters], { stdio: 'ignore' })
    best = Math.min(best, performance.now() - before)
  }
  return `${best.toFixed(0)} ms`
}
const second = [
  ['JavaScript of the package, not minified', `${(sizeOf(join(root, 'dist')) / 1e3).toFixed(0)} kB`],
  ['`caloritron --version`, from typing to exit', start(['--version'])],
  [
    '`caloritron solve examples/dey2023-ndtc.yaml`, from typing to exit',
    start(['solve', join(root, 'examples/dey2023-ndtc.yaml')]),
  ],
  [
    'bare `node -e 0`, for comparison',
    (() => {
      let best = Number.POSITIVE_INFINITY
      for (let i = 0; i < 5; i++) {
        const before = performance.now()
        execFileSync(process.execPath, ['-e', '0'])
        best = Math.min(best, performance.now() - before)
      }
      return `${best.toFixed(0)} ms`
    })(),
  ],
]

const { stdout: compilerVersion = '' } =
  compiler === undefined ? {} : spawnSync(compiler, ['--version'], { encoding: 'utf8' })
const page = `# Performance

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} x ${cpus()[0].model}, Node ${process.version}${compilerVersion === '' ? '' : `, ${compilerVersion.split('\n')[0]} at -O3 -march=native`}.
Times are CPU time (the best of several rounds), unless marked as wall time. Load average at the end of the run: ${loadavg()[0].toFixed(0)}; a busy machine
multiplies wall times and, by shared cores and caches, about doubles CPU times. The map had ${both.points} devices (BENCH_DEVICES, 10⁶ by default).

| what | measured | bar | |
|---|---|---|---|
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

${notes.map((note) => `- ${note}`).join('\n')}

| size and start | |
|---|---|
${second.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`
writeFileSync(join(root, 'docs/performance.md'), page)

/** The nodes and series of our integral as text for the C program. */
function nativeInput(repetitions) {
  const { panels, nodes: places, knots } = spectral.subdivision
  const reduced = [0.28, 0.33].map((t) => {
    const gap =
      titanium.gapRatio *
      titanium.criticalTemperature *
      Math.tanh(1.74 * Math.sqrt(titanium.criticalTemperature / t - 1))
    return t / gap
  })
  const origin = Math.log(0.01)
  const width = 0.2
  const [firstTile, lastTile] = reduced.map((t) => Math.floor((Math.log(t) - origin) / width))
  const tiles = lastTile - firstTile + 1
  const values = [
    repetitions,
    panels.length,
    rules[0].probes.length / rules[0].size,
    origin,
    width,
    6.62607015e-34 / (2 * Math.PI),
    1.380649e-23,
    film,
    lead,
    drain,
    titanium.criticalTemperature,
    titanium.gapRatio,
    0.28,
    5e-5,
    0.1,
    1e-4,
    tiles,
    firstTile,
  ]
  panels.forEach(({ segment, rule: index }, panel) => {
    const rule = rules[index]
    const fromEdge = knots[segment].kind === 'break' ? 1 : 0
    const upper = knots[segment + 1]
    const positions = places.position.subarray(places.start[panel], places.start[panel + 1])
    values.push(
      rule.size,
      fromEdge,
      upper.kind === 'break' ? 0 : upper.ratio,
      ...positions,
      ...places.slope.subarray(places.start[panel], places.start[panel + 1]),
      ...rule.weights,
      ...rule.probes,
    )
    for (let tile = firstTile; tile <= lastTile; tile++)
      values.push(...seriesOf(positions, fromEdge, upper.kind === 'break' ? null : upper.ratio, tile))
  })
  return values.join('\n')
}

/** Chebyshev series in ln t of σ₁, σ₂, ∂σ₁/∂x, ∂σ₂/∂x at each node, as the program makes them. */
function seriesOf(positions, fromEdge, ratio, tile) {
  const ts = tileTemperatures(tile)
  const six = new Float64Array(6)
  const samples = Array.from(ts, (t) => {
    const at = tables.conductivity.at(t)
    const lower = fromEdge ? 2 : 0
    const upper = ratio === null ? 2 : ratio * t
    const factor = fromEdge ? 1 : Math.exp(1 / t)
    return Array.from(positions, (position) => {
      at(lower + (upper - lower) * position, six)
      return [factor * six[0], six[1], factor * six[2], six[3]]
    })
  })
  const n = ts.length
  const series = []
  for (let k = 0; k < positions.length; k++)
    for (let f = 0; f < 4; f++)
      for (let j = 0; j < n; j++) {
        let sum = 0
        for (let i = 0; i < n; i++) sum += samples[i][k][f] * Math.cos((Math.PI * j * (i + 0.5)) / n)
        series.push(((j === 0 ? 1 : 2) / n) * sum)
      }
  return series
}
