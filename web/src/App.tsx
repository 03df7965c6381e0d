import { Header } from './header/Header.tsx'
import { Messages } from './header/Messages.tsx'
import { Schematic } from './schematic/Schematic.tsx'
import { device } from './state/document.ts'
import { sidePanel } from './state/selection.ts'
import { TakeAway } from './takeaway/TakeAway.tsx'
import { later } from './ui/Later.tsx'
import { Panel } from './ui/Panel.tsx'
import { Tabs } from './ui/Tabs.tsx'
import { Ledger } from './views/Ledger.tsx'
import { OperatingCurve } from './views/OperatingCurve.tsx'
import { HeatView, ImpedanceView, TransmissionView } from './views/SideViews.tsx'

const FilePanel = later(() => import('./editor/FilePanel.tsx').then((part) => part.FilePanel), 'when-shown')
const Controls = later(() => import('./controls/Controls.tsx').then((part) => part.Controls))
const Compare = later(() => import('./compare/Compare.tsx').then((part) => part.Compare))
const Checks = later(() => import('./views/Checks.tsx').then((part) => part.Checks))

/** The whole page. */
export function App() {
  const drawn = device.value !== null && Object.keys(device.value.circuit).length > 0
  return (
    <>
      <Header />
      <Messages />
      <div class={`page with-${sidePanel.value}`}>
        <section class="side" aria-label="The device">
          <Panel
            title="Circuit"
            name="circuit"
            tools={
              drawn && <TakeAway view="circuit" svg={(library, title) => library.drawingSvg('.schematic svg', title)} />
            }
          >
            {drawn ? (
              <Schematic />
            ) : (
              <p class="empty">{device.value === null ? 'There is no device yet.' : 'The device has no circuit.'}</p>
            )}
          </Panel>
          <section class="panel device" aria-label="Numbers and file">
            <Tabs
              label="Device"
              chosen={sidePanel.value}
              onChoose={(name) => {
                sidePanel.value = name
              }}
              tabs={[
                {
                  name: 'controls',
                  title: 'Controls',
                  content: () => (device.value === null ? <p class="empty">There is no device yet.</p> : <Controls />),
                },
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
          <Compare />
          <Checks />
        </main>
      </div>
    </>
  )
}
