import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

/** One thing to do. */
export interface MenuItem {
  readonly title: string
  readonly hint?: string
  readonly run: () => void | Promise<void>
}

/** A button that opens a list of things to do. */
export function Menu({
  title,
  name,
  items,
  children,
}: {
  readonly title: ComponentChildren
  /** What the button is called where its title does not say it. */
  readonly name?: string
  readonly items: readonly MenuItem[]
  readonly children?: ComponentChildren
}) {
  const [open, setOpen] = useState(false)
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    host.current?.querySelector<HTMLButtonElement>('[role=menuitem]')?.focus()
    const leave = (event: Event): void => {
      if (!host.current?.contains(event.target as Node)) setOpen(false)
    }
    addEventListener('pointerdown', leave)
    return () => removeEventListener('pointerdown', leave)
  }, [open])
  const close = (): void => {
    setOpen(false)
    host.current?.querySelector('button')?.focus()
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close()
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const all = [...(host.current?.querySelectorAll<HTMLButtonElement>('[role=menuitem]') ?? [])]
    const at = all.indexOf(document.activeElement as HTMLButtonElement)
    all[(at + step + all.length) % all.length]?.focus()
  }
  return (
    <div class="menu" ref={host}>
      <button
        type="button"
        class="quiet"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={name}
        onClick={() => setOpen(!open)}
      >
        {title}
      </button>
      {open && (
        <div class="list" role="menu" tabIndex={-1} aria-label={name} onKeyDown={keys}>
          {items.map(({ title: text, hint, run }) => (
            <button
              key={text}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close()
                void run()
              }}
            >
              {text}
              {hint !== undefined && <small>{hint}</small>}
            </button>
          ))}
          {children}
        </div>
      )}
    </div>
  )
}
