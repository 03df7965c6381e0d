import type { Model } from '../device/compile.js'
import { type Axes, resolveAxes } from './axes.js'
import type { Dataset } from './dataset.js'
import { type Executor, inlineExecutor } from './executor.js'
import { OrderedQueue } from './orderedQueue.js'
import { type Chunk, type ChunkResult, cutIntoChunks, pointCount } from './sweepJob.js'
import { SweepLayout } from './sweepLayout.js'

/** How a sweep is run. */
export interface SweepOptions {
  /** Called with the number of points done and of all points. */
  readonly onProgress?: (done: number, total: number) => void
  /** Stops the sweep: it rejects with the reason of the signal within 50 ms. */
  readonly signal?: AbortSignal
  /** Default: this thread. `nodeExecutor()` uses all cores. */
  readonly executor?: Executor
}

/** Results that wait for the reader or for an earlier one, above which no more work is given out. */
const mostWaiting = 16

/**
 * Solves a device at every point of a grid, and hands out the results piece by piece in the order of the grid: a sweep of any length
 * in a memory that does not grow with it.
 *
 * `sweep` is all pieces of this put together. A reader that is slow, or stops, keeps the solver from running ahead.
 *
 * @param model The device.
 * @param axes As for `sweep`.
 * @param options Progress, abort, executor.
 * @returns Blocks of the grid of at most about a thousand points, in row-major order, each a dataset of its own whose slow dimensions
 *   have length 1; together they are every point once. Variables and attributes are those of `sweep`, but for `notConverged`, which
 *   nobody knows before the end.
 * @throws RangeError (rejection) for an axis that makes no sense.
 * @example
 * let hottest = 0
 * for await (const { variables } of sweepPieces(model)) hottest = Math.max(hottest, ...variables.T_source.data)
 * hottest // the highest temperature of the source in the whole sweep [K]
 */
export async function* sweepPieces(model: Model, axes?: Axes, options: SweepOptions = {}): AsyncGenerator<Dataset> {
  yield* layoutPieces(sweepLayout(model, axes), options)
}

/** What is known of a sweep before it is run. */
export function sweepLayout({ device }: Model, axes?: Axes): SweepLayout {
  return new SweepLayout({ device, axes: resolveAxes(device, axes ?? device.sweep) })
}

/** The pieces of a sweep whose layout somebody else needs too. */
export async function* layoutPieces(layout: SweepLayout, options: SweepOptions): AsyncGenerator<Dataset> {
  const { onProgress, signal, executor = inlineExecutor() } = options
  const { job } = layout
  signal?.throwIfAborted()
  const chunks = cutIntoChunks(job)
  const total = pointCount(job)
  const queue = new OrderedQueue<ChunkResult>(mostWaiting)
  const stop = new AbortController()
  const forward = (): void => stop.abort(signal?.reason)
  signal?.addEventListener('abort', forward)
  let done = 0
  const running = executor.run({
    job,
    chunks,
    signal: stop.signal,
    onResult: (index, result) => queue.put(index, result),
    onProgress(points) {
      done += points
      onProgress?.(done, total)
    },
  })
  running.catch((error: unknown) => queue.fail(error))
  try {
    // Where not a single device can be made, not even the columns are known: such results wait for one that tells.
    const nameless: [Chunk, ChunkResult][] = []
    for (const [index, chunk] of chunks.entries()) {
      const result = await queue.take()
      layout.learn(result)
      nameless.push([chunk, result])
      if (!layout.isKnown && index + 1 < chunks.length) continue
      for (const [from, each] of nameless.splice(0)) yield layout.piece(from, each)
    }
    await running
  } finally {
    signal?.removeEventListener('abort', forward)
    // Nothing is left to do unless the reader has stopped early.
    queue.fail(new Error('sweep: its reader has stopped'))
    stop.abort()
  }
}
