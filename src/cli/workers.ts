import { availableParallelism } from 'node:os'
import type { PhysicsTables } from '../physics/tables.js'
import { type Executor, inlineExecutor } from '../study/executor.js'
import { failure } from './failure.js'

/** With fewer points a thread takes longer to start than to work. */
const pointsWorthThreads = 512
const mostWorkers = 256

/**
 * The executor for a sweep: this thread for a short one, a pool of threads for a long one. The result is the same.
 *
 * @param typed `--workers` as typed; undefined for all cores
 * @param tables universal functions that this thread may have filled
 * @throws CommandFailure if it is not a sensible number
 */
export async function chooseExecutor(
  typed: string | undefined,
  points: number,
  tables?: PhysicsTables,
): Promise<Executor> {
  if (typed !== undefined && !(/^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= mostWorkers)) {
    throw failure('--workers', `must be an integer from 1 to ${mostWorkers}, got "${typed}"`)
  }
  const workers = typed === undefined ? availableParallelism() : Number(typed)
  if (workers === 1 || (typed === undefined && points < pointsWorthThreads)) return inlineExecutor(tables)
  const { nodeExecutor } = await import('../study/nodeExecutor.js')
  return nodeExecutor({ workers })
}
