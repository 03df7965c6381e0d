import { Controls } from './controls/Controls.tsx'
import { OperatingCurve } from './views/OperatingCurve.tsx'
import { HeatView, ImpedanceView, TransmissionView } from './views/SideViews.tsx'

/** The whole page. */
export function App() {
  return (
    <div class="page">
      <main>
        <Controls />
        <OperatingCurve />
        <HeatView />
        <TransmissionView />
        <ImpedanceView />
      </main>
    </div>
  )
}
