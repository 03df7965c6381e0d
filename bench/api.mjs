// What the benchmarks use of the built package.
export {
  compile,
  createTables,
  findNdtc,
  inlineExecutor,
  readDevice,
  reducedConductivity,
  sweep,
} from '../dist/index.js'

import { inlineExecutor } from '../dist/index.js'
import { nodeExecutor } from '../dist/study/nodeExecutor.js'

/** An executor with this number of threads. */
export async function nodeWorkers(workers) {
  return { executor: workers === 1 ? inlineExecutor() : nodeExecutor({ workers }) }
}
