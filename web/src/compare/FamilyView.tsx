import { signal } from '@preact/signals'
import type { Dataset } from 'caloritron'
import { desk } from '../compute/client.ts'
import { device } from '../state/document.ts'
import { type Drive, drive } from '../state/drive.ts'
import { TakeAway } from '../takeaway/TakeAway.tsx'
import { quantity } from '../ui/format.ts'
import { Legend } from '../ui/Legend.tsx'
import { Chart } from '../views/Chart.tsx'
import type { ChartSpec } from '../views/chartSpec.ts'
import { driveLabel, namesOf, scaleOf, symbolText, times } from '../views/specs.ts'
import { baseKey } from './baseKey.ts'
import { comparable, RangeFields, rangeAround, type TypedRange, valuesOf } from './fields.tsx'

const members = 5
const points = 96
const dashes = [undefined, [8, 3], [5, 3], [2, 3], [9, 3, 2, 3]] as const

interface Family {
  readonly dataset: Dataset
  readonly axis: Drive
  readonly path: string
  readonly values: readonly number[]
  /** What it was computed for: the device apart from that number and the drive. */
  readonly base: string
}

// A family stays while one looks at something else.
const range = signal<TypedRange | null>(null)
const family = signal<Family | null>(null)
const response = signal('')
const state = signal<string | null>(null)
let controller: AbortController | null = null

/** Operating curves for several values of one number. */
export function FamilyView() {
  const first = comparable().find(({ path }) => path.endsWith('.length') && path.includes('_ti')) ?? comparable()[0]
  const chosen =
    range.value !== null && comparable().some(({ path }) => path === range.value!.path)
      ? range.value
      : first === undefined
        ? null
        : rangeAround(first)
  if (chosen === null || drive.value === null) return <p class="empty">There is no other number to go over.</p>
  const compute = async (): Promise<void> => {
    const [current, axis] = [device.value, drive.value]
    if (current === null || axis === null) return
    controller?.abort()
    controller = new AbortController()
    const { signal: stop } = controller
    try {
      const values = valuesOf(chosen, members)
      const axes = {
        [chosen.path]: { values },
        [axis.path]: { from: axis.from, to: axis.to, points, scale: axis.scale },
      }
      state.value = 'computing'
      const onProgress = (done: number, total: number): void => {
        state.value = `${Math.round((100 * done) / total)} %`
      }
      const { dataset } = await desk.ask('sweep', { device: current, axes, falls: false }, { signal: stop, onProgress })
      family.value = { dataset, axis, path: chosen.path, values, base: baseKey(current, [axis.path, chosen.path]) }
      state.value = null
    } catch (error) {
      if (!stop.aborted) state.value = error instanceof Error ? error.message : String(error)
    }
  }
  const shown = family.value
  const names = shown === null ? [] : responsesOf(shown.dataset)
  const name = names.includes(response.value) ? response.value : (names.at(-1) ?? '')
  const spec = shown === null || name === '' ? null : familySpec(shown, name)
  return (
    <div>
      <div class="fields">
        <RangeFields
          legend="Family over"
          value={chosen}
          onChange={(next) => {
            range.value = next
          }}
        />
        {names.length > 1 && (
          <label>
            shown
            <select
              value={name}
              onChange={(event) => {
                response.value = event.currentTarget.value
              }}
            >
              {names.map((each) => (
                <option key={each} value={each}>
                  {symbolText(each)}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="button" class="primary" onClick={() => void compute()}>
          Draw family
        </button>
        {shown !== null && spec !== null && (
          <TakeAway
            view="family"
            svg={(library, title) => library.chartSvg(title, spec, shown.dataset.coordinates[shown.path]!.longName)}
            data={() => shown.dataset}
          />
        )}
        <span role="status">{state.value}</span>
      </div>
      {shown !== null &&
        device.value !== null &&
        shown.base !== baseKey(device.value, [shown.axis.path, shown.path]) && (
          <p class="warning">The device has changed since this family was drawn.</p>
        )}
      {spec !== null && (
        <>
          <Legend series={spec.series} />
          <Chart
            spec={spec}
            name={`${symbolText(name)} against ${driveLabel(shown!.axis)} for ${members} values of ${shown!.path}.`}
          />
        </>
      )}
    </div>
  )
}

function responsesOf(dataset: Dataset): string[] {
  const swept = Object.keys(dataset.dimensions).map((path) => /^islands\.(.*)\.temperature$/.exec(path)?.[1])
  const all = [
    ...namesOf(dataset, 'Q_photon_'),
    ...namesOf(dataset, 'T_').filter((name) => !swept.includes(name.slice(2))),
  ]
  return all.filter((name) => {
    const data = dataset.variables[name]!.data as Float64Array
    return data.some((value) => Number.isFinite(value) && value !== data[0])
  })
}

function familySpec({ dataset, axis, path, values }: Family, name: string): ChartSpec {
  const unit = dataset.coordinates[path]!.unit
  const swept = dataset.coordinates[axis.path]!
  const variable = dataset.variables[name]!
  const data = variable.data as Float64Array
  const count = (swept.data as Float64Array).length
  const [x, y] = [scaleOf([swept.data], swept.unit), scaleOf([data], variable.unit)]
  return {
    x: {
      values: times(swept.data as Float64Array, x.factor),
      label: driveLabel(axis),
      unit: x.unit,
      log: axis.scale === 'log',
    },
    y: { label: symbolText(name), unit: y.unit },
    series: values.map((value, k) => ({
      label: quantity(value, unit, 3),
      y: times(data.subarray(k * count, (k + 1) * count), y.factor),
      color: k,
      dash: dashes[k % dashes.length] ?? [],
    })),
    height: 280,
  }
}
