import {
  compile,
  createTables,
  findNdtc,
  inlineExecutor,
  ModelFamily,
  meanTransmission,
  setPath,
  sweep,
} from '../../dist/index.js'
import { device, heldDevice, lengthFor } from '../paper.mjs'
import { time } from '../report.mjs'
import { best, cpu, mustAgree } from '../timing.mjs'

const ratios = [1, 5, 10, 36, 100]
const film = 'circuit.source_ti.length'
const source = { from: 0.031, to: 0.5, points: 200 }

/** The curves of every figure of the paper, warm, on one core. */
export async function figures(report) {
  const tables = createTables()
  const executor = inlineExecutor()
  const model = compile(device, { tables })
  const held = compile(heldDevice, { tables })
  const run = (of, axes) => sweep(of, axes, { executor })
  const family = new ModelFamily(tables)
  const withRatio = (r) => setPath(heldDevice, film, lengthFor(r))
  const mean = (one, temperature) => meanTransmission(one, { source: temperature, drain: 0.03 }).value
  const curves = {
    '2(a)': () => run(held, { [film]: { values: ratios.map(lengthFor) }, 'islands.source.temperature': source }),
    '2(b)': () => {
      for (const r of ratios) {
        const one = family.at(withRatio(r))
        for (let k = 1; k <= 200; k++) mean(one, k / 400)
      }
    },
    '2(c)': () => {
      for (let k = 0; k < 100; k++) {
        const one = family.at(withRatio(10 ** (k / 25 - 1)))
        mean(one, 1e-3)
        mean(one, 0.45)
      }
    },
    '2(d)': () =>
      run(held, {
        'islands.drain.temperature': { values: [0.03, 0.1, 0.15, 0.2, 0.3] },
        'islands.source.temperature': source,
      }),
    3: () => run(model, { 'heat.heater.power': { from: '0 pW', to: '5 pW', points: 400 } }),
  }
  const times = await best(5, Object.fromEntries(Object.entries(curves).map(([name, draw]) => [name, () => cpu(draw)])))
  const sum = Object.values(times).reduce((total, seconds) => total + seconds)
  const each = Object.entries(times).map(([name, seconds]) => `${name}: ${time(seconds)}`)
  report.against(
    'all figures of the paper (2a, 2b, 2d: 5 x 200 points, 2c: 100, 3: 400), warm, one core',
    sum,
    0.06,
    time,
  )
  report.note(`The figures of the paper one by one: ${each.join(', ')}.`)
  mustAgree('mean transmission for T_S above T_c and 4 (1 + r)/(2 + r)²', mean(held, 0.45), (4 * 37) / 38 ** 2, 1e-9)
  const [drop, ...others] = findNdtc(await curves[3](), { refine: false })
  if (drop === undefined || others.length > 0) throw new Error('bench: Fig. 3 must show one interval of NDTC')
}
