import type { AbortFlag } from '../numerics/abort.js'
import type { CurvePoint } from '../numerics/continuation.js'
import { traceSteps } from '../numerics/continuation.js'
import type { CurveSystem } from '../numerics/curveCorrector.js'
import { sectionCurve } from '../numerics/curveSection.js'
import { createLu, factorLu } from '../numerics/denseLinear.js'
import { solveNewton } from '../numerics/newton.js'
import { OutsideDomain } from '../numerics/outsideDomain.js'
import { runToEnd, type Steps } from '../numerics/steps.js'
import { balanceProblem, coldest, hottest } from './balanceProblem.js'
import type { HeatKink } from './heatCurve.js'
import { fromCurve, isBalanced, kinkStations, toCurve } from './heatCurve.js'
import type { HeatNetwork } from './heatNetwork.js'
import { createHeatBalance } from './heatNetwork.js'
import { checkHeatPaths } from './heatPaths.js'
import { holdIslands } from './heldNetwork.js'
import { freeJacobian, startingTemperatures } from './solveBalance.js'
import { searchSteadyState } from './steadyStateSearch.js'

export interface SteadyStateOptions {
  /** Temperatures at which flows have kinks: what happens close to them is then not stepped over. */
  readonly kinks?: readonly HeatKink[] | undefined
  /** Islands whose temperature is scanned (default: the free ones on which some flow depends non-monotonically). */
  readonly scan?: readonly string[] | undefined
  /** Longest step of a scan in ln T (default 0.1). */
  readonly largestStep?: number | undefined
  readonly signal?: AbortFlag | undefined
}

/** With so many islands that may each have several states, their combinations are no longer searched through. */
const mostCombined = 4
/** Temperatures that differ by less than this (relative) are the same state. */
const sameState = 1e-7

/**
 * Finds the steady states of a heat network, stable and unstable, by scanning the temperature of one island after the other:
 * while it is held, the balance of the others is followed from the coldest to the hottest temperature (through folds),
 * and wherever the power that holds it passes zero there is a steady state.
 *
 * Only islands are scanned on which some flow depends non-monotonically. With one such island the balance of the others is
 * unique at each of its temperatures, so that all states lie on the one curve; with several, every state is found that is
 * joined to the cold or the hot end of a scan by a curve of balances of the other islands (up to four such islands: all their
 * combinations are looked for at these ends). Two states closer than
 * `largestStep` in ln T may be missed as a pair.
 *
 * @returns temperatures of the free islands [K] of each state, in ascending order of the first island; balanced to 1e-12
 */
export function findSteadyStates(network: HeatNetwork, options: SteadyStateOptions = {}): Float64Array[] {
  return runToEnd(steadyStateSteps(network, options))
}

/** `findSteadyStates` that pauses between the steps of its scans. */
export function* steadyStateSteps(network: HeatNetwork, options: SteadyStateOptions = {}): Steps<Float64Array[]> {
  checkHeatPaths(network)
  const { states, refusal } = yield* statesWithin(network, options)
  if (states.length === 0 && refusal !== null) throw refusal
  return states
}

/** All states found where all channels have values; the refusal that ended the first search, if that was its end. */
function* statesWithin(
  network: HeatNetwork,
  options: SteadyStateOptions,
): Steps<{ readonly states: Float64Array[]; readonly refusal: OutsideDomain | null }> {
  const states: Float64Array[] = []
  const add = (state: Float64Array | null): void => {
    if (state !== null && !states.some((known) => isSameState(known, state))) states.push(state)
  }
  if (network.free.length === 0) return { states: [new Float64Array(0)], refusal: null }
  const { state, refusal } = searchWithin(network, options.signal)
  add(state)
  const range = scanRange(network)
  for (const island of options.scan ?? doubtfulIslands(network))
    for (const state of yield* scanIsland(network, network.free.indexOf(island), range, options)) add(state)
  return { states: states.sort((a, b) => a[0] - b[0]), refusal }
}

/** Free islands on whose temperature a heat flow depends non-monotonically. With all of them held, the state is unique. */
export function doubtfulIslands(network: HeatNetwork): string[] {
  const doubtful = new Set(network.links.flatMap(({ channel }) => channel.nonMonotone ?? channel.terminals))
  return network.free.filter((name) => doubtful.has(name))
}

/** The state that a search finds; none, and why, if its way ends where a channel has no value. */
function searchWithin(
  network: HeatNetwork,
  signal?: AbortFlag,
): { readonly state: Float64Array | null; readonly refusal: OutsideDomain | null } {
  try {
    const options = { relativeTolerance: 1e-12, maxIterations: 50, signal }
    const { status, temperatures } = searchSteadyState(network, startingTemperatures(network, {}), options)
    return { state: status === 'converged' || status === 'roundoff-limited' ? temperatures : null, refusal: null }
  } catch (error) {
    if (!(error instanceof OutsideDomain)) throw error
    return { state: null, refusal: error }
  }
}

export function isSameState(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, k) => Math.abs(value / b[k] - 1) < sameState)
}

/**
 * Temperatures [K] far enough out: once all islands gain (lose) heat at one temperature, this many more factors of 2 colder
 * (hotter). A channel whose conductance falls may let the heat change sign again further out.
 */
const furtherOut = { cold: 3, hot: 5 }

/** Coldest and hottest temperature [K] between which steady states are looked for. */
export function scanRange(network: HeatNetwork): [number, number] {
  const balance = createHeatBalance(network)
  const known = network.temperatures.subarray(network.free.length)
  /** From `start` in factors, until all islands gain (sign 1) or lose heat at so many further ones, or a channel has no value. */
  const walk = (start: number, factor: number, sign: number, further: number, last: number): number => {
    let temperature = start
    let step = factor
    for (let met = 0; met < further && Math.log(last / temperature) * Math.log(factor) > 0; ) {
      const next = temperature * step
      const finite = network.evaluate(new Float64Array(network.free.length).fill(next), balance)
      if (network.refusal !== null) {
        // To the border of what is measured, but for a thousandth.
        if (Math.abs(Math.log(step)) < 1e-3) break
        step = Math.sqrt(step)
        continue
      }
      if (finite && balance.net.every((net) => sign * net > 0)) met++
      temperature = next
    }
    return temperature
  }
  const low = known.length > 0 ? Math.min(...known) : 0.1
  const high = known.length > 0 ? Math.max(...known) : 0.1
  // Where nothing cools below the coldest that is known, one place below that is enough.
  const passive = known.length > 0 && network.links.every(({ channel }) => channel.passive)
  const [factor, further] = passive ? [0.9, 1] : [1 / 2, furtherOut.cold]
  return [walk(low, factor, 1, further, 1e2 * coldest), walk(high, 2, -1, furtherOut.hot, hottest / 1e2)]
}

/** The balance of all islands but one, with ln T of that one as parameter. */
interface ScanSystem extends CurveSystem {
  /** Temperatures of all free islands [K] at a point of the curve. */
  temperatures(u: Float64Array, parameter: number): Float64Array
  /** Net heat into the scanned island relative to the largest flow, at a point of the curve. */
  net(u: Float64Array, parameter: number): number
  /** Determinant of dF/d ln T of all islands at the point of the last evaluation, up to a positive factor: where `net` turns round along the curve, it passes zero. */
  turn(): number
  turnAt(u: Float64Array, parameter: number): number
}

/** A point of a scan. */
interface ScanPoint extends Pick<CurvePoint, 'u' | 'parameter'> {
  readonly net: number
  readonly turn: number
}

function scanSystem(network: HeatNetwork, scanned: number): ScanSystem {
  const n = network.free.length
  const columns = network.reservoirs.length
  const balance = createHeatBalance(network)
  const others = Array.from({ length: n }, (_, k) => k).filter((k) => k !== scanned)
  const full = new Float64Array(n)
  const temperatures = (u: Float64Array, parameter: number): Float64Array => {
    for (const [i, k] of others.entries()) full[k] = Math.exp(u[i])
    full[scanned] = Math.exp(parameter)
    return full
  }
  const factors = createLu(n)
  const last = new Float64Array(n).fill(Number.NaN)
  let finite = false
  /** Fills `balance`; a curve is asked for its tangent and its net heat where it has just been corrected. */
  const balanceAt = (u: Float64Array, parameter: number): boolean => {
    if (parameter === last[n - 1] && u.every((value, i) => value === last[i])) return finite
    last.set(u)
    last[n - 1] = parameter
    finite = network.evaluate(temperatures(u, parameter), balance)
    return finite
  }
  const net = (u: Float64Array, parameter: number): number =>
    balanceAt(u, parameter) ? balance.net[scanned] / balance.largest : Number.NaN
  const turn = (): number => {
    const slopes = freeJacobian(network, balance)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) slopes[i * n + j] *= full[j] / (balance.largestAt[i] || balance.largest || 1)
    if (factorLu(factors, slopes) === 0) return 0
    let product = factors.parity
    for (let k = 0; k < n; k++) product *= factors.lu[k * n + k]
    return product
  }
  return {
    dimension: n - 1,
    temperatures,
    net,
    turn,
    turnAt: (u, parameter) => (Number.isNaN(net(u, parameter)) ? Number.NaN : turn()),
    evaluate(u, parameter, residual, jacobian) {
      const defined = balanceAt(u, parameter)
      for (const [i, row] of others.entries()) {
        residual[i] = balance.net[row]
        for (const [j, column] of others.entries())
          jacobian[i * (n - 1) + j] = balance.jacobian[row * columns + column] * full[column]
      }
      return defined
    },
    solved() {
      const kept = balance.net[scanned]
      balance.net[scanned] = 0
      const balanced = isBalanced(network, balance)
      balance.net[scanned] = kept
      return balanced
    },
    parameterDerivative(u, parameter, out) {
      const defined = balanceAt(u, parameter)
      for (const [i, row] of others.entries()) out[i] = balance.jacobian[row * columns + scanned] * full[scanned]
      return defined
    },
  }
}

function* scanIsland(
  network: HeatNetwork,
  scanned: number,
  [low, high]: readonly [number, number],
  options: SteadyStateOptions,
): Steps<Float64Array[]> {
  const found: Float64Array[] = []
  const name = network.free[scanned]
  const system = scanSystem(network, scanned)
  const range = [Math.log(low), Math.log(high)] as const
  const others = network.free.filter((_, k) => k !== scanned)
  const stations = [
    ...kinkStations(others, options.kinks ?? []),
    // The parameter of the scan stands behind the unknowns.
    ...kinkStations([name], options.kinks ?? []).map(({ value }) => ({ index: others.length, value })),
  ]
  let reached: Float64Array[] = []
  for (const direction of [1, -1] as const) {
    const held = direction > 0 ? low : high
    const starts = yield* statesOfRest(network, name, held, options)
    const ends: Float64Array[] = []
    for (const start of starts) {
      // A curve from end to end has been followed already.
      if (reached.some((end) => isSameState(end, start))) continue
      const known = new Map<CurvePoint, ScanPoint>()
      const look = (point: CurvePoint): ScanPoint => {
        const { u, parameter } = point
        const seen = known.get(point) ?? { u, parameter, net: system.net(u, parameter), turn: system.turn() }
        known.set(point, seen)
        return seen
      }
      const trace = yield* traceSteps(system, { u: toCurve(start), parameter: Math.log(held) }, direction, {
        range,
        scale: 1,
        largestStep: options.largestStep ?? 0.1,
        bounds: [Math.log(coldest), Math.log(hottest)],
        stations,
        signal: options.signal,
        // Here the balance of most points is still at hand.
        until(point) {
          look(point)
          return false
        },
      })
      for (const state of yield* zerosAlong(network, system, trace.points.map(look), range)) found.push(state)
      const last = trace.points.at(-1)!
      if (trace.end === 'range' && direction * (last.parameter - Math.log(held)) > 0) ends.push(fromCurve(last.u))
    }
    reached = ends
  }
  return found
}

/** Balances of all islands but one that is held [K]: all of them, where not too many islands may have several. */
function* statesOfRest(
  network: HeatNetwork,
  name: string,
  temperature: number,
  options: SteadyStateOptions,
): Steps<Float64Array[]> {
  const rest = holdIslands(network, { [name]: temperature })
  const doubtful = doubtfulIslands(rest)
  if (doubtful.length > 0 && doubtful.length < mostCombined)
    return (yield* statesWithin(rest, { ...options, scan: doubtful.slice(0, 1) })).states
  const { state } = searchWithin(rest)
  return state === null ? [] : [state]
}

function* zerosAlong(
  network: HeatNetwork,
  system: ScanSystem,
  points: readonly ScanPoint[],
  range: readonly [number, number],
): Steps<Float64Array[]> {
  const found: Float64Array[] = []
  const add = (a: ScanPoint, b: ScanPoint): void => {
    const section = sectionCurve(system, 1, range, a, b, system.net)
    const state = section && polish(network, Float64Array.from(system.temperatures(section.u, section.parameter)))
    if (state !== null) found.push(state)
  }
  let a: ScanPoint | null = null
  for (const b of points) {
    yield
    if (a !== null) {
      // Where the net heat turns round between two points it may pass zero twice.
      const top = a.turn * b.turn >= 0 ? null : sectionCurve(system, 1, range, a, b, system.turnAt)
      const middle = top && { ...top, net: system.net(top.u, top.parameter), turn: 0 }
      for (const [from, to] of middle ? [[a, middle] as const, [middle, b] as const] : [[a, b] as const])
        if (from.net !== 0 && (to.net === 0 || from.net > 0 !== to.net > 0)) add(from, to)
    }
    a = b
  }
  return found
}

/** The steady state at a place where all heats vanish to rounding. */
function polish(network: HeatNetwork, guess: Float64Array): Float64Array | null {
  network.adapt(guess)
  const problem = balanceProblem(network, 1e-12, guess)
  const { x, status } = solveNewton(problem, guess, { maxIterations: 30 })
  const settled = status === 'converged' || status === 'roundoff-limited'
  const moved = Math.max(...x.map((value, k) => Math.abs(Math.log(value / guess[k]))))
  if (settled && moved < 1e-6) return x
  // Next to a fold Newton's method may leave for the other state of the pair, but the place is right as it is.
  const n = guess.length
  const finite = problem.evaluate(guess, new Float64Array(n), new Float64Array(n * n))
  if (finite && problem.balanced()) return guess
  return settled && moved < 1e-2 ? x : null
}
