import { effect } from '@preact/signals'
import { curve } from '../compute/results.ts'

/** Time after the first full curve [ms]: what is on the page comes first. */
const later = 4000

/** Lets the browser keep the page, so that it works without its server from then on. */
export function keepOffline(): void {
  if (!location.protocol.startsWith('http') || !('serviceWorker' in navigator)) return
  const stop = effect(() => {
    if (curve.value?.complete !== true) return
    setTimeout(() => {
      // Without it the page works as long as its server does.
      navigator.serviceWorker.register('./offline.js').catch(() => undefined)
    }, later)
    queueMicrotask(() => stop())
  })
}
