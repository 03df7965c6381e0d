import { type Executor, type PoolListener, type WorkerReply, workerPool } from 'caloritron'
import type { FromWorker } from './protocol.ts'

/** Number of workers for a sweep: one for each core, within reason. */
const size = Math.max(1, Math.min(8, navigator.hardwareConcurrency || 2))
/** A sweep that reports nothing for so long [ms] has lost a worker without a word. */
const patience = 20_000

/** A pool of workers that the page starts for this one. */
export interface LeadPool {
  /** Runs a sweep on the pool; `alive` is to be called at every sign of progress. */
  run<T>(
    signal: AbortSignal,
    task: (signal: AbortSignal, executor: Executor, alive: () => void) => Promise<T>,
  ): Promise<T>
  /** Has the workers started before the first sweep. */
  prepare(): void
  died(worker: number, message: string): void
}

/** A worker that has been started, and the port to it. */
interface Started {
  readonly worker: number
  readonly port: MessagePort
}

export function leadPool(send: (message: FromWorker, transfer?: Transferable[]) => void): LeadPool {
  const listeners = new Map<number, PoolListener>()
  let count = 0
  let spare: Started[] = []
  const begin = (): Started => {
    const worker = ++count
    const { port1, port2 } = new MessageChannel()
    send({ type: 'start', worker, port: port2 }, [port2])
    return { worker, port: port1 }
  }
  const start = (listener: PoolListener) => {
    const { worker, port } = spare.shift() ?? begin()
    listeners.set(worker, listener)
    port.onmessage = ({ data }: MessageEvent<WorkerReply>) => listener.onReply(data)
    return {
      post: (request: unknown) => port.postMessage(request),
      async terminate() {
        listeners.delete(worker)
        port.close()
        send({ type: 'stop', worker })
      },
    }
  }
  let executor = workerPool(size, start)
  return {
    async run(signal, task) {
      const silence = new AbortController()
      let alarm: ReturnType<typeof setTimeout> | undefined
      const alive = (): void => {
        clearTimeout(alarm)
        alarm = setTimeout(
          () => silence.abort(new Error('the computing workers do not answer and were started anew')),
          patience,
        )
      }
      alive()
      const both = new AbortController()
      for (const each of [signal, silence.signal]) each.addEventListener('abort', () => both.abort(each.reason))
      try {
        return await task(both.signal, executor, alive)
      } catch (error) {
        if (silence.signal.aborted) {
          void executor.close()
          executor = workerPool(size, start)
        }
        throw error
      } finally {
        clearTimeout(alarm)
      }
    },
    prepare() {
      while (spare.length < size) spare.push(begin())
    },
    died(worker, message) {
      spare = spare.filter((each) => each.worker !== worker)
      listeners.get(worker)?.onFailure(new Error(message))
    },
  }
}
