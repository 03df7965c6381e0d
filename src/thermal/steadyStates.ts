import type { AbortFlag } from '../numerics/abort.js'
import type { CurvePoint } from '../numerics/continuation.js'
import { traceCurve } from '../numerics/continuation.js'
import type { CurveSystem } from '../numerics/curveCorrector.js'
import { sectionCurve } from '../numerics/curveSection.js'
import { solveNewton } from '../numerics/newton.js'
import { balanceProblem, coldest, hottest } from './balanceProblem.js'
import type { HeatKink } from './heatCurve.js'
import { isBalanced, kinkStations, toCurve } from './heatCurve.js'
import type { HeatNetwork } from './heatNetwork.js'
import { createHeatBalance } from './heatNetwork.js'
import { checkHeatPaths } from './heatPaths.js'
import { holdIslands } from './heldNetwork.js'
import { startingTemperatures } from './solveBalance.js'
import { searchSteadyState } from './steadyStateSearch.js'

export interface SteadyStateOptions {
  /** Temperatures at which flows have kinks: what happens close to them is then not stepped over. */
  readonly kinks?: readonly HeatKink[] | undefined
  /** Islands whose temperature is scanned (default: all free ones). */
  readonly scan?: readonly string[] | undefined
  /** Longest step of a scan in ln T (default 0.1). */
  readonly largestStep?: number | undefined
  readonly signal?: AbortFlag | undefined
}

/** Temperatures that differ by less than this (relative) are the same state. */
const sameState = 1e-7

/**
 * Finds the steady states of a heat network, stable and unstable, by scanning the temperature of one island after the other:
 * while it is held, the balance of the others is followed from the coldest to the hottest temperature (through folds),
 * and wherever the power that holds it passes zero there is a steady state.
 *
 * Every state is found that is joined to the cold or the hot end of a scan by a curve of balances of the other islands;
 * two states closer than `largestStep` in ln T may be missed as a pair.
 *
 * @returns temperatures of the free islands [K] of each state, in ascending order of the first island; balanced to 1e-12
 */
export function findSteadyStates(network: HeatNetwork, options: SteadyStateOptions = {}): Float64Array[] {
  checkHeatPaths(network)
  const states: Float64Array[] = []
  const add = (state: Float64Array | null): void => {
    if (state !== null && !states.some((known) => isSameState(known, state))) states.push(state)
  }
  if (network.free.length === 0) return [new Float64Array(0)]
  const start = startingTemperatures(network, {})
  const plain = searchSteadyState(network, start, {
    relativeTolerance: 1e-12,
    maxIterations: 50,
    signal: options.signal,
  })
  if (plain.status === 'converged' || plain.status === 'roundoff-limited') add(plain.temperatures)
  const range = scanRange(network)
  for (const island of options.scan ?? network.free)
    for (const state of scanIsland(network, network.free.indexOf(island), range, options)) add(state)
  return states.sort((a, b) => a[0] - b[0])
}

export function isSameState(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, k) => Math.abs(value / b[k] - 1) < sameState)
}

/**
 * Temperatures [K] far enough out: once all islands gain (lose) heat at one temperature, this many more factors of 2 colder
 * (hotter). A channel whose conductance falls may let the heat change sign again further out.
 */
const furtherOut = { cold: 3, hot: 5 }

function scanRange(network: HeatNetwork): [number, number] {
  const balance = createHeatBalance(network)
  const known = network.temperatures.subarray(network.free.length)
  let low = known.length > 0 ? Math.min(...known) : 0.1
  let high = known.length > 0 ? Math.max(...known) : 0.1
  const all = (temperature: number, sign: number): boolean =>
    network.evaluate(new Float64Array(network.free.length).fill(temperature), balance) &&
    balance.net.every((net) => sign * net > 0)
  for (let further = 0; further < furtherOut.cold && low > 1e2 * coldest; ) {
    low /= 2
    if (all(low, 1)) further++
  }
  for (let further = 0; further < furtherOut.hot && high < hottest / 1e2; ) {
    high *= 2
    if (all(high, -1)) further++
  }
  return [low, high]
}

/** The balance of all islands but one, with ln T of that one as parameter. */
interface ScanSystem extends CurveSystem {
  /** Temperatures of all free islands [K] at a point of the curve. */
  temperatures(u: Float64Array, parameter: number): Float64Array
  /** Net heat into the scanned island relative to the largest flow, at a point of the curve. */
  net(u: Float64Array, parameter: number): number
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
  return {
    dimension: n - 1,
    temperatures,
    net: (u, parameter) =>
      network.evaluate(temperatures(u, parameter), balance) ? balance.net[scanned] / balance.largest : Number.NaN,
    evaluate(u, parameter, residual, jacobian) {
      const finite = network.evaluate(temperatures(u, parameter), balance)
      for (const [i, row] of others.entries()) {
        residual[i] = balance.net[row]
        for (const [j, column] of others.entries())
          jacobian[i * (n - 1) + j] = balance.jacobian[row * columns + column] * full[column]
      }
      return finite
    },
    solved() {
      const kept = balance.net[scanned]
      balance.net[scanned] = 0
      const balanced = isBalanced(network, balance)
      balance.net[scanned] = kept
      return balanced
    },
    parameterDerivative(u, parameter, out) {
      const finite = network.evaluate(temperatures(u, parameter), balance)
      for (const [i, row] of others.entries()) out[i] = balance.jacobian[row * columns + scanned] * full[scanned]
      return finite
    },
  }
}

function scanIsland(
  network: HeatNetwork,
  scanned: number,
  [low, high]: readonly [number, number],
  options: SteadyStateOptions,
): Float64Array[] {
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
  for (const direction of [1, -1] as const) {
    const held = direction > 0 ? low : high
    const rest = holdIslands(network, { [name]: held })
    const start = searchSteadyState(rest, startingTemperatures(rest, {}), {
      relativeTolerance: 1e-12,
      maxIterations: 50,
    })
    if (start.status !== 'converged' && start.status !== 'roundoff-limited') continue
    const trace = traceCurve(system, { u: toCurve(start.temperatures), parameter: Math.log(held) }, direction, {
      range,
      scale: 1,
      largestStep: options.largestStep ?? 0.1,
      bounds: [Math.log(coldest), Math.log(hottest)],
      stations,
      signal: options.signal,
    })
    for (const state of zerosAlong(network, system, trace.points, range)) found.push(state)
    // One curve from end to end: the way back is the same.
    if (trace.end === 'range' && direction * (trace.points.at(-1)!.parameter - Math.log(held)) > 0) break
  }
  return found
}

function zerosAlong(
  network: HeatNetwork,
  system: ScanSystem,
  points: readonly CurvePoint[],
  range: readonly [number, number],
): Float64Array[] {
  const found: Float64Array[] = []
  let before = Number.NaN
  for (const [index, point] of points.entries()) {
    const after = system.net(point.u, point.parameter)
    if (index > 0 && (after === 0 || (before < 0 && after > 0) || (before > 0 && after < 0))) {
      const section = sectionCurve(system, 1, range, points[index - 1], point, system.net)
      before = after
      if (section === null) continue
      const guess = Float64Array.from(system.temperatures(section.u, section.parameter))
      const problem = balanceProblem(network, 1e-12, guess)
      network.adapt(guess)
      const polished = solveNewton(problem, guess, { maxIterations: 30 })
      const settled = polished.status === 'converged' || polished.status === 'roundoff-limited'
      if (settled && polished.x.every((value, k) => Math.abs(Math.log(value / guess[k])) < 1e-2)) found.push(polished.x)
    }
    before = after
  }
  return found
}
