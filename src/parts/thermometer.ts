import { biasedJunction } from './biasedJunction.js'
import { definePart, type PartProblem } from './part.js'
import { biasCurrentField, tunnelFields, tunnelProblems } from './tunnelFields.js'

/** Tunnel junctions at a constant current, whose voltage tells the temperature of an island. */
export const thermometer = definePart({
  kind: 'thermometer',
  section: 'heat',
  title: 'Tunnel junction thermometer',
  description:
    'Tunnel junctions N-I-S at a constant `current`: the voltage V_th over them tells the electron temperature of the island, and the heat they carry is part of the balance. Readings: V_th, its responsivity dV_th/dT at constant current and lead temperature, and with `voltageNoise` the noise-equivalent temperature. It reads the island only while the lead stays below 0.4 of its own critical temperature.',
  fields: {
    ...tunnelFields,
    junctions: {
      ...tunnelFields.junctions,
      description: 'Number of equal junctions in series; 2 (S-I-N-I-S) unless given.',
    },
    current: biasCurrentField,
    voltageNoise: {
      type: 'quantity',
      optional: true,
      unit: 'V Hz^(-1/2)',
      displayUnit: 'nV Hz^(-1/2)',
      label: 'voltage noise',
      symbol: '√S_V',
      description: 'Noise of the voltmeter, for the noise-equivalent temperature.',
      example: '5 nV Hz^(-1/2)',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e-12, 1e-3],
      scale: 'log',
    },
  },
  check(spec, context) {
    const problems: PartProblem[] = tunnelProblems(spec, context)
    if (spec.superconductor === undefined) {
      problems.push({
        field: 'superconductor',
        message: 'is missing; a junction to a normal metal is ohmic at all temperatures and tells none',
      })
    }
    if (spec.current === 0) {
      problems.push({ field: 'current', message: 'must not be zero; the voltage would be zero at all temperatures' })
    }
    return problems
  },
  build(name, spec, context) {
    const { island, lead = 'phonons', superconductor, tunnelResistance, relativeBroadening = 0, junctions = 2 } = spec
    const { current, voltageNoise } = spec
    const biased = biasedJunction('thermometer', name, {
      normal: island,
      lead,
      material: context.material(superconductor!),
      resistance: tunnelResistance,
      relativeBroadening,
      count: junctions,
      bias: { current },
    })
    const terminals = [island, lead]
    const read = (temperatures: Float64Array) => biased.read(temperatures[0]!, temperatures[1]!)
    return {
      channels: [biased.channel],
      readings: [
        {
          element: name,
          symbol: 'V',
          unit: 'V',
          longName: `voltage that reads ${island}`,
          terminals,
          evaluate: (temperatures) => read(temperatures).voltage,
        },
        {
          element: name,
          symbol: 'dVdT',
          unit: 'V/K',
          longName: `responsivity dV/dT_${island} at constant current`,
          terminals,
          evaluate: (temperatures) => read(temperatures).responsivity,
        },
        ...(voltageNoise === undefined
          ? []
          : [
              {
                element: name,
                symbol: 'NET',
                unit: 'K Hz^(-1/2)',
                longName: `noise-equivalent temperature of ${island}, voltage noise over responsivity`,
                terminals,
                evaluate: (temperatures: Float64Array) => voltageNoise / Math.abs(read(temperatures).responsivity),
              },
            ]),
      ],
    }
  },
})
