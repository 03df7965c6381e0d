import type { AbortFlag } from './abort.js'
import { throwIfAborted } from './abort.js'
import { turnCorner } from './curveCorner.js'
import type { CurveSystem } from './curveCorrector.js'
import { createCurveCorrector, dot, norm } from './curveCorrector.js'
import { specialPoints } from './curveSpecials.js'
import type { CurveState, Station } from './curveState.js'
import { difference, smallestStep } from './curveState.js'
import { takeStep } from './curveStep.js'
import { runToEnd, type Steps } from './steps.js'

/** A point of a solution curve. */
export interface CurvePoint {
  readonly u: Float64Array
  readonly parameter: number
  /** Unit tangent in the coordinates (u, parameter/scale), in the direction of travel. */
  readonly tangent: Float64Array
  /** The parameter turns round here. */
  readonly fold: boolean
  /** The curve has no tangent here: a kink of F. */
  readonly corner: boolean
  /** Another curve crosses here. */
  readonly crossing: boolean
}

/**
 * Why a trace ended: at the end of the parameter `range`; back at its start (`closed`); where an unknown left its
 * `bounds`; at a point beyond which there is no solution near by, such as a jump of F (`broken`); where it was `stopped`;
 * or `max-points`.
 */
export type CurveEnd = 'range' | 'closed' | 'bounds' | 'broken' | 'stopped' | 'max-points'

export interface CurveTrace {
  /** From the start on, special points included. */
  readonly points: CurvePoint[]
  readonly end: CurveEnd
  readonly evaluations: number
}

export interface TraceOptions {
  readonly range: readonly [number, number]
  /** Parameter value that counts as a distance of 1 (default: the width of the range). */
  readonly scale?: number | undefined
  /** Bounds of every unknown. */
  readonly bounds?: readonly [number, number] | undefined
  /** Values of single unknowns to stop at, where F is known to have a kink. */
  readonly stations?: readonly Station[] | undefined
  /** Longest step (default 0.05). */
  readonly largestStep?: number | undefined
  readonly maxPoints?: number | undefined
  /** Stops behind the first point for which it holds. */
  readonly until?: ((point: CurvePoint) => boolean) | undefined
  readonly signal?: AbortFlag | undefined
}

const firstStep = 1e-3
const wantedTurn = 0.12

/**
 * Follows the curve F(u, parameter) = 0 from a point on it by pseudo-arclength continuation (Keller 1977): steps along
 * the tangent, corrected by Newton's method in the plane square to it, so that folds are passed like any other point.
 *
 * Steps are refused that turn the tangent by more than 0.3 rad, that the corrector moves by more than a quarter of their
 * length, or that change the orientation of the curve other than at a crossing: no jump to another curve goes unseen.
 * Corners (kinks of F) are recognised as such, and turned however sharp they are.
 *
 * @param system the equations; u should be scaled so that changes of order 1 are large
 * @param start a solution
 * @param direction +1 towards larger parameter values, -1 towards smaller ones
 * @returns the points; folds, corners and crossings are located to 1e-10 of the scale
 * @throws if `start` is no solution
 */
export function traceCurve(
  system: CurveSystem,
  start: { readonly u: Float64Array; readonly parameter: number },
  direction: 1 | -1,
  options: TraceOptions,
): CurveTrace {
  return runToEnd(traceSteps(system, start, direction, options))
}

/** `traceCurve` that pauses before every step. */
export function* traceSteps(
  system: CurveSystem,
  start: { readonly u: Float64Array; readonly parameter: number },
  direction: 1 | -1,
  options: TraceOptions,
): Steps<CurveTrace> {
  const n = system.dimension
  const scale = options.scale ?? options.range[1] - options.range[0]
  const corrector = createCurveCorrector(system, scale, options.range)
  const ends = [options.range[0] / scale, options.range[1] / scale] as const
  const bounds = options.bounds ?? [-Infinity, Infinity]
  const largestStep = options.largestStep ?? 0.05
  const maxPoints = options.maxPoints ?? 5000
  const stations = options.stations ?? []
  const axis = new Float64Array(n + 1)
  axis[n] = direction

  const first = Float64Array.from([...start.u, start.parameter / scale])
  if (!corrector.refresh(first) || !corrector.correct(first, axis, direction * first[n]))
    throw new Error(`traceCurve: the start must be a solution, got none at parameter ${start.parameter}`)
  const initial = corrector.tangent(first, axis)
  if (initial === null) throw new Error(`traceCurve: the curve has no tangent at its start, ${start.parameter}`)
  let here: CurveState = { z: first, ...initial }
  const points: CurvePoint[] = [pointOf(here, scale)]
  const end = (reason: CurveEnd): CurveTrace => ({ points, end: reason, evaluations: corrector.evaluations() })
  const outside = direction * (here.z[n] - ends[direction > 0 ? 1 : 0])
  if (outside >= 0) return end('range')

  const push = (point: CurvePoint): boolean => {
    points.push(point)
    return options.until?.(point) ?? false
  }

  let length = firstStep
  let travelled = 0
  while (points.length < maxPoints) {
    yield
    throwIfAborted(options.signal)
    const limited = stepToStation(here, Math.min(length, largestStep), stations)
    const next = takeStep(corrector, here, limited.length, ends, n)
    // What lies around a station is looked at from both sides, never stepped over.
    if (next === null || (limited.length > 2e-9 && passesStation(here.z, next.state.z, stations))) {
      length = limited.length / 2
      if (length > smallestStep) continue
      const turned = turnCorner(corrector, here, stations, n)
      if (turned === null) return end('broken')
      const fold = turned.beyond.tangent[n] * here.tangent[n] < 0
      if (push({ ...pointOf(turned.corner, scale), corner: true, fold })) return end('stopped')
      here = turned.beyond
      length = firstStep
      continue
    }
    const { state, turn, atEnd } = next
    if (state.z.subarray(0, n).some((value) => value < bounds[0] || value > bounds[1])) return end('bounds')
    for (const { state: special, fold, corner, crossing } of specialPoints(corrector, here, next))
      if (push({ ...pointOf(special, scale), fold, corner, crossing })) return end('stopped')
    travelled += norm(difference(state.z, here.z))
    if (travelled > 2 * largestStep && passesStart(first, initial.tangent, here, state)) {
      points.push(pointOf({ z: first, ...initial }, scale))
      return end('closed')
    }
    if (push(pointOf(state, scale))) return end('stopped')
    if (atEnd) return end('range')
    here = state
    length = limited.length * Math.min(Math.max(wantedTurn / (turn + 1e-12), 0.5), 2)
    // A station cuts one step short, not those after it.
    if (limited.cut) length = Math.max(length, Math.min(largestStep, limited.wanted))
    length = Math.max(length, 4 * smallestStep)
  }
  return end('max-points')
}

function passesStation(from: Float64Array, to: Float64Array, stations: readonly Station[]): boolean {
  return stations.some(({ index, value }) => (from[index] - value) * (to[index] - value) < 0)
}

/** Cuts a step short before a station, and crosses it with a tiny one: something small may lie on either side. */
function stepToStation(
  from: CurveState,
  wanted: number,
  stations: readonly Station[],
): { length: number; cut: boolean; wanted: number } {
  let length = wanted
  let cut = false
  for (const { index, value } of stations) {
    const distance = (value - from.z[index]) / from.tangent[index]
    if (!(distance > 0 && distance < length)) continue
    cut = distance > 1e-9
    length = cut ? 0.99 * distance : Math.min(wanted, 2e-9)
  }
  return { length, cut, wanted }
}

function passesStart(first: Float64Array, tangent: Float64Array, from: CurveState, to: CurveState): boolean {
  if (dot(to.tangent, tangent) < 0.8) return false
  const chord = difference(to.z, from.z)
  const size = norm(chord)
  const offset = difference(first, from.z)
  const along = dot(offset, chord) / size
  if (along < 0 || along > size) return false
  return Math.sqrt(Math.max(dot(offset, offset) - along * along, 0)) < 0.1 * size
}

function pointOf({ z, tangent }: CurveState, scale: number): CurvePoint {
  const n = z.length - 1
  return { u: z.slice(0, n), parameter: z[n] * scale, tangent, fold: false, corner: false, crossing: false }
}
