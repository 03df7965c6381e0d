import { escapeMarkup, type FigureSpec, type SeriesSpec, type SeriesStyle } from 'caloritron/report'
import type { ChartAxis, ChartSpec } from '../views/chartSpec.ts'

/** A label of the page with its symbols as print sets them: `T drain` with an index. */
export function markupOf(label: string): string {
  const series = /^(Re |\|Im )?([TQZτ])(\|)? ([^,]+)(, .*)?$/.exec(label)
  if (series !== null) {
    const [, before = '', letter, after = '', index, rest = ''] = series
    return `${before}*${letter}*_{${index!.replaceAll('_', ' ')}}${after}${escapeMarkup(rest)}`
  }
  // The symbol of a drive stands behind what it is.
  const drive = /^(.*, )(\p{L}\p{M}*)(?: ([^,]+))?$/u.exec(label)
  if (drive !== null) {
    const [, words, letter, index] = drive
    return `${escapeMarkup(words!)}*${letter}*${index === undefined ? '' : `_{${index}}`}`
  }
  return escapeMarkup(label).replace(/τ$/, '*τ*')
}

function dashOf(dash: readonly number[] | undefined): NonNullable<SeriesStyle['dash']> {
  if (dash === undefined || dash.length === 0) return 'solid'
  return dash.length > 2 ? 'dash-dotted' : dash[0]! <= 2 ? 'dotted' : 'dashed'
}

function axisOf({ label, unit, log, domain }: ChartAxis) {
  return {
    label: markupOf(label),
    ...(unit === '' ? {} : { unit }),
    ...(log ? { scale: 'log' as const } : {}),
    ...(domain === undefined ? {} : { domain }),
  }
}

/** The figure of what a chart of the page shows: its curves, intervals, further states and points that did not converge. */
export function figureOfChart(title: string, spec: ChartSpec, legendTitle?: string): FigureSpec {
  const x = Array.from(spec.x.values)
  const hollow = new Set(spec.hollow ?? [])
  const status = hollow.size === 0 ? null : x.map((value) => (hollow.has(value) ? 'not converged' : 'converged'))
  const curves = spec.series.map(({ label, y, color, dash, fill, width }): SeriesSpec => {
    const positive = Array.from(y, (value) => (spec.y.log && !(value > 0) ? Number.NaN : value))
    return {
      label: fill ? `${markupOf(label)} (arb. u.)` : markupOf(label),
      x,
      y: positive,
      ...(status === null ? {} : { status }),
      style: {
        color: color === 'muted' ? '#5f6368' : color,
        dash: fill ? 'dotted' : dashOf(dash),
        ...(width !== undefined && width < 2 ? { width: 1 } : {}),
      },
    }
  })
  const states = (spec.branches ?? []).map(
    ({ x: along, y, color, stable }): SeriesSpec => ({
      x: along,
      y,
      style: { color, dash: stable ? 'solid' : 'dotted', width: 0.8 },
    }),
  )
  const shaded = (spec.bands ?? []).map(({ from, to, lines }) => ({
    axis: 'x' as const,
    from,
    to,
    ...(lines[0] === undefined ? {} : { label: lines[0] }),
  }))
  return {
    title: escapeMarkup(title),
    description: [`${spec.y.label} against ${spec.x.label}.`, ...shaded.map(({ label = '' }) => `${label}.`)].join(' '),
    panels: [
      {
        x: axisOf(spec.x),
        y: axisOf(spec.y),
        series: [...curves, ...states],
        shaded,
        ...(legendTitle === undefined ? {} : { legendTitle: escapeMarkup(legendTitle) }),
      },
    ],
  }
}
