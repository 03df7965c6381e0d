import { useSignal } from '@preact/signals'
import type { NdtcInterval } from 'caloritron'
import { useEffect, useRef } from 'preact/hooks'
import { desk } from '../compute/client.ts'
import { device, numbers, setNumber } from '../state/document.ts'
import { drive } from '../state/drive.ts'
import { theme } from '../state/theme.ts'
import { quantity } from '../ui/format.ts'
import { comparable, RangeFields, rangeAround, type TypedRange, valuesOf } from './fields.tsx'
import { mapColor } from './mapColor.ts'

const side = 13
const points = 64

interface DropMap {
  readonly paths: readonly [string, string]
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** Drops [K or W], row by row; null where nothing is known yet. */
  readonly cells: readonly (number | null)[]
  readonly unit: string
}

/** Order in which cells are computed: coarse first, so that the picture can be read early. */
function coarseFirst(length: number): number[] {
  const order: number[] = []
  for (const step of [6, 3, 2, 1]) for (let k = 0; k < length; k += step) if (!order.includes(k)) order.push(k)
  return order
}

function largestDrop(intervals: readonly NdtcInterval[], row: Readonly<Record<string, number>>): number {
  const fitting = intervals.filter(({ coordinates }) =>
    Object.entries(row).every(([path, value]) => coordinates[path] === value),
  )
  return Math.max(0, ...fitting.map(({ drop }) => drop))
}

/** Drop of the temperature over two numbers of the device; a click takes the device there. */
export function MapView() {
  const ranges = useSignal<readonly [TypedRange, TypedRange] | null>(null)
  const map = useSignal<DropMap | null>(null)
  const state = useSignal<string | null>(null)
  const over = useSignal<string>('')
  const controller = useRef<AbortController | null>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const all = comparable()
  const x = all.find(({ path }) => path.endsWith('.length') && path.includes('_ti')) ?? all[1] ?? all[0]
  const y = all.find(({ path }) => path === 'phonons') ?? all[0]
  const known = ranges.value?.every(({ path }) => all.some((each) => each.path === path)) ? ranges.value : null
  const chosen = known ?? (x === undefined || y === undefined ? null : ([rangeAround(x), rangeAround(y)] as const))
  useEffect(() => paint(canvas.current, map.value, theme.value === 'dark'), [map.value, theme.value])
  if (chosen === null || drive.value === null) return <p class="empty">There are no two other numbers to go over.</p>

  const compute = async (): Promise<void> => {
    const [current, axis] = [device.value, drive.value]
    if (current === null || axis === null) return
    controller.current?.abort()
    controller.current = new AbortController()
    const { signal } = controller.current
    try {
      if (chosen[0].path === chosen[1].path) throw new Error('choose two different numbers')
      const [xs, ys] = [valuesOf(chosen[0], side), valuesOf(chosen[1], side)]
      const paths = [chosen[0].path, chosen[1].path] as const
      const cells = new Array<number | null>(side * side).fill(null)
      let unit = 'K'
      state.value = 'computing'
      map.value = { paths, x: xs, y: ys, cells, unit }
      for (const row of coarseFirst(side)) {
        const axes = {
          [paths[1]]: { values: [ys[row]!] },
          [paths[0]]: { values: xs },
          [axis.path]: { from: axis.from, to: axis.to, points, scale: axis.scale },
        }
        const { intervals } = await desk.ask('sweep', { device: current, axes, falls: true }, { signal })
        unit = intervals[0]?.units.response ?? unit
        for (const [column, value] of xs.entries())
          cells[row * side + column] = largestDrop(intervals, { [paths[0]]: value, [paths[1]]: ys[row]! })
        const done = cells.filter((cell) => cell !== null).length
        state.value = done === cells.length ? null : `${Math.round((100 * done) / cells.length)} %`
        map.value = { paths, x: xs, y: ys, cells: [...cells], unit }
      }
    } catch (error) {
      if (!signal.aborted) state.value = error instanceof Error ? error.message : String(error)
    }
  }
  const shown = map.value
  const label = (path: string): string => numbers.value.find((each) => each.path === path)?.label ?? path
  const unitOf = (path: string): string => numbers.value.find((each) => each.path === path)?.unit || '1'
  const cellAt = (event: MouseEvent): { column: number; row: number } => {
    const box = canvas.current!.getBoundingClientRect()
    const at = (part: number): number => Math.min(side - 1, Math.max(0, Math.floor(part * side)))
    return {
      column: at((event.clientX - box.left) / box.width),
      row: side - 1 - at((event.clientY - box.top) / box.height),
    }
  }
  const describe = ({ column, row }: { column: number; row: number }): string => {
    const drop = shown!.cells[row * side + column]
    const place = `${label(shown!.paths[0])} ${quantity(shown!.x[column]!, unitOf(shown!.paths[0]), 3)}, ${label(shown!.paths[1])} ${quantity(shown!.y[row]!, unitOf(shown!.paths[1]), 3)}`
    return `${place}: ${drop === null || drop === undefined ? 'not computed yet' : drop === 0 ? 'no NDTC' : `drop ${quantity(drop, shown!.unit, 3)}`}`
  }
  const go = ({ column, row }: { column: number; row: number }): void => {
    setNumber(shown!.paths[0], Number(shown!.x[column]!.toPrecision(6)))
    setNumber(shown!.paths[1], Number(shown!.y[row]!.toPrecision(6)))
    over.value = `The device is now at ${describe({ column, row })}.`
  }
  const cursor = useRef({ column: Math.floor(side / 2), row: Math.floor(side / 2) })
  const keys = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    if (event.key === 'Enter' || event.key === ' ') go(cursor.current)
    else if (step === undefined) return
    else {
      const clip = (value: number): number => Math.min(side - 1, Math.max(0, value))
      cursor.current = { column: clip(cursor.current.column + step[0]!), row: clip(cursor.current.row + step[1]!) }
      over.value = describe(cursor.current)
    }
    event.preventDefault()
  }
  const largest = shown === null ? 0 : Math.max(0, ...shown.cells.map((cell) => cell ?? 0))
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
        <button type="button" class="primary" onClick={() => void compute()}>
          Draw map
        </button>
        {state.value !== null && shown !== null && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              controller.current?.abort()
              state.value = null
            }}
          >
            Stop
          </button>
        )}
        <span role="status">{state.value}</span>
      </div>
      {shown !== null && (
        <div class="map">
          <button
            type="button"
            class="cells"
            aria-label={`Map of the largest drop over ${label(shown.paths[0])} and ${label(shown.paths[1])}; arrows move, Enter takes the device there`}
            onClick={(event) => {
              if (event.detail > 0) go(cellAt(event))
            }}
            onKeyDown={keys}
            onPointerMove={(event) => {
              over.value = describe(cellAt(event))
            }}
          >
            <canvas ref={canvas} width={side * 24} height={side * 18} />
          </button>
          <div class="scale" aria-hidden="true">
            <span>no NDTC</span>
            <i />
            <span>{quantity(largest, shown.unit, 3)}</span>
          </div>
          <p>
            → {label(shown.paths[0])}, {quantity(shown.x[0]!, unitOf(shown.paths[0]), 3)} to{' '}
            {quantity(shown.x.at(-1)!, unitOf(shown.paths[0]), 3)}; ↑ {label(shown.paths[1])},{' '}
            {quantity(shown.y[0]!, unitOf(shown.paths[1]), 3)} to {quantity(shown.y.at(-1)!, unitOf(shown.paths[1]), 3)}
          </p>
          <p role="status">{over.value}</p>
        </div>
      )}
    </div>
  )
}

function paint(canvas: HTMLCanvasElement | null, map: DropMap | null, dark: boolean): void {
  const context = canvas?.getContext('2d')
  if (canvas === null || map === null || context === null || context === undefined) return
  const largest = Math.max(Number.MIN_VALUE, ...map.cells.map((cell) => cell ?? 0))
  const [width, height] = [canvas.width / side, canvas.height / side]
  context.clearRect(0, 0, canvas.width, canvas.height)
  for (const [index, cell] of map.cells.entries()) {
    const [left, top] = [(index % side) * width, canvas.height - (Math.floor(index / side) + 1) * height]
    context.fillStyle = cell === null ? (dark ? '#2b3039' : '#e3e5e9') : mapColor(cell / largest)
    context.fillRect(left, top, width, height)
  }
}
