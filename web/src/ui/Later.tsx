import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { curve } from '../compute/results.ts'

/** A part of the page that is loaded once the first curve stands. */
export function Later({ load }: { readonly load: () => Promise<ComponentType> }) {
  const [content, setContent] = useState<{ readonly Part: ComponentType } | null>(null)
  const ready = curve.value !== null
  useEffect(() => {
    if (!ready) return
    // Without it the rest of the page still works.
    load()
      .then((Part) => setContent({ Part }))
      .catch(() => setContent(null))
  }, [ready])
  return content === null ? null : <content.Part />
}
