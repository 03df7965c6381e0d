import type { AbortFlag } from './abort.js'
import { throwIfAborted } from './abort.js'
import { pow, square } from './power.js'
import type { LastStep, OdeSystem } from './radauStep.js'
import { createRadauStep, errorNorm, interpolate, mostIterations, rms, solveStages } from './radauStep.js'
import type { Status } from './result.js'
import { runToEnd, type Steps } from './steps.js'

/** Everything the integration needs to go on from a time as if it had never stopped; plain numbers, fit for JSON. */
export interface OdeState {
  readonly time: number
  readonly y: readonly number[]
  readonly integrals: readonly number[]
  /** Length of the next step; 0 lets it be chosen. */
  readonly nextStep: number
  /** Length, relative error and stage increments of the last step; null at a start or behind a break. */
  readonly last: LastStep | null
}

/** One step that was accepted, with the polynomial between its ends. */
export interface OdeStep {
  readonly from: number
  readonly to: number
  /** Writes y at a time between the ends; local error of the fourth order in the step. */
  interpolate(time: number, out: Float64Array): void
  interpolateIntegrals(time: number, out: Float64Array): void
  /** The state at the end of the step. */
  state(): OdeState
}

export interface OdeOptions {
  /** Times at which f jumps, ascending: no step crosses one. */
  readonly breaks?: readonly number[] | undefined
  readonly largestStep?: number | undefined
  readonly maxSteps?: number | undefined
  /** Called after each accepted step; returning true stops. */
  readonly onStep?: ((step: OdeStep) => boolean | undefined) | undefined
  readonly signal?: AbortFlag | undefined
}

export interface OdeResult {
  readonly state: OdeState
  /** `converged` at the end or where it was stopped; `max-evaluations` after `maxSteps`; `tolerance-not-reached` where the step vanishes. */
  readonly status: Status
  readonly steps: number
  readonly rejected: number
  readonly evaluations: number
}

/** A state at rest in no history: y at a time, integrals at zero. */
export function startOde(time: number, y: ArrayLike<number>, integrals: number): OdeState {
  return { time, y: Array.from(y), integrals: new Array(integrals).fill(0), nextStep: 0, last: null }
}

/**
 * Integrates a stiff system with error control by the implicit Runge-Kutta method Radau IIA of order 5 (L-stable, stiffly
 * accurate), each step solved by Newton's method with the exact Jacobian at each stage.
 *
 * Linear invariants of (y, q) are kept to rounding, whatever the tolerance, since Newton's method keeps them.
 *
 * @param system the equations
 * @param start a state from `startOde` or from an earlier run
 * @param until end time, not before that of `start`
 * @returns the state at the end; its local error in each step was estimated below `tolerance` in the root mean square
 */
export function integrateOde(system: OdeSystem, start: OdeState, until: number, options: OdeOptions = {}): OdeResult {
  return runToEnd(odeSteps(system, start, until, options))
}

/** `integrateOde` that pauses before every step. */
export function* odeSteps(
  system: OdeSystem,
  start: OdeState,
  until: number,
  options: OdeOptions = {},
): Steps<OdeResult> {
  const n = system.dimension
  const work = createRadauStep(system)
  const { y, q, begin, tolerance, stages, stageIntegrals } = work
  const maxSteps = options.maxSteps ?? 100_000
  const largestStep = options.largestStep ?? Infinity
  // A break that rounding sets next to an end is that end: no step fits between.
  const tiny = 16 * Number.EPSILON * Math.max(Math.abs(start.time), Math.abs(until))
  const breaks = (options.breaks ?? []).filter((time) => time > start.time + tiny && time < until - tiny)
  let { time, last } = start
  let nextStep = start.nextStep
  y.set(start.y)
  q.set(start.integrals)
  let steps = 0
  let rejected = 0
  let justRejected = false
  const stateNow = (): OdeState => ({ time, y: Array.from(y), integrals: Array.from(q), nextStep, last })
  const end = (status: Status): OdeResult => ({
    state: stateNow(),
    status,
    steps,
    rejected,
    evaluations: work.evaluations,
  })
  if (!(until >= time)) throw new Error(`integrateOde: the end must not lie before ${time}, got ${until}`)
  if (until === time) return end('converged')
  if (!work.evaluate(time, y, 1, begin)) return end('non-finite')
  system.tolerance(y, tolerance)
  if (!(nextStep > 0)) nextStep = firstStep(begin.rate, tolerance, time, until)

  while (steps < maxSteps) {
    yield
    throwIfAborted(options.signal)
    const goal = breaks.find((value) => value > time) ?? until
    const rest = goal - time
    const wanted = Math.min(nextStep, largestStep)
    // The last two steps before a goal are made equal, not one long and one tiny.
    const h = wanted >= rest ? rest : Math.min(wanted, 0.5 * rest)
    if (!(h > 4 * Number.EPSILON * Math.max(Math.abs(time), h))) return end('tolerance-not-reached')
    const iterations = solveStages(work, time, h, last)
    const error = iterations === null ? Infinity : errorNorm(work, time, h, last === null || justRejected)
    if (iterations === null || !(error < 1)) {
      rejected++
      nextStep = h * (iterations === null ? 0.25 : Math.max(0.1, 0.8 * pow(error, -0.25)))
      justRejected = true
      if (rejected > 20 * maxSteps) return end('max-evaluations')
      continue
    }
    const kept = { time, y: Float64Array.from(y), q: Float64Array.from(q) }
    for (let i = 0; i < n; i++) y[i] += stages[2 * n + i]
    for (let i = 0; i < q.length; i++) q[i] += stageIntegrals[2 * q.length + i]
    time = h === rest ? goal : time + h
    steps++
    const growth = stepFactor(error, h, last, iterations)
    // A step cut short by a goal says little about the length of the next.
    const proposed = h * (justRejected ? Math.min(growth, 1) : growth)
    nextStep = h < wanted ? Math.max(proposed, nextStep) : proposed
    justRejected = false
    last = { step: h, error: Math.max(error, 1e-2), stages: Array.from(stages) }
    const atBreak = time === goal && goal !== until
    if (atBreak) {
      last = null
      nextStep = Math.min(nextStep, h)
    }
    const finish = options.onStep?.({
      from: kept.time,
      to: time,
      interpolate: (at, out) => interpolate((at - kept.time) / h, kept.y, stages, out),
      interpolateIntegrals: (at, out) => interpolate((at - kept.time) / h, kept.q, stageIntegrals, out),
      state: stateNow,
    })
    if (finish === true || time === until) return end('converged')
    if (!work.evaluate(time, y, 1, begin)) return end('non-finite')
    system.tolerance(y, tolerance)
    if (atBreak) nextStep = Math.min(nextStep, firstStep(begin.rate, tolerance, time, until))
  }
  return end('max-evaluations')
}

/** Growth of the step, with Gustafsson's prediction from the last two errors. */
function stepFactor(error: number, h: number, last: LastStep | null, iterations: number): number {
  const safety = (0.9 * (2 * mostIterations + 1)) / (2 * mostIterations + iterations)
  const bounded = Math.max(error, 1e-10)
  let factor = safety * pow(bounded, -0.25)
  if (last !== null)
    factor = Math.min(factor, safety * (h / last.step) * pow(last.error / square(bounded), 0.25) || factor)
  return Math.min(Math.max(factor, 0.2), 8)
}

/** A step over which the unknowns change by a hundred tolerances, but one that the time resolves. */
function firstStep(rate: Float64Array, tolerance: Float64Array, time: number, until: number): number {
  const pace = rms(rate, tolerance)
  const span = until - time
  const smallest = 64 * Number.EPSILON * Math.abs(time)
  return Math.min(span, Math.max(pace > 0 ? 100 / pace : span / 10, smallest))
}
