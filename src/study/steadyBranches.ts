import type { Model } from '../device/compile.js'
import { describePath } from '../device/describePath.js'
import type { Device } from '../device/device.js'
import { ModelFamily } from '../device/modelFamily.js'
import { axisChecker, axisSetter } from '../device/setPath.js'
import { type Branch, type BranchPoint, branchSteps } from '../thermal/branches.js'
import { resolveAxes } from './axes.js'
import type { Dataset, Variable } from './dataset.js'
import { heatKinks } from './heatKinks.js'
import { type ReadingValue, takeReadings } from './readings.js'
import { runSteps } from './runSteps.js'
import { axisValue, type JobAxis } from './sweepJob.js'
import { nameColumns } from './variableNames.js'

/** Range of the path and how the search is run. */
export interface SteadyBranchOptions {
  /** Ends of the range, as SI numbers or with units; either may be the larger. */
  readonly from: number | string
  readonly to: number | string
  /** Values of the path at which all steady states are looked for (default 5): more find branches that are short and closed. */
  readonly slices?: number | undefined
  /** Longest step along a branch in ln T and in the path over its range (default 0.03). */
  readonly largestStep?: number | undefined
  /** Stops the search: it rejects with the reason of the signal at the next step. */
  readonly signal?: AbortSignal | undefined
  /** Called with the number of slices done and of all. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/** A point at which something happens to a branch. */
export interface SpecialPoint {
  /**
   * `fold`: the path turns round, two states merge; `corner`: an island at a critical temperature; `crossing` of two
   * branches; `oscillation`: a pair of oscillating modes begins or ceases to grow.
   */
  readonly kind: 'fold' | 'corner' | 'crossing' | 'oscillation'
  /** Number of the branch, and of the point in the dataset. */
  readonly branch: number
  readonly point: number
  /** Value of the path [its SI unit]. */
  readonly drive: number
  /** Temperature of every island [K]. */
  readonly temperatures: Readonly<Record<string, number>>
}

/** All steady states of a device over a range of one path. */
export interface SteadyBranches {
  readonly dataset: Dataset
  readonly specialPoints: readonly SpecialPoint[]
  /** Why each branch begins and ends where it does: see `ends` of a branch in `findBranches`. */
  readonly ends: readonly Branch['ends'][]
  /** False if no steady state was found somewhere, or a branch was given up; `warnings` say which. */
  readonly complete: boolean
  readonly warnings: readonly string[]
}

/**
 * Finds all branches of steady states of a device over a range of one of its paths, stable and unstable, through folds.
 *
 * F(T, p) = 0 is followed by pseudo-arclength continuation in (ln T, p); critical temperatures of the superconductors of the
 * device are located on the way.
 *
 * @param model The device.
 * @param path Path of the device file, such as `heat.heater.power`.
 * @param options `from`, `to`; finer search, abort, progress.
 * @returns Dataset over the dimension `point`, branch after branch: the path as a coordinate, `branch` (its number), `s`
 *   (arclength along it in ln T and the path over its range), `T_<island>` [K], what meters show, `stability` (`stable`,
 *   `unstable`, `unknown` on a fold or where it depends on heat capacities that are not given), `kind` (`regular` or that of
 *   the special point), `growth_rate` [1/s] of the slowest mode if all free islands have heat capacities. Special points are
 *   located to 1e-9 of the range.
 * @throws (rejection) DeviceError for a path that cannot be varied, RangeError for values that it cannot have or an empty range, Error if
 *   a free island has no path for its heat.
 * @example
 * const { dataset, specialPoints } = await steadyBranches(model, 'heat.heater.power', { from: '1.6 pW', to: '1.8 pW' })
 * specialPoints.filter(({ kind }) => kind === 'fold') // where states appear and disappear
 */
export async function steadyBranches(
  model: Model,
  path: string,
  options: SteadyBranchOptions,
): Promise<SteadyBranches> {
  const { device } = model
  const range = rangeOf(device, path, options)
  const set = axisSetter(device, path)
  const family = new ModelFamily(model.tables)
  const { slices = 5, largestStep, signal, onProgress } = options
  const steps = branchSteps({ at: (value) => family.at(set(device, value)).heatNetwork }, range, {
    kinks: heatKinks(device),
    slices,
    largestStep,
    onProgress: (fraction) => onProgress?.(Math.round(fraction * slices), slices),
  })
  const found = await runSteps(steps, { signal })
  if (found.branches.length === 0) {
    throw new Error(`${path}: no steady state was found from ${range[0]} to ${range[1]}; try another range`)
  }
  const rows = found.branches.flatMap(({ points }, branch): Row[] => {
    let s = 0
    return points.map((point, index) => {
      if (index > 0) s += distance(points[index - 1]!, point, range[1] - range[0])
      const at = set(device, point.parameter)
      const temperatures = temperaturesOf(at, found.islands, point)
      const readings = model.readings.length === 0 ? [] : takeReadings(family.at(at), temperatures)
      return { branch, s, point, kind: kindOf(point), temperatures, readings }
    })
  })
  return {
    dataset: tableOf(device, path, rows),
    specialPoints: rows.flatMap(({ kind, branch, point, temperatures }, index) =>
      kind === 'regular' ? [] : [{ kind, branch, point: index, drive: point.parameter, temperatures }],
    ),
    ends: found.branches.map(({ ends }) => ends),
    complete:
      found.branches.every(({ ends }) => !ends.includes('max-points')) &&
      !found.warnings.some((warning) => warning.startsWith('no steady state')),
    warnings: found.warnings,
  }
}

interface Row {
  readonly branch: number
  readonly s: number
  readonly point: BranchPoint
  readonly kind: SpecialPoint['kind'] | 'regular'
  readonly temperatures: Readonly<Record<string, number>>
  readonly readings: readonly ReadingValue[]
}

function rangeOf(device: Device, path: string, { from, to }: SteadyBranchOptions): [number, number] {
  const [axis] = resolveAxes(device, { [path]: { from, to, points: 2 } }) as [JobAxis]
  const ends = [axisValue(axis, 0), axisValue(axis, 1)]
  const check = axisChecker(device, path)
  const [problem] = ends.flatMap(check)
  if (problem !== undefined) throw new RangeError(`${problem.path}: ${problem.message}`)
  const [low, high] = ends.toSorted((a, b) => a - b) as [number, number]
  if (low === high) throw new RangeError(`${path}: from and to must differ, got ${from} twice; give a range`)
  return [low, high]
}

function distance(a: BranchPoint, b: BranchPoint, width: number): number {
  const steps = Array.from(a.temperatures, (value, k) => Math.log(b.temperatures[k]! / value))
  return Math.hypot((b.parameter - a.parameter) / width, ...steps)
}

function kindOf({ fold, corner, crossing, oscillation }: BranchPoint): Row['kind'] {
  // A fold at a critical temperature is both; that the path turns round is what matters.
  return fold ? 'fold' : crossing ? 'crossing' : corner ? 'corner' : oscillation ? 'oscillation' : 'regular'
}

function temperaturesOf(device: Device, free: readonly string[], point: BranchPoint): Record<string, number> {
  const pairs = Object.entries(device.islands).map(([name, { temperature }]): [string, number] => [
    name,
    temperature ?? point.temperatures[free.indexOf(name)]!,
  ])
  return Object.fromEntries(pairs)
}

function tableOf(device: Device, path: string, rows: readonly Row[]): Dataset {
  const readings = rows[0]!.readings
  const names = nameColumns(device, [], [path, 'point', 'branch', 's', 'kind', 'stability', 'growth_rate'], readings)
  const variables: Record<string, Variable> = {}
  const variable = (symbol: string, longName: string, unit: string, data: Variable['data']): Variable => ({
    dimensions: ['point'],
    data,
    unit,
    symbol,
    longName,
  })
  const numbers = (value: (row: Row) => number): Float64Array => Float64Array.from(rows, value)
  variables.branch = variable(
    'branch',
    'number of the branch',
    '1',
    numbers(({ branch }) => branch),
  )
  const arclength = 'arclength along the branch in ln T and the path over its range'
  variables.s = variable(
    's',
    arclength,
    '1',
    numbers(({ s }) => s),
  )
  for (const [k, island] of Object.keys(device.islands).entries()) {
    const { name, longName } = names.temperatures[k]!
    variables[name] = variable(
      name,
      longName,
      'K',
      numbers(({ temperatures }) => temperatures[island]!),
    )
  }
  for (const [k, { name, longName }] of names.readings.entries()) {
    variables[name] = variable(
      name,
      longName,
      readings[k]!.unit,
      numbers((row) => row.readings[k]!.value),
    )
  }
  if (rows.every(({ point }) => point.growthRate !== null)) {
    const meaning = 'rate of the slowest mode, positive where a deviation grows'
    variables.growth_rate = variable(
      'growth_rate',
      meaning,
      '1/s',
      numbers(({ point }) => point.growthRate!),
    )
  }
  const stability = rows.map(({ point }) => point.stability)
  variables.stability = variable('stability', 'whether small deviations die out', '', stability)
  variables.kind = variable(
    'kind',
    'regular, fold, corner, crossing or oscillation',
    '',
    rows.map(({ kind }) => kind),
  )
  const { unit, symbol, label } = describePath(device, path)
  return {
    title: device.title,
    dimensions: { point: rows.length },
    coordinates: {
      point: variable(
        'point',
        'number of the point',
        '1',
        Float64Array.from(rows, (_, index) => index),
      ),
      [path]: variable(
        symbol ?? path,
        label,
        unit || '1',
        numbers(({ point }) => point.parameter),
      ),
    },
    variables,
    attributes: {
      ...(device.reference === null ? {} : { reference: device.reference }),
      path,
      branches: rows.at(-1)!.branch + 1,
      device: JSON.stringify(device),
    },
  }
}
