import { SpectralHeat } from '../../dist/circuit/spectralHeat.js'
import { compile, createTables, inlineExecutor, readDevice, solve, sweep } from '../../dist/index.js'
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
  const measured = Object.fromEntries(sizes.map((count) => [count, perFrequency(ring(count))]))
  const times = await best(5, measured)
  const seconds = sizes.map((count) => times[count])
  // Pairs times a network solve: N²/2 transmissions out of one factorisation of the N loop equations, ~N³/3.
  const slope = growth(sizes, seconds)
  const bound = 5
  report.row(
    `growth with the number of islands N from 4 to 16: time of a frequency as N^${slope.toFixed(2)}`,
    seconds.map((value, k) => `${sizes[k]}: ${time(value)}`).join(', '),
    `N² pairs times the network solve: at most N^${bound}`,
    slope <= bound ? 'met' : '**not met**',
  )
  return { sizes, seconds, svg: await picture(seconds) }
}

/** Exponent of the power law through the larger sizes. */
function growth(sizes, seconds) {
  const from = sizes.indexOf(4)
  const to = sizes.length - 1
  return Math.log(seconds[to] / seconds[from]) / Math.log(sizes[to] / sizes[from])
}

/** Measured times beside the law that they must not exceed. */
function picture(seconds) {
  const pairs = sizes.map((count) => (count * (count - 1)) / 2)
  // Pairs, each with the solution of N equations whose factors are known.
  const law = sizes
    .map((count, k) => (pairs[k] * count ** 3) / (pairs[0] * sizes[0] ** 3))
    .map((x) => x * seconds[0] * 1e6)
  return renderSvg({
    title: 'Photonic heat between N islands',
    description:
      'CPU time of one frequency against the number of islands, beside N² pairs times the solution of the network.',
    panels: [
      {
        x: { label: 'number of islands *N*', scale: 'log' },
        y: { label: 'time of a frequency', unit: 'us', scale: 'log' },
        series: [
          { label: 'measured', x: sizes, y: seconds.map((value) => value * 1e6), style: { draw: 'both' } },
          { label: 'pairs times network solve', x: sizes, y: law, style: { dash: 'dashed' } },
        ],
      },
    ],
  })
}
