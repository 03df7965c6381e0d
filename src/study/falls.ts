/** A point of a curve y(x). */
export interface Sample {
  readonly x: number
  readonly y: number
  /** Estimated absolute error of y. */
  readonly error: number
}

/** An interval of x in which y falls. */
export interface Fall {
  readonly onset: Sample
  readonly end: Sample
  readonly steepest: { readonly x: number; readonly slope: number }
  /** Whether the fall begins before the first or ends after the last point. */
  readonly openStart: boolean
  readonly openEnd: boolean
}

/** Rounding errors of y that no estimate includes, in units of the last place. */
const roundingUnits = 8

/** Difference of y below which two samples must be taken as equal. */
export function noiseBetween(a: Sample, b: Sample): number {
  return a.error + b.error + roundingUnits * Number.EPSILON * Math.max(Math.abs(a.y), Math.abs(b.y))
}

/**
 * Intervals in which a sampled curve falls, from the samples alone.
 *
 * A fall counts if it exceeds the errors of its ends, and goes on until y rises again by more than its error: noise
 * neither makes a fall nor splits one. The ends are located between the samples: at the vertex of a parabola where the
 * curve is smooth, at the intersection of two lines where it has a kink; both are off by O(step²). Where it jumps, and for
 * a fall of a single step, the samples themselves are given, off by less than a step. A fall that begins and ends between two
 * neighbouring samples cannot be seen.
 *
 * @param samples Points with ascending x.
 */
export function interpolatedFalls(samples: readonly Sample[]): Fall[] {
  return sampledFalls(samples).map(([top, bottom]) => {
    const openStart = top === 0
    const openEnd = bottom === samples.length - 1
    // A fall of one step may be a jump anywhere in it.
    const resolved = bottom - top > 1
    return {
      onset: openStart || !resolved ? samples[top]! : locateExtremum(samples, top, 1),
      end: openEnd || !resolved ? samples[bottom]! : locateExtremum(samples, bottom, -1),
      steepest: steepestChord(samples, top, bottom),
      openStart,
      openEnd,
    }
  })
}

/** Pairs (top, bottom) of sample numbers between which y falls by more than the noise. */
function sampledFalls(samples: readonly Sample[]): [number, number][] {
  const falls: [number, number][] = []
  let top = 0
  let bottom = 0
  let falling = false
  for (let i = 1; i < samples.length; i++) {
    const sample = samples[i]!
    if (falling) {
      if (sample.y < samples[bottom]!.y) bottom = i
      else if (sample.y - samples[bottom]!.y > noiseBetween(sample, samples[bottom]!)) {
        falls.push([top, bottom])
        falling = false
        top = i
      }
    } else if (sample.y >= samples[top]!.y) top = i
    else if (samples[top]!.y - sample.y > noiseBetween(sample, samples[top]!)) {
      falling = true
      bottom = i
    }
  }
  if (falling) falls.push([top, bottom])
  return falls.map(([first, last]) => withoutPlateaus(samples, first, last))
}

/** The last point as high as the top and the first as low as the bottom, to within the noise. */
function withoutPlateaus(samples: readonly Sample[], first: number, last: number): [number, number] {
  const equal = (i: number, k: number): boolean =>
    Math.abs(samples[i]!.y - samples[k]!.y) <= noiseBetween(samples[i]!, samples[k]!)
  let top = first
  while (top + 1 < last && equal(top + 1, first)) top++
  let bottom = last
  while (bottom - 1 > top && equal(bottom - 1, last)) bottom--
  return [top, bottom]
}

/** Second differences this many times larger than those of the neighbours are a kink. */
const kinkRatio = 4
/** A step this many times steeper than both its neighbours is a jump. */
const jumpRatio = 8

function locateExtremum(samples: readonly Sample[], index: number, sign: 1 | -1): Sample {
  const at = samples[index]!
  const chord = (i: number): number => (samples[i + 1]!.y - samples[i]!.y) / (samples[i + 1]!.x - samples[i]!.x)
  const bend = (i: number): number =>
    i < 1 || i > samples.length - 2 ? 0 : (2 * (chord(i) - chord(i - 1))) / (samples[i + 1]!.x - samples[i - 1]!.x)
  const error = (i: number): number => Math.max(samples[i]!.error, samples[i + 1]!.error)
  // A step much steeper than its neighbours is a jump: nothing tells where in it.
  const fall = sign > 0 ? index : index - 1
  const beside = Math.max(
    ...[fall - 1, fall + 1].map((i) => (i < 0 || i > samples.length - 2 ? 0 : Math.abs(chord(i)))),
  )
  if (Math.abs(chord(fall)) > jumpRatio * beside) return at
  const around = Math.max(Math.abs(bend(index - 2)), Math.abs(bend(index + 2)))
  const hasNeighbours = index >= 3 && index <= samples.length - 4
  if (hasNeighbours && Math.abs(bend(index)) > kinkRatio * around) {
    // The kink lies on one side of the sample; the line through that side's two next samples meets the other's there.
    for (const side of [index - 1, index]) {
      const left = side - 1
      const right = side + 1
      const x =
        (samples[right]!.y - samples[side]!.y + chord(left) * samples[side]!.x - chord(right) * samples[right]!.x) /
        (chord(left) - chord(right))
      if (x >= samples[side]!.x && x <= samples[right]!.x) {
        return { x, y: samples[side]!.y + chord(left) * (x - samples[side]!.x), error: error(side) }
      }
    }
  }
  const before = chord(index - 1)
  const after = chord(index)
  const curvature = bend(index)
  if (sign * curvature >= 0) return at
  // Vertex of the parabola through the sample and its two neighbours.
  const [left, right] = [samples[index - 1]!, samples[index + 1]!]
  const slope = (before * (right.x - at.x) + after * (at.x - left.x)) / (right.x - left.x)
  const x = Math.min(Math.max(at.x - slope / curvature, left.x), right.x)
  const y = at.y + (slope + 0.5 * curvature * (x - at.x)) * (x - at.x)
  return { x, y, error: Math.max(error(index - 1), error(index)) }
}

function steepestChord(samples: readonly Sample[], top: number, bottom: number): Fall['steepest'] {
  let steepest = { x: samples[top]!.x, slope: 0 }
  for (let i = top; i < bottom; i++) {
    const [a, b] = [samples[i]!, samples[i + 1]!]
    const slope = (b.y - a.y) / (b.x - a.x)
    if (slope < steepest.slope) steepest = { x: 0.5 * (a.x + b.x), slope }
  }
  return steepest
}
