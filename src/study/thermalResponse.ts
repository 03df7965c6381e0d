import { compile, type Model } from '../device/compile.js'
import { describePath } from '../device/describePath.js'
import { getPath } from '../device/getPath.js'
import { ModelFamily } from '../device/modelFamily.js'
import { setPath } from '../device/setPath.js'
import { createHeatBalance } from '../thermal/heatNetwork.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { smallSignalResponse } from '../thermal/smallSignal.js'
import { parseQuantity } from '../units/quantity.js'
import type { Dataset, Variable } from './dataset.js'
import { takeReadings } from './readings.js'
import { explicitSlopes, linksOf, netInto } from './sensitivity.js'
import { nameColumns } from './variableNames.js'

/** Distance of the differences that a drive needs which does not enter as a power or temperature, relative to its value. */
const relativeStep = 1e-3

/**
 * Small-signal response of a device to one of its quantities p that oscillates about its value: dT/dp, dQ/dp and dV/dp against
 * frequency.
 *
 * (iω C − J) T̃ = ∂F/∂p, ω = 2π f, with J = ∂F/∂T and the heat capacities C at the operating point; Q̃ = ∂Q/∂p + Σ ∂Q/∂T T̃, and the
 * same for what meters show. Time dependence e^{+iωt}: a response that lags has a negative phase. For a single island that a
 * power heats, T̃ = 1/(G + iωC).
 *
 * @param model The device; every free island needs a heat capacity.
 * @param point Its operating point.
 * @param path Path of the device file that is driven: `heat.heater.power`, `phonons`, `heat.thermometer.current` ...
 * @param frequencies [Hz] ≥ 0.
 * @returns Dataset over `frequency` with `<name>_re`, `<name>_im`, `<name>_abs` and `<name>_phase` [rad] of each response, in its unit
 *   per SI unit of the path: `T_<island>` of each free island, every flow named as in `sweep`, voltages and currents of meters.
 *   As exact as the derivatives of the channels; ∂/∂p is a difference (to fourth order) unless p is a power or a held
 *   temperature, and so are the slopes of meters (1e-9).
 * @throws DeviceError for a path that cannot be varied; Error if it has no value, a free island has no heat capacity, or the
 *   response is infinite (at a fold).
 * @example
 * const response = thermalResponse(model, solve(model), 'heat.heater.power', [1e3, 1e5, 1e7])
 * response.variables.T_source_abs.data // [4.9e10, ...] K/W
 */
export function thermalResponse(
  model: Model,
  point: Pick<OperatingPoint, 'temperatures'>,
  path: string,
  frequencies: Iterable<number>,
): Dataset {
  const { device, heatNetwork } = model
  const { unit, example } = describePath(device, path)
  const value = getPath(device, path)
  const step = relativeStep * Math.abs(value === 0 ? parseQuantity(example, unit) : value)
  const { temperatures } = point
  const { free, links } = heatNetwork
  const list = Float64Array.from(frequencies)
  if (list.length === 0 || !list.every((frequency) => frequency >= 0 && frequency < Infinity)) {
    throw new RangeError('frequencies: must be numbers of hertz from 0 up, at least one')
  }
  const here = Float64Array.from(free, (name) => temperatures[name]!)
  heatNetwork.adapt(here)
  heatNetwork.evaluate(here, createHeatBalance(heatNetwork))
  const copied = linksOf(model)
  const explicit = explicitSlopes(model, copied, temperatures, path, value, step, new ModelFamily(model.tables))
  const drive = netInto(copied, explicit, free.length)
  // This leaves the flows of the point in the network, whose derivatives the flows below take.
  const islands = smallSignalResponse(heatNetwork, temperatures, drive, [...list])
  const variables: Record<string, Variable> = {}
  const add = (
    name: string,
    longName: string,
    plain: string,
    response: (k: number) => readonly [number, number],
  ): void => {
    const [re, im, abs, phase] = [0, 1, 2, 3].map(() => new Float64Array(list.length)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ]
    for (let k = 0; k < list.length; k++) {
      const [real, imaginary] = response(k)
      re[k] = real
      im[k] = imaginary
      abs[k] = Math.hypot(real, imaginary)
      phase[k] = Math.atan2(imaginary, real)
    }
    const per = perUnit(plain, unit)
    const put = (suffix: string, data: Float64Array, of: string, its: string): void => {
      variables[`${name}_${suffix}`] = {
        dimensions: ['frequency'],
        data,
        unit: its,
        symbol: `${name}_${suffix}`,
        longName: `${of} of the response of ${longName} to ${path}`,
      }
    }
    put('re', re, 'real part', per)
    put('im', im, 'imaginary part', per)
    put('abs', abs, 'amplitude', per)
    put('phase', phase, 'phase', 'rad')
  }
  /** ∂/∂p + Σ_islands ∂/∂T T̃ for slopes ∂/∂T in the order of the free islands. */
  const following =
    (direct: number, slopes: ArrayLike<number>) =>
    (k: number): readonly [number, number] => {
      let [re, im] = [direct, 0]
      for (const [i, island] of islands.entries()) {
        re += slopes[i]! * island.re[k]!
        im += slopes[i]! * island.im[k]!
      }
      return [re, im]
    }

  const flowKeys = links.flatMap(({ channel }) =>
    channel.flows.map((flow) => ({ channel: channel.channel, element: channel.element, ...flow })),
  )
  const meters = meterSlopes(model, temperatures, path, value, step)
  const names = nameColumns(device, flowKeys, ['frequency'], meters)
  const islandNames = Object.keys(device.islands)
  for (const { island, re, im } of islands) {
    const { name, longName } = names.temperatures[islandNames.indexOf(island)]!
    add(name, longName, 'K', (k) => [re[k]!, im[k]!])
  }
  let row = 0
  for (const { channel, terminals, flows } of links) {
    for (let flow = 0; flow < channel.flows.length; flow++, row++) {
      const slopes = new Float64Array(free.length)
      for (const [i, reservoir] of terminals.entries())
        if (reservoir < free.length) slopes[reservoir]! += flows.jacobian[flow * terminals.length + i]!
      const { name, longName } = names.flows[row]!
      add(name, longName, 'W', following(explicit[row]!, slopes))
    }
  }
  for (const [index, { unit: plain, direct, slopes }] of meters.entries()) {
    const { name, longName } = names.readings[index]!
    add(name, longName, plain, following(direct, slopes))
  }
  return {
    title: device.title,
    dimensions: { frequency: list.length },
    coordinates: {
      frequency: { dimensions: ['frequency'], data: list, unit: 'Hz', symbol: 'f', longName: 'frequency' },
    },
    variables,
    attributes: {
      ...(device.reference === null ? {} : { reference: device.reference }),
      drive: path,
      driveValue: value,
      temperatures: Object.entries(temperatures)
        .map(([name, temperature]) => `${name}: ${temperature} K`)
        .join(', '),
      device: JSON.stringify(device),
    },
  }
}

function perUnit(unit: string, drive: string): string {
  if (drive === '') return unit
  if (drive === unit) return '1'
  return drive.includes(' ') ? `${unit}/(${drive})` : `${unit}/${drive}`
}

interface MeterSlopes {
  readonly element: string
  readonly symbol: string
  readonly unit: string
  readonly longName: string
  /** ∂/∂p at fixed temperatures. */
  readonly direct: number
  /** ∂/∂T of each free island. */
  readonly slopes: Float64Array
}

/** Slopes of the voltages and currents that meters show, by differences to fourth order. */
function meterSlopes(
  model: Model,
  temperatures: Readonly<Record<string, number>>,
  path: string,
  value: number,
  step: number,
): MeterSlopes[] {
  const { device, heatNetwork, tables } = model
  if (model.readings.length === 0) return []
  const read = (at: Model, changed: Readonly<Record<string, number>>): number[] =>
    takeReadings(at, changed).map((reading) => reading.value)
  const slope = (at: (shift: number) => number[], distance: number): number[] => {
    const [farLeft, left, right, farRight] = [at(-2), at(-1), at(1), at(2)]
    return left!.map((low, k) => (8 * (right![k]! - low) - (farRight![k]! - farLeft![k]!)) / (12 * distance))
  }
  const held = /^islands\.(.*)\.temperature$/.exec(path)?.[1]
  const byTemperature = (island: string): number[] => {
    const T = temperatures[island]!
    const distance = relativeStep * T
    return slope((shift) => read(model, { ...temperatures, [island]: T + shift * distance }), distance)
  }
  const direct =
    held === undefined
      ? slope((shift) => read(compile(setPath(device, path, value + shift * step), { tables }), temperatures), step)
      : byTemperature(held)
  const slopes = heatNetwork.free.map(byTemperature)
  return takeReadings(model, temperatures).flatMap(({ value: _, ...reading }, index) =>
    reading.unit === 'V' || reading.unit === 'A'
      ? [{ ...reading, direct: direct[index]!, slopes: Float64Array.from(slopes, (row) => row[index]!) }]
      : [],
  )
}
