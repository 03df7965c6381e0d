import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

/** A view with its heading and what can be done with it. */
export function Panel({
  title,
  name,
  tools,
  children,
  stale,
}: {
  readonly title: string
  readonly name: string
  readonly tools?: ComponentChildren
  readonly children: ComponentChildren
  readonly stale?: boolean | undefined
}) {
  const id = useId()
  return (
    <section class={`panel ${name}`} aria-labelledby={id} data-panel={name}>
      <header>
        <h2 id={id}>{title}</h2>
        {stale && (
          <span class="busy" role="status">
            computing
          </span>
        )}
        <div class="tools">{tools}</div>
      </header>
      {children}
    </section>
  )
}
