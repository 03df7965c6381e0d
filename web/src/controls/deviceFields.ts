import { effect, signal } from '@preact/signals'
import { desk, Superseded } from '../compute/client.ts'
import type { DeviceField } from '../compute/protocol.ts'
import { listed, text } from '../state/document.ts'
import { knownFiles } from '../state/examples.ts'

/** The fields of the device beside its numbers, and what its parts leave out. */
export const deviceFields = signal<readonly DeviceField[]>([])

/** Follows what is read of the text; returns what ends it. */
export function followFields(): () => void {
  return effect(() => {
    if (listed.value.length === 0) return
    desk
      .askLatest('fields', { text: text.peek(), files: knownFiles() })
      .then((found) => {
        if (found !== null) deviceFields.value = found
      })
      .catch((error: unknown) => {
        // The numbers can still be set.
        if (!(error instanceof Superseded)) deviceFields.value = []
      })
  })
}
