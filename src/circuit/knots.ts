import { boltzmann, reducedPlanck } from '../units/constants.js'
import type { EdgeImpedances } from './edgeImpedances.js'

/** A frequency that separates two segments of the spectral integral; it may move with the temperatures. */
export type Knot =
  | { readonly kind: 'zero' }
  /** Break `place` of element `element`, in the order of the series edges. */
  | { readonly kind: 'break'; readonly element: number; readonly place: number }
  | { readonly kind: 'fixed'; readonly omega: number }
  /** Multiple of k_B T/hbar of an island, or of the hottest one. */
  | { readonly kind: 'thermal'; readonly ratio: number; readonly island: number | 'hottest' }

/** Position of one knot [rad/s]; a break that has vanished (a film above its critical temperature) is at 0. */
export function knotFrequency(knot: Knot, impedances: EdgeImpedances, temperatures: Float64Array): number {
  switch (knot.kind) {
    case 'zero':
      return 0
    case 'break':
      return impedances.breaksOf(knot.element)[knot.place] ?? 0
    case 'fixed':
      return knot.omega
    case 'thermal':
      return (
        (knot.ratio * boltzmann * (knot.island === 'hottest' ? largest(temperatures) : temperatures[knot.island])) /
        reducedPlanck
      )
  }
}

/**
 * Positions of all knots in their order; false if that order is not ascending any more.
 *
 * A knot that was overtaken is moved up to the one before it, and none lies beyond the last: the segments still cover
 * the range once, and the positions stay continuous functions of the temperatures.
 */
export function placeKnots(
  knots: readonly Knot[],
  impedances: EdgeImpedances,
  temperatures: Float64Array,
  out: Float64Array,
): boolean {
  const end = knotFrequency(knots[knots.length - 1], impedances, temperatures)
  let inOrder = true
  let previous = 0
  for (let index = 0; index < knots.length; index++) {
    const position = knotFrequency(knots[index], impedances, temperatures)
    if (position < previous && previous < end && position > 0) inOrder = false
    previous = Math.min(end, Math.max(previous, position))
    out[index] = previous
  }
  return inOrder
}

/**
 * How fast the knots placed by `placeKnots` move with the temperature of each island, to `out` [knot, island] [rad/s/K].
 *
 * `owners` receives the island whose temperature alone moves each knot; -1 for a knot at rest.
 */
export function knotSpeeds(
  knots: readonly Knot[],
  impedances: EdgeImpedances,
  temperatures: Float64Array,
  out: Float64Array,
  owners: Int32Array,
): void {
  const islands = temperatures.length
  const last = knots.length - 1
  const end = knotFrequency(knots[last], impedances, temperatures)
  out.fill(0)
  let previous = 0
  let moved = -1
  for (let index = 0; index < knots.length; index++) {
    const position = knotFrequency(knots[index], impedances, temperatures)
    // As in `placeKnots`: a knot that was overtaken moves with the one before it, one beyond the end with the end.
    if (position > previous && position <= end) moved = index
    else if (position > end && previous < end) moved = last
    previous = Math.min(end, Math.max(previous, position))
    owners[index] = -1
    if (moved < 0) continue
    const owner = knotOwner(knots[moved], impedances, temperatures)
    owners[index] = owner
    if (owner >= 0) out[index * islands + owner] = knotSpeed(knots[moved], impedances)
  }
}

function knotOwner(knot: Knot, impedances: EdgeImpedances, temperatures: Float64Array): number {
  if (knot.kind === 'break') return impedances.islandOf[knot.element]
  if (knot.kind !== 'thermal') return -1
  return knot.island === 'hottest' ? temperatures.indexOf(largest(temperatures)) : knot.island
}

function knotSpeed(knot: Knot, impedances: EdgeImpedances): number {
  if (knot.kind === 'break') return impedances.breakSpeedsOf(knot.element)[knot.place] ?? 0
  return knot.kind === 'thermal' ? (knot.ratio * boltzmann) / reducedPlanck : 0
}

/** The highest temperature. */
export function largest(temperatures: Float64Array): number {
  let value = 0
  for (let i = 0; i < temperatures.length; i++) if (temperatures[i] > value) value = temperatures[i]
  return value
}
