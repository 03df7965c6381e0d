import { compile, solve } from '../device/compile.js'
import type { Device } from '../device/device.js'
import { setPath } from '../device/setPath.js'
import { type AssumptionCheck, checkAssumptions } from '../study/assumptions.js'
import { columnData, type Dataset } from '../study/dataset.js'
import type { NdtcInterval } from '../study/ndtc.js'
import { isSolved } from '../study/solveChunk.js'

/** Assumption checks of a sweep, and the point of the sweep they were made at. */
export interface SweepChecks {
  readonly checks: readonly AssumptionCheck[]
  /** Values of the swept paths there [SI]. */
  readonly at: Readonly<Record<string, number>>
}

/** More drops than this need no sentence each. */
const mostIntervals = 12

/**
 * Compares what a sweep takes for granted with its hottest point, where the assumptions are weakest.
 *
 * @param device the device that was swept
 * @returns null if no point of the sweep has a solution
 */
export function sweepChecks(device: Device, dataset: Dataset, intervals: readonly NdtcInterval[]): SweepChecks | null {
  const row = hottestRow(dataset, device)
  if (row === null) return null
  const at = Object.fromEntries(
    Object.keys(dataset.dimensions).map((path) => [path, Number(columnData(dataset, path)[row])]),
  )
  const there = Object.entries(at).reduce((changed, [path, value]) => setPath(changed, path, value), device)
  const model = compile(there)
  const point = solve(model)
  if (!isSolved(point.status)) return null
  return { checks: checkAssumptions(model, point, { intervals: intervals.slice(0, mostIntervals) }), at }
}

function hottestRow(dataset: Dataset, device: Device): number | null {
  let row: number | null = null
  let hottest = 0
  for (const island of Object.keys(device.islands)) {
    const name = `T_${island.replace(/[^A-Za-z0-9_]/g, '_')}`
    if (!Object.hasOwn(dataset.variables, name)) continue
    for (const [index, value] of columnData(dataset, name).entries()) {
      if (typeof value === 'number' && value > hottest) {
        hottest = value
        row = index
      }
    }
  }
  return row
}
