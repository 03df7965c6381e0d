import type { FigureSpec, PanelSpec } from '../report/figure/spec.js'
import { figureFromDataset } from '../report/figureFromDataset.js'
import type { Dataset, Variable } from '../study/dataset.js'
import { datasetDevice } from '../study/deviceLine.js'
import type { NdtcInterval } from '../study/ndtc.js'
import { failure } from './failure.js'
import { quantityText } from './quantityText.js'

/** Up to this many quantities have a panel each. */
const mostPanels = 4

/**
 * A figure of a sweep: what responds against the last swept quantity, with NDTC intervals shaded; over two quantities a
 * family of curves or a map.
 *
 * @throws CommandFailure for more dimensions than a picture can show, or if nothing changes
 */
export function datasetFigure(dataset: Dataset, intervals: readonly NdtcInterval[]): FigureSpec {
  const swept = Object.values(dataset.dimensions).filter((length) => length > 1).length
  if (swept === 0) throw failure('--out', 'a picture needs at least two points, got one', 'write .csv or .json')
  if (swept > 2) {
    throw failure('--out', `a picture shows at most two swept quantities, got ${swept}`, 'write .csv, .json or .nc')
  }
  const names = responses(dataset)
  const groups = names.length > mostPanels ? byUnit(dataset, names) : names.map((name) => [name])
  const panels = groups.map((group): PanelSpec => {
    const shaded = swept > 1 ? [] : intervals.filter(({ response }) => group.includes(response))
    const figure = figureFromDataset(withElementSymbols(dataset), {
      variables: group,
      shaded: shaded.map(({ onset, end, drop, units }) => ({
        axis: 'x',
        from: onset.drive,
        to: end.drive,
        label: `−${quantityText(drop, units.response, 4)}`,
      })),
    })
    return figure.panels[0]
  })
  return {
    title: figureFromDataset(dataset, { variables: [names[0]] }).title ?? '',
    description: `${names.join(', ')} against ${Object.keys(dataset.dimensions).toReversed().join(' and ')}.`,
    panels,
    columns: Math.min(panels.length, 2),
  }
}

/** What a sweep is about: temperatures that are not constant and not swept and what meters show, or else the photonic heat. */
function responses(dataset: Dataset): string[] {
  const swept = Object.keys(dataset.dimensions).map((path) => /^islands\.(.*)\.temperature$/.exec(path)?.[1])
  const varying = Object.entries(dataset.variables)
    .filter(([name, variable]) => !name.endsWith('_error') && varies(variable))
    .map(([name]) => name)
  const temperatures = varying.filter((name) => name.startsWith('T_') && !swept.includes(name.slice('T_'.length)))
  const shown = varying.filter((name) => meterNames(dataset).includes(name))
  const found =
    [...temperatures, ...shown].length > 0
      ? [...temperatures, ...shown]
      : varying.filter((name) => name.startsWith('Q_photon_'))
  if (found.length > 0) return found
  throw failure('--out', 'there is nothing to draw: no temperature and no photonic heat changes', 'write .csv or .json')
}

function byUnit(dataset: Dataset, names: readonly string[]): string[][] {
  const units = [...new Set(names.map((name) => dataset.variables[name]!.unit))]
  return units.map((unit) => names.filter((name) => dataset.variables[name]!.unit === unit))
}

/** Voltages and currents that the meters of the device show. */
function meterNames({ attributes, variables }: Dataset): string[] {
  const device = datasetDevice({ attributes })
  const names = Object.keys(device?.heat ?? {}).flatMap((element) => [`V_${element}`, `I_${element}`])
  return names.map((name) => name.replace(/[^A-Za-z0-9_]/g, '_')).filter((name) => Object.hasOwn(variables, name))
}

function varies({ data }: Variable): boolean {
  if (!(data instanceof Float64Array)) return false
  const values = data.filter(Number.isFinite)
  return values.some((value) => value !== values[0])
}

/** Adds the element to a symbol that many elements share: `l` of `circuit.film.length` becomes `l_film`. */
function withElementSymbols(dataset: Dataset): Dataset {
  const coordinates = Object.entries(dataset.coordinates).map(([path, variable]): [string, Variable] => {
    const element = /^(?:circuit|heat|islands|materials)\.([^.]+)\./.exec(path)?.[1]
    const symbol =
      element === undefined || variable.symbol.includes('_') ? variable.symbol : `${variable.symbol}_${element}`
    return [path, { ...variable, symbol }]
  })
  return { ...dataset, coordinates: Object.fromEntries(coordinates) }
}
