import type { Device } from '../device/device.js'
import { ModelFamily } from '../device/modelFamily.js'
import { external } from '../thermal/channel.js'
import { solveSensitivity } from './sensitivity.js'

/** Gain of a thermal transistor at one value of its drive. */
export interface GainPoint {
  /** Value of the path that drives the gate [SI]. */
  readonly drive: number
  /** dQ_drain/dQ_gate [1]. */
  readonly gain: number
  /** Power put into the gate from outside [W]. */
  readonly gateHeat: number
  /** Heat that other islands bring to the drain [W]. */
  readonly drainHeat: number
  readonly temperatures: Readonly<Record<string, number>>
}

export interface TransistorTerminals {
  /** Path of the device file that drives the gate: power or voltage of its heater. */
  readonly path: string
  readonly gate: string
  readonly drain: string
}

/**
 * Gain of a thermal transistor, dQ_drain/dQ_gate, over a sweep of its gate, by implicit differentiation of the balance.
 *
 * Q_gate is the power from outside into the gate, Q_drain the heat that other islands bring to the drain. Each point starts
 * from the one before, so that the branch is followed on which the sweep began, until it ends.
 *
 * @param device The device.
 * @param terminals Path of the drive, islands of gate and drain.
 * @param values Values of the drive [SI], in order; neighbours must differ.
 * @returns A point for each value at which the balance was solved and is not at a fold.
 * @throws Error if the path drives no power into the gate.
 * @example
 * transistorGain(device, { path: 'heat.heater.power', gate: 'source', drain: 'drain' }, [1.8e-12, 2e-12, 2.2e-12])
 */
export function transistorGain(
  device: Device,
  { path, gate, drain }: TransistorTerminals,
  values: readonly number[],
): GainPoint[] {
  const family = new ModelFamily()
  const range = Math.max(...values) - Math.min(...values)
  const step = 1e-5 * (range || Math.abs(values[0] ?? 0) || 1)
  const islands = new Set(Object.keys(device.islands))
  const points: GainPoint[] = []
  let start: Readonly<Record<string, number>> | undefined
  for (const drive of values) {
    const found = solveSensitivity(device, path, drive, step, start, family)
    if (found === null) continue
    const { point, heatSlopes } = found
    start = point.temperatures
    let [gateHeat, gateSlope, drainHeat, drainSlope] = [0, 0, 0, 0]
    for (const [row, { from, to, power }] of point.heat.entries()) {
      const slope = heatSlopes[row]!
      if (from === external && to === gate) {
        gateHeat += power
        gateSlope += slope
      }
      if (!islands.has(from) || !islands.has(to)) continue
      const sign = to === drain ? 1 : from === drain ? -1 : 0
      drainHeat += sign * power
      drainSlope += sign * slope
    }
    if (gateSlope === 0 && points.length === 0 && drive !== 0) {
      throw new Error(`transistorGain: ${path} must drive a power into ${gate}, but it changes none; name another path`)
    }
    points.push({ drive, gain: drainSlope / gateSlope, gateHeat, drainHeat, temperatures: point.temperatures })
  }
  return points
}

/**
 * The point of largest |gain|.
 *
 * @throws Error for an empty list
 * @example
 * const points = transistorGain(device, { path: 'heat.heater.power', gate: 'source', drain: 'drain' }, [1.8e-12, 2e-12])
 * maximumGain(points).gain
 */
export function maximumGain(points: readonly GainPoint[]): GainPoint {
  const finite = points.filter(({ gain }) => Number.isFinite(gain))
  if (finite.length === 0) throw new Error('maximumGain: there must be a point, got none; sweep a wider range')
  return finite.reduce((best, point) => (Math.abs(point.gain) > Math.abs(best.gain) ? point : best))
}
