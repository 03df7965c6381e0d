import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { theme } from '../state/theme.ts'
import { prettyUnit } from '../ui/format.ts'
import { drawMarks } from './chartMarks.ts'
import type { ChartSeries, ChartSpec } from './chartSpec.ts'
import { colorOf } from './palette.ts'
import { linearNumber, logNumber, logSplits, sizeFor } from './ticks.ts'

const axisSize = 48

/** What of a chart can only be changed by making it anew. */
function structure(spec: ChartSpec, look: string): string {
  const series = spec.series.map(({ label, color, dash, width, fill, scale }) => [
    label,
    color,
    dash,
    width,
    fill,
    scale,
  ])
  return JSON.stringify([
    look,
    spec.x.label,
    spec.x.unit,
    spec.x.log,
    spec.y.label,
    spec.y.unit,
    spec.y.log,
    spec.right !== undefined,
    spec.height,
    series,
  ])
}

function seriesOptions(series: ChartSeries, look: 'light' | 'dark'): uPlot.Series {
  const color = colorOf(series.color, look)
  return {
    label: series.label,
    scale: series.scale ?? 'y',
    stroke: series.fill === true ? 'transparent' : color,
    width: series.width ?? 2,
    ...(series.dash === undefined ? {} : { dash: [...series.dash] }),
    ...(series.fill === true ? { fill: `${color}2e` } : {}),
    points: { show: false },
    // Whole pixels would make steps of a slow rise.
    pxAlign: 0,
    spanGaps: false,
  }
}

function options(spec: ChartSpec, look: 'light' | 'dark', width: number, current: () => ChartSpec): uPlot.Options {
  const ink = look === 'dark' ? '#a8b0bd' : '#59616d'
  const grid = { stroke: look === 'dark' ? '#2b3039' : '#e7e9ed', width: 1 }
  const font = '12px system-ui, -apple-system, "Segoe UI", sans-serif'
  const axis = (log: boolean | undefined): Partial<uPlot.Axis> => ({
    stroke: ink,
    font,
    labelFont: font,
    grid,
    ticks: { ...grid, size: 4 },
    gap: 4,
    ...(log
      ? {
          splits: (_u: uPlot, _axis: number, low: number, high: number) => logSplits(low, high),
          filter: (_u: uPlot, splits: number[]) => splits,
          values: (_u: uPlot, splits: (number | null)[]) =>
            splits.map((value) => (value === null ? null : logNumber(value))),
        }
      : {
          values: (_u: uPlot, splits: (number | null)[]) =>
            splits.map((value) => (value === null ? null : linearNumber(value, splits))),
        }),
  })
  const title = (label: string, unit: string): string =>
    [label, unit === '' ? '' : `(${prettyUnit(unit)})`].filter((part) => part !== '').join('  ')
  const range = (log: boolean | undefined, pad: number, domain?: readonly [number, number]): uPlot.Scale => ({
    time: false,
    distr: log ? 3 : 1,
    ...(domain !== undefined
      ? { range: () => [domain[0], domain[1]] as [number, number] }
      : log
        ? {}
        : { range: (_u: uPlot, low: number, high: number) => padded(...covering(low, high, current().branches), pad) }),
  })
  return {
    width,
    height: spec.height,
    padding: [10, spec.right === undefined ? 14 : 4, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: {
        time: false,
        distr: spec.x.log ? 3 : 1,
        range: (_u, low, high) => (low === high ? [low - 1, high + 1] : [low, high]),
      },
      y: range(spec.y.log, 0.07, spec.y.domain),
      ...(spec.right === undefined ? {} : { right: range(false, 0, spec.right.domain) }),
    },
    axes: [
      { ...axis(spec.x.log), label: title(spec.x.label, spec.x.unit), labelSize: 22, size: 26 },
      { ...axis(spec.y.log), label: title(spec.y.label, spec.y.unit), labelSize: 20, size: sizeFor(axisSize) },
      ...(spec.right === undefined
        ? []
        : [
            {
              ...axis(false),
              scale: 'right',
              side: 1 as const,
              grid: { show: false },
              label: spec.right.label,
              labelSize: 20,
              size: 38,
            },
          ]),
    ],
    series: [{}, ...spec.series.map((series) => seriesOptions(series, look))],
    hooks: {
      drawAxes: [(u) => drawMarks(u, current(), look, 'under')],
      draw: [(u) => drawMarks(u, current(), look, 'over')],
    },
  }
}

/** The range of the curves, and of branches beside them. */
function covering(
  low: number | null,
  high: number | null,
  branches: ChartSpec['branches'] = [],
): [number | null, number | null] {
  let [least, most] = [low, high]
  for (const { y } of branches) {
    for (const value of y) {
      if (least === null || value < least) least = value
      if (most === null || value > most) most = value
    }
  }
  return [least, most]
}

function padded(low: number | null, high: number | null, pad: number): [number, number] {
  if (low === null || high === null) return [0, 1]
  // What differs in the last digits only is a constant.
  const least = 1e-6 * Math.max(Math.abs(high), Math.abs(low))
  const span = high - low > least ? high - low : Math.abs(high) || 1
  const bottom = low >= 0 && low < 0.35 * span ? 0 : low - pad * span
  return [bottom, high + pad * span]
}

/** Gaps are null for the drawing library, NaN for the program. */
function aligned(spec: ChartSpec): uPlot.AlignedData {
  const columns = spec.series.map(({ y }) => Array.from(y, (value) => (Number.isFinite(value) ? value : null)))
  return [Array.from(spec.x.values), ...columns]
}

/** A chart that keeps its canvas while its data change. */
export function Chart({ spec, name }: { readonly spec: ChartSpec; readonly name: string }) {
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const latest = useRef(spec)
  latest.current = spec
  const look = theme.value
  const key = structure(spec, look)

  useEffect(() => {
    const element = host.current!
    const u = new uPlot(
      options(latest.current, look, element.clientWidth || 300, () => latest.current),
      aligned(latest.current),
      element,
    )
    plot.current = u
    const observer = new ResizeObserver(() => {
      const width = element.clientWidth
      if (width > 0 && width !== u.width) u.setSize({ width, height: latest.current.height })
    })
    observer.observe(element)
    const release = followPointer(u, (value) => latest.current.onPick?.(value))
    return () => {
      release()
      observer.disconnect()
      u.destroy()
      plot.current = null
    }
  }, [key])

  useEffect(() => {
    plot.current?.setData(aligned(spec))
  }, [spec])

  return (
    <div
      ref={host}
      class={spec.onPick ? 'chart pick' : 'chart'}
      role="img"
      aria-label={name}
      style={{ height: `${spec.height}px` }}
    />
  )
}

/** Reports the value under the pointer while it is pressed. */
function followPointer(u: uPlot, onValue: (value: number) => void): () => void {
  const { over } = u
  const report = (event: PointerEvent): void => {
    const box = over.getBoundingClientRect()
    const { min, max } = u.scales.x!
    const value = u.posToVal(Math.min(Math.max(event.clientX - box.left, 0), box.width), 'x')
    onValue(Math.min(Math.max(value, min!), max!))
  }
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return
    over.setPointerCapture(event.pointerId)
    report(event)
  }
  const move = (event: PointerEvent): void => {
    if (over.hasPointerCapture(event.pointerId)) report(event)
  }
  over.addEventListener('pointerdown', down)
  over.addEventListener('pointermove', move)
  return () => {
    over.removeEventListener('pointerdown', down)
    over.removeEventListener('pointermove', move)
  }
}
