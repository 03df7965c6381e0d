import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Executor } from './executor.js'
import { workerPool } from './workerPool.js'
import type { WorkerReply } from './workerProtocol.js'

/**
 * Executor that uses all cores, by threads of Node. Results are the same bit for bit for any number of workers.
 *
 * @param options `workers`: number of threads ≥ 1; default, the number of available cores.
 * @returns Executor; threads start at the first sweep. Call `close()` when done: a running thread keeps nothing else
 *   from happening, and an idle one does not keep the program alive.
 * @example
 * const executor = nodeExecutor({ workers: 2 })
 * const dataset = await sweep(model, undefined, { executor })
 * await executor.close()
 */
export function nodeExecutor(options: { readonly workers?: number } = {}): Executor {
  return workerPool(options.workers ?? availableParallelism(), (listener) => {
    const worker = new Worker(new URL('./sweepWorker.js', import.meta.url))
    let expected = false
    worker.on('message', (reply: WorkerReply) => listener.onReply(reply))
    worker.on('messageerror', (error) => listener.onFailure(error))
    worker.on('error', (error) => listener.onFailure(error))
    worker.on('exit', (code) => {
      if (!expected) listener.onFailure(new Error(`sweep worker: stopped unexpectedly (exit code ${code})`))
    })
    return {
      post: (request) => worker.postMessage(request),
      async terminate() {
        expected = true
        await worker.terminate()
      },
      setBusy: (busy) => (busy ? worker.ref() : worker.unref()),
    }
  })
}
