import { findRoot } from '../numerics/roots.js'
import { type Fall, noiseBetween, type Sample } from './falls.js'
import { smoothTurn } from './smoothTurn.js'

/** A point of a curve with its derivative dy/dx, which at a kink may be that of either side. */
export interface SlopedSample extends Sample {
  readonly slope: number
}

/** A fall with ends located on the curve itself; `located` is false if the curve had no value where one was looked for. */
export interface RefinedFall extends Fall {
  readonly located: boolean
}

/** Evaluates the curve; null where it has no value (not converged). */
export type Evaluate = (x: number) => SlopedSample | null

/** How often a step whose end slopes do not explain its ends is halved in search of a hidden turning point. */
const searchDepth = 8
/** Number of pieces of a fall among whose ends the search for the steepest slope starts. */
const steepestPieces = 16
/** Golden section steps of that search, down to 1e-4 of a piece: 1e-8 of the slope. */
const steepestSteps = 20
/** Slope next to a turning point, over that at the ends of its step, below which it is taken for smooth. */
const smoothRatio = 1e-3
/** Part of a fall next to its ends that is left out of it. */
const steepestMargin = 1e-6
/** Distance relative to x (or to a thousandth of the range) at which two points are as good as one. */
const finest = 1e-12

/** A change between rising and falling: the samples next to it. */
interface Turn {
  readonly kind: 'onset' | 'end'
  readonly left: SlopedSample
  readonly right: SlopedSample
  readonly located: boolean
}

type Candidate = Omit<RefinedFall, 'steepest'>

/**
 * Intervals in which a curve falls, each end located by the sign of the derivative.
 *
 * At a smooth turning point dy/dx vanishes, which gives its position (and not the square root of its accuracy, as the
 * largest y does); values of y on a window around it then free it from errors of dy/dx. At a kink or a jump the change of sign is followed down to 1e-12 of x. Steps whose end slopes do not explain the difference of their ends (the cubic Hermite interpolant turns, or
 * the curve is lower after a step that rises at both ends) are subdivided: so falls narrower than a step are found if
 * they leave a mark on the slopes at its ends.
 *
 * @param samples Points with ascending x, without gaps.
 * @param evaluate The curve between them.
 * @param valueAt Its value alone, if that is cheaper.
 * @returns Falls larger than the error of y; rises smaller than it do not split a fall.
 */
export function refinedFalls(
  samples: readonly SlopedSample[],
  evaluate: Evaluate,
  valueAt: (x: number) => Sample | null = evaluate,
): RefinedFall[] {
  if (samples.length < 2) return []
  const span = samples.at(-1)!.x - samples[0]!.x
  // A negative slope that makes no difference over the whole range is noise about zero.
  const quiet = (sample: SlopedSample): SlopedSample =>
    sample.slope < 0 && sample.slope * span >= -noiseBetween(sample, sample) ? { ...sample, slope: 0 } : sample
  const quietly: Evaluate = (x) => {
    const sample = evaluate(x)
    return sample && quiet(sample)
  }
  const dense = [quiet(samples[0]!)]
  for (const sample of samples.slice(1)) subdivide(dense, quiet(sample), quietly, span, 0)
  const turns: Turn[] = []
  for (let i = 0; i + 1 < dense.length; i++) {
    const [left, right] = [dense[i]!, dense[i + 1]!]
    const wasFalling = isFalling(left)
    if (wasFalling !== isFalling(right))
      turns.push(locateTurn(left, right, evaluate, quietly, valueAt, wasFalling ? 'end' : 'onset'))
    else if (contradicts(left, right, wasFalling)) {
      // A jump: both turns are here.
      const located = right.x - left.x <= resolution(left, right, span)
      turns.push({ kind: wasFalling ? 'end' : 'onset', left, right, located })
      turns.push({ kind: wasFalling ? 'onset' : 'end', left, right, located })
    }
  }
  return withoutNoise(pairTurns(turns, dense, isFalling(dense[0]!))).map((fall) => ({
    ...fall,
    steepest: steepestSlope(fall, dense, quietly, span),
  }))
}

function isFalling(sample: SlopedSample): boolean {
  return sample.slope < 0
}

function resolution(a: Sample, b: Sample, span: number): number {
  return finest * Math.max(Math.abs(a.x), Math.abs(b.x), 1e-3 * span)
}

/** Whether the ends of a step differ in the sense opposite to the slopes at both of them. */
function contradicts(a: SlopedSample, b: SlopedSample, falling: boolean): boolean {
  return (falling ? b.y - a.y : a.y - b.y) > noiseBetween(a, b)
}

/** Appends `b` to `dense`, after points between the last one and `b` where the step needs them. */
function subdivide(dense: SlopedSample[], b: SlopedSample, evaluate: Evaluate, span: number, depth: number): void {
  const a = dense.at(-1)!
  if (isFalling(a) === isFalling(b)) {
    const contradiction = contradicts(a, b, isFalling(a))
    const x = contradiction ? 0.5 * (a.x + b.x) : hermiteTurn(a, b)
    const wanted = contradiction ? b.x - a.x > resolution(a, b, span) : depth < searchDepth
    const middle = wanted && x !== null && x > a.x && x < b.x ? evaluate(x) : null
    if (middle !== null) {
      subdivide(dense, middle, evaluate, span, depth + 1)
      subdivide(dense, b, evaluate, span, depth + 1)
      return
    }
  }
  dense.push(b)
}

/**
 * Where the slope of the cubic Hermite interpolant of a step is extreme, if its sign there is opposite to that at both
 * ends; null otherwise.
 */
function hermiteTurn(a: SlopedSample, b: SlopedSample): number | null {
  const step = b.x - a.x
  const chord = (b.y - a.y) / step
  const bend = 6 * (a.slope + b.slope - 2 * chord)
  if (bend === 0) return null
  const t = (4 * a.slope + 2 * b.slope - 6 * chord) / bend
  if (!(t > 0 && t < 1)) return null
  const slope = a.slope * (1 - t) * (1 - 3 * t) + b.slope * t * (3 * t - 2) + 6 * chord * t * (1 - t)
  const opposite = slope * (a.slope + b.slope) < 0
  return opposite && Math.abs(slope) * step > noiseBetween(a, b) ? a.x + t * step : null
}

function locateTurn(
  left: SlopedSample,
  right: SlopedSample,
  evaluate: Evaluate,
  quietly: Evaluate,
  valueAt: (x: number) => Sample | null,
  kind: Turn['kind'],
): Turn {
  const seen = new Map([
    [left.x, left],
    [right.x, right],
  ])
  // Next to a plateau only the sign tells where the fall begins; elsewhere the slope itself leads there faster.
  const plateau = left.slope === 0 || right.slope === 0
  const signed = (sample: SlopedSample): number => (plateau ? (isFalling(sample) ? -1 : 1) : sample.slope)
  const slopeAt = (x: number): number => {
    const sample = plateau ? quietly(x) : evaluate(x)
    if (sample === null) return Number.NaN
    seen.set(x, sample)
    return signed(sample)
  }
  const { bracket, status } = findRoot(
    slopeAt,
    { a: left.x, b: right.x, fa: signed(left), fb: signed(right) },
    { relativeTolerance: finest, absoluteTolerance: finest * (right.x - left.x) },
  )
  const ends = [seen.get(bracket.a), seen.get(bracket.b)].filter((sample) => sample !== undefined)
  const [first, second] = ends.sort((a, b) => a.x - b.x)
  if (status !== 'converged' || first === undefined || second === undefined) {
    return { kind, left, right, located: false }
  }
  // At a kink or a jump the slope is as large next to it as away from it.
  const steep = Math.max(Math.abs(first.slope), Math.abs(second.slope))
  if (!plateau && steep < smoothRatio * Math.max(Math.abs(left.slope), Math.abs(right.slope))) {
    const place = smoothTurn(first, 0.5 * (right.x - left.x), left.x, right.x, valueAt)
    const turn = place === null ? null : evaluate(place)
    if (turn !== null) return { kind, left: turn, right: turn, located: true }
  }
  return { kind, left: first, right: second, located: true }
}

function pairTurns(turns: readonly Turn[], dense: readonly SlopedSample[], fallsAtStart: boolean): Candidate[] {
  const candidates: Candidate[] = []
  let open = fallsAtStart
  let onset: Turn | null = null
  const close = (end: Turn | null): void => {
    candidates.push({
      onset: onset === null ? dense[0]! : higher(onset.left, onset.right),
      end: end === null ? dense.at(-1)! : higher(end.left, end.right, -1),
      openStart: onset === null,
      openEnd: end === null,
      located: (onset?.located ?? true) && (end?.located ?? true),
    })
  }
  for (const turn of turns) {
    if (turn.kind === 'end') close(turn)
    open = turn.kind === 'onset'
    onset = open ? turn : null
  }
  if (open) close(null)
  return candidates
}

/** The sample of larger y, or with `sign` -1 of smaller y. */
function higher(a: SlopedSample, b: SlopedSample, sign = 1): SlopedSample {
  return sign * (a.y - b.y) >= 0 ? a : b
}

/** Joins falls between which the curve rises by no more than its error, then drops falls that are no larger than it. */
function withoutNoise(candidates: readonly Candidate[]): Candidate[] {
  const joined: Candidate[] = []
  for (const next of candidates) {
    const last = joined.at(-1)
    if (last !== undefined && next.onset.y - last.end.y <= noiseBetween(next.onset, last.end)) {
      joined[joined.length - 1] = {
        ...last,
        end: next.end,
        openEnd: next.openEnd,
        located: last.located && next.located,
      }
    } else joined.push(next)
  }
  return joined.filter(({ onset, end }) => onset.y - end.y > noiseBetween(onset, end))
}

/**
 * The most negative slope between the ends of a fall: -Infinity at a jump. Slopes next to the ends are left out: at a kink
 * they may be those of the other side.
 */
function steepestSlope(
  fall: Candidate,
  dense: readonly SlopedSample[],
  evaluate: Evaluate,
  span: number,
): Fall['steepest'] {
  const margin = steepestMargin * (fall.end.x - fall.onset.x)
  const from = fall.onset.x + (fall.openStart ? 0 : margin)
  const to = fall.end.x - (fall.openEnd ? 0 : margin)
  if (fall.end.x - fall.onset.x <= resolution(fall.onset, fall.end, span)) {
    return { x: fall.end.x, slope: Number.NEGATIVE_INFINITY }
  }
  const points = dense.filter(({ x }) => x > from && x < to)
  for (let i = 0; i <= steepestPieces; i++) {
    const x = i === steepestPieces ? to : from + ((to - from) * i) / steepestPieces
    const sample = evaluate(x)
    if (sample !== null) points.push(sample)
  }
  points.sort((a, b) => a.x - b.x)
  let best = 0
  for (let i = 1; i < points.length; i++) if (points[i]!.slope < points[best]!.slope) best = i
  let steepest = points[best]!
  if (best === 0 || best === points.length - 1) return { x: steepest.x, slope: steepest.slope }
  let low = points[best - 1]!.x
  let high = points[best + 1]!.x
  const golden = (Math.sqrt(5) - 1) / 2
  for (let i = 0; i < steepestSteps; i++) {
    // Always in the larger part: the best point so far divides the interval.
    const toLow = steepest.x - low > high - steepest.x
    const x = steepest.x + (1 - golden) * (toLow ? low - steepest.x : high - steepest.x)
    const sample = evaluate(x)
    if (sample === null) break
    const better = sample.slope < steepest.slope
    const [inner, outer] = better ? [sample, steepest] : [steepest, sample]
    if (outer.x < inner.x) low = outer.x
    else high = outer.x
    steepest = inner
  }
  return { x: steepest.x, slope: steepest.slope }
}
