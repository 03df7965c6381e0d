import type { Device, LedgerRow, OperatingPoint } from 'caloritron'
import { failures, study } from '../compute/results.ts'
import { TakeAway } from '../takeaway/TakeAway.tsx'
import { quantity } from '../ui/format.ts'
import { meaningOf } from '../ui/glossary.ts'
import { Panel } from '../ui/Panel.tsx'

const width = 440
const boxWidth = 104
const boxHeight = 46
const gap = 66
/** Letters of a name that its box has room for. */
const longestName = 14
const thickest = 20
const thinnest = 2

interface Flow {
  readonly row: LedgerRow
  readonly from: string
  readonly to: string
  readonly power: number
  readonly thickness: number
}

/** The heat ledger as a flow diagram, and as the table that it is. */
export function Ledger() {
  const found = study.value
  if (found === null) {
    return (
      <Panel title="Heat ledger" name="ledger">
        <p class="empty">{'point' in failures.value ? 'There is no operating point.' : 'Computing…'}</p>
      </Panel>
    )
  }
  return (
    <Panel
      title="Heat ledger"
      name="ledger"
      tools={
        <TakeAway
          view="ledger"
          svg={(library, title) => library.drawingSvg('[data-panel=ledger] svg.flow', title)}
          data={(library) => library.ledgerDataset(found.point, found.device)}
        />
      }
    >
      <FlowDiagram point={found.point} device={found.device} />
      <details>
        <summary>Every flow with its error</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">channel</th>
              <th scope="col">from → to</th>
              <th scope="col" class="right">
                power
              </th>
              <th scope="col" class="right">
                ±
              </th>
            </tr>
          </thead>
          <tbody>
            {found.point.heat.map((row) => (
              <tr key={`${row.channel} ${row.element} ${row.from} ${row.to}`} title={meaningOf(row).words}>
                <td>
                  {row.channel}
                  {row.element === null ? '' : ` (${row.element})`}
                </td>
                <td>
                  {row.from} → {row.to}
                </td>
                <td
                  class="right"
                  data-ledger={`${row.channel}|${row.element ?? ''}|${row.from}|${row.to}`}
                  data-value={String(row.power)}
                >
                  {quantity(row.power, 'W', 5)}
                </td>
                <td class="right">{row.errorEstimate > 0 ? quantity(row.errorEstimate, 'W', 1) : '0'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Panel>
  )
}

function flowsOf({ heat }: OperatingPoint): Flow[] {
  const largest = Math.max(...heat.map(({ power }) => Math.abs(power)), Number.MIN_VALUE)
  return heat
    .filter(({ power }) => power !== 0)
    .map((row) => {
      const turned = row.power < 0
      const power = Math.abs(row.power)
      return {
        row,
        from: turned ? row.to : row.from,
        to: turned ? row.from : row.to,
        power,
        thickness: thinnest + (thickest - thinnest) * Math.sqrt(power / largest),
      }
    })
}

function FlowDiagram({ point, device }: { readonly point: OperatingPoint; readonly device: Device }) {
  const islands = Object.keys(device.islands)
  const flows = flowsOf(point)
  const height = Math.max(1, islands.length) * (boxHeight + gap) - gap + 30
  const centre = width / 2
  const middle = (name: string): number => 15 + islands.indexOf(name) * (boxHeight + gap) + boxHeight / 2
  const isIsland = (name: string): boolean => islands.includes(name)
  const outside = flows.find(({ from, to }) => from === 'external' || to === 'external')
  const between = flows.filter(({ from, to }) => isIsland(from) && isIsland(to))
  const side = (name: string): number => (name === 'external' ? 58 : width - 61)
  /** Flows of one island to one side lie above each other. */
  const offset = (flow: Flow): number => {
    const island = isIsland(flow.from) ? flow.from : flow.to
    const other = isIsland(flow.from) ? flow.to : flow.from
    const same = flows.filter(({ from, to }) => (from === island && to === other) || (from === other && to === island))
    const total = same.reduce((sum, { thickness }) => sum + Math.max(thickness, 14), 0)
    let at = -total / 2
    for (const each of same) {
      const room = Math.max(each.thickness, 14)
      if (each === flow) return at + room / 2
      at += room
    }
    return 0
  }
  return (
    <svg class="flow" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={description(point)}>
      <defs>
        <marker
          id="flow-head"
          viewBox="0 0 6 8"
          refX="0.5"
          refY="4"
          markerWidth="6"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 0L6 4L0 8Z" class="head" />
        </marker>
      </defs>
      {outside !== undefined && (
        <text
          x={4}
          y={middle(isIsland(outside.from) ? outside.from : outside.to)}
          class="bath"
          dominant-baseline="middle"
        >
          outside
        </text>
      )}
      <g class="bath">
        <rect x={width - 58} y={8} width={57} height={height - 16} rx={4} />
        <text x={width - 29} y={height / 2 - 7} text-anchor="middle">
          lattice
        </text>
        <text x={width - 29} y={height / 2 + 9} text-anchor="middle">
          {quantity(device.phonons, 'K', 3)}
        </text>
      </g>
      {flows
        .filter((flow) => !between.includes(flow))
        .map((flow) => {
          const island = isIsland(flow.from) ? flow.from : flow.to
          const other = isIsland(flow.from) ? flow.to : flow.from
          if (!isIsland(island)) return null
          const y = middle(island) + offset(flow)
          const [a, b] =
            other === 'external' ? [side(other), centre - boxWidth / 2] : [centre + boxWidth / 2, side(other)]
          const inward = (other === 'external') === (flow.from === other)
          return (
            <g key={`${flow.row.channel} ${flow.row.element} ${island}`} class={`stream ${kindOf(flow)}`}>
              <line
                x1={inward ? a + 3 : b - 3}
                x2={inward ? b - 8 : a + 8}
                y1={y}
                y2={y}
                stroke-width={flow.thickness}
                marker-end="url(#flow-head)"
              />
              <text x={(a + b) / 2} y={y + 4} text-anchor="middle">
                {quantity(flow.power, 'W', 4)}
              </text>
            </g>
          )
        })}
      {between.map((flow, index) => {
        const [y1, y2] = [middle(flow.from), middle(flow.to)]
        const down = y2 > y1
        const neighbours = Math.abs(islands.indexOf(flow.from) - islands.indexOf(flow.to)) === 1
        const x = centre + (neighbours ? 0 : -boxWidth / 2 - 8 - 10 * index)
        const start = down ? y1 + boxHeight / 2 + 2 : y1 - boxHeight / 2 - 2
        const end = down ? y2 - boxHeight / 2 - 8 : y2 + boxHeight / 2 + 8
        return (
          <g key={`${flow.row.channel} ${flow.from} ${flow.to}`} class={`stream ${kindOf(flow)}`}>
            <line x1={x} x2={x} y1={start} y2={end} stroke-width={flow.thickness} marker-end="url(#flow-head)" />
            <text
              x={neighbours ? x + flow.thickness / 2 + 7 : x - flow.thickness / 2 - 5}
              y={(y1 + y2) / 2 + (neighbours ? 4 : -14 - 14 * index)}
              text-anchor={neighbours ? 'start' : 'end'}
            >
              {quantity(flow.power, 'W', 4)} {flow.row.channel}
            </text>
          </g>
        )
      })}
      {islands.map((name, index) => (
        <g key={name} class={`island c${index % 6}`}>
          <rect x={centre - boxWidth / 2} y={middle(name) - boxHeight / 2} width={boxWidth} height={boxHeight} rx={5} />
          <text x={centre} y={middle(name) - 4} text-anchor="middle">
            {name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name}
            {name.length > longestName && <title>{name}</title>}
          </text>
          <text x={centre} y={middle(name) + 14} text-anchor="middle" class="value">
            {quantity(point.temperatures[name] ?? Number.NaN, 'K', 5)}
          </text>
        </g>
      ))}
    </svg>
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
