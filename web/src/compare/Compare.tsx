import { signal } from '@preact/signals'
import { Panel } from '../ui/Panel.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { FamilyView } from './FamilyView.tsx'
import { MapView } from './MapView.tsx'

const chosen = signal<'family' | 'map'>('family')

/** Many devices at once: a family over one number, a map over two. */
export function Compare() {
  return (
    <Panel title="Compare" name="compare">
      <Tabs
        label="Compare"
        chosen={chosen.value}
        onChoose={(name) => {
          chosen.value = name
        }}
        tabs={[
          { name: 'family', title: 'Family over a number', content: () => <FamilyView /> },
          { name: 'map', title: 'Map over two numbers', content: () => <MapView /> },
        ]}
      />
    </Panel>
  )
}
