import { useState } from 'preact/hooks'
import type { DeviceField } from '../compute/protocol.ts'
import { setValue } from '../state/document.ts'
import { fileValue } from './FieldControl.tsx'

function typedExample({ example }: DeviceField): string {
  if (Array.isArray(example)) return example.join(', ')
  if (typeof example !== 'object') return String(example)
  return Object.entries(example)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join(', ')
}

/** Adds a field that the file leaves out: choose it, say what it is to be. */
export function AddField({ fields, name }: { readonly fields: readonly DeviceField[]; readonly name: string }) {
  const [path, setPath] = useState('')
  const [draft, setDraft] = useState('')
  const field = fields.find((each) => each.path === path)
  const choose = (next: string): void => {
    const found = fields.find((each) => each.path === next)
    setPath(next)
    setDraft(found === undefined ? '' : typedExample(found))
  }
  const add = (event: Event): void => {
    event.preventDefault()
    if (field === undefined || draft.trim() === '') return
    // A group comes with what it needs; its fields are controls from then on.
    void setValue(field.path, field.type === 'group' ? field.example : fileValue(field, draft))
    choose('')
  }
  return (
    <form class={field === undefined ? 'add' : 'add open'} onSubmit={add}>
      <select
        aria-label={`Add to ${name}`}
        value={path}
        onChange={(event) => choose(event.currentTarget.value)}
        title={field?.description}
      >
        <option value="">add …</option>
        {fields.map((each) => (
          <option key={each.path} value={each.path} title={each.description}>
            {each.label}
          </option>
        ))}
      </select>
      {field !== undefined && (
        <>
          {field.options !== null ? (
            <select aria-label={field.label} value={draft} onChange={(event) => setDraft(event.currentTarget.value)}>
              {field.options.map((option) => (
                <option key={option} value={option}>
                  {option}
                </option>
              ))}
            </select>
          ) : (
            <input
              class="typed"
              type="text"
              aria-label={field.label}
              spellcheck={false}
              autocomplete="off"
              readOnly={field.type === 'group'}
              value={draft}
              onInput={(event) => setDraft(event.currentTarget.value)}
            />
          )}
          <button type="submit" class="quiet">
            Add
          </button>
          <p class="fine">{field.description}</p>
        </>
      )}
    </form>
  )
}
