import type { Device } from '../device/device.js'
import { external } from '../thermal/channel.js'
import { statusVariable } from './dataset.js'
import type { FlowKey, ReadingKey } from './sweepJob.js'

/** Names of the variables that tell how a point was solved. */
export const residualVariable = 'residual'
export const iterationsVariable = 'iterations'

/** A column of a sweep: its name, which is its symbol, and what it is in words. */
export interface ColumnName {
  readonly name: string
  readonly longName: string
}

/** Names of the columns of a device, in the order of its islands and flows. */
export interface ColumnNames {
  readonly temperatures: readonly ColumnName[]
  readonly flows: readonly ColumnName[]
  readonly temperatureErrors: readonly ColumnName[]
  readonly flowErrors: readonly ColumnName[]
  readonly readings: readonly ColumnName[]
}

/**
 * Names of the temperatures and heat flows of a device in a dataset; every one is a valid identifier.
 *
 * `T_<island>`; `Q_<channel>_<from>_<to>` for a channel that all elements share (`Q_photon_source_drain`);
 * `Q_<channel>_<element>` for the flow of an element (`Q_electron_phonon_source_ti`), with `_<from>_<to>` if the element
 * has several; `P_<element>` for power from outside (`P_heater`) and `P_held_<island>` for the power that holds an island
 * at its temperature. A flow is positive in the direction that its long name tells. An error estimate has the name of
 * its variable with `_error`; a reading is `<symbol>_<element>` (`V_thermometer`). Other characters than letters and digits become `_`; a name that is taken gets a `_` more.
 *
 * @param device The device.
 * @param flowKeys Its flows.
 * @param paths Swept paths: the names of the coordinates.
 * @param readingKeys Its meters.
 */
export function nameColumns(
  device: Device,
  flowKeys: readonly FlowKey[],
  paths: readonly string[],
  readingKeys: readonly ReadingKey[] = [],
): ColumnNames {
  const taken = new Set([...paths, statusVariable, residualVariable, iterationsVariable])
  const unique = (wanted: string): string => {
    let name = wanted.replace(/[^A-Za-z0-9_]/g, '_')
    while (taken.has(name)) name += '_'
    taken.add(name)
    return name
  }
  const error = ({ name }: ColumnName): ColumnName => ({
    name: unique(`${name}_error`),
    longName: `estimated absolute error of ${name}`,
  })
  const temperatures = Object.keys(device.islands).map((island) => ({
    name: unique(`T_${island}`),
    longName: `temperature of island ${island}`,
  }))
  const flows = flowKeys.map((key) => ({ name: unique(flowName(key, flowKeys)), longName: flowMeaning(key) }))
  const temperatureErrors = temperatures.map(error)
  const flowErrors = flows.map(error)
  const readings = readingKeys.map(({ symbol, element, longName }) => ({
    name: unique(`${symbol}_${element}`),
    longName: `${longName} (${element})`,
  }))
  return { temperatures, flows, temperatureErrors, flowErrors, readings }
}

/** Channel of the power that holds an island at a fixed temperature, as the ledger names it. */
const held = 'held'

function flowName({ channel, element, from, to }: FlowKey, all: readonly FlowKey[]): string {
  const fromOutside = from === external || to === external
  if (element === null) {
    return channel === held ? `P_${held}_${from === external ? to : from}` : `Q_${channel}_${from}_${to}`
  }
  const several = all.filter((other) => other.channel === channel && other.element === element).length > 1
  const ends = several ? `_${from}_${to}` : ''
  return fromOutside ? `P_${element}${ends}` : `Q_${channel}_${element}${ends}`
}

function flowMeaning({ channel, element, from, to }: FlowKey): string {
  const what = channel === held ? 'power that holds the island' : element === null ? channel : `${channel} (${element})`
  return `${what} from ${from} to ${to}`
}
