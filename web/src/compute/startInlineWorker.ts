import InlineWorker from './worker.ts?worker&inline'

/** Starts a computing worker from code inside the page, for a page that is opened from disk. */
export function startWorker(): Worker {
  return new InlineWorker({ name: 'caloritron' })
}
