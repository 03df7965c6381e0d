import type { Model } from '../device/compile.js'
import type { Axes } from './axes.js'
import type { Dataset } from './dataset.js'
import { memoryColumns, storedSweep } from './storedSweep.js'
import { pointCount } from './sweepJob.js'
import { layoutPieces, type SweepOptions, sweepLayout } from './sweepPieces.js'

/**
 * Solves a device at every point of a grid of values of paths of its file.
 *
 * The last axis is the fastest. The grid is cut into pieces whose rows are solved from their first point on, each point starting from
 * those before. The cut does not depend on the executor, so the result is the same bit for bit with any number of workers.
 * A grid too large for memory is read with `sweepPieces`.
 *
 * @param model The device.
 * @param axes Path → range or values, slowest first; limits as SI numbers or with units. Default: the `sweep` section of
 *   the device; without one, the single point that the device itself is.
 * @param options Progress, abort, executor.
 * @returns Dataset with a coordinate for each path, `T_<island>` [K], a variable [W] for each row of the heat ledger
 *   (`Q_photon_<from>_<to>`, `Q_electron_phonon_<element>`, `P_<heater>`), each with its `..._error`, what meters show
 *   (`V_<thermometer>`), and `residual`, `iterations`,
 *   `status`. A point that did not converge, or whose values make no device, is NaN and its status says why; the attribute
 *   `notConverged` counts such points. The attribute `device` is the device as JSON: the dataset can be computed again.
 * @throws RangeError (rejection) for an axis that makes no sense.
 * @example
 * const curve = await sweep(model, { 'heat.heater.power': { from: 0, to: '5 pW', points: 251 } })
 * curve.variables.T_drain.data // Float64Array(251)
 */
export async function sweep(model: Model, axes?: Axes, options: SweepOptions = {}): Promise<Dataset> {
  const layout = sweepLayout(model, axes)
  const store = memoryColumns(pointCount(layout.job))
  const stored = await storedSweep(layout, layoutPieces(layout, options), store)
  // A copy of a variable has its values as they are, which goes through a structured clone.
  const variables = Object.entries(stored.variables).map(([name, variable]) => [name, { ...variable }])
  return { ...stored, variables: Object.fromEntries(variables) }
}
