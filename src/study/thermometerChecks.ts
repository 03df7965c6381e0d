import { type Model, phononBath } from '../device/compile.js'
import { gapEnergy } from '../materials/gap.js'
import type { OperatingPoint } from '../thermal/operatingPoint.js'
import { elementaryCharge } from '../units/constants.js'
import { type AssumptionCheck, inWords, verdictBelow } from './assumptionCheck.js'
import type { NdtcInterval } from './ndtc.js'
import { takeReadings } from './readings.js'

/** T/T_c of the thermometer up to which it reads the normal side alone (Dey et al., Sec. III C), and where it fails. */
const coldThermometer = 0.4
const warmThermometer = 0.6
/** Resolution [K] that Dey et al. compare their drop with; used, and said, where none is declared. */
const usualResolution = 40e-6
/** A drop of this many times the resolution is seen without effort. */
const clearDrop = 3

/** The thermometer is cold enough for its superconductor to stay out of the reading. */
export function thermometerCheck({ device }: Model, { temperatures }: OperatingPoint): AssumptionCheck | null {
  const { thermometer } = device.assumptions
  const check = {
    name: 'thermometer',
    statement: 'The tunnel thermometer reads its island alone: the island is colder than 0.4 T_c of the thermometer.',
    unit: '1',
    limit: coldThermometer,
  }
  if (thermometer === undefined) {
    // Those of the device are looked at one by one.
    if (Object.values(device.heat).some(({ kind }) => kind === 'thermometer')) return null
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

/** Every thermometer of the device: its lead cold against its critical temperature, its bias below the gap. */
export function thermometerElementChecks(model: Model, { temperatures }: OperatingPoint): AssumptionCheck[] {
  const { device } = model
  const readings = takeReadings(model, temperatures)
  return Object.entries(device.heat).flatMap(([name, element]) => {
    if (element.kind !== 'thermometer') return []
    const { superconductor, lead = phononBath, junctions = 2 } = element as unknown as ThermometerFields
    const material = device.materials[superconductor]!
    const leadTemperature = lead === phononBath ? device.phonons : temperatures[lead]!
    const reduced = leadTemperature / material.criticalTemperature!
    const warmth: AssumptionCheck = {
      name: 'thermometer-lead',
      statement: `The lead of ${name} stays out of its reading: it is colder than 0.4 of its T_c.`,
      unit: '1',
      value: reduced,
      limit: coldThermometer,
      verdict: verdictBelow(reduced, coldThermometer, warmThermometer),
      remark: `${superconductor} at ${inWords(leadTemperature, 'K')} is at ${reduced.toPrecision(3)} T_c.`,
    }
    const { gap } = gapEnergy(material, leadTemperature)
    if (gap === 0)
      return [{ ...warmth, remark: `${warmth.remark} It is normal there, and the reading tells no temperature.` }]
    const reading = readings.find((shown) => shown.element === name && shown.symbol === 'V')
    const voltage = Math.abs(reading?.value ?? (element.voltage as number))
    const ratio = (elementaryCharge * voltage) / (junctions * gap)
    return [
      warmth,
      {
        name: 'thermometer-bias',
        statement: `The bias of ${name} stays below the gap, where its reading depends on temperature.`,
        unit: '1',
        value: ratio,
        limit: 1,
        verdict: verdictBelow(ratio, 1, 1.1),
        remark: `${inWords(voltage, 'V')} over ${junctions} ${junctions === 1 ? 'junction is' : 'junctions are'} ${ratio.toPrecision(3)} of the gap of ${superconductor}.${ratio > 1 ? ' Lower the bias.' : ''}`,
      },
    ]
  })
}

interface ThermometerFields {
  readonly superconductor: string
  readonly lead?: string
  readonly junctions?: number
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
