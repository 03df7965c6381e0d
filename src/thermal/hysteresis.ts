import type { AbortFlag } from '../numerics/abort.js'
import { throwIfAborted } from '../numerics/abort.js'
import type { CurvePoint } from '../numerics/continuation.js'
import { traceCurve } from '../numerics/continuation.js'
import { solveNewton } from '../numerics/newton.js'
import { relax } from '../numerics/pseudoTransient.js'
import { cos } from '../numerics/trigonometry.js'
import { balanceProblem, coldest, hottest } from './balanceProblem.js'
import type { HeatCurve, HeatKink, HeatNetworkFamily } from './heatCurve.js'
import { fromCurve, heatCurve, kinkStations, stateBetween, toCurve } from './heatCurve.js'
import { createHeatBalance } from './heatNetwork.js'
import type { OperatingPoint } from './operatingPoint.js'
import { describeOperatingPoint, freeJacobian, startingTemperatures } from './solveBalance.js'
import { stabilityOf, thermalModes, totalHeatCapacities } from './stability.js'
import type { SearchResult } from './steadyStateSearch.js'
import { searchSteadyState } from './steadyStateSearch.js'

/** A change to another state because the one followed so far ceased to exist or to be stable. */
export interface StateJump {
  /** Parameter value at which the old state was lost. */
  readonly parameter: number
  /** Temperatures of the free islands [K] just before and just after. */
  readonly from: Float64Array
  readonly to: Float64Array
}

/** One reading of a slow sweep. */
export interface HysteresisPoint {
  readonly parameter: number
  readonly point: OperatingPoint
  /** Jumps since the reading before. */
  readonly jumps: readonly StateJump[]
}

export interface HysteresisOptions {
  /** Temperatures from which the first state is looked for [K]. */
  readonly initialTemperatures?: Readonly<Record<string, number>> | undefined
  readonly kinks?: readonly HeatKink[] | undefined
  /** Longest step in ln T and in the parameter over its range (default 0.03). */
  readonly largestStep?: number | undefined
  readonly signal?: AbortFlag | undefined
  readonly onProgress?: ((fraction: number) => void) | undefined
}

/** How far beyond the loss of a state, relative to the range of the sweep, the next one is looked for. */
const beyond = 1e-7
const tolerance = 1e-12
/** After this many losses between two values the next value is relaxed to directly. */
const mostJumps = 20

/**
 * Sweeps a parameter slowly, as an experiment does: the state is followed continuously while it exists and is stable;
 * where it is lost, the network relaxes in time (with its heat capacities, if all are given) to another one.
 *
 * @param family the networks
 * @param values parameter values in the order of the sweep, e.g. up and then down again
 * @returns a reading at each value, with the jumps since the one before; `status` of a point is not `converged` where no
 *   stable state was found
 * @example
 * sweepSlowly({ at }, [...up, ...down]).filter(({ jumps }) => jumps.length > 0)
 */
export function sweepSlowly(
  family: HeatNetworkFamily,
  values: readonly number[],
  options: HysteresisOptions = {},
): HysteresisPoint[] {
  if (values.length === 0) return []
  const range = [Math.min(...values), Math.max(...values)] as const
  const width = range[1] - range[0] || Math.abs(range[0]) || 1
  const curve = heatCurve(family, range)
  const first = curve.network(values[0], new Float64Array(curve.free.length).fill(0.1))
  let found = searchSteadyState(first, startingTemperatures(first, options.initialTemperatures ?? {}), {
    relativeTolerance: tolerance,
    maxIterations: 50,
    signal: options.signal,
  })
  const readings: HysteresisPoint[] = []
  let jumps: StateJump[] = []
  const read = (parameter: number, result: SearchResult): void => {
    const network = curve.network(parameter, result.temperatures)
    readings.push({ parameter, point: describeOperatingPoint(network, result, tolerance), jumps })
    jumps = []
    options.onProgress?.(readings.length / values.length)
  }
  let here = values[0]
  if (found.status === 'converged' && !isStable(curve, found.temperatures, here))
    found = settleDown(curve, found.temperatures, here)
  read(here, found)
  while (readings.length < values.length) {
    throwIfAborted(options.signal)
    const next = values[readings.length]
    if (next === here || found.status !== 'converged') {
      if (next !== here) found = settleDown(curve, found.temperatures, next)
      here = next
      read(here, found)
      continue
    }
    // The run of values in the same direction is followed in one trace.
    const direction = next > here ? 1 : -1
    let last = readings.length
    while (last + 1 < values.length && direction * (values[last + 1] - values[last]) > 0) last++
    const trace = followStable(curve, found.temperatures, here, values[last], direction, width, options)
    for (; readings.length <= last; ) {
      const value = values[readings.length]
      const state = stateAt(curve, trace.points, value, width)
      if (state === null) break
      found = state
      here = value
      read(value, state)
    }
    if (readings.length > last) continue
    // The state was lost before the next value; at a crossing that is where the common state loses its stability.
    const tail = trace.points.slice(-2)
    const end = tail[0].crossing ? tail[0] : tail[tail.length - 1]
    const lost = Float64Array.from(fromCurve(end.u))
    const limit = values[readings.length]
    if (jumps.length === mostJumps) {
      found = settleDown(curve, lost, limit)
      here = limit
      read(here, found)
      continue
    }
    here =
      direction > 0 ? Math.min(end.parameter + beyond * width, limit) : Math.max(end.parameter - beyond * width, limit)
    found = settleDown(curve, lost, here)
    jumps = [...jumps, { parameter: end.parameter, from: lost, to: found.temperatures }]
    if (here === limit) read(here, found)
  }
  return readings
}

function isStable(curve: HeatCurve, temperatures: Float64Array, parameter: number): boolean {
  const network = curve.network(parameter, temperatures)
  const balance = createHeatBalance(network)
  network.evaluate(temperatures, balance)
  const jacobian = freeJacobian(network, balance)
  const capacities = totalHeatCapacities(network, temperatures)
  const modes = capacities && thermalModes(jacobian, capacities)
  return stabilityOf(jacobian, temperatures.length, modes) !== 'unstable'
}

/** The curve from a state towards a parameter value, as far as its points are stable. */
function followStable(
  curve: HeatCurve,
  temperatures: Float64Array,
  from: number,
  to: number,
  direction: 1 | -1,
  width: number,
  options: HysteresisOptions,
): { points: readonly CurvePoint[] } {
  const { points } = traceCurve(curve, { u: toCurve(temperatures), parameter: from }, direction, {
    range: direction > 0 ? [from, to] : [to, from],
    scale: width,
    largestStep: options.largestStep ?? 0.03,
    bounds: [Math.log(coldest), Math.log(hottest)],
    stations: kinkStations(curve.free, options.kinks ?? []),
    until: (point) => point.fold || !isStable(curve, fromCurve(point.u), point.parameter),
    signal: options.signal,
  })
  return { points }
}

/** The state at a parameter value on a trace; null if the trace does not get there. */
function stateAt(
  curve: HeatCurve,
  points: readonly CurvePoint[],
  parameter: number,
  width: number,
): SearchResult | null {
  for (const [index, point] of points.entries()) {
    const next = points[index + 1]
    const exact = point.parameter === parameter
    if (!exact && (next === undefined || (point.parameter - parameter) * (next.parameter - parameter) > 0)) continue
    const temperatures = stateBetween(curve, point, exact ? point : next, parameter, width)
    if (temperatures === null) return null
    return { temperatures, status: 'converged', iterations: 0, fallback: 'none', step: null }
  }
  return null
}

/** Where the network relaxes to in time from temperatures [K] that are no stable state. */
function settleDown(curve: HeatCurve, temperatures: Float64Array, parameter: number): SearchResult {
  // A push of a millionth, different for each island: an unstable balance is left as it would be in nature.
  const start = temperatures.map((value, k) => value * (1 + 1e-6 * cos(1 + k)))
  const network = curve.network(parameter, start)
  network.adapt(start)
  const problem = balanceProblem(network, tolerance, start)
  const relaxed = relax(problem, start, { maxSteps: 2000, largestChange: 0.05 })
  const polished = solveNewton(problem, relaxed.x, { maxIterations: 10 })
  const near = polished.x.every((value, k) => Math.abs(value / relaxed.x[k] - 1) < 1e-3)
  const good = near && (polished.status === 'converged' || polished.status === 'roundoff-limited')
  const { x, status } = good ? polished : relaxed
  const stable = good && isStable(curve, x, parameter)
  return {
    temperatures: x,
    status:
      good && !stable
        ? 'tolerance-not-reached'
        : good
          ? status
          : relaxed.status === 'converged'
            ? 'tolerance-not-reached'
            : relaxed.status,
    iterations: relaxed.steps + polished.iterations,
    fallback: 'pseudo-transient',
    step: null,
  }
}
