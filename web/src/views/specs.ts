import { type Dataset, engineeringPrefix, type OperatingPoint, type Variable } from 'caloritron'
import type { Pin } from '../compare/pins.ts'
import type { BranchPiece } from '../compute/protocol.ts'
import type { Curve } from '../compute/results.ts'
import type { Drive } from '../state/drive.ts'
import { quantity, symbolParts } from '../ui/format.ts'
import type { ChartAxis, ChartBranch, ChartSeries, ChartSpec } from './chartSpec.ts'

/** Colors of the palette; further curves are told apart by their strokes. */
const colors = 6
const dashes = [undefined, [7, 4], [2, 3], [9, 3, 2, 3]] as const

export interface Scaled {
  readonly factor: number
  readonly unit: string
}

/** A prefix that suits all columns together. */
export function scaleOf(columns: readonly Variable['data'][], unit: string): Scaled {
  let largest = 0
  for (const column of columns) {
    if (!(column instanceof Float64Array)) continue
    for (const value of column) if (Math.abs(value) > largest) largest = Math.abs(value)
  }
  if (unit === '1' || unit === '') return { factor: 1, unit: '' }
  return engineeringPrefix(Number.isFinite(largest) ? largest : 0, unit)
}

/** Values in another unit. */
export function times(data: ArrayLike<number>, factor: number): Float64Array {
  return Float64Array.from(data, (value) => value * factor)
}

function columnOf(dataset: Dataset, name: string): Float64Array {
  const data = dataset.variables[name]?.data
  return data instanceof Float64Array ? data : new Float64Array(0)
}

/** Names of the variables of a dataset by their beginning, without their error estimates. */
export function namesOf(dataset: Dataset, start: string): string[] {
  return Object.keys(dataset.variables).filter((name) => name.startsWith(start) && !name.endsWith('_error'))
}

/** Swept values of a dataset. */
export function sweptOf(dataset: Dataset): Variable {
  return Object.values(dataset.coordinates).at(-1)!
}

/** A symbol as text of a chart: `T drain`. */
export function symbolText(symbol: string): string {
  const { base, index } = symbolParts(symbol)
  return index === '' ? base : `${base} ${index}`
}

/** Title of the axis of the drive: its symbol and what it belongs to. */
export function driveLabel(axis: Drive): string {
  const { symbol, label } = axis.description
  return symbol === null ? label : `${label}, ${symbolText(symbol)}`
}

/** A place on the drive; what lies within a billionth of its range from zero is zero. */
export function along(value: number, { from, to }: Drive, unit: string, digits = 4): string {
  const least = 1e-9 * Math.max(Math.abs(from), Math.abs(to))
  return quantity(Math.abs(value) < least ? 0 : value, unit, digits)
}

function unsolved(dataset: Dataset, x: ArrayLike<number>): number[] {
  const status = dataset.variables.status?.data
  if (status === undefined || status instanceof Float64Array) return []
  return status.flatMap((text, index) => (text === 'converged' || text === 'roundoff-limited' ? [] : [x[index]!]))
}

/** Temperatures of all islands against the drive. */
export function operatingSpec(
  shown: Curve,
  axis: Drive,
  point: OperatingPoint | null,
  pins: readonly Pin[],
  pieces: readonly BranchPiece[],
  onPick: (x: number) => void,
): ChartSpec {
  const { dataset, device, intervals } = shown
  const swept = sweptOf(dataset)
  const islands = Object.keys(device.islands)
  const names = namesOf(dataset, 'T_')
  const held = (index: number): boolean => device.islands[islands[index]!]?.temperature !== null
  const free = names.filter((_, index) => !held(index))
  const shownNames = free.length > 0 ? names : namesOf(dataset, 'Q_photon_')
  const columns = shownNames.map((name) => columnOf(dataset, name))
  const unit = dataset.variables[shownNames[0] ?? '']?.unit ?? ''
  const y = scaleOf(columns, unit)
  const x = scaleOf([swept.data], swept.unit)
  const values = times(swept.data as Float64Array, x.factor)
  const series: ChartSeries[] = shownNames.map((name, index) => ({
    label: symbolText(name),
    y: times(columns[index]!, y.factor),
    color: index,
    width: 2.25,
    ...(index < colors ? {} : { dash: dashes[1 + (Math.floor(index / colors) % 3)]! }),
  }))
  const compared = pins
    .filter((pin) => pin.path === axis.path)
    .flatMap((pin, number) =>
      shownNames.flatMap((name, index): ChartSeries[] => {
        const variable = pin.columns[name]
        if (variable === undefined) return []
        const line = resampled(pin.x, variable, swept.data as Float64Array)
        return [
          {
            label: `${symbolText(name)}, ${pin.label}`,
            y: times(line, y.factor),
            color: index,
            width: 1.5,
            dash: dashes[1 + (number % 3)]!,
          },
        ]
      }),
    )
  const relevant = intervals.filter(({ response, drop }) => shownNames.includes(response) && drop > 0)
  const current = axis.value
  const dots =
    point === null || free.length === 0
      ? []
      : islands.flatMap((island, index) => {
          const temperature = point.temperatures[island]
          return temperature === undefined ? [] : [{ y: temperature * y.factor, color: index }]
        })
  return {
    // The curve may still be that of another drive.
    x: {
      values,
      label: driveLabel(axis),
      unit: x.unit,
      log: axis.scale === 'log' && values.every((value) => value > 0),
    },
    y: { label: free.length > 0 ? 'temperature' : 'photonic heat', unit: y.unit },
    series: [...series, ...compared],
    height: 388,
    bands: relevant.map(({ onset, end, drop, response, units }) => ({
      from: onset.drive * x.factor,
      to: end.drive * x.factor,
      lines: [
        `${symbolText(response)} falls by ${quantity(drop, units.response)}`,
        `from ${along(onset.drive, axis, units.drive)} to ${along(end.drive, axis, units.drive)}`,
      ],
      ends: [onset, end].map(({ drive, value }) => ({ x: drive * x.factor, y: value * y.factor, text: '' })),
    })),
    ...(current === null ? {} : { cursor: { x: current * x.factor, dots } }),
    hollow: unsolved(dataset, values),
    branches: free.length === 0 ? [] : branchesOf(pieces, islands, held, x.factor, y.factor),
    onPick: (value) => onPick(value / x.factor),
  }
}

function branchesOf(
  pieces: readonly BranchPiece[],
  islands: readonly string[],
  held: (index: number) => boolean,
  xFactor: number,
  yFactor: number,
): ChartBranch[] {
  return pieces.flatMap(({ drive, temperatures, stable }) =>
    islands.flatMap((island, color): ChartBranch[] => {
      // A device that has just been opened may have other islands than the one whose picture still stands.
      const values = temperatures[island]
      if (values === undefined || held(color)) return []
      return [{ x: drive.map((value) => value * xFactor), y: values.map((value) => value * yFactor), color, stable }]
    }),
  )
}

/** Values of a pinned curve at the places of the present one. */
function resampled(x: readonly number[], y: readonly (number | null)[], at: Float64Array): Float64Array {
  let k = 0
  return at.map((value) => {
    if (value < x[0]! || value > x.at(-1)!) return Number.NaN
    while (k + 2 < x.length && x[k + 1]! < value) k++
    const [x0, x1, y0, y1] = [x[k]!, x[k + 1]!, y[k] ?? Number.NaN, y[k + 1] ?? Number.NaN]
    return y0 + ((y1 - y0) * (value - x0)) / (x1 - x0)
  })
}

/** Photonic heat against the temperature of the source, every other island as it is. */
export function heatSpec(dataset: Dataset, island: string, point: OperatingPoint | null): ChartSpec {
  const swept = sweptOf(dataset)
  const names = namesOf(dataset, 'Q_photon_')
  const columns = names.map((name) => columnOf(dataset, name))
  const x = scaleOf([swept.data], swept.unit)
  const y = scaleOf(columns, 'W')
  const temperature = point?.temperatures[island]
  const values = times(swept.data as Float64Array, x.factor)
  const rows = point?.heat.filter(({ channel }) => channel === 'photon') ?? []
  return {
    x: { values, label: `temperature of ${island}`, unit: x.unit },
    y: { label: 'photonic heat', unit: y.unit },
    series: names.map((name, index) => ({
      label: symbolText(name.replace('_photon', '')),
      y: times(columns[index]!, y.factor),
      color: index,
    })),
    height: 220,
    ...(temperature === undefined
      ? {}
      : {
          cursor: {
            x: temperature * x.factor,
            dots: rows.map(({ power }, index) => ({ y: power * y.factor, color: index })),
          },
        }),
    hollow: unsolved(dataset, values),
  }
}

function frequencyAxis(spectrum: Dataset): ChartAxis & { readonly values: Float64Array } {
  const data = spectrum.coordinates.frequency!.data as Float64Array
  return { values: times(data, 1e-9), label: 'frequency', unit: 'GHz', log: true }
}

/** Photon transmission, and beneath it where in the spectrum heat flows at this point. */
export function transmissionSpec(spectrum: Dataset): ChartSpec {
  const taus = namesOf(spectrum, 'tau_')
  const frequency = spectrum.coordinates.frequency!.data as Float64Array
  const window = taus.map((name) => {
    // Heat per logarithm of the frequency: equal areas carry equal heat on this axis.
    const density = columnOf(spectrum, name.replace('tau_', 'q_')).map((value, k) => Math.abs(value) * frequency[k]!)
    let largest = 0
    for (const value of density) if (value > largest) largest = value
    return times(density, largest > 0 ? 1 / largest : 0)
  })
  return {
    x: frequencyAxis(spectrum),
    y: { label: 'photon transmission τ', unit: '', domain: [0, 1.05] },
    series: [
      ...window.map(
        (y, index): ChartSeries => ({
          label: `heat ${symbolText(taus[index]!.replace('tau_', ''))}`,
          y,
          color: taus.length === 1 ? 1 : index,
          fill: true,
        }),
      ),
      ...taus.map(
        (name, index): ChartSeries => ({
          label: symbolText(name.replace('tau', 'τ')),
          y: columnOf(spectrum, name),
          color: index,
        }),
      ),
    ],
    height: 220,
  }
}

/** A decade about values that hardly differ; nothing where they span one themselves. */
function decadeAbout(columns: readonly ArrayLike<number>[]): { readonly domain?: readonly [number, number] } {
  let [low, high] = [Number.POSITIVE_INFINITY, 0]
  for (const column of columns)
    for (let k = 0; k < column.length; k++) {
      const value = column[k]!
      if (value > 0) {
        low = Math.min(low, value)
        high = Math.max(high, value)
      }
    }
  return high > 0 && high / low < 3 ? { domain: [low / 3.2, high * 3.2] } : {}
}

/** Real and imaginary part of the impedance of each element. */
export function impedanceSpec(spectrum: Dataset, elements: readonly string[]): ChartSpec {
  const series = elements.flatMap((element, index): ChartSeries[] => {
    const name = `Z_${element.replace(/[^A-Za-z0-9_]/g, '_')}`
    const part = (which: 're' | 'im'): Float64Array =>
      columnOf(spectrum, `${name}_${which}`).map((value) => (Math.abs(value) > 1e-12 ? Math.abs(value) : Number.NaN))
    const parts: ChartSeries[] = [
      { label: `Re Z ${element}`, y: part('re'), color: index },
      { label: `|Im Z| ${element}`, y: part('im'), color: index, dash: [5, 4] },
    ]
    return parts.filter(({ y }) => Array.from(y).some(Number.isFinite))
  })
  return {
    x: frequencyAxis(spectrum),
    y: { label: 'impedance', unit: 'ohm', log: true, ...decadeAbout(series.map(({ y }) => y)) },
    series,
    height: 220,
  }
}
