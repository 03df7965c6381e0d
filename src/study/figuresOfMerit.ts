import type { Model } from '../device/compile.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { type SensitivityMatrix, sensitivityMatrix } from '../thermal/sensitivities.js'
import { totalHeatCapacities } from '../thermal/stability.js'
import { boltzmann } from '../units/constants.js'
import type { ReadingValue } from './readings.js'

/**
 * What the islands of a device are judged by at an operating point.
 *
 * With J = ∂F/∂T the derivatives of the heat balances, for each free island k, everything else free to follow:
 * `G` = 1/[(−J)⁻¹]_kk, the power for a kelvin [W/K]; `NEP` = √(4 k_B T² G) [W Hz^-1/2], the noise of the heat that comes and
 * goes, near equilibrium; `dT_noise` = √(4 k_B T²/G) [K Hz^-1/2]; with heat capacities `C` [J/K], `tau` = C/G [s] and
 * `dE` = √(k_B T² C) [J]. For each pair of islands that exchange heat directly: `g` = ∂Q_ij/∂T_i [W/K] at fixed temperatures of
 * all other islands, which is negative where there is negative differential thermal conductance. For each free island as a
 * gate and each other island as a drain: `gain` = dQ_drain/dP_gate [1], the heat that other islands bring to the drain per
 * power put into the gate. For each junction: `P_cool` [W], the heat it takes out of its island.
 *
 * @param model Model from `compile`.
 * @param point Its operating point.
 * @param matrix Its `sensitivityMatrix`, if it is known already.
 * @returns Values with unit and definition, exact derivatives of the channels. Where a state is not stable or sits on a fold
 *   (G ≤ 0) it has no noise: `NEP`, `dT_noise` and `tau` are infinite.
 * @example
 * figuresOfMerit(model, solve(model)).find(({ symbol }) => symbol === 'NEP')
 */
export function figuresOfMerit(
  model: Model,
  point: Pick<OperatingPoint, 'temperatures'>,
  matrix: SensitivityMatrix | null = matrixAt(model, point),
): ReadingValue[] {
  const { free, islands } = model.heatNetwork
  const temperatures = Float64Array.from(free, (name) => point.temperatures[name]!)
  const capacities = totalHeatCapacities(model.heatNetwork, temperatures)
  const names = islands.map(({ name }) => name)
  return [
    ...free.flatMap((island, k) => {
      const G = matrix === null ? 0 : 1 / matrix.temperatureByPower[k]![k]!
      return islandFigures(island, temperatures[k]!, G, capacities === null ? null : capacities[k]!)
    }),
    ...pairConductances(model, names),
    ...gains(free, names, matrix),
    ...coolingPowers(model, names),
  ]
}

/** The sensitivity matrix of an operating point; null at a fold. The heat flows of the point are then those of the network. */
export function matrixAt(
  model: Model,
  { temperatures }: Pick<OperatingPoint, 'temperatures'>,
): SensitivityMatrix | null {
  const { heatNetwork } = model
  return sensitivityMatrix(
    heatNetwork,
    Float64Array.from(heatNetwork.free, (name) => temperatures[name]!),
  )
}

function islandFigures(element: string, T: number, G: number, C: number | null): ReadingValue[] {
  const known = G > 0
  const noise = (value: number): number => (known ? value : Number.POSITIVE_INFINITY)
  const figures: ReadingValue[] = []
  const add = (symbol: string, unit: string, longName: string, value: number): void => {
    figures.push({ element, symbol, unit, longName, value })
  }
  add('G', 'W/K', 'thermal conductance 1/[(-dF/dT)^-1], everything else free to follow', G)
  add('NEP', 'W Hz^(-1/2)', 'noise-equivalent power sqrt(4 k_B T^2 G)', noise(T * Math.sqrt(4 * boltzmann * G)))
  add('dT_noise', 'K Hz^(-1/2)', 'temperature fluctuation sqrt(4 k_B T^2/G)', noise(T * Math.sqrt((4 * boltzmann) / G)))
  if (C === null) return figures
  add('C', 'J/K', 'heat capacity', C)
  add('tau', 's', 'time constant C/G', noise(C / G))
  add('dE', 'J', 'energy resolution sqrt(k_B T^2 C)', T * Math.sqrt(boltzmann * C))
  return figures
}

/** ∂Q_ab/∂T_a of every pair that exchanges heat directly, and of the pair the other way round. */
function pairConductances({ heatNetwork }: Model, islands: readonly string[]): ReadingValue[] {
  const slopes = new Map<string, { readonly from: string; readonly to: string; slope: number }>()
  for (const { channel, flows } of heatNetwork.links) {
    for (const [row, { from, to }] of channel.flows.entries()) {
      if (!islands.includes(from) || !islands.includes(to)) continue
      for (const [hot, cold, sign] of [
        [from, to, 1],
        [to, from, -1],
      ] as const) {
        const column = channel.terminals.indexOf(hot)
        const slope = column < 0 ? 0 : flows.jacobian[row * channel.terminals.length + column]!
        const key = JSON.stringify([hot, cold])
        const pair = slopes.get(key) ?? { from: hot, to: cold, slope: 0 }
        pair.slope += sign * slope
        slopes.set(key, pair)
      }
    }
  }
  return [...slopes.values()].map(({ from, to, slope }) => ({
    element: `${from}_${to}`,
    symbol: 'g',
    unit: 'W/K',
    longName: `differential conductance dQ(${from} to ${to})/dT_${from}, all other temperatures fixed`,
    value: slope,
  }))
}

/** Sum of what `rows`, one number a flow, bring to an island from other islands. */
function broughtTo(
  island: string,
  islands: readonly string[],
  flows: SensitivityMatrix['flows'],
  row: (index: number) => number,
): number {
  return flows.reduce((sum, { from, to }, index) => {
    if (!islands.includes(from) || !islands.includes(to)) return sum
    return to === island ? sum + row(index) : from === island ? sum - row(index) : sum
  }, 0)
}

function gains(free: readonly string[], islands: readonly string[], matrix: SensitivityMatrix | null): ReadingValue[] {
  return free.flatMap((gate, column) =>
    islands
      .filter((drain) => drain !== gate)
      .map((drain) => ({
        element: `${drain}_${gate}`,
        symbol: 'gain',
        unit: '1',
        longName: `gain dQ_${drain}/dP_${gate}: heat that other islands bring to ${drain} per power put into ${gate}`,
        value:
          matrix === null
            ? Number.POSITIVE_INFINITY
            : broughtTo(drain, islands, matrix.flows, (index) => matrix.flowByPower[index]![column]!),
      })),
  )
}

function coolingPowers({ heatNetwork }: Model, islands: readonly string[]): ReadingValue[] {
  return heatNetwork.links.flatMap(({ channel, flows }) =>
    channel.channel !== 'junction'
      ? []
      : channel.flows.flatMap(({ from }, row) =>
          islands.includes(from)
            ? [
                {
                  element: channel.element!,
                  symbol: 'P_cool',
                  unit: 'W',
                  longName: `cooling power: heat out of ${from}`,
                  value: flows.power[row]!,
                },
              ]
            : [],
        ),
  )
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
