import { square } from '../../numerics/power.js'
import type { FigureSpec, PanelSpec, SeriesSpec } from '../../report/figure/spec.js'
import { type Dataset, statusVariable, type Variable } from '../../study/dataset.js'
import type { NdtcInterval } from '../../study/ndtc.js'
import { drainTemperatures, type PaperData, paths, photonicHeat, resistanceRatios } from './dey2023Data.js'

/** A figure of the paper: its data as they are written, and the picture. */
export interface PaperFigure {
  readonly name: string
  readonly dataset: Dataset
  readonly picture: FigureSpec
}

/** NDTC intervals of Fig. 3, to be shaded. */
export interface Fig3Intervals {
  readonly literature: readonly NdtcInterval[]
  readonly asPrinted: readonly NdtcInterval[]
}

const milli = 1e3
const pico = 1e12
const femto = 1e15

const literatureLabel = 'Σ_{Cu} = 2·10^9 W m^{−3} K^{−5}'
const printedLabel = 'as printed, 3·10^9'

/** All figures of the paper, in order; each dataset is called as its picture. */
export function paperFigures(data: PaperData, intervals: Fig3Intervals): PaperFigure[] {
  return describeFigures(data, intervals).map((one) => ({
    ...one,
    dataset: { ...one.dataset, title: plain(one.picture) },
  }))
}

/** The title of a picture without markup. */
function plain({ title = '' }: FigureSpec): string {
  return title.replaceAll('*', '')
}

function describeFigures(data: PaperData, intervals: Fig3Intervals): PaperFigure[] {
  const bothFig3 = besides(data.fig3, data.fig3AsPrinted)
  return [
    {
      name: 'fig1b',
      dataset: data.fig1b,
      picture: figure('Fig. 1(b): transmission between two resistors', {
        x: { label: '*R*_S/*R*_D', scale: 'log' },
        y: { label: '*τ*_0', domain: [0, 1.2] },
        series: [{ x: values(data.fig1b, 'R_S/R_D'), y: values(data.fig1b, 'tau0') }],
        rules: [{ axis: 'x', value: 1, label: 'matched' }],
      }),
    },
    {
      name: 'fig1d',
      dataset: only(data.fig1d, [photonicHeat]),
      picture: figure('Fig. 1(d): heat from a source whose resistance jumps at 400 mK', {
        x: { label: '*T*_S', unit: 'mK', domain: [0, 1000] },
        y: { label: '*Q*_γ', unit: 'fW' },
        series: [
          {
            x: values(data.fig1d, paths.sourceTemperature, milli),
            y: values(data.fig1d, photonicHeat, femto),
            ...status(data.fig1d),
          },
        ],
        rules: [{ axis: 'x', value: 400, label: '*T*_c' }],
      }),
    },
    {
      name: 'fig2a',
      dataset: only(data.fig2a, [photonicHeat]),
      picture: figure('Fig. 2(a): photonic heat current, *T*_D = 30 mK', {
        x: { label: '*T*_S', unit: 'mK' },
        y: { label: '*Q*_γ', unit: 'fW' },
        series: family(data.fig2a, photonicHeat, femto, resistanceRatios.map(String)),
        legendTitle: '*r* = *R*_0/*R*_D',
        palette: 'sequential',
        rules: [{ axis: 'x', value: 400, label: '*T*_c' }],
      }),
    },
    {
      name: 'fig2b',
      dataset: data.fig2b,
      picture: figure('Fig. 2(b): mean transmission', {
        x: { label: '*T*_S', unit: 'mK' },
        y: { label: '*τ̄*', domain: [0, 1] },
        series: family(data.fig2b, 'tau_mean', 1, resistanceRatios.map(String)),
        legendTitle: '*r* = *R*_0/*R*_D',
        palette: 'sequential',
        rules: [{ axis: 'x', value: 400, label: '*T*_c' }],
      }),
    },
    { name: 'fig2c', dataset: data.fig2c, picture: modulationFigure(data.fig2c) },
    {
      name: 'fig2d',
      dataset: only(data.fig2d, [photonicHeat]),
      picture: figure('Fig. 2(d): photonic heat current, *r* = 36', {
        x: { label: '*T*_S', unit: 'mK' },
        y: { label: '*Q*_γ', unit: 'fW' },
        series: family(
          data.fig2d,
          photonicHeat,
          femto,
          drainTemperatures.map((value) => String(Math.round(value * milli))),
        ),
        legendTitle: '*T*_D (mK)',
        palette: 'sequential',
        rules: [
          { axis: 'x', value: 400, label: '*T*_c' },
          { axis: 'y', value: 0 },
        ],
      }),
    },
    {
      name: 'fig3c',
      dataset: only(bothFig3, ['T_drain', 'T_drain_as_printed']),
      picture: figure('Fig. 3(c): temperature of the drain', {
        x: { label: '*P*_{in}', unit: 'pW' },
        y: { label: '*T*_D', unit: 'mK', domain: [120, 165] },
        series: both(bothFig3, 'T_drain'),
        shaded: intervals.literature.map(({ onset, end }) => ({
          axis: 'x',
          from: onset.drive * pico,
          to: end.drive * pico,
          label: 'NDTC',
        })),
        markers: intervals.asPrinted.flatMap(({ onset, end }) =>
          [onset, end].map(({ drive, value }) => ({ x: drive * pico, y: value * milli })),
        ),
        legend: 'above',
      }),
    },
    {
      name: 'fig3d',
      dataset: only(bothFig3, ['T_source', 'T_source_as_printed']),
      picture: figure('Fig. 3(d): temperature of the source', {
        x: { label: '*P*_{in}', unit: 'pW' },
        y: { label: '*T*_S', unit: 'mK' },
        series: both(bothFig3, 'T_source'),
        rules: [{ axis: 'y', value: 400, label: '*T*_c' }],
      }),
    },
  ]
}

function figure(title: string, panel: PanelSpec): FigureSpec {
  return { title, panels: [panel] }
}

function values(dataset: Dataset, name: string, factor = 1): Float64Array {
  const { data } = dataset.coordinates[name] ?? dataset.variables[name]
  return (data as Float64Array).map((value) => value * factor)
}

/** The status of every point, if not all are good. */
function status(dataset: Dataset): { status?: readonly string[] } {
  const words = dataset.variables[statusVariable]?.data
  if (words === undefined || words instanceof Float64Array) return {}
  const known = words.map((word) => (word === 'roundoff-limited' ? 'converged' : word))
  return known.some((word) => word !== 'converged') ? { status: known } : {}
}

/** One curve for each value of the first dimension, against the second, the temperature of the source. */
function family(dataset: Dataset, name: string, factor: number, labels: readonly string[]): SeriesSpec[] {
  const x = values(dataset, paths.sourceTemperature, milli)
  const y = values(dataset, name, factor)
  const words = status(dataset).status
  return labels.map((label, row) => {
    const [first, last] = [row * x.length, (row + 1) * x.length]
    return { label, x, y: y.slice(first, last), ...(words === undefined ? {} : { status: words.slice(first, last) }) }
  })
}

function both(dataset: Dataset, name: string): SeriesSpec[] {
  const x = values(dataset, paths.power, pico)
  return [
    { label: literatureLabel, x, y: values(dataset, name, milli), ...status(dataset) },
    {
      label: printedLabel,
      x,
      y: values(dataset, `${name}_as_printed`, milli),
      style: { dash: 'dashed' },
      ...status(dataset),
    },
  ]
}

function modulationFigure(dataset: Dataset): FigureSpec {
  const x = values(dataset, 'r')
  const limit = 1 - 8 / square(Math.PI)
  return {
    title: 'Fig. 2(c): transmission and its modulation',
    panels: [
      {
        x: { label: '*r* = *R*_0/*R*_D', scale: 'log' },
        y: { label: '*τ̄*, relative modulation', domain: [0, 1] },
        series: [
          { label: '*τ*_{max}', x, y: values(dataset, 'tau_max') },
          { label: '*τ*_{min}', x, y: values(dataset, 'tau_min') },
          {
            label: '(*τ*_{max} − *τ*_{min})/*τ*_{max}',
            x,
            y: values(dataset, 'modulation'),
            style: { dash: 'dashed' },
          },
        ],
        rules: [{ axis: 'y', value: limit, label: '1 − 8/π^2' }],
        legend: 'inside',
      },
    ],
  }
}

/** The dataset with some of its variables, the status kept. */
function only(dataset: Dataset, names: readonly string[]): Dataset {
  const kept = Object.entries(dataset.variables).filter(
    ([name]) => names.includes(name) || name.startsWith(statusVariable),
  )
  return { ...dataset, variables: Object.fromEntries(kept) }
}

/** Both devices of Fig. 3 in one table; what belongs to the one with the printed coupling is called `..._as_printed`. */
function besides(literature: Dataset, asPrinted: Dataset): Dataset {
  const renamed = Object.entries(asPrinted.variables).map(([name, variable]): [string, Variable] => [
    `${name}_as_printed`,
    {
      ...variable,
      symbol: `${variable.symbol}_as_printed`,
      longName: `${variable.longName}, with the coupling of copper as printed (3e9 W m^-3 K^-5)`,
    },
  ])
  const original = Object.entries(literature.variables).map(([name, variable]): [string, Variable] => [
    name,
    {
      ...variable,
      longName: `${variable.longName}, with the coupling of copper from the literature (2e9 W m^-3 K^-5)`,
    },
  ])
  const words = [literature, asPrinted].map((dataset) => dataset.variables[statusVariable].data as readonly string[])
  // One word for both: a point is good if it is in both devices.
  const status = words[0].map((word, point) => (word === 'converged' ? words[1][point] : word))
  const variables = Object.fromEntries([...original, ...renamed.filter(([name]) => !name.startsWith(statusVariable))])
  return {
    ...literature,
    variables: { ...variables, [statusVariable]: { ...literature.variables[statusVariable], data: status } },
    attributes: { ...literature.attributes, device_as_printed: asPrinted.attributes.device },
  }
}
