import type { Model } from '../device/compile.js'
import { createHeatBalance, type HeatNetwork } from '../thermal/heatNetwork.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import type { SensitivityMatrix } from '../thermal/sensitivities.js'
import { matrixAt } from './figuresOfMerit.js'
import { nameColumns } from './variableNames.js'

/** One derivative of an operating point, under the name that it has as a column of a sweep. */
export interface SensitivityValue {
  readonly symbol: string
  readonly unit: string
  readonly longName: string
  readonly value: number
}

/**
 * The whole sensitivity matrix of an operating point, by implicit differentiation of its balance.
 *
 * F(T, p) = 0 gives dT/dp = −J⁻¹ ∂F/∂p and dQ/dp = ∂Q/∂p + Σ ∂Q/∂T dT/dp, with the derivatives of the channels: no
 * differences are taken. `dT_<island>_dP_<island>` [K/W] and `d<flow>_dP_<island>` [1] per power put into a free island,
 * `dT_<island>_dT_<reservoir>` [1] and `d<flow>_dT_<reservoir>` [W/K] per temperature of a held island or bath, free islands
 * following; `<flow>_by_T_<reservoir>` [W/K] with all other temperatures fixed, for the reservoirs the flow depends on. Flows have
 * their names in a sweep (`Q_photon_source_drain`); those that depend on no temperature are left out.
 *
 * @param model Model from `compile`.
 * @param point Its operating point.
 * @param matrix Its `sensitivityMatrix`, if it is known already.
 * @returns Derivatives with unit and definition; infinite at a fold.
 * @example
 * sensitivities(model, solve(model)).find(({ symbol }) => symbol === 'dT_drain_dP_source')
 */
export function sensitivities(
  model: Model,
  point: Pick<OperatingPoint, 'temperatures'>,
  matrix: SensitivityMatrix | null = matrixAt(model, point),
): SensitivityValue[] {
  const { device, heatNetwork } = model
  const { free, reservoirs, links } = heatNetwork
  const held = reservoirs.slice(free.length)
  const keys = links.flatMap(({ channel }) =>
    channel.flows.map((flow) => ({ channel: channel.channel, element: channel.element, ...flow })),
  )
  const names = nameColumns(device, keys, [])
  const temperature = (name: string): string => names.temperatures[Object.keys(device.islands).indexOf(name)]!.name
  const flowNames = names.flows.map(({ name }) => name)
  const values: SensitivityValue[] = []
  const add = (symbol: string, unit: string, longName: string, value: number): void => {
    values.push({ symbol: symbol.replace(/[^A-Za-z0-9_]/g, '_'), unit, longName, value })
  }
  const entry = (rows: readonly (readonly number[])[] | undefined, row: number, column: number): number =>
    rows === undefined ? Number.POSITIVE_INFINITY : rows[row]![column]!
  for (const [k, island] of free.entries()) {
    for (const [i, source] of free.entries())
      add(
        `d${temperature(island)}_dP_${source}`,
        'K/W',
        `change of the temperature of ${island} per power put into ${source}`,
        entry(matrix?.temperatureByPower, k, i),
      )
    for (const [r, reservoir] of held.entries())
      add(
        `d${temperature(island)}_dT_${reservoir}`,
        '1',
        `change of the temperature of ${island} per temperature of ${reservoir}`,
        entry(matrix?.temperatureByReservoir, k, r),
      )
  }
  const conductances = matrix?.conductances ?? flowConductances(heatNetwork, point)
  let row = 0
  for (const { channel, terminals } of links) {
    for (const { from, to } of channel.flows) {
      const index = row++
      if (terminals.length === 0) continue
      const flow = flowNames[index]!
      const what = `heat from ${from} to ${to} (${channel.element ?? channel.channel})`
      for (const [i, source] of free.entries())
        add(
          `d${flow}_dP_${source}`,
          '1',
          `change of the ${what} per power put into ${source}`,
          entry(matrix?.flowByPower, index, i),
        )
      for (const [r, reservoir] of held.entries())
        add(
          `d${flow}_dT_${reservoir}`,
          'W/K',
          `change of the ${what} per temperature of ${reservoir}, free islands following`,
          entry(matrix?.flowByReservoir, index, r),
        )
      for (const terminal of new Set(terminals))
        add(
          `${flow}_by_T_${reservoirs[terminal]}`,
          'W/K',
          `change of the ${what} per temperature of ${reservoirs[terminal]}, all other temperatures fixed`,
          entry(conductances, index, terminal),
        )
    }
  }
  return values
}

/** ∂Q_f/∂T_j [W/K] of every flow and reservoir, which exist at a fold too. */
function flowConductances(
  network: HeatNetwork,
  { temperatures }: Pick<OperatingPoint, 'temperatures'>,
): readonly (readonly number[])[] {
  const point = Float64Array.from(network.free, (name) => temperatures[name]!)
  network.evaluate(point, createHeatBalance(network))
  return network.links.flatMap(({ channel, terminals, flows }) =>
    channel.flows.map((_, flow) => {
      const row = new Array<number>(network.reservoirs.length).fill(0)
      for (const [i, reservoir] of terminals.entries()) row[reservoir]! += flows.jacobian[flow * terminals.length + i]!
      return row
    }),
  )
}
