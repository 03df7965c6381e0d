import { photonTransmission } from '../../circuit/photonTransmission.js'
import { compile } from '../../device/compile.js'
import type { Device } from '../../device/device.js'
import { ModelFamily } from '../../device/modelFamily.js'
import { setPath } from '../../device/setPath.js'
import { pow } from '../../numerics/power.js'
import type { Status } from '../../numerics/result.js'
import { createTables, type PhysicsTables } from '../../physics/tables.js'
import type { AxisRange, AxisValues } from '../../study/axes.js'
import type { Dataset, Variable } from '../../study/dataset.js'
import type { Executor } from '../../study/executor.js'
import { meanTransmission } from '../../study/meanTransmission.js'
import { sweep } from '../../study/sweep.js'
import { exampleDevice } from './exampleDevice.js'

/** Everything that the figures and claims of the paper are made of. */
export interface PaperData {
  readonly step: Device
  readonly literature: Device
  readonly asPrinted: Device
  readonly fig1b: Dataset
  readonly fig1d: Dataset
  readonly fig2a: Dataset
  readonly fig2b: Dataset
  readonly fig2c: Dataset
  readonly fig2d: Dataset
  /** Fig. 3(c) and 3(d) with the electron-phonon coupling of copper from the literature, and as printed. */
  readonly fig3: Dataset
  readonly fig3AsPrinted: Dataset
}

/** How the computation is run and watched. */
export interface Run {
  readonly executor: Executor
  readonly signal: AbortSignal
  /** Called when something new begins. */
  readonly onStep: (name: string) => void
}

/** Ratios r = R_0/R_D of Fig. 2(a) and 2(b). */
export const resistanceRatios = [1, 5, 10, 36, 100]
/** Drain temperatures of Fig. 2(d) [K]. */
export const drainTemperatures = [0.03, 0.1, 0.15, 0.2, 0.3]
/** Low and high temperature that stand for T_S -> 0 and T_S >= T_c [K]. */
const coldest = 1e-3
const normal = 0.45

/** Paths of the example that the figures vary. */
export const paths = {
  resistance: 'circuit.source.resistance',
  filmLength: 'circuit.source_ti.length',
  sourceTemperature: 'islands.source.temperature',
  drainTemperature: 'islands.drain.temperature',
  power: 'heat.heater.power',
} as const

/** Photonic heat in the datasets of this module. */
export const photonicHeat = 'Q_photon_source_drain'

const number = (
  dimensions: readonly string[],
  data: Float64Array,
  symbol: string,
  unit: string,
  longName: string,
): Variable => ({
  dimensions,
  data,
  symbol,
  unit,
  longName,
})

/** Computes every dataset of the paper from the device files of `examples/`. */
export async function computePaper(run: Run): Promise<PaperData> {
  const tables = createTables()
  const [resistors, step, literature, asPrinted] = await Promise.all([
    exampleDevice('matched-resistors'),
    exampleDevice('ideal-step'),
    exampleDevice('dey2023-ndtc'),
    exampleDevice('dey2023-ndtc-as-printed'),
  ])
  const held = await exampleDevice('dey2023-ndtc', {
    [paths.sourceTemperature]: '300 mK',
    [paths.drainTemperature]: '30 mK',
  })
  const lengths = resistanceRatios.map((ratio) => filmLength(held, ratio))
  const source = { from: 0.03, to: 0.5, points: 189 }
  const solved = (device: Device, axes?: Record<string, AxisRange | AxisValues>): Promise<Dataset> =>
    sweep(compile(device, { tables }), axes, { executor: run.executor, signal: run.signal })
  run.onStep('operating points')
  const sweeps = Promise.all([
    solved(literature),
    solved(asPrinted),
    solved(held, { [paths.filmLength]: { values: lengths }, [paths.sourceTemperature]: source }),
    solved(held, { [paths.drainTemperature]: { values: drainTemperatures }, [paths.sourceTemperature]: source }),
    solved(step),
  ])
  // What follows runs while other threads work on the sweeps; a failure of theirs is met when they are awaited.
  sweeps.catch(() => undefined)
  const transmissions = {
    fig1b: matching(resistors),
    fig2b: meanAgainstTemperature(held, tables),
    fig2c: modulation(held, tables),
  }
  const [fig3, fig3AsPrinted, fig2a, fig2d, fig1d] = await sweeps
  return { step, literature, asPrinted, ...transmissions, fig1d, fig2a: withRatio(fig2a), fig2d, fig3, fig3AsPrinted }
}

/** r = R_0/R_D of the example: the film over one copper strip, both in the normal state. */
export function resistanceRatio({ circuit, materials }: Device): number {
  const resistance = (name: string): number => {
    const { material, length, width, thickness } = circuit[name]
    return (materials[String(material)].resistivity ?? 0) * (Number(length) / (Number(width) * Number(thickness)))
  }
  return resistance('source_ti') / resistance('drain_cu')
}

/** Length of the film [m] at which the example has the ratio r. */
export function filmLength(device: Device, ratio: number): number {
  return (Number(device.circuit.source_ti.length) * ratio) / resistanceRatio(device)
}

/** Adds the ratio r to a sweep over the length of the film. */
function withRatio(dataset: Dataset): Dataset {
  const data = Float64Array.from(resistanceRatios)
  const ratio = number([paths.filmLength], data, 'r', '1', 'resistance of the film over that of a copper strip')
  return { ...dataset, coordinates: { ...dataset.coordinates, r: ratio } }
}

function described(device: Device, dataset: Omit<Dataset, 'title' | 'attributes'>): Dataset {
  const attributes = {
    ...(device.reference === null ? {} : { reference: device.reference }),
    device: JSON.stringify(device),
  }
  return { title: device.title, attributes, ...dataset }
}

/** Values from `first` to `last` with equal ratios. */
function geometric(first: number, last: number, points: number): Float64Array {
  return Float64Array.from({ length: points }, (_, index) => first * pow(last / first, index / (points - 1)))
}

/** Fig. 1(b): transmission between two resistors against the ratio of their resistances. */
function matching(device: Device): Dataset {
  const drain = Number(device.circuit.drain.resistance)
  const ratios = geometric(0.01, 100, 201)
  // The middle of the range is the match itself, exactly.
  ratios[100] = 1
  const resistances = ratios.map((ratio) => ratio * drain)
  const tau = resistances.map((resistance) => {
    const { network } = compile(setPath(device, paths.resistance, resistance))
    const [, between] = photonTransmission(network, 2 * Math.PI * 1e9, Float64Array.of(0.3, 0.03))
    return between
  })
  return described(device, {
    dimensions: { [paths.resistance]: ratios.length },
    coordinates: {
      [paths.resistance]: number([paths.resistance], resistances, 'R_S', 'Ohm', 'resistance of the source'),
      'R_S/R_D': number([paths.resistance], ratios, 'R_S/R_D', '1', 'resistance of the source over that of the drain'),
    },
    variables: { tau0: number([paths.resistance], tau, 'tau_0', '1', 'photon transmission at every frequency') },
  })
}

/** Mean transmission of each device at a source temperature, and how each integral ended. */
function meanTau(
  points: readonly (readonly [Device, number])[],
  tables: PhysicsTables,
): { tau: Float64Array; status: readonly Status[] } {
  const family = new ModelFamily(tables)
  const results = points.map(([device, temperature]) =>
    meanTransmission(family.at(device), { source: temperature, drain: 0.03 }),
  )
  const tau = Float64Array.from(results, ({ value, status }) => (status === 'converged' ? value : Number.NaN))
  return { tau, status: results.map(({ status }) => status) }
}

/** Fig. 2(b): mean transmission against the temperature of the source. */
function meanAgainstTemperature(device: Device, tables: PhysicsTables): Dataset {
  const temperatures = Float64Array.from({ length: 50 }, (_, index) => (index + 1) / 100)
  const lengths = Float64Array.from(resistanceRatios, (ratio) => filmLength(device, ratio))
  const devices = [...lengths].map((length) => setPath(device, paths.filmLength, length))
  const { tau, status } = meanTau(
    devices.flatMap((one) => Array.from(temperatures, (temperature) => [one, temperature] as const)),
    tables,
  )
  const dimensions = [paths.filmLength, paths.sourceTemperature]
  return described(device, {
    dimensions: { [paths.filmLength]: lengths.length, [paths.sourceTemperature]: temperatures.length },
    coordinates: {
      [paths.filmLength]: number([paths.filmLength], lengths, 'l_Ti', 'm', 'length of the film'),
      r: number(
        [paths.filmLength],
        Float64Array.from(resistanceRatios),
        'r',
        '1',
        'resistance of the film over that of a copper strip',
      ),
      [paths.sourceTemperature]: number(
        [paths.sourceTemperature],
        temperatures,
        'T_S',
        'K',
        'temperature of the source',
      ),
    },
    variables: {
      tau_mean: number(dimensions, tau, 'tau_mean', '1', 'photon transmission, mean up to 2 Delta_0/hbar'),
      status: { dimensions, data: status, symbol: 'status', unit: '', longName: 'how the integral ended' },
    },
  })
}

/** Fig. 2(c): largest and smallest mean transmission, and their relative difference, against r. */
function modulation(device: Device, tables: PhysicsTables): Dataset {
  const ratios = Float64Array.from({ length: 61 }, (_, index) => pow(10, index / 15 - 1))
  const lengths = ratios.map((ratio) => filmLength(device, ratio))
  const devices = [...lengths].map((length) => setPath(device, paths.filmLength, length))
  const { tau: largest, status: cold } = meanTau(
    devices.map((one) => [one, coldest]),
    tables,
  )
  const { tau: smallest, status: warm } = meanTau(
    devices.map((one) => [one, normal]),
    tables,
  )
  const relative = largest.map((tau, index) => (tau - smallest[index]) / tau)
  const status = cold.map((word, index) => (word === 'converged' ? warm[index] : word))
  const dimensions = [paths.filmLength]
  return described(device, {
    dimensions: { [paths.filmLength]: lengths.length },
    coordinates: {
      [paths.filmLength]: number(dimensions, lengths, 'l_Ti', 'm', 'length of the film'),
      r: number(dimensions, ratios, 'r', '1', 'resistance of the film over that of a copper strip'),
    },
    variables: {
      tau_max: number(
        dimensions,
        largest,
        'tau_max',
        '1',
        `mean photon transmission at T_S = ${coldest} K, the limit T_S -> 0`,
      ),
      tau_min: number(dimensions, smallest, 'tau_min', '1', 'mean photon transmission for T_S >= T_c'),
      modulation: number(dimensions, relative, 'modulation', '1', '(tau_max - tau_min)/tau_max'),
      status: { dimensions, data: status, symbol: 'status', unit: '', longName: 'how the integrals ended' },
    },
  })
}
