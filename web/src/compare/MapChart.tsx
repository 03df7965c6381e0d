import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { device, setNumber } from '../state/document.ts'
import { numberAt } from '../state/numbers.ts'
import { theme } from '../state/theme.ts'
import { quantity } from '../ui/format.ts'
import type { DropMap, MapAxis } from './dropMap.ts'
import { mapColor } from './mapColor.ts'
import { type Tick, ticksOf } from './mapTicks.ts'

interface Cell {
  readonly column: number
  readonly row: number
}

/** A map with its axes and colors; a click, or Enter, takes the device to a cell. */
export function MapChart({ map }: { readonly map: DropMap }) {
  const { x, y, cells, unsolved, unit } = map
  const [columns, rows] = [x.values.length, y.values.length]
  const over = useSignal('')
  const cursor = useSignal<Cell | null>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => paint(canvas.current, map, theme.value === 'dark'), [map, theme.value])
  const largest = Math.max(0, ...cells.map((cell) => cell ?? 0))
  const shown = (axis: MapAxis, index: number): string =>
    `${axis.number.label} ${quantity(axis.values[index]!, axis.number.unit || '1', 3)}`
  const describe = ({ column, row }: Cell): string => {
    const index = row * columns + column
    const drop = cells[index]
    const failures = unsolved[index] ?? 0
    const found =
      drop === null || drop === undefined
        ? 'not computed yet'
        : drop === 0
          ? 'no NDTC'
          : `drop ${quantity(drop, unit, 3)}`
    const remark = failures === 0 ? '' : `, ${failures} points of its curve did not converge`
    return `${shown(x, column)}, ${shown(y, row)}: ${found}${remark}`
  }
  const cellAt = (event: MouseEvent): Cell => {
    const box = canvas.current!.getBoundingClientRect()
    const at = (part: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(part * count)))
    return {
      column: at((event.clientX - box.left) / box.width, columns),
      row: rows - 1 - at((event.clientY - box.top) / box.height, rows),
    }
  }
  const go = (cell: Cell): void => {
    setNumber(x.number.path, Number(x.values[cell.column]!.toPrecision(6)))
    setNumber(y.number.path, Number(y.values[cell.row]!.toPrecision(6)))
    over.value = `The device is now at ${describe(cell)}.`
  }
  const keys = (event: KeyboardEvent): void => {
    const at = cursor.value ?? { column: columns >> 1, row: rows >> 1 }
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key]
    if (event.key === 'Enter' || event.key === ' ') go(at)
    else if (step === undefined) return
    else {
      const clip = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value))
      cursor.value = { column: clip(at.column + step[0]!, columns), row: clip(at.row + step[1]!, rows) }
      over.value = describe(cursor.value)
    }
    event.preventDefault()
  }
  const [xTicks, yTicks] = [ticksOf(x.values, x.number.unit, 6), ticksOf(y.values, y.number.unit, 5)]
  const scale = ticksOf([0, largest / 2, largest], unit, 4)
  const here = placeOf(map)
  const title = (axis: MapAxis, shownUnit: string): string =>
    shownUnit === '' ? axis.number.label : `${axis.number.label} (${shownUnit})`
  return (
    <div class="map">
      <div class="frame">
        <span class="ytitle">{title(y, yTicks.unit)}</span>
        <Ticks side="left" ticks={yTicks.ticks} />
        <button
          type="button"
          class="cells"
          aria-label={`Map of the largest drop over ${x.number.label} and ${y.number.label}; arrows move, Enter takes the device there`}
          onClick={(event) => {
            if (event.detail > 0) go(cellAt(event))
          }}
          onKeyDown={keys}
          onBlur={() => {
            cursor.value = null
          }}
          onPointerMove={(event) => {
            over.value = describe(cellAt(event))
          }}
        >
          <canvas ref={canvas} width={columns * 24} height={rows * 18} />
          {unsolved.map((count, index) =>
            count === 0 ? null : (
              <i
                key={index}
                class="hollow"
                style={{
                  left: `${(((index % columns) + 0.5) / columns) * 100}%`,
                  bottom: `${((Math.floor(index / columns) + 0.5) / rows) * 100}%`,
                }}
              />
            ),
          )}
          {here !== null && <i class="here" style={{ left: `${here.across * 100}%`, bottom: `${here.up * 100}%` }} />}
          {cursor.value !== null && (
            <i
              class="cell"
              style={{
                left: `${(cursor.value.column / columns) * 100}%`,
                bottom: `${(cursor.value.row / rows) * 100}%`,
                width: `${100 / columns}%`,
                height: `${100 / rows}%`,
              }}
            />
          )}
        </button>
        <i class="bar" aria-hidden="true" />
        {largest > 0 ? <Ticks side="right" ticks={barTicks(scale.ticks)} /> : <span />}
        <Ticks side="below" ticks={xTicks.ticks} />
        <span class="xtitle">{title(x, xTicks.unit)}</span>
        <span class="bartitle">{largest > 0 && scale.unit !== '' ? `drop (${scale.unit})` : 'drop'}</span>
      </div>
      <p role="status">{over.value || 'Point at a cell to read it; a click takes the device there.'}</p>
      <p class="key">
        <i class="here" /> the device
        {unsolved.some((count) => count > 0) && (
          <>
            <i class="hollow" /> points that did not converge
          </>
        )}
        {largest === 0 && cells.every((cell) => cell !== null) && <span>There is no NDTC anywhere in this range.</span>}
      </p>
    </div>
  )
}

/** The scale of colors has no cells: its ends are its ends. */
function barTicks(ticks: readonly Tick[]): Tick[] {
  return ticks.map(({ place, text }) => ({ place: (place - 1 / 6) / (2 / 3), text }))
}

function Ticks({ side, ticks }: { readonly side: 'left' | 'right' | 'below'; readonly ticks: readonly Tick[] }) {
  const along = side === 'below' ? 'left' : 'bottom'
  return (
    <span class={`ticks ${side}`} aria-hidden="true">
      {ticks.map(({ place, text }) => (
        <span key={text} style={{ [along]: `${place * 100}%` }}>
          {text}
        </span>
      ))}
    </span>
  )
}

/** Where the device stands on a map; null beyond its edges. */
function placeOf({ x, y }: DropMap): { readonly across: number; readonly up: number } | null {
  const current = device.value
  if (current === null) return null
  const part = ({ number, values }: MapAxis): number => {
    const value = numberAt(current, number.path)
    if (value === null) return Number.NaN
    const [first, last] = [values[0]!, values.at(-1)!]
    const log = number.scale === 'log' && first > 0 && last > 0
    const along = log ? Math.log(value / first) / Math.log(last / first) : (value - first) / (last - first)
    return (0.5 + along * (values.length - 1)) / values.length
  }
  const [across, up] = [part(x), part(y)]
  return across >= 0 && across <= 1 && up >= 0 && up <= 1 ? { across, up } : null
}

function paint(canvas: HTMLCanvasElement | null, { x, y, cells }: DropMap, dark: boolean): void {
  const context = canvas?.getContext('2d')
  if (canvas === null || context === null || context === undefined) return
  const largest = Math.max(Number.MIN_VALUE, ...cells.map((cell) => cell ?? 0))
  const columns = x.values.length
  const [width, height] = [canvas.width / columns, canvas.height / y.values.length]
  context.clearRect(0, 0, canvas.width, canvas.height)
  for (const [index, cell] of cells.entries()) {
    const [left, top] = [(index % columns) * width, canvas.height - (Math.floor(index / columns) + 1) * height]
    context.fillStyle = cell === null ? (dark ? '#2b3039' : '#e3e5e9') : mapColor(cell / largest)
    context.fillRect(left, top, width, height)
  }
}
