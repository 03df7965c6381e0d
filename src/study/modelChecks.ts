import { compile, type Model, solve } from '../device/compile.js'
import type { Device } from '../device/device.js'
import { defaultGapRatio, materialLibrary } from '../materials/library.js'
import type { GapModel, Material } from '../materials/material.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { type AssumptionCheck, verdictBelow } from './assumptionCheck.js'
import { isSolved } from './solveChunk.js'

/** Relative change by the other gap model that is usual (1.5 %), and one that makes the choice matter. */
const usualChange = 0.02
const largeChange = 1

const otherModel: Readonly<Record<GapModel, GapModel>> = { interpolation: 'bcs', bcs: 'interpolation' }

/** Superconductors whose gap enters the result. */
function superconductors({ extents }: Model): Material[] {
  const byName = new Map(extents.map(({ material }) => [material.name, material]))
  return [...byName.values()].filter(({ criticalTemperature }) => criticalTemperature !== undefined)
}

/** The device with the other gap model in every superconductor; a ratio that was measured stays. */
function withOtherGaps(device: Device): Device {
  const changed = Object.entries(device.materials).map(([name, material]) => {
    if (material.criticalTemperature === undefined) return [name, material] as const
    const gap = otherModel[material.gap]
    const gapRatio = material.gapRatio === defaultGapRatio(material.gap) ? defaultGapRatio(gap) : material.gapRatio
    return [name, { ...material, gap, gapRatio }] as const
  })
  return { ...device, materials: Object.fromEntries(changed) }
}

/** Which gap model is used, and how much the other one would change photonic heat and temperatures. */
export function gapModelCheck(model: Model, point: OperatingPoint): AssumptionCheck | null {
  const used = superconductors(model)
  if (used.length === 0) return null
  const models = used.map(({ name, gap }) => `${name}: ${gap}`).join(', ')
  const check = {
    name: 'gap-model',
    statement: 'The result does not hang on the model of the superconducting gap.',
    unit: '1',
    limit: usualChange,
  }
  const other = solve(compile(withOtherGaps(model.device), { tables: model.tables }), {
    initialTemperatures: point.temperatures,
  })
  if (!isSolved(other.status)) {
    const remark = `Used: ${models}. With the other model the operating point did not converge (${other.status}).`
    return { ...check, value: null, verdict: 'doubtful', remark }
  }
  const temperatureChange = largestChange(
    Object.entries(point.temperatures).map(([island, value]) => [value, other.temperatures[island]!]),
  )
  const photonic = point.heat.map(({ channel, power }, row) => [channel, power, other.heat[row]!.power] as const)
  const heatChange = largestChange(photonic.filter(([channel]) => channel === 'photon').map(([, a, b]) => [a, b]))
  const value = Math.max(Math.abs(temperatureChange), Math.abs(heatChange))
  const percent = (change: number): string => `${change > 0 ? '+' : ''}${(100 * change).toPrecision(2)} %`
  return {
    ...check,
    value,
    verdict: verdictBelow(value, usualChange, largeChange),
    remark: `Used: ${models}. The other model (${otherModel[used[0]!.gap]}) would change photonic heat by ${percent(heatChange)} and temperatures by ${percent(temperatureChange)} at most.`,
  }
}

/** The relative change of largest size, with its sign. */
function largestChange(pairs: readonly (readonly [number, number])[]): number {
  let largest = 0
  for (const [before, after] of pairs) {
    const change = before === after ? 0 : (after - before) / Math.max(Math.abs(before), Math.abs(after))
    if (Math.abs(change) > Math.abs(largest)) largest = change
  }
  return largest
}

/** Electron-phonon couplings that the library marks uncertain and the device file does not replace. */
export function couplingCheck({ extents }: Model): AssumptionCheck | null {
  const materials = [...new Map(extents.map(({ material }) => [material.name, material])).values()]
  if (materials.length === 0) return null
  const uncertain = materials.flatMap(({ name, electronPhononCoupling }) => {
    if (!Object.hasOwn(materialLibrary, name)) return []
    const { values, sources } = materialLibrary[name]!
    const source = sources.electronPhononCoupling
    if (!source?.uncertain || values.electronPhononCoupling !== electronPhononCoupling) return []
    return [`${name}${source.remark ? ` (${source.remark})` : ''}`]
  })
  const names = materials.map(({ name }) => name).join(', ')
  return {
    name: 'electron-phonon-data',
    statement: 'The electron-phonon couplings are well known.',
    unit: '1',
    value: uncertain.length,
    limit: 0,
    verdict: uncertain.length === 0 ? 'holds' : 'doubtful',
    remark:
      uncertain.length === 0
        ? `No value in use (${names}) is marked uncertain.`
        : `Uncertain in the library: ${uncertain.join('; ')}. Measure it and give it under materials.`,
  }
}
