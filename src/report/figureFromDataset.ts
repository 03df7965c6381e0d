import { columnData, type Dataset, findVariable, statusVariable, type Variable } from '../study/dataset.js'
import { engineeringPrefix, type PrefixedUnit } from '../units/prefix.js'
import { escapeMarkup, symbolMarkup, unitMarkup } from './figure/markup.js'
import type {
  AxisSpec,
  FigureSpec,
  HeatMapSpec,
  MarkerSpec,
  PanelSpec,
  RuleSpec,
  SeriesSpec,
  ShadedInterval,
} from './figure/spec.js'

/** More curves than this are a map rather than a family. */
const largestFamily = 12

/** What of a dataset is drawn, and how. */
export interface DatasetFigureOptions {
  /** Names of the variables; default: the first that depends on `x`, and all others in its unit that do, but no error estimates. */
  readonly variables?: readonly string[]
  /** Dimension along the horizontal axis; default: the last with more than one point. */
  readonly x?: string
  /** Position along other dimensions at which to look, for those over which no family is wanted. */
  readonly select?: Readonly<Record<string, number>>
  /** Curves, or colored cells over two dimensions; default: cells if there were more than 12 curves. */
  readonly kind?: 'lines' | 'map'
  /** Default: the title of the dataset. */
  readonly title?: string
  readonly yScale?: 'linear' | 'log'
  /** Marks in the units of the dataset; those of the vertical axis and points go to the first panel alone. */
  readonly shaded?: readonly ShadedInterval[]
  readonly rules?: readonly RuleSpec[]
  readonly markers?: readonly MarkerSpec[]
}

/** A dataset seen along one dimension: where to find the points of each curve. */
interface View {
  readonly dataset: Dataset
  readonly x: string
  /** Dimensions over which there is a family, slowest first. */
  readonly families: readonly string[]
  /** For each curve its positions along `families`, and the rows of the table along `x`. */
  readonly curves: readonly { readonly at: readonly number[]; readonly rows: readonly number[] }[]
}

/**
 * Describes a figure of a dataset: one swept quantity along the horizontal axis, a curve for each value of the others, metric
 * prefixes that read well, points that did not converge marked as such. Without a family there is a panel for each unit, with
 * one for each variable. With more than 12 curves over one further dimension the values become colored cells.
 *
 * @param dataset the dataset
 * @param options what to draw; each has a default
 * @returns the figure as plain data, which may be changed before `renderSvg` draws it
 * @throws Error if there is nothing swept, a name is unknown, a variable is text or does not depend on `x`, or there are too many
 *   dimensions to draw
 * @example
 * await renderSvg(figureFromDataset(dataset, { variables: ['T_drain'] }))
 */
export function figureFromDataset(dataset: Dataset, options: DatasetFigureOptions = {}): FigureSpec {
  const view = viewOf(dataset, options)
  const names = options.variables ?? defaultVariables(dataset, view.x)
  for (const name of names) checkDrawable(dataset, name, view.x)
  const kind = options.kind ?? (view.curves.length > largestFamily && view.families.length === 1 ? 'map' : 'lines')
  if (kind === 'map' && view.families.length !== 1) {
    throw new Error(`figure: a map needs two dimensions, got ${view.families.length + 1}; use "select" for the others`)
  }
  if (kind === 'lines' && view.curves.length > 5 * largestFamily) {
    throw new Error(
      `figure: ${view.curves.length} curves cannot be told apart; use "select" (${view.families.join(', ')})`,
    )
  }
  // A family of several quantities in one panel would need a legend larger than the panel.
  const groups = view.curves.length > 1 ? names.map((name) => [name]) : byUnit(dataset, names)
  const panels = groups.map((group, index) =>
    kind === 'map' ? mapPanel(view, group[0]) : linesPanel(view, group, options, index === 0),
  )
  const letters = 'abcdefghijklmnopqrstuvwxyz'
  const columns = Math.min(2, panels.length)
  return {
    title: options.title ?? escapeMarkup(dataset.title),
    panels: panels.length === 1 ? panels : panels.map((panel, index) => ({ ...panel, letter: letters[index % 26] })),
    columns,
  }
}

function viewOf(dataset: Dataset, options: DatasetFigureOptions): View {
  const lengths = Object.entries(dataset.dimensions)
  const swept = lengths.filter(([, length]) => length > 1).map(([name]) => name)
  const x = options.x ?? swept.at(-1)
  if (x === undefined)
    throw new Error(`figure: dataset "${dataset.title}": nothing is swept, so there is no curve to draw`)
  if (!Object.hasOwn(dataset.dimensions, x)) {
    throw new Error(`figure: x: there is no dimension "${x}"; there are: ${lengths.map(([name]) => name).join(', ')}`)
  }
  const select = options.select ?? {}
  for (const [name, position] of Object.entries(select)) {
    const length = Object.hasOwn(dataset.dimensions, name) ? dataset.dimensions[name] : 0
    if (!(Number.isInteger(position) && position >= 0 && position < length)) {
      throw new Error(
        `figure: select: "${name}" must be a dimension with a position in it, got ${position} of ${length}`,
      )
    }
  }
  const families = swept.filter((name) => name !== x && !Object.hasOwn(select, name))
  let curves: { at: number[]; row: number }[] = [{ at: [], row: 0 }]
  let step = 0
  for (const [name, length] of lengths) {
    const along = families.includes(name)
    const positions = along
      ? Array.from({ length }, (_, index) => index)
      : [Object.hasOwn(select, name) ? select[name] : 0]
    if (name === x) step = 1
    else step *= length
    curves = curves.flatMap(({ at, row }) =>
      positions.map((position) => ({
        at: along ? [...at, position] : at,
        row: row * length + (name === x ? 0 : position),
      })),
    )
  }
  const rows = (row: number): number[] =>
    Array.from({ length: dataset.dimensions[x] }, (_, index) => row + index * step)
  return { dataset, x, families, curves: curves.map(({ at, row }) => ({ at, rows: rows(row) })) }
}

function defaultVariables(dataset: Dataset, x: string): string[] {
  const candidates = Object.entries(dataset.variables).filter(
    ([name, { data, dimensions }]) =>
      data instanceof Float64Array && dimensions.includes(x) && !name.endsWith('_error'),
  )
  if (candidates.length === 0) throw new Error(`figure: dataset "${dataset.title}": no number depends on "${x}"`)
  const unit = candidates[0][1].unit
  return candidates.filter(([, variable]) => variable.unit === unit).map(([name]) => name)
}

function checkDrawable(dataset: Dataset, name: string, x: string): void {
  const { data, dimensions } = findVariable(dataset, name)
  if (!(data instanceof Float64Array))
    throw new Error(`figure: variable "${name}": must be numbers to be drawn, got text`)
  if (!dimensions.includes(x)) {
    throw new Error(`figure: variable "${name}": does not depend on "${x}" but on [${dimensions.join(', ')}]`)
  }
}

function byUnit(dataset: Dataset, names: readonly string[]): string[][] {
  const groups = new Map<string, string[]>()
  for (const name of names) {
    const { unit } = findVariable(dataset, name)
    groups.set(unit, [...(groups.get(unit) ?? []), name])
  }
  return [...groups.values()]
}

function linesPanel(view: View, names: readonly string[], options: DatasetFigureOptions, first: boolean): PanelSpec {
  const { dataset, curves, families } = view
  const variables = names.map((name) => findVariable(dataset, name))
  const columns = names.map((name) => numericColumn(dataset, name))
  const prefix = prefixFor(columns, variables[0].unit)
  const x = xAxis(view)
  const status = Object.hasOwn(dataset.variables, statusVariable) ? columnData(dataset, statusVariable) : undefined
  const series = variables.flatMap((variable, which) =>
    curves.map(({ at, rows }): SeriesSpec => {
      const parts = [
        ...(names.length > 1 ? [symbolOf(variable)] : []),
        ...families.map((name, axis) => valueLabel(dataset, name, at[axis])),
      ]
      return {
        ...(parts.length === 0 ? {} : { label: parts.join(', ') }),
        x: x.values,
        y: Float64Array.from(rows, (row) => columns[which][row] * prefix.factor),
        ...(status === undefined || status instanceof Float64Array ? {} : { status: rows.map((row) => status[row]) }),
      }
    }),
  )
  const scaled = (axis: 'x' | 'y', value: number): number => value * (axis === 'x' ? x.factor : prefix.factor)
  const here = ({ axis }: { axis: 'x' | 'y' }): boolean => first || axis === 'x'
  return {
    x: x.axis,
    y: {
      label: commonSymbol(variables),
      unit: prefix.unit,
      ...(options.yScale === undefined ? {} : { scale: options.yScale }),
    },
    series,
    ...(curves.length > 2 ? { palette: 'sequential' as const } : {}),
    shaded: (options.shaded ?? []).filter(here).map((interval) => ({
      ...interval,
      from: scaled(interval.axis, interval.from),
      to: scaled(interval.axis, interval.to),
    })),
    rules: (options.rules ?? []).filter(here).map((rule) => ({ ...rule, value: scaled(rule.axis, rule.value) })),
    markers: first
      ? (options.markers ?? []).map((marker) => ({ ...marker, x: scaled('x', marker.x), y: scaled('y', marker.y) }))
      : [],
  }
}

function mapPanel(view: View, name: string): PanelSpec {
  const { dataset, curves, families } = view
  const variable = findVariable(dataset, name)
  const column = numericColumn(dataset, name)
  const prefix = prefixFor([column], variable.unit)
  const x = xAxis(view)
  const y = axisOf(dataset, families[0])
  const heatMap: HeatMapSpec = {
    x: x.values,
    y: y.values,
    z: Float64Array.from(curves.flatMap(({ rows }) => rows.map((row) => column[row] * prefix.factor))),
    label: symbolOf(variable),
    unit: prefix.unit,
  }
  return { x: x.axis, y: y.axis, heatMap }
}

interface SweptAxis {
  readonly axis: AxisSpec
  readonly values: Float64Array
  /** From the unit of the dataset to that of the axis. */
  readonly factor: number
}

function xAxis({ dataset, x }: View): SweptAxis {
  return axisOf(dataset, x)
}

/** The axis of a dimension: its coordinate, or its positions if it has none that is a number. */
function axisOf(dataset: Dataset, dimension: string): SweptAxis {
  const coordinate = Object.hasOwn(dataset.coordinates, dimension) ? dataset.coordinates[dimension] : undefined
  if (coordinate === undefined || !(coordinate.data instanceof Float64Array)) {
    const values = Float64Array.from({ length: dataset.dimensions[dimension] }, (_, index) => index)
    return { axis: { label: escapeMarkup(`number along ${dimension}`) }, values, factor: 1 }
  }
  const prefix = prefixFor([coordinate.data], coordinate.unit)
  const scale = isGeometric(coordinate.data) ? { scale: 'log' as const } : {}
  const axis = { label: symbolOf(coordinate), unit: prefix.unit, ...scale }
  return { axis, values: coordinate.data.map((value) => value * prefix.factor), factor: prefix.factor }
}

/** Values with equal ratios, more than a decade in all, are meant for a logarithmic axis. */
function isGeometric(values: Float64Array): boolean {
  if (values.length < 3 || values.some((value) => !(value > 0))) return false
  const ratio = values[1] / values[0]
  const span = Math.abs(Math.log10(values[values.length - 1] / values[0]))
  return (
    span > 1 && values.every((value, index) => index === 0 || Math.abs(value / values[index - 1] / ratio - 1) < 1e-6)
  )
}

function numericColumn(dataset: Dataset, name: string): Float64Array {
  return Float64Array.from(columnData(dataset, name) as Float64Array)
}

function prefixFor(columns: readonly Float64Array[], unit: string): PrefixedUnit {
  let largest = 0
  for (const column of columns) {
    for (const value of column) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value))
  }
  return engineeringPrefix(largest, unit)
}

/** A symbol as it is set in print; a device path is no symbol, and the words say more. */
function symbolOf({ symbol, longName }: Variable): string {
  return /[.\s]/.test(symbol) || symbol === '' ? escapeMarkup(longName) : symbolMarkup(symbol)
}

/** One symbol for all: their own if they share it, their common letter if they differ in the index, or all of them. */
function commonSymbol(variables: readonly Variable[]): string {
  const symbols = [...new Set(variables.map(symbolOf))]
  if (symbols.length === 1) return symbols[0]
  const letters = new Set(variables.map(({ symbol }) => symbol.split('_')[0]))
  return letters.size === 1 ? symbolMarkup([...letters][0]) : symbols.join(', ')
}

function valueLabel(dataset: Dataset, dimension: string, position: number): string {
  const coordinate = Object.hasOwn(dataset.coordinates, dimension) ? dataset.coordinates[dimension] : undefined
  if (coordinate === undefined) return `${escapeMarkup(dimension)} ${position}`
  if (!(coordinate.data instanceof Float64Array)) return escapeMarkup(coordinate.data[position])
  const prefix = prefixFor([coordinate.data], coordinate.unit)
  const value = Number((coordinate.data[position] * prefix.factor).toPrecision(4))
  const unit = prefix.unit === '1' || prefix.unit === '' ? '' : ` ${unitMarkup(prefix.unit)}`
  return `${symbolOf(coordinate)} = ${String(value).replace('-', '−')}${unit}`
}
