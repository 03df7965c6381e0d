import type { Executor, Work } from './executor.js'
import { revivedError, type WorkerReply, type WorkerRequest } from './workerProtocol.js'

/** A worker as a pool sees it; both kinds of worker (Node, browser) fit with a few lines. */
export interface PoolWorker {
  post(request: WorkerRequest): void
  terminate(): Promise<void>
  /** Told before the first chunk of a run and after the last: an idle worker need not keep the program alive. */
  setBusy?(busy: boolean): void
}

/** What a worker reports to the pool. */
export interface PoolListener {
  onReply(reply: WorkerReply): void
  /** The worker died or could not start. */
  onFailure(error: Error): void
}

/** Chunks given to a worker ahead of its answers, so that it never waits for the next one. */
const ahead = 2

interface Run {
  readonly work: Work
  readonly job: number
  next: number
  finished: number
  readonly settle: (error?: unknown) => void
}

/**
 * Executor that spreads the chunks of a sweep over workers, started at first use and kept for the next run.
 *
 * @param size Number of workers ≥ 1.
 * @param start Starts one worker and connects it to its listener.
 * @returns Executor whose runs reject with the error of a worker, if one fails; the next run starts fresh workers.
 * @example
 * workerPool(2, startWorker) // an executor for the option `executor` of `sweep`
 */
export function workerPool(size: number, start: (listener: PoolListener) => PoolWorker): Executor {
  if (!Number.isInteger(size) || size < 1) {
    throw new RangeError(`number of workers: must be an integer of at least 1, got ${size}`)
  }
  let workers: PoolWorker[] = []
  const runs = new Map<number, Run>()
  let jobs = 0
  let closed = false

  const discardWorkers = async (): Promise<void> => {
    const old = workers
    workers = []
    await Promise.all(old.map((worker) => worker.terminate()))
  }

  const fail = (worker: PoolWorker, error: Error): void => {
    // A dying worker may report more than once, and one that was discarded before is no longer missed.
    if (!workers.includes(worker)) return
    // Which chunks the dead worker held does not matter: every run that used the pool is incomplete.
    for (const run of [...runs.values()]) run.settle(error)
    void discardWorkers()
  }

  const feed = (run: Run, worker: PoolWorker): void => {
    if (!runs.has(run.job)) return
    const chunk = run.work.chunks[run.next]
    if (chunk !== undefined) worker.post({ type: 'chunk', job: run.job, index: run.next++, chunk })
  }

  const startWorker = (): PoolWorker => {
    const worker: PoolWorker = start({
      onReply(reply) {
        const run = runs.get(reply.job)
        if (run === undefined) return
        try {
          if (reply.type === 'error') throw revivedError(reply.error)
          if (reply.type === 'progress') {
            run.work.onProgress?.(reply.points)
            return
          }
          const held = run.work.onResult(reply.index, reply.result)
          run.finished++
          if (run.finished === run.work.chunks.length) run.settle()
          else if (held === undefined) feed(run, worker)
          else held.then(() => feed(run, worker), run.settle)
        } catch (error) {
          run.settle(error)
        }
      },
      onFailure: (error) => fail(worker, error),
    })
    return worker
  }

  return {
    run(work) {
      return new Promise<void>((resolve, reject) => {
        work.signal?.throwIfAborted()
        if (closed) throw new Error('executor: was closed; make a new one for another sweep')
        if (work.chunks.length === 0) {
          resolve()
          return
        }
        const job = ++jobs
        const onAbort = (): void => run.settle(work.signal?.reason)
        const run: Run = {
          work,
          job,
          next: 0,
          finished: 0,
          settle(error) {
            if (!runs.delete(job)) return
            work.signal?.removeEventListener('abort', onAbort)
            for (const worker of workers) {
              worker.post({ type: 'end', job })
              if (runs.size === 0) worker.setBusy?.(false)
            }
            if (error === undefined) resolve()
            else reject(error)
          },
        }
        runs.set(job, run)
        work.signal?.addEventListener('abort', onAbort)
        const wanted = Math.min(size, work.chunks.length)
        while (workers.length < wanted) workers.push(startWorker())
        for (const worker of workers) {
          worker.setBusy?.(true)
          worker.post({ type: 'job', job, sweep: work.job })
        }
        for (let round = 0; round < ahead; round++) for (const worker of workers) feed(run, worker)
      })
    },
    async close() {
      closed = true
      for (const run of [...runs.values()]) run.settle(new Error('executor: was closed before the sweep ended'))
      await discardWorkers()
    },
  }
}
