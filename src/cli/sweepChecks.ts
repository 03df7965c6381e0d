import { compile, solve } from '../device/compile.js'
import type { Device } from '../device/device.js'
import { setPath } from '../device/setPath.js'
import type { PhysicsTables } from '../physics/tables.js'
import { type AssumptionCheck, checkAssumptions } from '../study/assumptions.js'
import { isSolved } from '../study/solveChunk.js'
import type { SweepFindings } from './sweepFindings.js'

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
 * @param tables universal functions, filled by the sweep
 * @returns null if no point of the sweep has a solution
 */
export function sweepChecks(
  device: Device,
  { hottest: at, intervals }: SweepFindings,
  tables: PhysicsTables,
): SweepChecks | null {
  if (at === null) return null
  const there = Object.entries(at).reduce((changed, [path, value]) => setPath(changed, path, value), device)
  const model = compile(there, { tables })
  const point = solve(model)
  if (!isSolved(point.status)) return null
  return { checks: checkAssumptions(model, point, { intervals: intervals.slice(0, mostIntervals) }), at }
}
