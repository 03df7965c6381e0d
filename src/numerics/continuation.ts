import type { AbortFlag } from './abort.js'
import { throwIfAborted } from './abort.js'
import type { CurveCorrector, CurveSystem } from './curveCorrector.js'
import { createCurveCorrector, dot, norm } from './curveCorrector.js'

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

/** A value of one unknown. */
export interface Station {
  readonly index: number
  readonly value: number
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
/** Steps shorter than this meet a corner, or the end of the curve. */
const smallestStep = 1e-10
/** A step may turn the tangent by this angle [rad]. */
const largestTurn = 0.3
const wantedTurn = 0.12

interface State {
  readonly z: Float64Array
  readonly tangent: Float64Array
  readonly sign: number
}

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
  let here: State = { z: first, ...initial }
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

interface Step {
  readonly state: State
  readonly turn: number
  readonly atEnd: boolean
  /** Distance along the old tangent. */
  readonly length: number
  readonly crossing: boolean
}

function takeStep(
  corrector: CurveCorrector,
  from: State,
  wanted: number,
  ends: readonly [number, number],
  n: number,
): Step | null {
  const { z: origin, tangent } = from
  const atBoundary = (value: number): Step | null => {
    const z = origin.map((x, i) => x + ((value - origin[n]) / (tangent[n] || 1)) * tangent[i])
    if (norm(difference(z, origin)) > 2 * wanted) for (let i = 0; i <= n; i++) z[i] = origin[i] + wanted * tangent[i]
    z[n] = value
    const row = new Float64Array(n + 1)
    row[n] = 1
    return corrector.correct(z, row, value) ? judge(corrector, from, z, wanted, true) : null
  }
  const target = tangent[n] > 0 ? ends[1] : ends[0]
  const predicted = origin.map((x, i) => x + wanted * tangent[i])
  if ((predicted[n] - target) * tangent[n] >= 0) return atBoundary(target)
  const z = Float64Array.from(predicted)
  if (!corrector.correct(z, tangent, dot(tangent, predicted))) return null
  if ((z[n] - target) * tangent[n] >= 0) return atBoundary(target)
  if (norm(difference(z, predicted)) > 0.25 * wanted) return null
  return judge(corrector, from, z, wanted, false)
}

function judge(corrector: CurveCorrector, from: State, z: Float64Array, wanted: number, atEnd: boolean): Step | null {
  const length = dot(from.tangent, difference(z, from.z))
  if (!(length > 0) || norm(difference(z, from.z)) > 2 * wanted) return null
  const found = corrector.tangent(z, from.tangent)
  if (found === null) return null
  const turn = angle(from.tangent, found.tangent)
  const crossing = found.sign !== from.sign
  if (turn > largestTurn) return null
  // A change of orientation is a crossing only if it stays where it is while the step shrinks.
  if (crossing && !isCrossing(corrector, from, length)) return null
  return { state: { z, ...found }, turn, atEnd, length, crossing }
}

/** A point of the curve and its distance along the tangent of another. */
interface Located {
  readonly state: State
  readonly distance: number
  readonly value: number
}

/**
 * Closes in on a sign change of `value` between a point and the point at `length` along its tangent.
 *
 * @returns the points on both sides, as close to each other as `width` or as the curve can be resolved
 */
function locate(
  corrector: CurveCorrector,
  from: State,
  length: number,
  width: number,
  value: (state: State) => number,
): readonly [Located, Located] | null {
  const pointAt = (distance: number, guess: Float64Array): Located | null => {
    if (!corrector.refresh(guess) || !corrector.correct(guess, from.tangent, dot(from.tangent, from.z) + distance))
      return null
    const found = corrector.tangent(guess, from.tangent)
    if (found === null) return null
    const state = { z: guess, ...found }
    return { state, distance, value: value(state) }
  }
  let low: Located = { state: from, distance: 0, value: value(from) }
  const end = pointAt(
    length,
    from.z.map((x, i) => x + length * from.tangent[i]),
  )
  if (end === null || end.value > 0 === low.value > 0) return null
  let high: Located = end
  for (let round = 0; high.distance - low.distance > width && high.value !== 0; round++) {
    const gap = high.distance - low.distance
    // Secant and bisection in turn: quick where the value is smooth, safe where it jumps.
    const secant = low.value / (low.value - high.value)
    let part = round % 3 === 2 || !(secant > 0 && secant < 1) ? 0.5 : Math.min(Math.max(secant, 0.01), 0.99)
    let middle: Located | null = null
    // Right at a crossing there is no tangent: look beside it.
    for (let attempt = 0; middle === null && attempt < 3; attempt++) {
      // The chord is the better guess than the tangent, which may lead to another curve.
      const guess = low.state.z.map((x, i) => x + part * (high.state.z[i] - x))
      middle = pointAt(low.distance + part * gap, guess)
      if (middle === null) part = part > 0.5 ? part - 0.13 : part + 0.13
    }
    if (middle === null || middle.distance <= low.distance || middle.distance >= high.distance) break
    if (middle.value > 0 === low.value > 0) low = middle
    else high = middle
  }
  return [low, high]
}

function isCrossing(corrector: CurveCorrector, from: State, length: number): boolean {
  const sides = locate(corrector, from, length, smallestStep, (state) => state.sign)
  if (sides === null) return false
  const [{ state: before }, { state: after }] = sides
  return norm(difference(before.z, after.z)) < 1e-3 * length && angle(before.tangent, after.tangent) < 0.1
}

type Special = Pick<CurvePoint, 'fold' | 'corner' | 'crossing'> & { readonly state: State; readonly distance: number }

/** Folds and crossings between two neighbouring points, in order. */
function specialPoints(corrector: CurveCorrector, from: State, { state: to, length, crossing }: Step): Special[] {
  const n = from.z.length - 1
  const found: Special[] = []
  const plain = { fold: false, corner: false, crossing: false }
  if (crossing) {
    const sides = locate(corrector, from, length, smallestStep, (state) => state.sign)
    if (sides !== null) found.push({ ...plain, ...sides[1], crossing: true })
  }
  if (from.tangent[n] * to.tangent[n] < 0) {
    const sides = locate(corrector, from, length, 1e-13, (state) => state.tangent[n])
    if (sides !== null) {
      const best = Math.abs(sides[0].value) < Math.abs(sides[1].value) ? sides[0] : sides[1]
      const corner = angle(sides[0].state.tangent, sides[1].state.tangent) > 1e-3
      const same = found.findIndex((other) => Math.abs(other.distance - best.distance) < 1e-6)
      if (same >= 0) found[same] = { ...found[same], fold: true }
      else found.push({ ...plain, ...best, fold: true, corner })
    }
  }
  return found.sort((a, b) => a.distance - b.distance)
}

/**
 * At a point from which no step succeeds: looks for the tangent on the far side of a kink. The kink is where one unknown
 * passes a value; F differs there, but the orientation of the curve does not.
 */
function turnCorner(
  corrector: CurveCorrector,
  from: State,
  stations: readonly Station[],
  n: number,
): { corner: State; beyond: State } | null {
  const row = new Float64Array(n + 1)
  const known = stations.find(({ index, value }) => Math.abs(from.z[index] - value) < 1e-7)
  let { z: corner } = from
  if (known !== undefined) {
    // A root-like edge hides the last 1e-8 before the corner; at the station itself it is exact.
    const z = Float64Array.from(from.z)
    z[known.index] = known.value
    row[known.index] = 1
    if (corrector.correct(z, row, known.value) && norm(difference(z, from.z)) < 1e-6) corner = z
  }
  for (const reach of known === undefined ? [1e-8, 1e-6] : [1e-12, 1e-10, 1e-8]) {
    for (let k = 0; k < n; k++) {
      if (known !== undefined && k !== known.index) continue
      const z = Float64Array.from(corner)
      z[k] += reach * Math.sign(from.tangent[k] || 1)
      row.fill(0)
      row[k] = 1
      if (!corrector.correct(z, row, z[k]) || norm(difference(z, corner)) > 1e-4) continue
      const found = corrector.tangent(z, from.tangent)
      if (found === null) continue
      const tangent = found.sign === from.sign ? found.tangent : found.tangent.map((value) => -value)
      if (angle(tangent, from.tangent) < 0.05 || dot(tangent, difference(z, corner)) < 0) continue
      return { corner: { ...from, z: corner }, beyond: { z, tangent, sign: from.sign } }
    }
  }
  return null
}

function passesStation(from: Float64Array, to: Float64Array, stations: readonly Station[]): boolean {
  return stations.some(({ index, value }) => (from[index] - value) * (to[index] - value) < 0)
}

/** Cuts a step short before a station, and crosses it with a tiny one: something small may lie on either side. */
function stepToStation(
  from: State,
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

function passesStart(first: Float64Array, tangent: Float64Array, from: State, to: State): boolean {
  if (dot(to.tangent, tangent) < 0.8) return false
  const chord = difference(to.z, from.z)
  const size = norm(chord)
  const offset = difference(first, from.z)
  const along = dot(offset, chord) / size
  if (along < 0 || along > size) return false
  return Math.sqrt(Math.max(dot(offset, offset) - along * along, 0)) < 0.1 * size
}

function pointOf({ z, tangent }: State, scale: number): CurvePoint {
  const n = z.length - 1
  return { u: z.slice(0, n), parameter: z[n] * scale, tangent, fold: false, corner: false, crossing: false }
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, i) => value - b[i])
}

/** Angle between unit vectors, accurate when small. */
function angle(a: Float64Array, b: Float64Array): number {
  return 2 * Math.asin(Math.min(1, norm(difference(a, b)) / 2))
}
