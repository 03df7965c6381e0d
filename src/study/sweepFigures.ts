import { solve } from '../device/compile.js'
import { findMinimum } from '../numerics/minimum.js'
import type { Dataset, Variable } from './dataset.js'
import { type DatasetPoints, datasetPoints } from './datasetPoints.js'
import type { FiguresOptions } from './figuresDataset.js'
import { figuresOfMerit } from './figuresOfMerit.js'
import { runSteps } from './runSteps.js'
import { isSolved } from './solveChunk.js'
import { nameColumns } from './variableNames.js'

/** A single number that a whole sweep gives. */
export interface SweepFigure {
  /** `minimum_T_remote`, `maximum_gain_drain_gate`, `contrast_Q_photon_source_drain` ... */
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly definition: string
  /** Values of the swept paths where it is reached [SI]. */
  readonly at: Readonly<Record<string, number>>
  /**
   * `refined`: an extremum located between the points along the last swept path; `edge`: the largest or smallest value stands at an
   * end of the sweep (or of its solved points); `grid`: the best of the points, next to a jump or pole where there is no smooth extremum.
   */
  readonly method: 'refined' | 'edge' | 'grid'
}

/** Part of a figure by which it may change next to its extremum; by more where it has a pole or a jump. */
const smoothChange = 1e-3

/**
 * What a device is judged by over a whole sweep.
 *
 * `minimum_T_<island>` [K] of each free island; `contrast_<flow>` = (Q_max − Q_min)/Q_max [1] of the heat between two islands, where
 * it does not change its sign; and, where `withFiguresOfMerit` has added their columns, `maximum_gain_<drain>_<gate>` (the gain
 * dQ_drain/dP_gate of largest size), `maximum_P_cool_<junction>` [W], `minimum_NEP_<island>` and `maximum_rectification_<a>_<b>` (the
 * ratio farthest from 1). Minimum temperature, gain, cooling power and NEP are located between the points.
 *
 * @param dataset Result of `sweep`, which carries its device.
 * @returns The figures, each with the values of the swept paths where it is reached; none if no point was solved. A figure that is the
 *   same at every point is left out.
 * @param options `signal` to abort.
 * @throws Error (rejection) if the dataset does not carry its device.
 * @example
 * const figures = await sweepFigures(await withFiguresOfMerit(await sweep(model)))
 * figures.find(({ name }) => name === 'maximum_gain_drain_gate')
 */
export async function sweepFigures(
  dataset: Dataset,
  options: Pick<FiguresOptions, 'signal'> = {},
): Promise<SweepFigure[]> {
  return runSteps(findFigures(dataset, datasetPoints(dataset, 'sweepFigures')), options)
}

function* findFigures(dataset: Dataset, points: DatasetPoints): Generator<void, SweepFigure[]> {
  const rows = Array.from({ length: points.total }, (_, row) => row).filter(points.solved)
  if (rows.length === 0 || points.paths.length === 0) return []
  const figures: SweepFigure[] = []
  const betweenIslands = exchangeColumns(points, rows[0]!)
  for (const [name, variable] of Object.entries(dataset.variables)) {
    const kind = kindOf(name, variable, points, betweenIslands)
    const { data } = variable
    yield
    if (kind === null || !(data instanceof Float64Array)) continue
    const known = rows.filter((row) => Number.isFinite(data[row]))
    if (known.length === 0 || known.every((row) => isSame(data[row]!, data[known[0]!]!))) continue
    const best = known.reduce((found, row) => (kind.rank(data[row]!) < kind.rank(data[found]!) ? row : found))
    const { unit, longName } = variable
    const head = { name: `${kind.word}_${name}`, unit }
    if (kind.word === 'contrast') {
      const sizes = known.map((row) => data[row]!)
      const largest = Math.abs(data[best]!)
      // What rounding leaves of no heat has no sign.
      if (sizes.some((value) => Math.sign(data[best]!) * value < -1e-12 * largest)) continue
      const smallest = Math.min(...known.map((row) => Math.abs(data[row]!)))
      figures.push({
        ...head,
        unit: '1',
        value: (largest - smallest) / largest,
        definition: `contrast (Q_max - Q_min)/Q_max of the ${longName}; at its largest value`,
        at: atValues(points, points.valuesAt(best)),
        method: 'grid',
      })
      continue
    }
    const found = kind.evaluate === null ? null : refine(points, best, data, kind.rank, kind.evaluate)
    figures.push({
      ...head,
      value: found?.value ?? data[best]!,
      definition: `${kind.phrase}: ${longName}`,
      at: atValues(points, found?.values ?? points.valuesAt(best)),
      method: found?.method ?? 'grid',
    })
  }
  return figures
}

/** Equal but for rounding. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.abs(b)
}

type Evaluate = (values: readonly number[], start: Readonly<Record<string, number>>) => number

interface FigureKind {
  readonly word: 'minimum' | 'maximum' | 'contrast'
  readonly phrase: string
  /** Smaller is better. */
  readonly rank: (value: number) => number
  /** The value at a point that is not in the table; null where only points of the table count. */
  readonly evaluate: Evaluate | null
}

function kindOf(
  name: string,
  { unit }: Variable,
  points: DatasetPoints,
  betweenIslands: ReadonlySet<string>,
): FigureKind | null {
  const { device } = points
  const names = nameColumns(device, [], points.paths).temperatures.map((column) => column.name)
  const island = Object.keys(device.islands)[names.indexOf(name)]
  if (island !== undefined) {
    if (device.islands[island]!.temperature !== null || points.paths.includes(`islands.${island}.temperature`))
      return null
    const evaluate: Evaluate = (values, start) => {
      const point = solve(points.model(values), { initialTemperatures: start })
      return isSolved(point.status) ? point.temperatures[island]! : Number.NaN
    }
    return { word: 'minimum', phrase: 'smallest over the sweep', rank: (value) => value, evaluate }
  }
  const figure: Evaluate = (values, start) => {
    const model = points.model(values)
    const point = solve(model, { initialTemperatures: start })
    if (!isSolved(point.status)) return Number.NaN
    const found = figuresOfMerit(model, point).find(
      ({ symbol, element }) => `${symbol}_${element}`.replace(/[^A-Za-z0-9_]/g, '_') === name,
    )
    return found?.value ?? Number.NaN
  }
  const largest = 'largest over the sweep'
  if (name.startsWith('gain_'))
    return {
      word: 'maximum',
      phrase: 'of largest size over the sweep',
      rank: (value) => -Math.abs(value),
      evaluate: figure,
    }
  if (name.startsWith('P_cool_')) return { word: 'maximum', phrase: largest, rank: (value) => -value, evaluate: figure }
  if (name.startsWith('NEP_'))
    return { word: 'minimum', phrase: 'smallest over the sweep', rank: (value) => value, evaluate: figure }
  if (name.startsWith('rectification_') && unit === '1') {
    const rank = (value: number): number => -Math.abs(Math.log(Math.abs(value)))
    return { word: 'maximum', phrase: 'farthest from 1 over the sweep', rank, evaluate: null }
  }
  if (betweenIslands.has(name))
    return { word: 'contrast', phrase: '', rank: (value) => -Math.abs(value), evaluate: null }
  return null
}

/** Names of the columns of heat that goes from one island to another. */
function exchangeColumns(points: DatasetPoints, row: number): Set<string> {
  const { device, paths } = points
  const flows = points
    .model(points.valuesAt(row))
    .heatNetwork.links.flatMap(({ channel }) =>
      channel.flows.map((flow) => ({ channel: channel.channel, element: channel.element, ...flow })),
    )
  const names = nameColumns(device, flows, paths).flows
  const islands = Object.keys(device.islands)
  return new Set(
    flows.flatMap(({ from, to }, k) => (islands.includes(from) && islands.includes(to) ? [names[k]!.name] : [])),
  )
}

function atValues({ paths }: DatasetPoints, values: readonly number[]): Record<string, number> {
  return Object.fromEntries(paths.map((path, axis) => [path, values[axis]!]))
}

/** The extremum next to the best point of a table, along the last path. */
function refine(
  points: DatasetPoints,
  best: number,
  data: Float64Array,
  rank: FigureKind['rank'],
  evaluate: Evaluate,
): { readonly value: number; readonly values: readonly number[]; readonly method: SweepFigure['method'] } {
  const values = points.valuesAt(best)
  const start = points.temperatures(best)
  const last = values.length - 1
  const neighbours = [best - 1, best + 1].filter(
    (row) =>
      row >= 0 &&
      row < points.total &&
      points.solved(row) &&
      Number.isFinite(data[row]) &&
      points.valuesAt(row).every((value, axis) => axis === last || value === values[axis]),
  )
  const here = { value: data[best]!, values }
  const ends = neighbours.map((row) => points.valuesAt(row)[last]!).sort((a, b) => a - b)
  const [low, high] = ends
  const x = values[last]!
  if (low === undefined || high === undefined || !(low < x && x < high)) return { ...here, method: 'edge' }
  const at = (position: number): number[] => [...values.slice(0, last), position]
  const cost = (position: number): number => rank(evaluate(at(position), start))
  const found = findMinimum(cost, [low, x, high], 1e-7 * (high - low))
  if (!found.converged || !(found.value <= rank(here.value))) return { ...here, method: 'grid' }
  const near = 1e-4 * (high - low)
  const around = [cost(found.x - near), cost(found.x + near)]
  const smooth = around.every((value) => Math.abs(value - found.value) <= smoothChange * Math.abs(found.value))
  if (!smooth) return { ...here, method: 'grid' }
  return { value: evaluate(at(found.x), start), values: at(found.x), method: 'refined' }
}
