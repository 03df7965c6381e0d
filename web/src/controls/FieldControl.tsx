import { useId, useState } from 'preact/hooks'
import type { DeviceField, FileValue } from '../compute/protocol.ts'
import { refusal, setValue } from '../state/document.ts'
import { LeaveOut } from './LeaveOut.tsx'

/** What was typed or chosen, as the file holds it. */
export function fileValue({ type }: Pick<DeviceField, 'type'>, typed: string): FileValue {
  if (type === 'flag') return typed === 'true'
  if (type === 'number') return Number(typed)
  if (type !== 'nodes') return typed
  return typed
    .split(',')
    .map((node) => node.trim())
    .filter((node) => node !== '')
}

/** A field of the device that is no number: chosen from a list, or typed. */
export function FieldControl({ field }: { readonly field: DeviceField }) {
  const { path, label, description, value, options, removable, type } = field
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  const refused = refusal.value !== null && refusal.value.path === path ? refusal.value.message : null
  const put = (typed: string): void => {
    setDraft(null)
    if (typed.trim() !== '' && typed !== value) void setValue(path, fileValue(field, typed))
  }
  return (
    <div class="control choice" data-path={path}>
      <label for={id} title={description}>
        <span class="name">{label}</span>
      </label>
      {type === 'group' ? (
        <span />
      ) : options === null ? (
        <input
          id={id}
          class="typed"
          type="text"
          spellcheck={false}
          autocomplete="off"
          value={draft ?? value ?? ''}
          onInput={(event) => setDraft(event.currentTarget.value)}
          onBlur={(event) => put(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') put(event.currentTarget.value)
            if (event.key === 'Escape') setDraft(null)
          }}
        />
      ) : (
        <select id={id} value={value ?? ''} data-path={path} onChange={(event) => put(event.currentTarget.value)}>
          {(value === null || options.includes(value) ? options : [value, ...options]).map((option) => (
            <option key={option} value={option}>
              {option}
            </option>
          ))}
        </select>
      )}
      {removable && <LeaveOut path={path} label={label} />}
      {refused !== null && (
        <p class="problem" role="alert">
          {refused}
        </p>
      )}
    </div>
  )
}
