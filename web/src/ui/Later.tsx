import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { curve } from '../compute/results.ts'
import { notice } from '../state/session.ts'

/**
 * A part of the page that is loaded once the first curve stands, so that nothing comes before that.
 *
 * @param asked whether it is loaded as soon as it is shown, curve or not
 */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  asked: 'when-shown' | 'after-the-curve' = 'after-the-curve',
): ComponentType<Props> {
  const part = signal<{ readonly Part: ComponentType<Props> } | null>(null)
  const fetch = (): void => {
    load()
      .then((Part) => {
        part.value = { Part }
      })
      .catch((error: unknown) => {
        // Without it the rest of the page still works.
        notice.value = {
          kind: 'problem',
          message: `A part of the page could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
        }
      })
  }
  return function LaterPart(props: Props) {
    const wanted = asked === 'when-shown' || curve.value !== null
    useEffect(() => {
      if (wanted && part.value === null) fetch()
    }, [wanted])
    const found = part.value
    return found === null ? null : <found.Part {...props} />
  }
}
