import { useMemo } from 'preact/hooks'
import { device } from '../state/document.ts'
import { deviceNumbers } from '../state/numbers.ts'
import { NumberControl } from './NumberControl.tsx'

/** A control for every number of the device. */
export function Controls() {
  const current = device.value
  const numbers = useMemo(() => (current === null ? [] : deviceNumbers(current)), [current])
  const groups = Map.groupBy(numbers, ({ group }) => group)
  return (
    <div class="controls">
      {[...groups].map(([group, members]) => (
        <fieldset key={group} data-group={group}>
          <legend>{group === '' ? 'lattice' : group.split('.').slice(1).join('.')}</legend>
          {members.map((number) => (
            <NumberControl key={number.path} number={number} />
          ))}
        </fieldset>
      ))}
    </div>
  )
}
