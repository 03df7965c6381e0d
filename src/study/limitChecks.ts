import { drivingPointImpedance } from '../circuit/drivingPointImpedance.js'
import type { Model } from '../device/compile.js'
import type { Limit } from '../parts/part.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { boltzmann, reducedPlanck } from '../units/constants.js'
import { type AssumptionCheck, inWords, verdictBelow } from './assumptionCheck.js'

/** Share of the bound up to which an element is described well, and beyond which it is not described at all. */
const smallShare = 0.2
const wholeShare = 1

/**
 * Bounds that elements set to their own description, against the operating point: the resistance that the circuit shows a
 * Josephson junction at ω = k_B T/ħ, and the hottest temperature against its coupling energy.
 */
export function limitChecks({ network, limits }: Model, { temperatures }: OperatingPoint): AssumptionCheck[] {
  const inCircuit = Float64Array.from(network.islands, (island) => temperatures[island]!)
  const hottest = Math.max(...inCircuit)
  const omega = (boltzmann * hottest) / reducedPlanck
  const resistanceSeen = (element: string): number | null => {
    if (!network.branches.some(({ name }) => name === element)) return null
    return drivingPointImpedance(network, element, omega, inCircuit)?.re ?? null
  }
  return limits.flatMap((limit): AssumptionCheck[] => {
    if (limit.quantity === 'temperature') {
      const statement = `Thermal energy is small beside the coupling energy of ${limit.element}: its response is linear.`
      const remark = `The hottest island of the circuit is at ${inWords(hottest, 'K')}, against ${inWords(limit.value, 'K')}: ${limit.meaning}.`
      return [compared('junction-temperature', statement, hottest, limit, 'K', remark)]
    }
    const value = resistanceSeen(limit.element)
    // An element that is open, or that nothing is connected to, sees nothing.
    if (value === null) return []
    const statement = `The circuit shows ${limit.element} a resistance far below the quantum of resistance.`
    const frequency = inWords(omega / (2 * Math.PI), 'Hz')
    const remark = `It is ${inWords(value, 'ohm')} at ${frequency}, against ${inWords(limit.value, 'ohm')}: ${limit.meaning}.`
    return [compared('junction-resistance', statement, value, limit, 'ohm', remark)]
  })
}

function compared(
  name: string,
  statement: string,
  value: number,
  limit: Limit,
  unit: string,
  remark: string,
): AssumptionCheck {
  const share = limit.value > 0 ? value / limit.value : Number.POSITIVE_INFINITY
  return {
    name,
    statement,
    value,
    limit: limit.value,
    unit,
    verdict: verdictBelow(share, smallShare, wholeShare),
    remark,
  }
}
