import type { Model } from '../device/compile.js'
import { createLu, factorLu, solveLu } from '../numerics/denseLinear.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { totalHeatCapacities } from '../thermal/stability.js'
import { boltzmann } from '../units/constants.js'
import type { ReadingValue } from './readings.js'

/**
 * What the islands of a device are judged by at an operating point.
 *
 * For each free island k, with J = ∂F/∂T the derivatives of the heat balances and everything else free to follow:
 * `G` = 1/[(−J)⁻¹]_kk, the power for a kelvin [W/K]; `NEP` = √(4 k_B T² G) [W Hz^-1/2], the noise of the heat that comes and
 * goes, near equilibrium; `dT_noise` = √(4 k_B T²/G) [K Hz^-1/2]; with heat capacities `C` [J/K], `tau` = C/G [s] and
 * `dE` = √(k_B T² C) [J]. For each pair of islands that exchange heat directly: `g` = ∂Q_ij/∂T_i [W/K] at fixed temperatures of
 * all other islands, which is negative where there is negative differential thermal conductance. For each junction that cools:
 * `P_cool` [W], the heat it takes out of its island.
 *
 * @param model Model from `compile`.
 * @param point Its operating point, solved last: the flows of the model must be those of the point.
 * @returns Values with unit and definition; G and what follows from it are left out at a fold.
 * @example
 * figuresOfMerit(model, solve(model)).find(({ symbol }) => symbol === 'NEP')
 */
export function figuresOfMerit(model: Model, point: OperatingPoint): ReadingValue[] {
  const figures: ReadingValue[] = []
  const add = (element: string, symbol: string, unit: string, longName: string, value: number): void => {
    figures.push({ element, symbol, unit, longName, value })
  }
  const conductances = totalConductances(point)
  const temperatures = Float64Array.from(point.freeIslands, (name) => point.temperatures[name]!)
  const capacities = totalHeatCapacities(model.heatNetwork, temperatures)
  for (const [k, island] of point.freeIslands.entries()) {
    const T = temperatures[k]!
    const G = conductances?.[k]
    if (G !== undefined && G > 0) {
      add(island, 'G', 'W/K', 'thermal conductance 1/[(-dF/dT)^-1], everything else free to follow', G)
      add(island, 'NEP', 'W Hz^(-1/2)', 'noise-equivalent power sqrt(4 k_B T^2 G)', T * Math.sqrt(4 * boltzmann * G))
      add(
        island,
        'dT_noise',
        'K Hz^(-1/2)',
        'temperature fluctuation sqrt(4 k_B T^2/G)',
        T * Math.sqrt((4 * boltzmann) / G),
      )
    }
    if (capacities !== null) {
      const C = capacities[k]!
      add(island, 'C', 'J/K', 'heat capacity', C)
      if (G !== undefined && G > 0) add(island, 'tau', 's', 'time constant C/G', C / G)
      add(island, 'dE', 'J', 'energy resolution sqrt(k_B T^2 C)', T * Math.sqrt(boltzmann * C))
    }
  }
  const islands = new Set(Object.keys(point.temperatures))
  const pairs = new Map<string, { from: string; to: string; slope: number }>()
  for (const { channel, flows } of model.heatNetwork.links) {
    for (const [row, { from, to }] of channel.flows.entries()) {
      if (!islands.has(from) || !islands.has(to)) continue
      // A pair has the direction of its first flow.
      const known = pairs.get(`${to} ${from}`)
      const pair = known ?? pairs.get(`${from} ${to}`) ?? { from, to, slope: 0 }
      if (known === undefined) pairs.set(`${from} ${to}`, pair)
      const column = channel.terminals.indexOf(pair.from)
      const slope = column < 0 ? 0 : flows.jacobian[row * channel.terminals.length + column]!
      pair.slope += from === pair.from ? slope : -slope
    }
  }
  for (const { from, to, slope } of pairs.values()) {
    add(`${from}_${to}`, 'g', 'W/K', `differential conductance dQ(${from} to ${to})/dT_${from}`, slope)
  }
  for (const { channel, element, power, from } of point.heat) {
    if (channel === 'junction' && islands.has(from) && power > 0) {
      add(element!, 'P_cool', 'W', `cooling power: heat out of ${from}`, power)
    }
  }
  return figures
}

/** 1/[(−J)⁻¹]_kk of each free island [W/K]; null where J is singular. */
function totalConductances({ jacobian }: OperatingPoint): number[] | null {
  const n = jacobian.length
  const factors = createLu(n)
  if (
    n === 0 ||
    factorLu(
      factors,
      Float64Array.from(jacobian.flat(), (value) => -value),
    ) < 1e-14
  )
    return null
  const unit = new Float64Array(n)
  const column = new Float64Array(n)
  return jacobian.map((_, k) => {
    unit.fill(0)
    unit[k] = 1
    solveLu(factors, unit, column)
    return 1 / column[k]!
  })
}

/**
 * Heat that an island receives from other islands at an operating point [W]; what baths and sources bring does not count.
 *
 * @throws Error if there is no such island
 * @example
 * heatFromIslands(solve(model), 'drain') // 6.89e-15 W
 */
export function heatFromIslands(point: OperatingPoint, island: string): number {
  const islands = new Set(Object.keys(point.temperatures))
  if (!islands.has(island)) throw new Error(`island ${island}: does not exist; there are ${[...islands].join(', ')}`)
  return point.heat.reduce((sum, { from, to, power }) => {
    if (!islands.has(from) || !islands.has(to)) return sum
    return to === island ? sum + power : from === island ? sum - power : sum
  }, 0)
}
