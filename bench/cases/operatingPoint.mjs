import { compile, createTables, inlineExecutor, solve, sweep } from '../../dist/index.js'
import { device, map, resistance } from '../paper.mjs'
import { time } from '../report.mjs'
import { hasScipy, reference } from '../scipy.mjs'
import { best, cpu, cpuOfEach, few, mustAgree } from '../timing.mjs'

/** Operating points of Eq. (7), each of another geometry, as a sweep solves them. */
export async function operatingPoint(report) {
  const tables = createTables()
  const model = compile(device, { tables })
  const executor = inlineExecutor()
  const sizes = [5, 4, 100]
  const length = { 'circuit.source_ti.length': { from: '4 um', to: '12 um', points: 2000 } }
  const times = await best(10, {
    phonons: async () => (await cpu(() => sweep(model, map(...sizes), { executor }))) / 2000,
    geometry: async () => (await cpu(() => sweep(model, length, { executor }))) / 2000,
    cold: () => cpuOfEach(30, () => solve(compile(device, { tables }))),
    ...(hasScipy ? { scipy: few(2, () => reference('point', ...parameters()).seconds) } : {}),
  })
  report.against(
    'operating point of Eq. (7), new geometry each (along a sweep of lengths)',
    times.geometry,
    60e-6,
    time,
  )
  report.against('... on a map of length, thickness and phonon temperature', times.phonons, 60e-6, time)
  report.row('... compiled and solved from scratch, tables warm, with stability and warnings', time(times.cold), '', '')
  if (!hasScipy) return
  const point = solve(model)
  const [source, drain] = reference('point', ...parameters()).values
  const difference = Math.max(
    mustAgree('T_source of scipy and this program', source, point.temperatures.source, 1e-5),
    mustAgree('T_drain of scipy and this program', drain, point.temperatures.drain, 1e-5),
  )
  report.row(
    '... with nested quad and fsolve of scipy',
    `${time(times.scipy)}, ${Math.round(times.scipy / times.geometry)} times`,
    '',
    '',
  )
  report.note(
    `scipy and this program agree to ${difference.toExponential(0)} in the temperatures of the operating point.`,
  )
}

function parameters() {
  const wire = (name) => {
    const { material, length, width, thickness } = device.circuit[name]
    return [device.materials[material].electronPhononCoupling, length * width * thickness]
  }
  const { criticalTemperature } = device.materials[device.circuit.source_ti.material]
  return [
    ...[resistance('source_ti'), resistance('source_cu'), resistance('drain_cu')],
    ...[criticalTemperature, device.phonons, device.heat.heater.power],
    ...['source_ti', 'source_cu', 'drain_cu'].flatMap(wire),
  ]
}
