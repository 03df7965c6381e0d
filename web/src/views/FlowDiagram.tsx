import type { Device, OperatingPoint } from 'caloritron'
import { quantity } from '../ui/format.ts'
import { meaningOf } from '../ui/glossary.ts'
import { type Flow, layoutLedger, type Stream } from './ledgerLayout.ts'

/** Letters that a box, or an arrow, has room for. */
const longest = { box: 15, arrow: 11 } as const

const shortened = (name: string, length: number): string =>
  name.length > length ? `${name.slice(0, length - 1)}…` : name

/** The heat ledger as a flow diagram: arrows as thick as the root of their power. */
export function FlowDiagram({ point, device }: { readonly point: OperatingPoint; readonly device: Device }) {
  const { width, height, boxWidth, boxes, streams, lattice } = layoutLedger(point, device)
  return (
    <svg
      class={boxes.length > 4 ? 'flow tall' : 'flow'}
      viewBox={`0 0 ${width} ${height}`}
      style={{ maxWidth: `${1.35 * width}px` }}
      role="img"
      aria-label={description(point)}
    >
      {lattice !== null && (
        <g class="bath">
          <rect x={lattice.x} y={6} width={lattice.width} height={height - 12} rx={4} />
          <text x={lattice.x + lattice.width / 2} y={height / 2 - 4} text-anchor="middle">
            lattice
          </text>
          <text x={lattice.x + lattice.width / 2} y={height / 2 + 12} text-anchor="middle">
            {quantity(device.phonons, 'K', 3)}
          </text>
        </g>
      )}
      {streams.map((stream) => (
        <Arrow
          key={`${stream.flow.row.channel} ${stream.flow.row.element} ${stream.flow.from} ${stream.flow.to}`}
          stream={stream}
        />
      ))}
      {boxes.map(({ name, index, x, y, height: tall }) => (
        <g key={name} class={`island c${index % 6}`}>
          <rect x={x} y={y} width={boxWidth} height={tall} rx={5} />
          <text x={x + boxWidth / 2} y={y + tall / 2 - 4} text-anchor="middle">
            {shortened(name, longest.box)}
            {name.length > longest.box && <title>{name}</title>}
          </text>
          <text x={x + boxWidth / 2} y={y + tall / 2 + 13} text-anchor="middle" class="value">
            {quantity(point.temperatures[name] ?? Number.NaN, 'K', 5)}
          </text>
        </g>
      ))}
    </svg>
  )
}

function Arrow({ stream: { flow, points, label } }: { readonly stream: Stream }) {
  const { thickness, power, name, row } = flow
  const [last, tip] = [points.at(-2)!, points.at(-1)!]
  const [dx, dy] = [Math.sign(tip[0] - last[0]), Math.sign(tip[1] - last[1])]
  const head = Math.max(3.5, thickness / 2 + 1.5)
  const neck = [tip[0] - dx * head, tip[1] - dy * head] as const
  const line = [...points.slice(0, -1), neck].map(([x, y], k) => `${k === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  const corner = (side: 1 | -1): string => `${neck[0] - side * dy * head} ${neck[1] + side * dx * head}`
  const { words, equation } = meaningOf(row)
  const turned = label.turned ? `rotate(-90 ${label.x} ${label.y})` : undefined
  return (
    <g class={`stream ${kindOf(flow)}`}>
      <title>{equation === undefined ? words : `${words}\n${equation}`}</title>
      <path class="line" d={line} stroke-width={thickness} />
      <path class="head" d={`M${tip[0]} ${tip[1]}L${corner(1)}L${corner(-1)}Z`} />
      <text x={label.x} y={label.y} text-anchor={label.anchor} transform={turned}>
        {shortened(name, longest.arrow)} {quantity(power, 'W', 4)}
      </text>
    </g>
  )
}

function kindOf({ row }: Flow): string {
  return row.channel === 'photon' ? 'photon' : row.from === 'external' || row.to === 'external' ? 'work' : 'phonon'
}

function description({ heat }: OperatingPoint): string {
  const rows = heat.map(
    ({ channel, element, from, to, power }) =>
      `${quantity(power, 'W', 4)} from ${from} to ${to} (${element ?? channel})`,
  )
  return `Heat flows: ${rows.join('; ')}.`
}
