import { square } from '../numerics/power.js'
import { boseDifference } from '../physics/bose.js'
import { boltzmann, reducedPlanck } from '../units/constants.js'
import { largest } from './knots.js'

/** Part of the tolerance that may be exchanged beyond the cut-off. */
const share = 0.1
/** Relative step in which the cut-off is raised. */
const step = 1.02

/**
 * The most heat [W] that two islands can exchange beyond a frequency [rad/s]: what flows where every photon is transmitted.
 *
 * ∫ ħω/2π |n_i − n_j| dω from ω to ∞, of which the occupations fall as ω e^{−x} at most, x = ħω/(k_B T) of the hotter one.
 */
export function heatBeyond(omega: number, temperature: number, other: number): number {
  const hotter = temperature > other ? temperature : other
  const x = (reducedPlanck * omega) / (boltzmann * hotter)
  const excess = Math.abs(boseDifference((x * hotter) / temperature, (x * hotter) / other))
  return (square(boltzmann * hotter) / (2 * Math.PI * reducedPlanck)) * excess * (x + 2 + 2 / x)
}

/**
 * Cut-off in units of k_B T/hbar of the hottest island beyond which no pair can exchange a tenth of its tolerance, even
 * where tau = 1: the little that passes below may have its like, an edge or a resonance, above.
 *
 * @param power Heat of each pair [W].
 * @param least Smallest cut-off in these units.
 */
export function neededCutoff(
  pairs: readonly (readonly [number, number])[],
  power: Float64Array,
  temperatures: Float64Array,
  least: number,
  relativeTolerance: number,
): number {
  const unit = (boltzmann * largest(temperatures)) / reducedPlanck
  let ratio = least
  pairs.forEach(([i, j], pair) => {
    const allowed = share * relativeTolerance * Math.abs(power[pair])
    if (!(allowed > 0)) return
    while (heatBeyond(ratio * unit, temperatures[i], temperatures[j]) > allowed) ratio *= step
  })
  return ratio
}
