import { Controls } from './controls/Controls.tsx'
import { FilePanel } from './editor/FilePanel.tsx'
import { Header } from './header/Header.tsx'
import { Messages } from './header/Messages.tsx'
import { Schematic } from './schematic/Schematic.tsx'
import { device } from './state/document.ts'
import { sidePanel } from './state/selection.ts'
import { Later } from './ui/Later.tsx'
import { Panel } from './ui/Panel.tsx'
import { Tabs } from './ui/Tabs.tsx'
import { Checks } from './views/Checks.tsx'
import { Ledger } from './views/Ledger.tsx'
import { OperatingCurve } from './views/OperatingCurve.tsx'
import { HeatView, ImpedanceView, TransmissionView } from './views/SideViews.tsx'

/** The whole page. */
export function App() {
  return (
    <>
      <Header />
      <Messages />
      <div class={`page with-${sidePanel.value}`}>
        <section class="side" aria-label="The device">
          <Circuit />
          <section class="panel device" aria-label="Numbers and file">
            <Tabs
              label="Device"
              chosen={sidePanel.value}
              onChoose={(name) => {
                sidePanel.value = name
              }}
              tabs={[
                { name: 'controls', title: 'Controls', content: () => <Controls /> },
                { name: 'file', title: 'File', content: () => <FilePanel /> },
              ]}
            />
          </section>
        </section>
        <main>
          <OperatingCurve />
          <div class="views">
            <HeatView />
            <TransmissionView />
            <Ledger />
            <ImpedanceView />
          </div>
          <Later load={() => import('./compare/Compare.tsx').then(({ Compare }) => Compare)} />
          <Checks />
        </main>
      </div>
    </>
  )
}

function Circuit() {
  const current = device.value
  return (
    <Panel title="Circuit" name="circuit">
      {current === null ? (
        <p class="empty">There is no device yet.</p>
      ) : Object.keys(current.circuit).length === 0 ? (
        <p class="empty">The device has no circuit.</p>
      ) : (
        <Schematic />
      )}
    </Panel>
  )
}
