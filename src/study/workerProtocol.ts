import { createTables } from '../physics/tables.js'
import { runSteps } from './runSteps.js'
import { SweepSolver, solveChunk } from './solveChunk.js'
import type { Chunk, ChunkResult, SweepJob } from './sweepJob.js'

/** What a pool tells a worker. Plain data: it passes through `postMessage` of Node and of browsers alike. */
export type WorkerRequest =
  | { readonly type: 'job'; readonly job: number; readonly sweep: SweepJob }
  | { readonly type: 'chunk'; readonly job: number; readonly index: number; readonly chunk: Chunk }
  /** The job is done or aborted: forget it, and stop working on it. */
  | { readonly type: 'end'; readonly job: number }

/** What a worker answers. */
export type WorkerReply =
  | { readonly type: 'progress'; readonly job: number; readonly points: number }
  | { readonly type: 'result'; readonly job: number; readonly index: number; readonly result: ChunkResult }
  | { readonly type: 'error'; readonly job: number; readonly error: PlainError }

/** Time [ms] between two looks at messages: no page waits for this thread, and each costs as much as the solution of a point. */
const slice = 20

/** An error as plain data: not every error survives a structured clone. */
export interface PlainError {
  readonly name: string
  readonly message: string
  readonly stack: string | undefined
}

/**
 * The message handling of a sweep worker, for a thread of Node and a web worker alike.
 *
 * @param reply Sends an answer to the pool; the buffers in `transfer` may be moved instead of copied.
 * @returns Handler of one request; a request that comes while another is being worked on waits for its turn.
 * @example
 * // in a web worker
 * const handle = sweepWorker((reply, transfer) => postMessage(reply, transfer))
 * onmessage = ({ data }) => handle(data)
 */
export function sweepWorker(
  reply: (message: WorkerReply, transfer: ArrayBuffer[]) => void,
): (request: WorkerRequest) => void {
  const jobs = new Map<
    number,
    { readonly sweep: SweepJob; solver?: SweepSolver; readonly controller: AbortController }
  >()
  const tables = createTables()
  let last: Promise<void> = Promise.resolve()

  const compute = async (job: number, index: number, chunk: Chunk): Promise<void> => {
    const entry = jobs.get(job)
    if (entry === undefined) return
    const { signal } = entry.controller
    try {
      entry.solver ??= new SweepSolver(entry.sweep, tables)
      const result = await runSteps(solveChunk(entry.solver, chunk), {
        signal,
        slice,
        onProgress: (points) => reply({ type: 'progress', job, points }, []),
      })
      reply({ type: 'result', job, index, result }, buffersOf(result))
    } catch (error) {
      if (!signal.aborted) reply({ type: 'error', job, error: plainError(error) }, [])
    }
  }

  return (request) => {
    if (request.type === 'job') {
      jobs.set(request.job, { sweep: request.sweep, controller: new AbortController() })
    } else if (request.type === 'end') {
      jobs.get(request.job)?.controller.abort()
      jobs.delete(request.job)
    } else {
      last = last.then(() => compute(request.job, request.index, request.chunk))
    }
  }
}

/** The error that a worker reported, with its own stack. */
export function revivedError({ name, message, stack }: PlainError): Error {
  const error = new Error(message)
  error.name = name
  if (stack !== undefined) error.stack = stack
  return error
}

function plainError(error: unknown): PlainError {
  if (error instanceof Error) return { name: error.name, message: error.message, stack: error.stack }
  return { name: 'Error', message: String(error), stack: undefined }
}

function buffersOf(result: ChunkResult): ArrayBuffer[] {
  return Object.values(result)
    .filter((value) => value instanceof Float64Array)
    .map((array) => array.buffer as ArrayBuffer)
}
