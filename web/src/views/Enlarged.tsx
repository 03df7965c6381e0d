import { useMemo } from 'preact/hooks'
import { type Curve, curve } from '../compute/results.ts'
import { type Drive, drive } from '../state/drive.ts'
import { Chart } from './Chart.tsx'
import type { ChartSpec } from './chartSpec.ts'
import { scaleOf, sweptOf, symbolText, times } from './specs.ts'

/** How much of the curve is shown to either side of the fall, in widths of it. */
const beside = 0.7
/** Part of the range of the curve that is seen without enlarging. */
const wellSeen = 0.25

/** The largest fall of a temperature by itself: it is small beside the temperatures. */
export function Enlarged() {
  const [shown, axis] = [curve.value, drive.value]
  const spec = useMemo(() => (shown === null || axis === null ? null : enlargedSpec(shown, axis)), [shown, axis])
  if (spec === null) return null
  return (
    <figure class="enlarged">
      <figcaption>{spec.series[0]!.label}, enlarged</figcaption>
      <Chart spec={spec} name={`${spec.series[0]!.label} about its fall, enlarged.`} />
    </figure>
  )
}

function enlargedSpec({ dataset, device, intervals }: Curve, axis: Drive): ChartSpec | null {
  const largest = intervals.filter(({ drop }) => drop > 0).toSorted((a, b) => b.drop - a.drop)[0]
  const data = largest === undefined ? undefined : dataset.variables[largest.response]?.data
  const swept = sweptOf(dataset)
  const all = swept.data
  if (largest === undefined || !(data instanceof Float64Array) || !(all instanceof Float64Array)) return null
  // What the whole curve shows well needs no enlarging.
  const [low, high] = [Math.min(...data.filter(Number.isFinite)), Math.max(...data.filter(Number.isFinite))]
  if (largest.drop > wellSeen * (high - low)) return null
  const width = largest.end.drive - largest.onset.drive
  const [from, to] = [largest.onset.drive - beside * width, largest.end.drive + beside * width]
  const inside = Array.from(all.keys()).filter((k) => all[k]! >= from && all[k]! <= to)
  if (inside.length < 3) return null
  const x = scaleOf([swept.data], swept.unit)
  const values = inside.map((k) => data[k]!)
  const y = scaleOf([Float64Array.from(values)], largest.units.response)
  const islands = Object.keys(device.islands)
  const color = Math.max(0, islands.indexOf(largest.response.replace(/^T_/, '')))
  const place = axis.value
  return {
    x: {
      values: times(
        inside.map((k) => all[k]!),
        x.factor,
      ),
      label: '',
      unit: x.unit,
      log: axis.scale === 'log',
    },
    y: { label: '', unit: y.unit },
    series: [{ label: symbolText(largest.response), y: times(values, y.factor), color }],
    height: 176,
    bands: [{ from: largest.onset.drive * x.factor, to: largest.end.drive * x.factor, lines: [] }],
    ...(place !== null && place >= from && place <= to ? { cursor: { x: place * x.factor } } : {}),
  }
}
