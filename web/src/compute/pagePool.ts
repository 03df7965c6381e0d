import { startWorker } from 'workbench:start-worker'
import { type Executor, workerPool } from 'caloritron'
import type { FromWorker } from './protocol.ts'

/** Number of workers for a sweep: one for each core, within reason. */
export const poolSize = Math.max(1, Math.min(8, navigator.hardwareConcurrency || 2))

/** Executor of sweeps on web workers. */
export function pagePool(size: number = poolSize): Executor {
  return workerPool(size, (listener) => {
    const worker = startWorker()
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type !== 'study') listener.onReply(data)
    }
    worker.onerror = (event) => {
      event.preventDefault?.()
      listener.onFailure(new Error(`a computing worker stopped: ${event.message || 'no reason given'}`))
    }
    return {
      post: (request) => worker.postMessage(request),
      async terminate() {
        worker.terminate()
      },
    }
  })
}
