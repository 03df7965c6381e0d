import type { Model } from '../device/compile.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { type AssumptionCheck, inWords, verdictBelow } from './assumptionCheck.js'
import type { NdtcInterval } from './ndtc.js'

/** T/T_c of the thermometer up to which it reads the normal side alone (Dey et al., Sec. III C), and where it fails. */
const coldThermometer = 0.4
const warmThermometer = 0.6
/** Resolution [K] that Dey et al. compare their drop with; used, and said, where none is declared. */
const usualResolution = 40e-6
/** A drop of this many times the resolution is seen without effort. */
const clearDrop = 3

/** The thermometer is cold enough for its superconductor to stay out of the reading. */
export function thermometerCheck({ device }: Model, { temperatures }: OperatingPoint): AssumptionCheck {
  const { thermometer } = device.assumptions
  const check = {
    name: 'thermometer',
    statement: 'The tunnel thermometer reads its island alone: the island is colder than 0.4 T_c of the thermometer.',
    unit: '1',
    limit: coldThermometer,
  }
  if (thermometer === undefined) {
    const example = 'assumptions: { thermometer: { island: drain, material: Al, resolution: 40 uK } }'
    const remark = `No thermometer is declared. Declare it, for example ${example}.`
    return { ...check, value: null, verdict: 'not-declared', remark }
  }
  const { island, material } = thermometer
  const critical = device.materials[material]?.criticalTemperature
  const temperature = temperatures[island]
  if (critical === undefined || temperature === undefined) {
    const remark = `${material} has no critical temperature: it does not superconduct, and a tunnel junction to it is no thermometer.`
    return { ...check, value: null, verdict: 'violated', remark }
  }
  const reduced = temperature / critical
  return {
    ...check,
    value: reduced,
    verdict: verdictBelow(reduced, coldThermometer, warmThermometer),
    remark: `T_${island} = ${inWords(temperature, 'K')} is ${reduced.toPrecision(3)} T_c of ${material} (${inWords(critical, 'K')}).`,
  }
}

/** The drops of temperature found in a sweep against what the thermometer can tell apart. */
export function dropChecks({ device }: Model, intervals: readonly NdtcInterval[]): AssumptionCheck[] {
  const declared = device.assumptions.thermometer
  const limit = declared?.resolution ?? usualResolution
  return intervals
    .filter(({ units, response }) => units.response === 'K' && (!declared || response === `T_${declared.island}`))
    .map(({ response, drop }) => ({
      name: 'drop',
      statement: `The drop of ${response} is larger than what a thermometer can tell apart.`,
      unit: 'K',
      value: drop,
      limit,
      verdict: verdictBelow(-drop, -clearDrop * limit, -limit),
      remark: `${response} drops by ${inWords(drop, 'K')}, against a resolution of ${inWords(limit, 'K')}${declared ? '' : ' (that of Dey et al.; declare yours under assumptions.thermometer)'}.`,
    }))
}
