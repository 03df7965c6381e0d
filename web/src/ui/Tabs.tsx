import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** Panels of which one is shown; arrows move between them. */
export function Tabs<Name extends string>({
  label,
  chosen,
  onChoose,
  tabs,
}: {
  readonly label: string
  readonly chosen: Name
  readonly onChoose: (name: Name) => void
  readonly tabs: readonly { readonly name: Name; readonly title: string; readonly content: () => ComponentChildren }[]
}) {
  const id = useId()
  const move = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const next = tabs[(tabs.findIndex(({ name }) => name === chosen) + step + tabs.length) % tabs.length]!
    onChoose(next.name)
    document.getElementById(`${id}-${next.name}`)?.focus()
  }
  return (
    <>
      <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map(({ name, title }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
          >
            {title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`} class="tabpanel">
        {tabs.find(({ name }) => name === chosen)?.content()}
      </div>
    </>
  )
}
