import { type Model, solve } from '../device/compile.js'
import { describePath } from '../device/describePath.js'
import type { Device } from '../device/device.js'
import { ModelFamily } from '../device/modelFamily.js'
import { axisChecker, axisSetter } from '../device/setPath.js'
import { external } from '../thermal/channel.js'
import { simulationSteps, type TransientResult, type TransientState } from '../thermal/transient.js'
import type { Waveform } from '../thermal/waveform.js'
import { type Dataset, isAnswer, type Variable } from './dataset.js'
import { takeReadings } from './readings.js'
import { runSteps } from './runSteps.js'
import { nameColumns } from './variableNames.js'

/** What drives a device in time, and how the run is made. */
export interface TransientRunOptions {
  /** Path of the device file → its value [SI unit of the path] as a function of time. */
  readonly drives: Readonly<Record<string, Waveform>>
  /** Time of the end [s]. */
  readonly until: number
  /** Time of the start [s], default 0. */
  readonly start?: number | undefined
  /** Temperatures of free islands at the start [K]; those of the operating point just before the start where not given. */
  readonly initialTemperatures?: Readonly<Record<string, number>> | undefined
  /** Error of the temperatures, relative (default 1e-6). */
  readonly relativeTolerance?: number | undefined
  readonly maxSteps?: number | undefined
  /** An earlier run of the device, or its state (`JSON.parse(run.attributes.state)`), to go on from. */
  readonly resume?: Dataset | TransientState | undefined
  /** Stops the run: it rejects with the reason of the signal at the next step. */
  readonly signal?: AbortSignal | undefined
  /** Called with the time that has passed and the whole of it [s]. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Follows the temperatures of a device in time while some of its values change.
 *
 * dE_k/dt = F_k(T, t), E_k = ∫ C_k dT, with the implicit Runge-Kutta method Radau IIA and error control; jumps of the drives
 * are met exactly. Heat capacities are those of the device at the start.
 *
 * @param model The device; every free island needs a heat capacity.
 * @param options `drives`, `until`; start or earlier run, tolerance, abort, progress.
 * @returns Dataset over `time` [s], one row a step: the driven paths, `T_<island>` [K] within the tolerance, the power of
 *   every flow [W] named as in `sweep`, what meters show, since the start the heat that flowed `E_<flow>` [J] and that is stored
 *   `H_<island>` [J], and `energy_residual` [J], the largest difference between stored and flowed. At a jump of a drive the
 *   row has the values just after it. The attribute `status` is `converged` if the end was reached;
 *   the attribute `state` is what `resume` goes on from, as if the run had never stopped.
 * @throws (rejection) DeviceError for a path that cannot be varied, RangeError for a value that it cannot have or an end that is not after
 *   the start, Error if an island has no heat capacity or there is no operating point to start from.
 * @example
 * const drives = { phonons: stepWaveform(0.03, 0.04, 1e-7) }
 * const run = await transient(model, { drives, until: 1e-6 })
 * run.attributes.status // 'converged'
 */
export async function transient(model: Model, options: TransientRunOptions): Promise<Dataset> {
  const { device } = model
  const { drives, until, relativeTolerance, maxSteps, signal, onProgress } = options
  const state = stateOf(options, model)
  const start = state?.ode.time ?? options.start ?? 0
  if (!(Number.isFinite(until) && until > start)) {
    throw new RangeError(`until: must be a time after the start at ${start} s, got ${until} s; give a later one`)
  }
  const paths = Object.keys(drives)
  const waveforms = Object.values(drives)
  const family = new ModelFamily(model.tables)
  const deviceAt = deviceMaker(device, paths)
  const before = waveforms.map((drive) => drive.value(start, -1))
  const initial =
    state === undefined ? initialTemperatures(family.at(deviceAt(before)), options.initialTemperatures ?? {}) : {}
  const energies: number[][] = []
  const stored: number[][] = []
  const problem = { at: (values: readonly number[]) => family.at(deviceAt(values)).heatNetwork, drives: waveforms }
  const steps = simulationSteps(problem, until, {
    ...(state === undefined ? { initialTemperatures: initial, start } : { state }),
    relativeTolerance,
    maxSteps,
    onProgress: (fraction) => onProgress?.(fraction * (until - start), until - start),
    heat: true,
    onStep: (step) => {
      const { ode } = step.state()
      energies.push([...ode.integrals])
      stored.push([...ode.y])
    },
  })
  const result = await runSteps(steps, { signal })
  // Nothing has flowed at the first start.
  energies.unshift(state === undefined ? result.flows.map(() => 0) : [...state.ode.integrals])
  stored.unshift(state === undefined ? Object.keys(result.stored).map(() => 0) : [...state.ode.y])
  const devices = result.times.map((_, row) => deviceAt(result.drives.map((column) => column[row]!)))
  return tableOf(model, { paths, result, energies, stored, devices }, family)
}

/** The state to go on from; undefined for a run of its own. */
function stateOf(
  { resume, start, initialTemperatures }: TransientRunOptions,
  { heatNetwork }: Model,
): TransientState | undefined {
  if (resume === undefined) return undefined
  if (start !== undefined || initialTemperatures !== undefined) {
    throw new RangeError('resume: tells time and temperatures of the start; leave out start and initialTemperatures')
  }
  let state: TransientState
  if ('attributes' in resume) {
    const text = resume.attributes.state
    if (typeof text !== 'string') {
      throw new Error(`resume: dataset "${resume.title}" must be a run of transient, but it has no attribute state`)
    }
    state = JSON.parse(text) as TransientState
  } else state = resume
  const flows = heatNetwork.links.reduce((count, { channel }) => count + channel.flows.length, 0)
  if (state.islands.join() !== heatNetwork.free.join() || state.ode.integrals.length !== flows) {
    throw new Error(
      `resume: must be a run of the same free islands and heat flows; it has ${state.islands.join(', ')} with ${state.ode.integrals.length} flows, the device ${heatNetwork.free.join(', ')} with ${flows}`,
    )
  }
  return state
}

/** The device at values of its drives; a value it cannot have is refused. */
function deviceMaker(device: Device, paths: readonly string[]): (values: readonly number[]) => Device {
  const setters = paths.map((path) => axisSetter(device, path))
  const checks = paths.map((path) => axisChecker(device, path))
  const accepted = new Array<number>(paths.length)
  return (values) =>
    paths.reduce((changed, _path, k) => {
      const value = values[k]!
      if (value !== accepted[k]) {
        const [problem] = checks[k]!(value)
        if (problem !== undefined) throw new RangeError(`drive of ${problem.path}: ${problem.message}`)
        accepted[k] = value
      }
      return setters[k]!(changed, value)
    }, device)
}

function initialTemperatures(model: Model, given: Readonly<Record<string, number>>): Record<string, number> {
  const { free } = model.heatNetwork
  for (const name of Object.keys(given)) {
    if (!free.includes(name)) {
      throw new RangeError(`initialTemperatures: ${name} must be a free island; there are ${free.join(', ')}`)
    }
  }
  if (free.every((name) => given[name] !== undefined)) return { ...given }
  const point = solve(model, { initialTemperatures: given })
  if (!isAnswer(point.status)) {
    throw new Error(`start: no operating point was found (${point.status}); give the initial temperatures`)
  }
  return Object.fromEntries(free.map((name) => [name, given[name] ?? point.temperatures[name]!]))
}

interface Run {
  readonly paths: readonly string[]
  readonly result: TransientResult
  /** Heat of each flow and heat stored in each free island at each time [J]. */
  readonly energies: readonly (readonly number[])[]
  readonly stored: readonly (readonly number[])[]
  readonly devices: readonly Device[]
}

function tableOf(model: Model, { paths, result, energies, stored, devices }: Run, family: ModelFamily): Dataset {
  const { device } = model
  const temperatures = devices.map(({ islands }, row) =>
    Object.fromEntries(
      Object.entries(islands).map(([name, { temperature }]) => [name, temperature ?? result.temperatures[name]![row]!]),
    ),
  )
  const readings =
    model.readings.length === 0 ? [] : devices.map((at, row) => takeReadings(family.at(at), temperatures[row]!))
  const names = nameColumns(device, result.flows, ['time', ...paths, 'energy_residual'], readings[0] ?? [])
  const variables: Record<string, Variable> = {}
  const variable = (symbol: string, longName: string, unit: string, data: Iterable<number>): Variable => ({
    dimensions: ['time'],
    data: Float64Array.from(data),
    unit,
    symbol,
    longName,
  })
  for (const [k, island] of Object.keys(device.islands).entries()) {
    const { name, longName } = names.temperatures[k]!
    variables[name] = variable(
      name,
      longName,
      'K',
      temperatures.map((row) => row[island]!),
    )
  }
  for (const [k, { name, longName }] of names.flows.entries()) {
    variables[name] = variable(name, longName, 'W', result.flows[k]!.power)
  }
  for (const [k, { name, longName }] of names.readings.entries()) {
    const column = readings.map((row) => row[k]!.value)
    variables[name] = variable(name, longName, readings[0]![k]!.unit, column)
  }
  for (const [k, { name, longName }] of names.flows.entries()) {
    const column = energies.map((row) => row[k]!)
    variables[`E_${name}`] = variable(`E_${name}`, `heat since the start: ${longName}`, 'J', column)
  }
  const free = Object.keys(result.stored)
  for (const [k, island] of free.entries()) {
    const name = `H_${island.replace(/[^A-Za-z0-9_]/g, '_')}`
    const column = stored.map((row) => row[k]!)
    variables[name] = variable(name, `heat stored in island ${island} since the start`, 'J', column)
  }
  variables.energy_residual = variable(
    'energy_residual',
    'largest difference between the heat stored in a free island and the heat that flowed into it',
    'J',
    stored.map((row, time) => residualOf(free, result, row, energies[time]!)),
  )
  const coordinates: Record<string, Variable> = { time: variable('t', 'time', 's', result.times) }
  for (const [k, path] of paths.entries()) {
    const { unit, symbol, label } = describePath(device, path)
    coordinates[path] = variable(symbol ?? path, label, unit || '1', result.drives[k]!)
  }
  return {
    title: device.title,
    dimensions: { time: result.times.length },
    coordinates,
    variables,
    attributes: {
      ...(device.reference === null ? {} : { reference: device.reference }),
      status: result.status,
      steps: result.steps,
      state: JSON.stringify(result.state),
      device: JSON.stringify(device),
    },
  }
}

function residualOf(
  free: readonly string[],
  { flows }: TransientResult,
  stored: readonly number[],
  energies: readonly number[],
): number {
  const gained = new Map(free.map((name) => [name, 0]))
  for (const [k, { from, to }] of flows.entries()) {
    if (from !== external) gained.set(from, (gained.get(from) ?? 0) - energies[k]!)
    if (to !== external) gained.set(to, (gained.get(to) ?? 0) + energies[k]!)
  }
  return Math.max(0, ...free.map((name, k) => Math.abs(stored[k]! - gained.get(name)!)))
}
