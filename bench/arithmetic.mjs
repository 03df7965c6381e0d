// What two threads of this machine gain over one where nothing but the processor can be in the way.
import { isMainThread, parentPort, Worker } from 'node:worker_threads'

/** Seconds by the clock that so many threads take, each with the same arithmetic of about a second. */
export function arithmetic(threads) {
  const start = performance.now()
  return new Promise((resolve, reject) => {
    let left = threads
    for (let thread = 0; thread < threads; thread++) {
      const worker = new Worker(new URL(import.meta.url))
      worker.on('error', reject)
      worker.on('message', () => {
        if (--left === 0) resolve((performance.now() - start) / 1e3)
      })
    }
  })
}

if (!isMainThread) {
  let sum = 0
  for (let k = 1; k < 1.5e8; k++) sum += 1 / (1.0001 * k + Math.sqrt(k))
  parentPort.postMessage(sum)
}
