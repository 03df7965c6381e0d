import { computed, signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { curve, failures } from '../compute/results.ts'
import { notice } from '../state/session.ts'

/** Time [ms] after which nobody waits for a first curve any more: there may be none. */
const patience = 2000
const waited = signal(false)
setTimeout(() => {
  waited.value = true
}, patience)

/** Whether the first curve stands, or will not. */
const begun = computed(() => curve.value !== null || waited.value || Object.keys(failures.value).length > 0)

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
    const wanted = asked === 'when-shown' || begun.value
    useEffect(() => {
      if (wanted && part.value === null) fetch()
    }, [wanted])
    const found = part.value
    return found === null ? null : <found.Part {...props} />
  }
}
