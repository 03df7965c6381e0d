import { SpectralHeat } from '../../dist/circuit/spectralHeat.js'
import { compile, createTables, inlineExecutor, readDevice, solve, sweep } from '../../dist/index.js'
import { solveComplex } from '../../dist/numerics/complexLinear.js'
import { renderSvg } from '../../dist/report/index.js'
import { time } from '../report.mjs'
import { best, cpu, cpuOfEach } from '../timing.mjs'

const sizes = [2, 3, 4, 6, 8, 12, 16]

/** N resistors in a ring, every second one behind a resonator: all islands exchange photons with all others. */
function ring(count, { resonators = false } = {}) {
  const islands = Array.from(
    { length: count },
    (_, k) => `i${k}: ${k === 0 ? '{}' : `{ temperature: ${50 + 10 * k} mK }`}`,
  )
  const node = (k) => `n${k % count}`
  const elements = Array.from({ length: count }, (_, k) => {
    const lines = [`r${k}: { kind: resistor, resistance: ${40 + 5 * k} ohm, nodes: [${node(k)}, gnd], island: i${k} }`]
    lines.push(
      resonators && k % 2 === 0
        ? `l${k}: { kind: line, impedance: 50 ohm, velocity: 1.2e8 m/s, length: ${4 + 0.3 * k} mm, nodes: [${node(k)}, ${node(k + 1)}] }`
        : `c${k}: { kind: capacitor, capacitance: ${80 + 7 * k} fF, nodes: [${node(k)}, ${node(k + 1)}] }`,
    )
    return lines
  })
  return readDevice(
    [
      'caloritron: 1',
      `title: Ring of ${count} islands`,
      'phonons: 30 mK',
      `islands: { ${islands.join(', ')} }`,
      'circuit:',
      ...elements.flat().map((line) => `  ${line}`),
      'heat:',
      '  heater: { kind: heater, island: i0, power: 1 fW }',
    ].join('\n'),
  )
}

/** Time of one evaluation of the heat between all pairs, with derivatives, per frequency [s]. */
function perFrequency(device) {
  const network = compile(device).network
  const spectral = new SpectralHeat(network, { relativeTolerance: 1e-9 })
  const out = spectral.createBuffer()
  const temperatures = Float64Array.from(network.islands, (_, k) => 0.05 + 0.01 * k)
  spectral.adapt(temperatures)
  let round = 0
  return () => {
    const seconds = cpuOfEach(20, () => {
      temperatures[0] = 0.05 + 1e-4 * (round++ % 97)
      spectral.evaluate(temperatures, out)
    })
    return seconds / spectral.evaluations
  }
}

/** A circuit of six islands with resonators, and how the work grows with the number of islands. */
export async function islands(report) {
  const tables = createTables()
  const six = ring(6, { resonators: true })
  const model = compile(six, { tables })
  const executor = inlineExecutor()
  const power = { 'heat.heater.power': { from: '0.5 fW', to: '2 fW', points: 20 } }
  const { status } = solve(model)
  if (status !== 'converged') throw new Error(`bench: the circuit of six islands must converge, got ${status}`)
  const { point } = await best(3, { point: async () => (await cpu(() => sweep(model, power, { executor }))) / 20 })
  report.row('operating point of a circuit of six islands with three resonators (15 pairs)', time(point), '', '')
  const times = await best(5, {
    ...Object.fromEntries(sizes.map((count) => [`heat ${count}`, perFrequency(ring(count))])),
    ...Object.fromEntries(sizes.map((count) => [`solve ${count}`, () => cpuOfEach(400, networkSolve(count))])),
  })
  const seconds = sizes.map((count) => times[`heat ${count}`])
  // What it must not exceed in its growth: every pair by a solution of the network of its own.
  const law = sizes.map((count) => ((count * (count - 1)) / 2) * times[`solve ${count}`])
  const growths = [seconds, law].map(growth)
  report.row(
    'heat between N islands, time of a frequency with all derivatives',
    sizes.map((count, k) => `N = ${count}: ${time(seconds[k])}`).join(', '),
    '',
    '',
  )
  report.row(
    '... its growth from N = 4 to 16',
    `N^${growths[0].toFixed(1)}`,
    `as pairs times the solution of the network: N^${growths[1].toFixed(1)}`,
    growths[0] <= growths[1] ? 'met' : '**not met**',
  )
  return { svg: await picture(seconds, law) }
}

/** Solves N complex equations with one right-hand side. */
function networkSolve(count) {
  const random = (length) => Float64Array.from({ length }, (_, k) => Math.sin(1 + 7 * k * k))
  const [re, im, sideRe, sideIm] = [random(count * count), random(count * count), random(count), random(count)]
  const work = [re.slice(), im.slice(), sideRe.slice(), sideIm.slice()]
  const scale = new Float64Array(count)
  return () => {
    work[0].set(re)
    work[1].set(im)
    work[2].set(sideRe)
    work[3].set(sideIm)
    solveComplex(count, 1, ...work, scale)
  }
}

/** Exponent of the power law through the larger sizes. */
function growth(seconds) {
  const from = sizes.indexOf(4)
  const to = sizes.length - 1
  return Math.log(seconds[to] / seconds[from]) / Math.log(sizes[to] / sizes[from])
}

/** Measured times beside the law that they must not exceed in their growth. */
function picture(seconds, law) {
  const micro = (values) => values.map((value) => value * 1e6)
  return renderSvg({
    title: 'Photonic heat between N islands',
    description:
      'CPU time of a frequency against the number of islands, beside the number of pairs times the solution of the network.',
    panels: [
      {
        x: { label: 'number of islands *N*', scale: 'log' },
        y: { label: 'time of a frequency', unit: 'us', scale: 'log' },
        series: [
          { label: 'measured', x: sizes, y: micro(seconds), style: { draw: 'both' } },
          { label: 'pairs × network solve', x: sizes, y: micro(law), style: { dash: 'dashed' } },
        ],
      },
    ],
  })
}
