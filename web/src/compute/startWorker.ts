/** Starts a computing worker from a file beside the page. */
export function startWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'caloritron' })
}
