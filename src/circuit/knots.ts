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

/** The highest temperature. */
export function largest(temperatures: Float64Array): number {
  let value = 0
  for (let i = 0; i < temperatures.length; i++) if (temperatures[i] > value) value = temperatures[i]
  return value
}
