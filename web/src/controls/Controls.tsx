import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { DeviceField, DeviceNumber } from '../compute/protocol.ts'
import { device, numbers } from '../state/document.ts'
import { drive } from '../state/drive.ts'
import { selected, sidePanel } from '../state/selection.ts'
import { AddField } from './AddField.tsx'
import { deviceFields, followFields } from './deviceFields.ts'
import { FieldControl } from './FieldControl.tsx'
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

/** Groups that were opened or closed by hand. */
const opened = signal<Readonly<Record<string, boolean>>>({})

/** A narrow page has room for one group; a part that is touched in the drawing opens its own. */
function isOpen(group: string, index: number): boolean {
  return opened.value[group] ?? (index === 0 || matchMedia('(min-width: 901px)').matches)
}

/** A control for every number of the device, and for its words that are chosen from lists. */
export function Controls() {
  const current = device.value
  const host = useRef<HTMLDivElement>(null)
  const chosen = selected.value
  useEffect(followFields, [])
  useEffect(() => {
    if (chosen === '') return
    opened.value = { ...opened.value, [chosen]: true }
    const target = host.current?.querySelector(`[data-group="${CSS.escape(chosen)}"]`)
    target?.scrollIntoView({
      block: 'nearest',
      behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth',
    })
  }, [chosen])
  if (current === null) return <p class="empty">There is no device yet.</p>
  const groups = new Map<string, { numbers: DeviceNumber[]; fields: DeviceField[] }>()
  const groupOf = (group: string): { numbers: DeviceNumber[]; fields: DeviceField[] } => {
    const found = groups.get(group) ?? { numbers: [], fields: [] }
    groups.set(group, found)
    return found
  }
  for (const number of numbers.value) groupOf(number.group).numbers.push(number)
  for (const field of deviceFields.value) groupOf(field.group).fields.push(field)
  const rank = (group: string): number => sectionOrder.indexOf(group.split('.')[0]!)
  const sorted = [...groups].sort(([a], [b]) => rank(a) - rank(b))
  return (
    <div class="controls" ref={host}>
      {drive.value !== null && <SweepControls />}
      {sorted.map(([group, members], index) => (
        <Group
          key={group}
          group={group}
          open={isOpen(group, index)}
          chosen={chosen !== '' && chosen === group}
          {...members}
        />
      ))}
      <p class="fine">
        New parts, islands and materials are written in the{' '}
        <button
          type="button"
          class="link"
          onClick={() => {
            sidePanel.value = 'file'
          }}
        >
          file
        </button>
        , where every key is completed from the schema.
      </p>
    </div>
  )
}

function Group({
  group,
  open,
  chosen,
  numbers: members,
  fields,
}: {
  readonly group: string
  readonly open: boolean
  readonly chosen: boolean
  readonly numbers: readonly DeviceNumber[]
  readonly fields: readonly DeviceField[]
}) {
  const { name, what } = heading(group)
  const isNumber = ({ type }: DeviceField): boolean => type === 'quantity' || type === 'number'
  const shown = fields.filter(
    (field) => field.value !== null && !isNumber(field) && (field.type !== 'group' || field.removable),
  )
  const known = new Set(members.map(({ path }) => path))
  const absent = fields.filter(({ path, value }) => value === null && !known.has(path))
  return (
    <fieldset data-group={group} class={chosen ? 'chosen' : ''}>
      <legend>
        <button
          type="button"
          class="fold"
          aria-expanded={open}
          onClick={() => {
            opened.value = { ...opened.value, [group]: !open }
          }}
        >
          {name} <small>{what}</small>
        </button>
      </legend>
      {open && (
        <>
          {shown.map((field) => (
            <FieldControl key={field.path} field={field} />
          ))}
          {members.map((number) => (
            <NumberControl
              key={number.path}
              number={number}
              removable={fields.some(({ path, removable }) => path === number.path && removable)}
            />
          ))}
          {absent.length > 0 && <AddField fields={absent} name={name} />}
        </>
      )}
    </fieldset>
  )
}
