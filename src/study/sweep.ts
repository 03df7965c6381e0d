import type { Model } from '../device/compile.js'
import type { Axes } from './axes.js'
import { type Dataset, rowCount } from './dataset.js'
import { isSolved } from './solveChunk.js'
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
  const total = pointCount(layout.job)
  const columns: Record<string, Float64Array> = {}
  const status = new Array<string>(total)
  /** Each status once: every piece brings its own copy of the same few words. */
  const words = new Map<string, string>()
  let first = 0
  for await (const piece of layoutPieces(layout, options)) {
    for (const [name, { data }] of Object.entries(piece.variables)) {
      if (data instanceof Float64Array) {
        columns[name] ??= new Float64Array(total)
        columns[name].set(data, first)
      } else {
        for (const [offset, word] of data.entries()) {
          if (!words.has(word)) words.set(word, word)
          status[first + offset] = words.get(word)!
        }
      }
    }
    first += rowCount(piece)
  }
  const whole = layout.dataset({ first: 0, count: total }, ({ symbol }) => columns[symbol]!, status)
  const notConverged = status.filter((text) => !isSolved(text)).length
  return { ...whole, attributes: { notConverged, ...whole.attributes } }
}
