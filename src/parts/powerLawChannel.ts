import { electronPhononConductance, electronPhononHeat } from '../physics/electronPhonon.js'
import type { HeatChannel } from '../thermal/channel.js'

/**
 * Heat channel Q = A (T₁ⁿ − T₂ⁿ).
 *
 * @param channel Kind of channel in the ledger.
 * @param element Element that brings it.
 * @param coefficient A [W K⁻ⁿ] ≥ 0.
 * @param exponent n.
 * @param from Reservoir at T₁.
 * @param to Reservoir at T₂.
 */
export function powerLawChannel(
  channel: string,
  element: string,
  coefficient: number,
  exponent: number,
  from: string,
  to: string,
): HeatChannel {
  return {
    channel,
    element,
    terminals: [from, to],
    nonMonotone: [],
    passive: true,
    flows: [{ from, to, idle: coefficient === 0 }],
    evaluate(temperatures, out) {
      const [hot, cold] = [temperatures[0]!, temperatures[1]!]
      out.power[0] = electronPhononHeat(coefficient, 1, exponent, hot, cold)
      out.jacobian[0] = electronPhononConductance(coefficient, 1, exponent, hot)
      out.jacobian[1] = -electronPhononConductance(coefficient, 1, exponent, cold)
      out.error[0] = 0
    },
  }
}
