import type { Device, DeviceElement } from 'caloritron'
import { useMemo } from 'preact/hooks'
import { device } from '../state/document.ts'
import { selected } from '../state/selection.ts'
import { quantity } from '../ui/format.ts'
import { layoutSchematic, type PlacedPart } from './layout.ts'
import { PartSymbol } from './PartSymbol.tsx'

const rowHeight = 92
/** Room beside the line of a column for the widest name [units for each letter, at least, at most]. */
const column = { letter: 7.2, least: 84, most: 140 } as const
const left = 56
const top = 26

/** Where the name of a part begins, beside its symbol. */
function beside(kind: string): number {
  return { squid: 24, touchstone: 21, inductor: 14 }[kind] ?? 16
}

/** Most telling number of an element, for its label. */
function remark(element: DeviceElement): string {
  const { length, resistance, inductance, capacitance, material } = element
  if (typeof length === 'number')
    return `${typeof material === 'string' ? `${material}, ` : ''}${quantity(length, 'm', 3)}`
  if (typeof resistance === 'number') return quantity(resistance, 'Ohm', 3)
  if (typeof inductance === 'number') return quantity(inductance, 'H', 3)
  if (typeof capacitance === 'number') return quantity(capacitance, 'F', 3)
  return element.kind
}

const y = (row: number): number => top + row * rowHeight

/** The circuit, drawn from the device; a click on a part shows its controls. */
export function Schematic() {
  const current = device.value
  // The drawing depends on what is connected, not on the numbers that are dragged.
  const wiring =
    current === null
      ? ''
      : JSON.stringify(Object.entries(current.circuit).map(([name, { nodes, island }]) => [name, nodes, island]))
  const layout = useMemo(() => (current === null ? null : layoutSchematic(current)), [wiring])
  if (current === null || layout === null) return null
  const { nodes, parts, columns } = layout
  const widest = Math.max(...parts.map(({ name, kind }) => beside(kind) + column.letter * name.length))
  const columnWidth = Math.min(column.most, Math.max(column.least, 22 + widest))
  const x = (place: number): number => left + place * columnWidth
  const islands = Object.keys(current.islands)
  const width = left + Math.max(1, columns) * columnWidth - 8
  const height = top + Math.max(1, nodes.length - 1) * rowHeight + 28
  return (
    <div class="schematic">
      {/* biome-ignore lint/a11y/useSemanticElements: a drawing is no fieldset */}
      <svg
        viewBox={`0 0 ${width} ${height}`}
        style={{ maxWidth: `${width * 1.1}px` }}
        role="group"
        aria-label="Circuit of the device"
      >
        {nodes.map((node, row) => {
          const at = parts.filter((part) => part.nodes.includes(node)).map(({ column }) => x(column))
          const [from, to] = [Math.min(...at), Math.max(...at)]
          return (
            <g key={node} class="node">
              <line x1={from} x2={to} y1={y(row)} y2={y(row)} />
              {at.map((place) => (
                <circle key={place} cx={place} cy={y(row)} r="2.6" />
              ))}
              {/* Before the first column there is room; behind it stand the names of other parts. */}
              {from <= left ? (
                <text x={from - 10} y={y(row) + 4} text-anchor="end">
                  {node}
                </text>
              ) : (
                <text x={from + 8} y={y(row) - 5}>
                  {node}
                </text>
              )}
              {/^(gnd|ground|0)$/i.test(node) && <path d={`M${from} ${y(row)}v8m-9 0h18m-15 4h12m-9 4h6`} />}
            </g>
          )
        })}
        {parts.map((part) => {
          const element = current.circuit[part.name]!
          const { criticalTemperature } = current.materials[String(element.material)] ?? {}
          return (
            <Part
              key={part.name}
              part={part}
              text={remark(element)}
              superconducting={criticalTemperature !== undefined}
              color={part.island === null ? 'cmuted' : `c${islands.indexOf(part.island) % 6}`}
              nodes={nodes}
              width={columnWidth}
            />
          )
        })}
      </svg>
      <HeatChips device={current} />
    </div>
  )
}

/** A part of the drawing, which stays as it is while a number of another one is dragged. */
function Part({
  part,
  text,
  superconducting,
  color,
  nodes,
  width,
}: {
  readonly part: PlacedPart
  /** What is written below its name. */
  readonly text: string
  readonly superconducting: boolean
  /** Class of its color. */
  readonly color: string
  readonly nodes: readonly string[]
  readonly width: number
}) {
  const path = `circuit.${part.name}`
  const place = left + part.column * width
  const [upper, lower] = [y(part.top), y(part.bottom)]
  const middle = upper === lower ? upper + 30 : (upper + lower) / 2
  const choose = (): void => {
    selected.value = path
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button inside a drawing
    <g
      class={`part ${color} ${selected.value === path ? 'chosen' : ''}`}
      role="button"
      tabindex={0}
      aria-description={`${part.kind}${part.island === null ? '' : `, island ${part.island}`}`}
      aria-pressed={selected.value === path}
      data-part={part.name}
      onClick={choose}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault()
          choose()
        }
      }}
    >
      <rect class="touch" x={place - 18} y={middle - 34} width={width - 8} height="68" rx="6" />
      <path class="lead" d={`M${place} ${upper}V${middle - 20}M${place} ${middle + 20}V${lower}`} />
      {part.nodes.slice(1, -1).map((node) => (
        <circle key={node} class="lead" cx={place} cy={y(nodes.indexOf(node))} r="2.6" />
      ))}
      <g transform={`translate(${place} ${middle})`}>
        <PartSymbol kind={part.kind} superconducting={superconducting} />
      </g>
      <text x={place + beside(part.kind)} y={middle - 3} class="name">
        {part.name}
      </text>
      <text x={place + beside(part.kind)} y={middle + 13} class="remark">
        {text}
      </text>
    </g>
  )
}

/** What heats, cools and couples beside the circuit. */
function HeatChips({ device: current }: { readonly device: Device }) {
  const heat = Object.entries(current.heat)
  if (heat.length === 0) return null
  return (
    <ul class="chips" aria-label="Heat">
      {heat.map(([name, { kind, island }]) => (
        <li key={name}>
          <button
            type="button"
            class={typeof island === 'string' ? `c${Object.keys(current.islands).indexOf(island) % 6}` : ''}
            aria-pressed={selected.value === `heat.${name}`}
            onClick={() => {
              selected.value = `heat.${name}`
            }}
          >
            <span aria-hidden="true">⇝</span> {name === kind ? name : `${name} (${kind})`}
            {typeof island === 'string' ? ` on ${island}` : ''}
          </button>
        </li>
      ))}
    </ul>
  )
}
