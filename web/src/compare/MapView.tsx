import { signal } from '@preact/signals'
import { device, numbers } from '../state/document.ts'
import { drive } from '../state/drive.ts'
import { TakeAway } from '../takeaway/TakeAway.tsx'
import { baseKey } from './baseKey.ts'
import { computeMap, type DropMap, type MapAxis, mapDataset } from './dropMap.ts'
import { comparable, RangeFields, rangeAround, type TypedRange, valuesOf } from './fields.tsx'
import { MapChart } from './MapChart.tsx'

const sides = [13, 25, 49] as const

// A map goes on, and stays, while one looks at something else.
const ranges = signal<readonly [TypedRange, TypedRange] | null>(null)
const side = signal<number>(sides[0])
const map = signal<DropMap | null>(null)
const state = signal<string | null>(null)
let controller: AbortController | null = null

/** Drop of the temperature over two numbers of the device; a click takes the device there. */
export function MapView() {
  const all = comparable()
  const x = all.find(({ path }) => path.endsWith('.length') && path.includes('_ti')) ?? all[1] ?? all[0]
  const y = all.find(({ path }) => path === 'phonons') ?? all[0]
  const known = ranges.value?.every(({ path }) => all.some((each) => each.path === path)) ? ranges.value : null
  const chosen = known ?? (x === undefined || y === undefined ? null : ([rangeAround(x), rangeAround(y)] as const))
  if (chosen === null || drive.value === null) return <p class="empty">There are no two other numbers to go over.</p>

  const axisOf = (range: TypedRange): MapAxis => ({
    number: numbers.value.find(({ path }) => path === range.path)!,
    values: valuesOf(range, side.value),
  })
  const compute = async (): Promise<void> => {
    const [current, axis] = [device.value, drive.value]
    if (current === null || axis === null) return
    controller?.abort()
    controller = new AbortController()
    const { signal: stop } = controller
    try {
      if (chosen[0].path === chosen[1].path) throw new Error('choose two different numbers')
      const [across, up] = [axisOf(chosen[0]), axisOf(chosen[1])]
      const base = baseKey(current, [axis.path, across.number.path, up.number.path])
      state.value = 'computing'
      const empty = { title: current.title, drive: axis, x: across, y: up, base }
      const show = (next: DropMap): void => {
        const done = next.cells.filter((cell) => cell !== null).length
        state.value = `${Math.round((100 * done) / next.cells.length)} %`
        map.value = next
      }
      await computeMap(current, empty, show, stop)
      state.value = null
    } catch (error) {
      if (!stop.aborted) state.value = error instanceof Error ? error.message : String(error)
    }
  }
  const present = (path: string): boolean => numbers.value.some((each) => each.path === path)
  const shown =
    map.value !== null && present(map.value.x.number.path) && present(map.value.y.number.path) ? map.value : null
  const stale =
    shown !== null &&
    device.value !== null &&
    shown.base !== baseKey(device.value, [shown.drive.path, shown.x.number.path, shown.y.number.path])
  return (
    <div>
      <div class="fields">
        <RangeFields
          legend="Across"
          value={chosen[0]}
          onChange={(next) => {
            ranges.value = [next, chosen[1]]
          }}
        />
        <RangeFields
          legend="Up"
          value={chosen[1]}
          onChange={(next) => {
            ranges.value = [chosen[0], next]
          }}
        />
        <label>
          cells
          <select
            value={String(side.value)}
            onChange={(event) => {
              side.value = Number(event.currentTarget.value)
            }}
          >
            {sides.map((each) => (
              <option key={each} value={String(each)}>
                {each} × {each}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="primary" onClick={() => void compute()}>
          Draw map
        </button>
        {state.value?.endsWith('%') && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              controller?.abort()
              state.value = null
            }}
          >
            Stop
          </button>
        )}
        {shown !== null && (
          <TakeAway
            view="map"
            svg={(library) => library.mapSvg(mapDataset(shown), 'drop')}
            data={() => mapDataset(shown)}
          />
        )}
        <span role="status">{state.value}</span>
      </div>
      {stale && <p class="warning">The device has changed since this map was drawn.</p>}
      {shown !== null && <MapChart map={shown} />}
    </div>
  )
}
