import type { Model } from '../device/compile.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import type { AssumptionCheck } from './assumptionCheck.js'
import { leadChecks } from './leadChecks.js'
import { limitChecks } from './limitChecks.js'
import { couplingCheck, gapModelCheck } from './modelChecks.js'
import type { NdtcInterval } from './ndtc.js'
import { healingChecks, sizeCheck } from './sizeChecks.js'
import { dropChecks, thermometerCheck, thermometerElementChecks } from './thermometerChecks.js'

export type { AssumptionCheck, Verdict } from './assumptionCheck.js'

/**
 * Compares what a result takes for granted with the result itself.
 *
 * Size against the wavelength of thermal photons; length of each wire against the thermal healing length; gap of the
 * leads against k_B T, and the heat their quasiparticles leak against the photonic heat; thermometer below 0.4 of its T_c, its bias below the gap; the
 * drops of temperature against its resolution; what the other gap model would change (one more operating point); couplings
 * that the library marks uncertain; Josephson junctions against the bounds of their linear response. What the device file
 * does not declare is `not-declared` and its remark says how to.
 *
 * @param model The device.
 * @param point Its operating point, converged.
 * @param context `intervals`: what `findNdtc` found in a sweep of the device, for the check of the drops.
 * @returns One check for each assumption that this device makes; a value is an estimate, good to its order of magnitude.
 * @throws Error if `point` is not an operating point of the device: it lacks one of its islands.
 * @example
 * checkAssumptions(model, solve(model)).filter(({ verdict }) => verdict === 'violated')
 */
export function checkAssumptions(
  model: Model,
  point: OperatingPoint,
  context: { readonly intervals?: readonly NdtcInterval[] } = {},
): AssumptionCheck[] {
  const missing = Object.keys(model.device.islands).find((island) => !Object.hasOwn(point.temperatures, island))
  if (missing !== undefined) {
    throw new Error(`checkAssumptions: island ${missing} has no temperature; pass the operating point of this device`)
  }
  const hottest = Math.max(...Object.values(point.temperatures), model.device.phonons)
  const checks = [
    sizeCheck(model, hottest),
    ...healingChecks(model, point),
    ...leadChecks(model, point),
    thermometerCheck(model, point),
    ...thermometerElementChecks(model, point),
    ...dropChecks(model, context.intervals ?? []),
    gapModelCheck(model, point),
    couplingCheck(model),
    ...limitChecks(model, point),
  ]
  return checks.filter((check) => check !== null)
}
