import { computed } from '@preact/signals'
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
                {
                  name: 'controls',
                  title: 'Controls',
                  content: () => <Numbers />,
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

const read = computed(() => device.value !== null)

function Numbers() {
  return read.value ? <Controls /> : <p class="empty">There is no device yet.</p>
}

function Circuit() {
  const drawn = device.value !== null && Object.keys(device.value.circuit).length > 0
  return (
    <Panel
      title="Circuit"
      name="circuit"
      tools={drawn && <TakeAway view="circuit" svg={(library, title) => library.drawingSvg('.schematic svg', title)} />}
    >
      {drawn ? (
        <Schematic />
      ) : (
        <p class="empty">{device.value === null ? 'There is no device yet.' : 'The device has no circuit.'}</p>
      )}
    </Panel>
  )
}
