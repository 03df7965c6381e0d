import type { EdgeImpedances } from './edgeImpedances.js'
import { type Knot, knotFrequency, largest } from './knots.js'
import type { ResonanceScan } from './resonances.js'
import type { Shape } from './subdivision.js'

/** The frequency axis cut into segments, on each of which one map of the nodes suits the integrand. */
export interface Segments {
  /** One more than segments. */
  readonly knots: readonly Knot[]
  readonly shapes: readonly Shape[]
}

/** Cut-off in units of k_B T/hbar at which a reservoir of a flat spectrum has emitted all but 1e-14. */
export const cutoffRatio = 36
/** A reservoir colder by this factor has a segment of its own for its thermal frequencies. */
const coldest = 16
/** Times that belong to frequencies lower than this, in units of k_B T/hbar of the hottest island, have a knot. */
const slow = 0.01

/** A frequency where something happens, and on which scale the integrand varies below and above it, if that is small. */
interface Anchor {
  readonly knot: Knot
  readonly omega: number
  readonly below: number | null
  readonly above: number | null
}

/**
 * Segments between all frequencies where the integrand is not smooth or is narrow.
 *
 * @param ratio Cut-off in units of k_B T/hbar of the hottest island.
 * @param moving Whether breaks and thermal frequencies follow the temperatures.
 * @param edges Further frequencies [rad/s] that must be knots.
 */
export function chooseSegments(
  impedances: EdgeImpedances,
  temperatures: Float64Array,
  ratio: number,
  moving: boolean,
  { resonances, relaxations }: ResonanceScan,
  edges: readonly number[] = [],
): Segments {
  const hottest = largest(temperatures)
  const end: Knot = { kind: 'thermal', ratio, island: 'hottest' }
  const cutoff = knotFrequency(end, impedances, temperatures)
  const candidates: Knot[] = []
  impedances.branches.forEach((_, element) => {
    impedances.breaksOf(element).forEach((_, place) => {
      candidates.push({ kind: 'break', element, place })
    })
  })
  let reference = hottest
  for (const temperature of temperatures.toSorted((a, b) => b - a)) {
    if (temperature * coldest > reference) continue
    candidates.push({ kind: 'thermal', ratio: cutoffRatio, island: temperatures.indexOf(temperature) })
    reference = temperature
  }
  const seen = new Set<number>()
  const anchors: Anchor[] = candidates
    .map((knot) => ({ knot, omega: knotFrequency(knot, impedances, temperatures), below: null, above: null }))
    // Films of one material and temperature share their edge.
    .filter(({ omega }) => !seen.has(omega) && seen.add(omega) && (moving || omega < cutoff))
    .map((anchor) =>
      moving || anchor.knot.kind === 'break' ? anchor : { ...anchor, knot: { kind: 'fixed', omega: anchor.omega } },
    )
  const fixed = (omega: number, below: number | null, above: number | null) => {
    if (omega < cutoff) anchors.push({ knot: { kind: 'fixed', omega }, omega, below, above })
  }
  for (const { omega, width } of resonances) fixed(omega, width, width)
  for (const omega of relaxations) if (omega * ratio < slow * cutoff) fixed(omega, null, omega)
  for (const omega of edges) fixed(omega, null, null)
  anchors.sort((a, b) => a.omega - b.omega)
  anchors.push({ knot: moving ? end : { kind: 'fixed', omega: cutoff }, omega: cutoff, below: null, above: null })

  const knots: Knot[] = [{ kind: 'zero' }]
  const shapes: Shape[] = []
  let last: Anchor = { knot: knots[0], omega: 0, below: null, above: null }
  for (const anchor of anchors) {
    for (const [knot, shape] of between(last, anchor)) {
      knots.push(knot)
      shapes.push(shape)
    }
    last = anchor
  }
  return { knots, shapes }
}

/** One segment between two anchors; two, met half-way, where both ends need a map of their own. */
function between(lower: Anchor, upper: Anchor): [Knot, Shape][] {
  const kink = upper.knot.kind === 'break'
  const plain: Shape = { power: 2, stretch: kink ? 3 : 2, upper: kink, mirrored: false }
  const distance = upper.omega - lower.omega
  if (lower.above === null && upper.below === null) return [[upper.knot, plain]]
  if (lower.above !== null && upper.below === null && !kink) return [[upper.knot, narrow(distance, lower.above, false)]]
  const middle: Knot = { kind: 'fixed', omega: lower.omega + distance / 2 }
  return [
    [middle, lower.above === null ? { ...plain, upper: false } : narrow(distance / 2, lower.above, false)],
    [upper.knot, upper.below === null ? plain : narrow(distance / 2, upper.below, true)],
  ]
}

/** Distance from the end = width sinh(stretch u): a Lorentzian becomes 1/cosh, smooth on the scale of 1. */
function narrow(reach: number, width: number, mirrored: boolean): Shape {
  return { power: 1, stretch: Math.max(0.1, Math.asinh(reach / width)), upper: false, mirrored }
}
