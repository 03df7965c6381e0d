import type { Model } from '../device/compile.js'
import type { LeadsAssumption } from '../device/device.js'
import { gapEnergy } from '../materials/gap.js'
import type { Material } from '../materials/material.js'
import { legendreRule } from '../numerics/legendreRule.js'
import { quasiparticleConductionRatio } from '../physics/quasiparticleConduction.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { boltzmann, lorenzNumber } from '../units/constants.js'
import { type AssumptionCheck, inWords, verdictBelow } from './assumptionCheck.js'

/** Δ/(k_B T) at which the leads conduct less than 1 % and 25 % of their normal heat. */
const closedGap = 9
const openGap = 4
/** Leaked over photonic heat up to which the leak may be forgotten, and beyond which it must not. */
const smallLeak = 0.01
const largeLeak = 0.1

/**
 * Heat that quasiparticles conduct along a superconducting strip between two temperatures.
 *
 * Q = (L₀/R) ∫ T κ_s/κ_n(Δ(T)/k_B T) dT from T_cold to T_hot, with the law of Wiedemann and Franz for the normal state,
 * R = ρ l/(w d); above T_c, L₀(T_hot² − T_cold²)/(2R).
 *
 * @param material Material with `resistivity` and its gap.
 * @param strip Length, width, thickness [m].
 * @param hot Temperature of the hot end [K].
 * @param cold Temperature of the cold end [K].
 * @returns Heat from hot to cold [W], 1e-9 relative.
 * @throws RangeError if the material has no resistivity.
 */
export function quasiparticleHeat(
  material: Material,
  strip: Pick<LeadsAssumption, 'length' | 'width' | 'thickness'>,
  hot: number,
  cold: number,
): number {
  if (material.resistivity === undefined) {
    throw new RangeError(
      `${material.name}: the heat of quasiparticles needs a resistivity, got none; give one under materials`,
    )
  }
  const resistance = (material.resistivity * strip.length) / (strip.width * strip.thickness)
  const critical = Math.min(Math.max(material.criticalTemperature ?? 0, cold), hot)
  const normal = 0.5 * (hot * hot - critical * critical)
  // T = T_c - s^2 takes the square root of the gap at T_c out of the integrand; elsewhere it does no harm.
  const rule = legendreRule(48)
  const reach = Math.sqrt(critical - cold)
  let superconducting = 0
  for (let i = 0; i < rule.size; i++) {
    const s = 0.5 * reach * (1 + rule.nodes[i])
    const temperature = critical - s * s
    const ratio = quasiparticleConductionRatio(gapEnergy(material, temperature).gap / (boltzmann * temperature))
    superconducting += 0.5 * reach * rule.weights[i] * 2 * s * temperature * ratio
  }
  return (lorenzNumber * (normal + superconducting)) / resistance
}

const declareLeads = 'assumptions: { leads: { material: Nb, length: 50 um, width: 1 um, thickness: 100 nm } }'

/** Leads between the islands: gap against temperature, and the heat that leaks through them against the photonic heat. */
export function leadChecks({ device }: Model, { temperatures, heat }: OperatingPoint): AssumptionCheck[] {
  const gapCheck = {
    name: 'lead-gap',
    statement: 'The gap of the leads is large against k_B T: they carry charge without loss, and little heat.',
    unit: '1',
    limit: closedGap,
  }
  const heatCheck = {
    name: 'lead-heat',
    statement: 'Quasiparticles in the leads carry much less heat between the islands than photons.',
    unit: '1',
    limit: smallLeak,
  }
  const undeclared = (remark: string): AssumptionCheck[] =>
    [gapCheck, heatCheck].map((check) => ({ ...check, value: null, verdict: 'not-declared', remark }))
  const { leads } = device.assumptions
  if (leads === undefined) return undeclared(`No leads are declared. Declare them, for example ${declareLeads}.`)
  const material = device.materials[leads.material]
  const byTemperature = Object.entries(temperatures).sort(([, a], [, b]) => a - b)
  if (material === undefined || byTemperature.length === 0) return undeclared('The device has no islands.')
  const [coldIsland, cold] = byTemperature[0]!
  const [hotIsland, hot] = byTemperature.at(-1)!
  const { gap } = gapEnergy(material, hot)
  const reduced = gap / (boltzmann * hot)
  const gapResult: AssumptionCheck = {
    ...gapCheck,
    value: reduced,
    verdict: verdictBelow(-reduced, -closedGap, -openGap),
    remark:
      gap === 0
        ? `${material.name} is normal at ${inWords(hot, 'K')}, the temperature of ${hotIsland}.`
        : `${material.name} has Delta/(k_B T) = ${reduced.toPrecision(3)} at ${inWords(hot, 'K')}, the temperature of ${hotIsland}.`,
  }
  if (material.resistivity === undefined) {
    const remark = `${material.name} has no resistivity; give one: materials: { ${material.name}: { resistivity: 1 uohm cm } }.`
    return [gapResult, { ...heatCheck, value: null, verdict: 'not-declared', remark }]
  }
  const ends = new Set([coldIsland, hotIsland])
  const photonic = heat
    .filter(({ channel, from, to }) => channel === 'photon' && ends.has(from) && ends.has(to))
    .reduce((sum, { power }) => sum + Math.abs(power), 0)
  const leak = quasiparticleHeat(material, leads, hot, cold)
  const remark = `${inWords(leak, 'W')} by quasiparticles from ${hotIsland} to ${coldIsland}, ${inWords(photonic, 'W')} by photons.`
  if (leak === 0) return [gapResult, { ...heatCheck, value: 0, verdict: 'holds', remark }]
  if (photonic === 0) return [gapResult, { ...heatCheck, value: null, verdict: 'violated', remark }]
  const share = leak / photonic
  return [
    gapResult,
    {
      ...heatCheck,
      value: share,
      verdict: verdictBelow(share, smallLeak, largeLeak),
      remark: share > smallLeak ? `${remark} Use longer or thinner leads, or a material of larger gap.` : remark,
    },
  ]
}
