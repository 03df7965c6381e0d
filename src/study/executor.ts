import { createTables, type PhysicsTables } from '../physics/tables.js'
import { runSteps } from './runSteps.js'
import { SweepSolver, solveChunk } from './solveChunk.js'
import type { Chunk, ChunkResult, SweepJob } from './sweepJob.js'

/** Chunks of a sweep to be computed, and where to report. */
export interface Work {
  readonly job: SweepJob
  readonly chunks: readonly Chunk[]
  /**
   * Called once for each chunk, in any order, with its number in `chunks`. A promise holds back chunks that have not been given out:
   * this is how a reader that is slower than the solver keeps results from piling up.
   */
  onResult(index: number, result: ChunkResult): void | Promise<void>
  /** Called every few milliseconds with the number of points done since the last call; they sum up to all points. */
  onProgress?(points: number): void
  readonly signal?: AbortSignal
}

/** Something that computes the chunks of a sweep: this thread, a pool of threads, web workers. */
export interface Executor {
  /** Resolves once every chunk is reported; rejects with the reason of an abort within 50 ms, or with the first error. */
  run(work: Work): Promise<void>
  /** Gives back threads; the executor is of no use afterwards. */
  close(): Promise<void>
}

/**
 * Executor that computes in the calling thread, and lets its event loop run every few milliseconds. A point is not interrupted: that of a
 * large circuit, or the first one, for which tables are filled and code is compiled, may take a tenth of a second.
 *
 * @param tables Universal functions, to share them with other computations.
 * @example
 * await sweep(model, axes, { executor: inlineExecutor() }) // the default
 */
export function inlineExecutor(tables: PhysicsTables = createTables()): Executor {
  return {
    async run({ job, chunks, onResult, onProgress, signal }) {
      const solver = new SweepSolver(job, tables)
      for (const [index, chunk] of chunks.entries()) {
        await onResult(index, await runSteps(solveChunk(solver, chunk), { signal, onProgress }))
      }
    },
    async close() {},
  }
}
