import type { AbortFlag } from '../numerics/abort.js'
import type { CurveEnd, CurvePoint, CurveTrace } from '../numerics/continuation.js'
import { traceSteps } from '../numerics/continuation.js'
import { solveNewton } from '../numerics/newton.js'
import { runToEnd, type Steps } from '../numerics/steps.js'
import { balanceProblem, coldest, hottest } from './balanceProblem.js'
import type { HeatCurve, HeatKink, HeatNetworkFamily } from './heatCurve.js'
import { fromCurve, heatCurve, kinkStations, stateBetween, toCurve } from './heatCurve.js'
import { createHeatBalance } from './heatNetwork.js'
import type { Stability } from './operatingPoint.js'
import { freeJacobian } from './solveBalance.js'
import { stabilityOf, thermalModes, totalHeatCapacities } from './stability.js'
import { isSameState, steadyStateSteps } from './steadyStates.js'

/** A steady state on a branch. */
export interface BranchPoint {
  readonly parameter: number
  /** Temperature of each free island [K], in the order of `BranchSet.islands`. */
  readonly temperatures: Float64Array
  readonly stability: Stability
  /** Rate of the slowest mode [1/s], positive where a deviation grows; null without heat capacities. */
  readonly growthRate: number | null
  /** The parameter turns round here. */
  readonly fold: boolean
  /** The branch has a kink here: an island at its critical temperature. */
  readonly corner: boolean
  /** Two branches cross here. */
  readonly crossing: boolean
  /** A pair of oscillating modes begins or ceases to grow here. */
  readonly oscillation: boolean
}

/** A connected curve of steady states. */
export interface Branch {
  readonly points: readonly BranchPoint[]
  /** Whether the last point is the first one. */
  readonly closed: boolean
  /**
   * Why it ends where it does: `range` (of the parameter), `broken` (at a jump of a flow, with no steady state next to it),
   * `bounds` (of temperature), `max-points`; `closed` if it does not.
   */
  readonly ends: readonly [CurveEnd, CurveEnd]
}

export interface BranchSet {
  /** Names of the free islands. */
  readonly islands: readonly string[]
  readonly range: readonly [number, number]
  readonly branches: readonly Branch[]
  readonly warnings: readonly string[]
}

export interface BranchOptions {
  readonly kinks?: readonly HeatKink[] | undefined
  /** Parameter values at which all steady states are looked for, to find branches that do not hang together (default 5, evenly over the range). */
  readonly slices?: number | undefined
  /** Longest step in ln T and in the parameter over its range (default 0.03). */
  readonly largestStep?: number | undefined
  readonly maxPoints?: number | undefined
  readonly signal?: AbortFlag | undefined
  readonly onProgress?: ((fraction: number) => void) | undefined
}

/**
 * Finds all branches of steady states of a family of heat networks over a range of its parameter.
 *
 * At several parameter values all steady states are looked for; from each that lies on no known branch, the branch is
 * followed both ways by pseudo-arclength continuation, through folds and kinks, to where it leaves the range.
 *
 * @param family the networks, e.g. one for each power of a heater
 * @param range smallest and largest parameter value
 * @returns the branches with the stability of each point; folds, corners and crossings are points of them, located to
 *   1e-9 of the range. A closed branch that lies between two slices is not found: ask for more slices.
 * @throws if an island has no path for its heat, or the free islands change with the parameter
 * @example
 * findBranches({ at: (power) => networkWithHeater(power) }, [0, 5e-12])
 */
export function findBranches(
  family: HeatNetworkFamily,
  range: readonly [number, number],
  options: BranchOptions = {},
): BranchSet {
  return runToEnd(branchSteps(family, range, options))
}

/** `findBranches` that pauses between its steps. */
export function* branchSteps(
  family: HeatNetworkFamily,
  range: readonly [number, number],
  options: BranchOptions = {},
): Steps<BranchSet> {
  if (!(range[0] < range[1])) throw new Error(`range: must ascend, got ${range[0]} to ${range[1]}`)
  const curve = heatCurve(family, range)
  const branches: Branch[] = []
  const warnings: string[] = []
  const nowhere = new Float64Array(curve.free.length).fill(0.1)
  const slices = Math.max(options.slices ?? 5, 2)
  for (let slice = 0; slice < slices; slice++) {
    options.onProgress?.(slice / slices)
    // Both ends first: they are where most branches begin.
    const position = slice === 0 ? 0 : slice === 1 ? 1 : (slice - 1) / (slices - 1)
    const parameter = range[0] + position * (range[1] - range[0])
    const states = yield* steadyStateSteps(curve.network(parameter, nowhere), {
      kinks: options.kinks,
      signal: options.signal,
    })
    if (states.length === 0) warnings.push(`no steady state found at ${parameter}`)
    for (const state of states) {
      const known = branches.some((branch) =>
        statesOnBranch(curve, branch, parameter).some((s) => isSameState(s, state)),
      )
      if (known) continue
      const branch = yield* traceBranch(curve, state, parameter, range, options)
      branches.push(branch)
      for (const end of branch.ends)
        if (end === 'broken' || end === 'max-points')
          warnings.push(
            end === 'broken'
              ? `a branch ends at a jump of a heat flow, near ${describeEnd(branch, curve.free)}`
              : `a branch was given up after its ${options.maxPoints ?? 5000} points; raise maxPoints`,
          )
    }
  }
  options.onProgress?.(1)
  return { islands: curve.free, range, branches, warnings: [...new Set(warnings)] }
}

function describeEnd(branch: Branch, islands: readonly string[]): string {
  const point = branch.ends[1] === 'broken' ? branch.points.at(-1)! : branch.points[0]
  return `${point.parameter} with ${islands.map((name, k) => `T_${name} = ${point.temperatures[k].toPrecision(6)} K`).join(', ')}`
}

function* traceBranch(
  curve: HeatCurve,
  state: Float64Array,
  parameter: number,
  range: readonly [number, number],
  options: BranchOptions,
): Steps<Branch> {
  const start = { u: toCurve(state), parameter }
  const follow = (direction: 1 | -1): Steps<CurveTrace> => {
    curve.network(parameter, state)
    return traceSteps(curve, start, direction, {
      range,
      largestStep: options.largestStep ?? 0.03,
      maxPoints: options.maxPoints,
      bounds: [Math.log(coldest), Math.log(hottest)],
      stations: kinkStations(curve.free, options.kinks ?? []),
      signal: options.signal,
    })
  }
  const forward = yield* follow(1)
  const backward = forward.end === 'closed' ? null : yield* follow(-1)
  const points = [...(backward?.points.slice(1).reverse() ?? []), ...forward.points]
  return {
    points: yield* withOscillations(curve, points),
    closed: forward.end === 'closed',
    ends: [backward?.end ?? 'closed', forward.end],
  }
}

/** A point with what the dynamics there is like. */
function describe(curve: HeatCurve, point: Pick<CurvePoint, 'u' | 'parameter'>): BranchPoint & { growing: number } {
  const temperatures = fromCurve(point.u)
  const network = curve.network(point.parameter, temperatures)
  const balance = createHeatBalance(network)
  network.evaluate(temperatures, balance)
  const jacobian = freeJacobian(network, balance)
  const capacities = totalHeatCapacities(network, temperatures)
  const modes = capacities && thermalModes(jacobian, capacities)
  return {
    parameter: point.parameter,
    temperatures,
    stability: stabilityOf(jacobian, temperatures.length, modes),
    growthRate: modes?.[0]?.re ?? null,
    growing: modes?.filter(({ re }) => re > 0).length ?? 0,
    fold: false,
    corner: false,
    crossing: false,
    oscillation: false,
  }
}

/** The points of a branch, with those added where a pair of modes changes sign with no fold or crossing near by. */
function* withOscillations(curve: HeatCurve, points: readonly CurvePoint[]): Steps<BranchPoint[]> {
  const result: BranchPoint[] = []
  let previous: (BranchPoint & { growing: number }) | null = null
  for (const point of points) {
    yield
    const { fold, corner, crossing } = point
    const here = { ...describe(curve, point), fold, corner, crossing }
    const special = fold || corner || crossing
    const pair = previous !== null && Math.abs(here.growing - previous.growing) === 2
    if (previous !== null && pair && !special && !previous.fold && !previous.corner && !previous.crossing)
      result.push(locateOscillation(curve, previous, here))
    const { growing: _, ...plain } = here
    // On the very fold the slowest rate is rounding noise.
    result.push(fold || crossing ? { ...plain, stability: 'unknown' } : plain)
    previous = here
  }
  return result
}

function locateOscillation(
  curve: HeatCurve,
  a: BranchPoint & { growing: number },
  b: BranchPoint & { growing: number },
): BranchPoint {
  let low = a
  let high = b
  for (let round = 0; round < 60; round++) {
    const parameter = (low.parameter + high.parameter) / 2
    if (parameter === low.parameter || parameter === high.parameter) break
    const guess = low.temperatures.map((value, k) => Math.sqrt(value * high.temperatures[k]))
    const state = settle(curve, guess, parameter)
    if (state === null) break
    const middle = describe(curve, { u: toCurve(state), parameter })
    if (middle.growing === low.growing) low = middle
    else high = middle
  }
  const { growing: _, ...plain } = high
  return { ...plain, oscillation: true, stability: 'unknown' }
}

/** The steady state next to a guess, at one parameter value; null if there is none within one per cent. */
function settle(curve: HeatCurve, guess: Float64Array, parameter: number): Float64Array | null {
  const network = curve.network(parameter, guess)
  const newton = solveNewton(balanceProblem(network, 1e-12, guess), guess, { maxIterations: 30 })
  if (newton.status !== 'converged' && newton.status !== 'roundoff-limited') return null
  return newton.x.every((value, k) => Math.abs(value / guess[k] - 1) < 1e-2) ? newton.x : null
}

/** Temperatures of the free islands [K] at all points at which a branch passes a parameter value. */
export function statesOnBranch(curve: HeatCurve, branch: Branch, parameter: number): Float64Array[] {
  const found: Float64Array[] = []
  const values = branch.points.map((point) => point.parameter)
  const scale = Math.max(...values) - Math.min(...values) || 1
  const asPoint = ({ temperatures, parameter: value }: BranchPoint) => ({ u: toCurve(temperatures), parameter: value })
  for (const [index, point] of branch.points.entries()) {
    const next = branch.points[index + 1]
    if (point.parameter === parameter) found.push(point.temperatures)
    if (next === undefined || (point.parameter - parameter) * (next.parameter - parameter) >= 0) continue
    const state = stateBetween(curve, asPoint(point), asPoint(next), parameter, scale)
    if (state !== null) found.push(state)
  }
  return found
}
