import type { Multiport } from '../circuit/branch.js'
import { groundNode, islandField, lengthField, twoNodes } from './commonFields.js'
import { lineScattering } from './lineScattering.js'
import { definePart, type PartProblem } from './part.js'

/** A transmission line between two nodes, against ground. */
export const line = definePart({
  kind: 'line',
  section: 'circuit',
  title: 'Transmission line',
  description:
    'A uniform line between the nodes [a, b], both against `gnd`, of any length. Lossless it has the impedance Z₀ = √(L′/C′) and the propagation constant γ = iω/v, v = 1/√(L′C′); give `impedance` and `velocity`, or `inductancePerLength` and `capacitancePerLength`. Loss, at the temperature of `island`, is either a series resistance R′ per length, Z_c = √((R′ + iωL′)/(iωC′)) and γ = √((R′ + iωL′) iωC′), or an attenuation α(f) = α₀ (f/f₀)^p at real Z₀ and constant v, γ = α + iω/v: p = 1/2 for the skin effect, 1 for a dielectric (Pozar, Microwave Engineering, Secs. 2.1 and 2.7). The whole line has one temperature.',
  fields: {
    impedance: {
      type: 'quantity',
      optional: true,
      unit: 'ohm',
      displayUnit: 'ohm',
      label: 'characteristic impedance',
      symbol: 'Z_0',
      description: 'Characteristic impedance √(L′/C′).',
      example: '50 ohm',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1, 1e5],
      scale: 'log',
    },
    velocity: {
      type: 'quantity',
      optional: true,
      unit: 'm/s',
      displayUnit: 'm/s',
      label: 'velocity',
      symbol: 'v',
      description: 'Phase velocity 1/√(L′C′).',
      example: '1.2e8 m/s',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e5, 3e8],
      scale: 'log',
    },
    inductancePerLength: {
      type: 'quantity',
      optional: true,
      unit: 'H/m',
      displayUnit: 'nH/m',
      label: 'inductance per length',
      symbol: 'L′',
      description: 'Inductance per length.',
      example: '400 nH/m',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e-9, 1],
      scale: 'log',
    },
    capacitancePerLength: {
      type: 'quantity',
      optional: true,
      unit: 'F/m',
      displayUnit: 'pF/m',
      label: 'capacitance per length',
      symbol: 'C′',
      description: 'Capacitance per length.',
      example: '160 pF/m',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e-13, 1e-7],
      scale: 'log',
    },
    length: {
      ...lengthField,
      displayUnit: 'mm',
      description: 'Length of the line.',
      example: '5 mm',
      plausible: [1e-7, 1e3],
    },
    resistancePerLength: {
      type: 'quantity',
      optional: true,
      unit: 'ohm/m',
      displayUnit: 'ohm/m',
      label: 'resistance per length',
      symbol: 'R′',
      description: 'Series resistance per length; none unless given.',
      example: '10 ohm/m',
      minimum: 0,
      plausible: [0, 1e10],
    },
    attenuation: {
      type: 'quantity',
      optional: true,
      unit: 'm^-1',
      displayUnit: 'dB/m',
      label: 'attenuation',
      symbol: 'α_0',
      description:
        'Attenuation of the amplitude per length, at `attenuationFrequency` if that is given; none unless given.',
      example: '0.1 dB/m',
      minimum: 0,
      plausible: [0, 1e4],
    },
    attenuationExponent: {
      type: 'number',
      optional: true,
      label: 'attenuation exponent',
      symbol: 'p',
      description: 'Exponent p of α(f) = α₀ (f/f₀)^p; 0 unless given.',
      minimum: 0,
      maximum: 4,
      plausible: [0, 2],
    },
    attenuationFrequency: {
      type: 'quantity',
      optional: true,
      unit: 'Hz',
      displayUnit: 'GHz',
      label: 'frequency of the attenuation',
      symbol: 'f_0',
      description: 'Frequency at which the line has the given attenuation.',
      example: '5 GHz',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e6, 1e13],
      scale: 'log',
    },
    nodes: { ...twoNodes, againstGround: true, description: 'The two ends of the line; both count against `gnd`.' },
    island: {
      ...islandField,
      optional: true,
      description: 'Island at whose temperature the loss of the line emits and absorbs; only for a line with loss.',
    },
  },
  check(spec) {
    const problems: PartProblem[] = []
    const report = (field: string, message: string) => problems.push({ field, message })
    const { impedance, velocity, inductancePerLength, capacitancePerLength } = spec
    const wave = [impedance, velocity].filter((value) => value !== undefined).length
    const distributed = [inductancePerLength, capacitancePerLength].filter((value) => value !== undefined).length
    if (wave > 0 && distributed > 0) {
      report(
        inductancePerLength === undefined ? 'capacitancePerLength' : 'inductancePerLength',
        'must not be given together with `impedance` or `velocity`; keep one of the two pairs',
      )
    } else if (wave !== 2 && distributed !== 2) {
      const missing =
        distributed === 1
          ? inductancePerLength === undefined
            ? 'inductancePerLength'
            : 'capacitancePerLength'
          : impedance === undefined
            ? 'impedance'
            : 'velocity'
      report(
        missing,
        'is missing; give `impedance` and `velocity`, or `inductancePerLength` and `capacitancePerLength`',
      )
    }
    const { resistancePerLength, attenuation, attenuationExponent, attenuationFrequency, island } = spec
    if (resistancePerLength !== undefined && attenuation !== undefined) {
      report('attenuation', 'must not be given together with `resistancePerLength`; keep one of the two')
    }
    if (attenuationExponent !== undefined && attenuationFrequency === undefined) {
      report('attenuationFrequency', 'is missing; `attenuationExponent` needs it, for example "5 GHz"')
    }
    if (attenuation === undefined) {
      for (const field of ['attenuationExponent', 'attenuationFrequency'] as const) {
        if (spec[field] !== undefined)
          report(field, 'belongs to `attenuation`, which is not given; give it or remove this')
      }
    }
    const lossy = (resistancePerLength ?? 0) > 0 || (attenuation ?? 0) > 0
    if (lossy && island === undefined) {
      report('island', 'is missing; a line with loss emits and absorbs at the temperature of an island')
    }
    if (resistancePerLength === undefined && attenuation === undefined && island !== undefined) {
      report('island', 'belongs to a line with loss; give `resistancePerLength` or `attenuation`, or remove it')
    }
    return problems
  },
  build(name, spec) {
    const { length, nodes } = spec
    const impedance = spec.impedance ?? Math.sqrt(spec.inductancePerLength! / spec.capacitancePerLength!)
    const velocity = spec.velocity ?? 1 / Math.sqrt(spec.inductancePerLength! * spec.capacitancePerLength!)
    const multiport: Multiport = {
      name,
      ports: [
        [nodes[0], groundNode],
        [nodes[1], groundNode],
      ],
      island: spec.island ?? null,
      reference: impedance,
      breaks: [],
      period: (Math.PI * velocity) / length,
      scattering: lineScattering({
        delay: length / velocity,
        resistanceRate: ((spec.resistancePerLength ?? 0) * velocity) / impedance,
        attenuation: (spec.attenuation ?? 0) * length,
        attenuationExponent: spec.attenuationExponent ?? 0,
        attenuationOmega: 2 * Math.PI * (spec.attenuationFrequency ?? 1),
      }),
    }
    return { multiports: [multiport] }
  },
})
