import type { Model } from '../device/compile.js'
import { createTables } from '../physics/tables.js'
import type { Dataset, Variable } from './dataset.js'
import { datasetPoints } from './datasetPoints.js'
import { figuresOfMerit, matrixAt } from './figuresOfMerit.js'
import { exchangeRatios } from './rectification.js'
import { runSteps } from './runSteps.js'
import { sensitivities } from './sensitivityFigures.js'
import { isSolved } from './solveChunk.js'

/** How long work on a dataset is followed and stopped. */
export interface FiguresOptions {
  /** Called with the number of points done and of all points. */
  readonly onProgress?: (done: number, total: number) => void
  /** Stops the work: it rejects with the reason of the signal. */
  readonly signal?: AbortSignal
}

type Column = Variable & { readonly data: Float64Array }

/**
 * A sweep with the figures of merit and the sensitivity matrix of every point as further columns.
 *
 * @param dataset Result of `sweep`, which carries its device.
 * @param options Progress and abort.
 * @returns A copy with the columns of `figuresOfMerit` (`G_<island>`, `NEP_<island>`, `g_<island>_<island>`, `gain_<drain>_<gate>`,
 *   `P_cool_<junction>` ...), of `sensitivities` (`dT_<island>_dP_<island>` ...) and, if two or more islands are held,
 *   `rectification_<a>_<b>`: the heat from the first to the second with the first as the hot one, over the heat back with the two
 *   temperatures exchanged. Unit and definition stand with each. Points without solution are NaN.
 * @throws Error (rejection) if the dataset does not carry its device.
 * @example
 * const columns = (await withFiguresOfMerit(await sweep(model))).variables // G_drain, NEP_drain ...
 */
export async function withFiguresOfMerit(dataset: Dataset, options: FiguresOptions = {}): Promise<Dataset> {
  const points = datasetPoints(dataset, 'withFiguresOfMerit')
  const { onProgress, signal } = options
  let done = 0
  return runSteps(addFigures(dataset, points), {
    signal,
    onProgress(steps) {
      done += steps
      onProgress?.(done, points.total)
    },
  })
}

function* addFigures(dataset: Dataset, points: ReturnType<typeof datasetPoints>): Generator<void, Dataset> {
  const { paths, total } = points
  const added = new Map<string, Column>()
  const put = (name: string, unit: string, longName: string, row: number, value: number): void => {
    let column = added.get(name)
    if (column === undefined) {
      column = {
        dimensions: paths,
        data: new Float64Array(total).fill(Number.NaN),
        unit,
        symbol: name,
        longName,
      }
      added.set(name, column)
    }
    column.data[row] = value
  }
  const reasons = new Map<string, string[]>()
  const putReason = (name: string, row: number, status: string): void => {
    const column = reasons.get(name) ?? new Array<string>(total).fill('converged')
    column[row] = status
    reasons.set(name, column)
  }
  const tables = createTables()
  const taken = new Set([...paths, ...Object.keys(dataset.variables)])
  for (let row = 0; row < total; row++) {
    if (points.solved(row)) {
      const values = points.valuesAt(row)
      const temperatures = points.temperatures(row)
      const model = points.model(values)
      adapt(model, temperatures)
      const seen = new Set<string>()
      for (const { name: wanted, unit, longName, value } of namedFigures(model, temperatures)) {
        let name = wanted
        while (taken.has(name) || seen.has(name)) name += '_'
        seen.add(name)
        put(name, unit, longName, row, value)
      }
      for (const { name, longName, value, status } of exchangeRatios(points.deviceAt(values), temperatures, tables)) {
        put(name, '1', longName, row, value)
        if (!isSolved(status)) putReason(`${name}_status`, row, status)
      }
    }
    yield
  }
  const texts = [...reasons].map(([name, data]): [string, Variable] => [
    name,
    { dimensions: paths, data, unit: '', symbol: name, longName: 'how the search with exchanged temperatures ended' },
  ])
  return { ...dataset, variables: { ...dataset.variables, ...Object.fromEntries([...added, ...texts]) } }
}

/** Lets the quadratures of a model suit temperatures at which it was not solved. */
export function adapt({ heatNetwork }: Model, temperatures: Readonly<Record<string, number>>): void {
  heatNetwork.adapt(Float64Array.from(heatNetwork.free, (name) => temperatures[name]!))
}

/** Figures of merit and sensitivities of a point under the names of their columns. */
export function namedFigures(
  model: Model,
  temperatures: Readonly<Record<string, number>>,
): { readonly name: string; readonly unit: string; readonly longName: string; readonly value: number }[] {
  const point = { temperatures }
  const matrix = matrixAt(model, point)
  return [
    ...figuresOfMerit(model, point, matrix).map(({ element, symbol, unit, longName, value }) => ({
      name: `${symbol}_${element}`.replace(/[^A-Za-z0-9_]/g, '_'),
      unit,
      longName: `${longName} (${element})`,
      value,
    })),
    ...sensitivities(model, point, matrix).map(({ symbol, ...rest }) => ({ name: symbol, ...rest })),
  ]
}
