import { failures, study } from '../compute/results.ts'
import { device } from '../state/document.ts'
import { TakeAway } from '../takeaway/TakeAway.tsx'
import { quantity } from '../ui/format.ts'
import { meaningOf } from '../ui/glossary.ts'
import { Panel } from '../ui/Panel.tsx'
import { FlowDiagram } from './FlowDiagram.tsx'

/** The heat ledger as a flow diagram, and as the table that it is. */
export function Ledger() {
  const found = study.value
  if (found === null) {
    return (
      <Panel title="Heat ledger" name="ledger">
        <p class="empty">
          {device.value === null
            ? 'There is no device yet.'
            : 'point' in failures.value
              ? 'There is no operating point.'
              : 'Computing…'}
        </p>
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow page scrolls it, by the keyboard, too */}
      <section class="flowing" aria-label="Flow diagram" tabIndex={0}>
        <FlowDiagram point={found.point} device={found.device} />
      </section>
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
