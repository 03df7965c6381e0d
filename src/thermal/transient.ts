import type { AbortFlag } from '../numerics/abort.js'
import type { OdeSystem } from '../numerics/radauStep.js'
import type { Status } from '../numerics/result.js'
import { runToEnd, type Steps } from '../numerics/steps.js'
import type { OdeOptions, OdeState, OdeStep } from '../numerics/stiffOde.js'
import { integrateOde, odeSteps, startOde } from '../numerics/stiffOde.js'
import type { Enthalpy } from './enthalpy.js'
import { createEnthalpy } from './enthalpy.js'
import type { HeatBalance, HeatNetwork } from './heatNetwork.js'
import { createHeatBalance } from './heatNetwork.js'
import { startingTemperatures } from './solveBalance.js'
import type { TransientEvent } from './transientEvents.js'
import { watchEvents } from './transientEvents.js'
import type { Waveform } from './waveform.js'

/** Heat networks driven in time: the network at given values of the drives, and the drives. */
export interface TransientProblem {
  /**
   * The network at these values of the drives (in the order of `drives`); channels and islands must stay the same, heat
   * capacities are those at the start. It needs to be valid only until the next one is asked for.
   */
  at(values: readonly number[]): HeatNetwork
  readonly drives: readonly Waveform[]
}

/** All that is needed to go on with a run; plain numbers and names, fit for JSON. */
export interface TransientState {
  readonly islands: readonly string[]
  /** Temperatures at which the heat contents in `ode.y` are counted from [K]. */
  readonly reference: readonly number[]
  readonly ode: OdeState
}

export interface TransientOptions {
  /** Temperatures of free islands at the start [K]; all must be given unless `state` is. */
  readonly initialTemperatures?: Readonly<Record<string, number>> | undefined
  /** State of an earlier run to go on from. */
  readonly state?: TransientState | undefined
  /** Time of the start [s] (default 0, or that of `state`). */
  readonly start?: number | undefined
  /** Local error of the temperatures, relative (default 1e-6). */
  readonly relativeTolerance?: number | undefined
  /** Times at which to report [s], ascending (default: the end of each step). */
  readonly outputTimes?: readonly number[] | undefined
  /** Whether the powers of all flows are reported too (default false: it costs an evaluation for each time). */
  readonly heat?: boolean | undefined
  readonly events?: readonly TransientEvent[] | undefined
  readonly maxSteps?: number | undefined
  readonly signal?: AbortFlag | undefined
  /** Called after each step with the part of the time span that is done. */
  readonly onProgress?: ((fraction: number) => void) | undefined
  /** Called after each step; `state()` is what to keep if the run may be aborted. */
  readonly onStep?: ((step: TransientStep) => void) | undefined
}

/** Where a run is after a step. */
export interface TransientStep {
  readonly time: number
  /** Temperatures of the free islands [K]. */
  readonly temperatures: Float64Array
  state(): TransientState
}

/** A heat flow over a run. */
export interface TransientFlow {
  readonly channel: string
  readonly element: string | null
  readonly from: string
  readonly to: string
  /** Heat that went from `from` to `to` since the first start [J]. */
  readonly energy: number
  /** Power at the reported times [W]; empty unless asked for. */
  readonly power: readonly number[]
}

export interface TransientResult {
  /** `converged` at the end time or at an event that ends the run. */
  readonly status: Status
  readonly times: readonly number[]
  /** Temperature of each free island at the times [K]. */
  readonly temperatures: Readonly<Record<string, readonly number[]>>
  /** Value of each drive at the times. */
  readonly drives: readonly (readonly number[])[]
  readonly flows: readonly TransientFlow[]
  /** Heat stored in each free island since the first start [J]. */
  readonly stored: Readonly<Record<string, number>>
  readonly events: readonly {
    readonly name: string
    readonly time: number
    readonly temperatures: Readonly<Record<string, number>>
  }[]
  readonly state: TransientState
  readonly steps: number
  readonly rejected: number
  readonly evaluations: number
}

/** The error estimate is one of a step; the errors of all steps together should stay within what is asked. */
const safety = 0.2

/**
 * Integrates the temperatures of a heat network in time, dE_k/dt = F_k(T), E_k = ∫ C_k dT, with error control.
 *
 * Unknowns are the heat contents, so that jumps of heat capacities do no harm, and the energy of every flow is integrated
 * alongside: what is stored and what has flowed agree to rounding, whatever the tolerance.
 *
 * @param problem the network and its drives
 * @param until end time [s]
 * @returns temperatures at the reported times, within the tolerance; energies, events and the state at the end
 * @throws if a free island has no heat capacity or no initial temperature
 * @example
 * simulate({ at: ([power]) => network(power), drives: [pulseWaveform(0, 1e-12, 0, 1e-6)] }, 1e-5, { initialTemperatures })
 */
export function simulate(problem: TransientProblem, until: number, options: TransientOptions = {}): TransientResult {
  return runToEnd(simulationSteps(problem, until, options))
}

/** `simulate` that pauses before every step. */
export function* simulationSteps(
  problem: TransientProblem,
  until: number,
  options: TransientOptions = {},
): Steps<TransientResult> {
  const model = createModel(problem, options)
  const { names, ode, temperaturesOf } = model
  const start = options.state?.ode ?? startOde(options.start ?? 0, new Float64Array(names.length), ode.integrals)
  model.goTo(start)
  const times: number[] = []
  const columns = names.map((): number[] => [])
  const driven = problem.drives.map((): number[] => [])
  const powers: number[][] = []
  const point = new Float64Array(names.length)
  const report = (time: number, y: Float64Array): void => {
    times.push(time)
    const temperatures = temperaturesOf(y)
    for (const [k, column] of columns.entries()) column.push(temperatures[k])
    for (const [k, drive] of problem.drives.entries()) driven[k].push(drive.value(time, 1))
    if (options.heat) powers.push(model.powersAt(time, temperatures))
  }
  const wanted = options.outputTimes?.filter((time) => time >= start.time && time <= until)
  let nextOutput = 0
  if (wanted === undefined || wanted[0] === start.time) {
    report(start.time, Float64Array.from(start.y))
    nextOutput = 1
  }
  const watch = watchEvents(options.events ?? [], start.time, Float64Array.from(start.y), temperaturesOf)
  const wrap = (state: OdeState): TransientState => ({ islands: names, reference: model.reference, ode: state })
  let before = start
  let ending: { readonly from: OdeState; readonly time: number } | null = null
  const onStep = (step: OdeStep): boolean => {
    const stop = watch.step(step)
    if (stop !== null) ending = { from: before, time: stop }
    before = step.state()
    const to = stop ?? step.to
    if (wanted === undefined) {
      step.interpolate(to, point)
      report(to, point)
    } else {
      for (; nextOutput < wanted.length && wanted[nextOutput] <= to; nextOutput++) {
        step.interpolate(wanted[nextOutput], point)
        report(wanted[nextOutput], point)
      }
    }
    model.goTo(before)
    options.onStep?.({
      time: step.to,
      temperatures: temperaturesOf(Float64Array.from(before.y)),
      state: () => wrap(before),
    })
    options.onProgress?.((to - start.time) / (until - start.time))
    return stop !== null
  }
  const breaks = [...new Set(problem.drives.flatMap((drive) => drive.breaks))].sort((a, b) => a - b)
  const settings = { breaks, largestStep: Math.min(...problem.drives.map((drive) => drive.largestStep)) }
  const { maxSteps, signal } = options
  const run = yield* odeSteps(ode, start, until, { ...settings, maxSteps, signal, onStep })
  // The event that ends the run lies within its last step: that one is done again, up to there.
  const result = ending === null ? run : { ...run, ...integrateLast(ode, ending, settings) }
  return {
    status: result.status,
    times,
    temperatures: Object.fromEntries(names.map((name, k) => [name, columns[k]])),
    drives: driven,
    flows: model.flows.map((flow, index) => ({
      ...flow,
      energy: result.state.integrals[index],
      power: powers.map((row) => row[index]),
    })),
    stored: Object.fromEntries(names.map((name, k) => [name, result.state.y[k]])),
    events: watch.events.map(({ name, time, temperatures }) => ({
      name,
      time,
      temperatures: Object.fromEntries(names.map((island, k) => [island, temperatures[k]])),
    })),
    state: wrap(result.state),
    steps: result.steps,
    rejected: result.rejected,
    evaluations: result.evaluations,
  }
}

function integrateLast(
  ode: OdeSystem,
  { from, time }: { readonly from: OdeState; readonly time: number },
  settings: OdeOptions,
): { readonly state: OdeState; readonly status: Status } {
  const { state, status } = integrateOde(ode, from, time, settings)
  return { state, status }
}

interface TransientModel {
  readonly names: readonly string[]
  readonly reference: readonly number[]
  readonly flows: readonly Omit<TransientFlow, 'energy' | 'power'>[]
  readonly ode: OdeSystem
  /** Temperatures [K] at heat contents [J]. */
  temperaturesOf(y: Float64Array): Float64Array
  powersAt(time: number, temperatures: Float64Array): number[]
  /** Adapts the channels to a state. */
  goTo(state: OdeState): void
}

function createModel(problem: TransientProblem, options: TransientOptions): TransientModel {
  const { drives } = problem
  const startTime = options.state?.ode.time ?? options.start ?? 0
  let values = drives.map((drive) => drive.value(startTime, 1))
  let network = problem.at(values)
  const names = network.free
  const reference = referenceTemperatures(network, options)
  const enthalpies = names.map((name, k) => enthalpyOf(network, name, reference[k]))
  const flows = network.links.flatMap(({ channel }) =>
    channel.flows.map(({ from, to }) => ({ channel: channel.channel, element: channel.element, from, to })),
  )
  const n = names.length
  const balance: HeatBalance = createHeatBalance(network)
  const temperatures = Float64Array.from(reference)
  const capacities = new Float64Array(n)
  const relative = safety * (options.relativeTolerance ?? 1e-6)

  const networkAt = (time: number, side: 1 | -1): void => {
    const next = drives.map((drive) => drive.value(time, side))
    if (next.every((value, k) => value === values[k])) return
    values = next
    const before = network
    network = problem.at(values)
    if (network !== before && network.links.some(({ channel }, k) => channel !== before.links[k]?.channel)) {
      if (network.free.join() !== names.join() || network.links.length !== before.links.length)
        throw new Error(`islands and channels: must stay the same in time, got free islands ${network.free.join(', ')}`)
      network.adapt(temperatures)
    }
  }
  const setTemperatures = (y: Float64Array): void => {
    for (let k = 0; k < n; k++) temperatures[k] = enthalpies[k].temperature(y[k])
  }
  const ode: OdeSystem = {
    dimension: n,
    integrals: flows.length,
    evaluate(time, y, side, out) {
      setTemperatures(y)
      if (!temperatures.every((value) => value > 0)) return false
      for (let k = 0; k < n; k++) capacities[k] = enthalpies[k].capacity(temperatures[k])
      networkAt(time, side)
      const finite = network.evaluate(temperatures, balance)
      out.rate.set(balance.net)
      const columns = network.reservoirs.length
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) out.jacobian[i * n + j] = balance.jacobian[i * columns + j] / capacities[j]
      let row = 0
      out.integrandJacobian.fill(0)
      for (const { terminals, flows: buffer } of network.links) {
        for (let flow = 0; flow < buffer.power.length; flow++, row++) {
          out.integrand[row] = buffer.power[flow]
          for (let i = 0; i < terminals.length; i++) {
            const j = terminals[i]
            if (j < n)
              out.integrandJacobian[row * n + j] += buffer.jacobian[flow * terminals.length + i] / capacities[j]
          }
        }
      }
      return finite
    },
    tolerance(y, out) {
      setTemperatures(y)
      for (let k = 0; k < n; k++) out[k] = relative * temperatures[k] * enthalpies[k].capacity(temperatures[k])
    },
  }
  return {
    names,
    reference,
    flows,
    ode,
    temperaturesOf: (y) => Float64Array.from(y, (energy, k) => enthalpies[k].temperature(energy)),
    powersAt(time, at) {
      networkAt(time, 1)
      network.evaluate(at, balance)
      return network.links.flatMap((link) => [...link.flows.power])
    },
    goTo(state) {
      setTemperatures(Float64Array.from(state.y))
      network.adapt(temperatures)
    },
  }
}

function referenceTemperatures(network: HeatNetwork, options: TransientOptions): number[] {
  const { state, initialTemperatures } = options
  if (state !== undefined) {
    if (state.islands.join() !== network.free.join())
      throw new Error(
        `state: must be one of the same free islands, got ${state.islands.join(', ')}; the network has ${network.free.join(', ')}`,
      )
    return [...state.reference]
  }
  const given = initialTemperatures ?? {}
  const missing = network.free.filter((name) => given[name] === undefined)
  if (missing.length > 0)
    throw new Error(
      `initialTemperatures: must tell the temperature of every free island at the start, got none for ${missing.join(', ')}; take those of a steady state`,
    )
  return [...startingTemperatures(network, given)]
}

function enthalpyOf(network: HeatNetwork, island: string, reference: number): Enthalpy {
  const parts = network.heatCapacities.filter((part) => part.island === island)
  if (parts.length === 0)
    throw new Error(
      `island ${island}: needs a heat capacity to change in time, got none; give its material a sommerfeldCoefficient or add one`,
    )
  return createEnthalpy((temperature) => parts.reduce((sum, part) => sum + part.capacity(temperature), 0), reference)
}
