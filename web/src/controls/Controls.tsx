import { useEffect, useRef } from 'preact/hooks'
import type { DeviceNumber } from '../compute/protocol.ts'
import { choices, device, numbers, setValue } from '../state/document.ts'
import { drive } from '../state/drive.ts'
import { selected } from '../state/selection.ts'
import { NumberControl } from './NumberControl.tsx'
import { SweepControls } from './SweepControls.tsx'

function heading(group: string): { readonly name: string; readonly what: string } {
  if (group === '') return { name: 'lattice', what: '' }
  const [section, name] = group.split('.') as [string, string]
  const current = device.value!
  if (section === 'circuit' || section === 'heat') return { name, what: current[section][name]?.kind ?? '' }
  return { name, what: section === 'materials' ? 'material' : section === 'islands' ? 'island' : 'assumed' }
}

const sectionOrder = ['circuit', 'heat', '', 'islands', 'materials', 'assumptions']

/** A control for every number of the device, and for its words that are chosen from lists. */
export function Controls() {
  const current = device.value
  const host = useRef<HTMLDivElement>(null)
  const chosen = selected.value
  useEffect(() => {
    if (chosen === '') return
    const target = host.current?.querySelector(`[data-group="${CSS.escape(chosen)}"]`)
    target?.scrollIntoView({
      block: 'nearest',
      behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
    })
  }, [chosen])
  if (current === null) return <p class="empty">There is no device yet.</p>
  const groups = new Map<string, DeviceNumber[]>()
  for (const number of numbers.value) groups.set(number.group, [...(groups.get(number.group) ?? []), number])
  const rank = (group: string): number => sectionOrder.indexOf(group.split('.')[0]!)
  const sorted = [...groups].sort(([a], [b]) => rank(a) - rank(b))
  return (
    <div class="controls" ref={host}>
      {drive.value?.declared && <SweepControls />}
      {sorted.map(([group, members]) => {
        const { name, what } = heading(group)
        return (
          <fieldset key={group} data-group={group} class={chosen !== '' && chosen === group ? 'chosen' : ''}>
            <legend>
              {name} <small>{what}</small>
            </legend>
            {choices.value
              .filter((choice) => choice.group === group)
              .map(({ path, label, description, value, options }) => (
                <label key={path} class="control choice" title={description}>
                  <span class="name">{label}</span>
                  <select
                    value={value}
                    data-path={path}
                    onChange={(event) => void setValue(path, event.currentTarget.value)}
                  >
                    {options.map((option) => (
                      <option key={option} value={option}>
                        {option}
                      </option>
                    ))}
                  </select>
                </label>
              ))}
            {members.map((number) => (
              <NumberControl key={number.path} number={number} />
            ))}
          </fieldset>
        )
      })}
    </div>
  )
}
