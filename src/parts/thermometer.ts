import { biasedJunction, type JunctionReading } from './biasedJunction.js'
import { definePart, type PartProblem, type Reading } from './part.js'
import { biasCurrentField, biasVoltageField, tunnelFields, tunnelProblems } from './tunnelFields.js'

/** Tunnel junctions at a constant current, whose voltage tells the temperature of an island. */
export const thermometer = definePart({
  kind: 'thermometer',
  section: 'heat',
  title: 'Tunnel junction thermometer',
  description:
    'Tunnel junctions N-I-S whose voltage or current tells the electron temperature of the island; the heat they carry is part of the balance. At a constant `current` the readings are the voltage V over them, its responsivity dV/dT at constant current and lead temperature, and with `voltageNoise` the noise-equivalent temperature √S_V/|dV/dT|; at a constant `voltage` they are the current I, dI/dT, and with `currentNoise` √S_I/|dI/dT|. It reads the island only while the bias stays below the gap and the lead below 0.4 of its own critical temperature.',
  fields: {
    ...tunnelFields,
    junctions: {
      ...tunnelFields.junctions,
      description: 'Number of equal junctions in series; 2 (S-I-N-I-S) unless given.',
    },
    current: { ...biasCurrentField, optional: true },
    voltage: { ...biasVoltageField, optional: true },
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
    currentNoise: {
      type: 'quantity',
      optional: true,
      unit: 'A Hz^(-1/2)',
      displayUnit: 'fA Hz^(-1/2)',
      label: 'current noise',
      symbol: '√S_I',
      description: 'Noise of the ammeter, for the noise-equivalent temperature.',
      example: '10 fA Hz^(-1/2)',
      minimum: 0,
      exclusiveMinimum: true,
      plausible: [1e-17, 1e-6],
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
    const { current, voltage, voltageNoise, currentNoise } = spec
    if (current === undefined && voltage === undefined) {
      problems.push({ field: 'current', message: 'is missing; give `current` or `voltage`, for example "5 pA"' })
    } else if (current !== undefined && voltage !== undefined) {
      problems.push({ field: 'voltage', message: 'must not be given together with `current`; keep one of the two' })
    } else if ((current ?? voltage) === 0) {
      problems.push({
        field: current === undefined ? 'voltage' : 'current',
        message: 'must not be zero; nothing would be read at any temperature',
      })
    }
    if (voltageNoise !== undefined && current === undefined) {
      problems.push({ field: 'voltageNoise', message: 'belongs to `current`; give `currentNoise` with a voltage bias' })
    }
    if (currentNoise !== undefined && voltage === undefined) {
      problems.push({ field: 'currentNoise', message: 'belongs to `voltage`; give `voltageNoise` with a current bias' })
    }
    return problems
  },
  build(name, spec, context) {
    const { island, lead = 'phonons', superconductor, tunnelResistance, relativeBroadening = 0, junctions = 2 } = spec
    const { current, voltage, voltageNoise, currentNoise } = spec
    const biased = biasedJunction('thermometer', name, {
      normal: island,
      lead,
      material: context.material(superconductor!),
      resistance: tunnelResistance,
      relativeBroadening,
      count: junctions,
      bias: current === undefined ? { voltage: voltage! } : { current },
    })
    const terminals = [island, lead]
    const reading = (
      symbol: string,
      unit: string,
      longName: string,
      value: (state: JunctionReading) => number,
    ): Reading => ({
      element: name,
      symbol,
      unit,
      longName,
      terminals,
      evaluate: (temperatures) => value(biased.read(temperatures[0]!, temperatures[1]!)),
    })
    const [noise, slope, what] =
      current === undefined
        ? [currentNoise, (state: JunctionReading) => state.currentResponsivity, 'current']
        : [voltageNoise, (state: JunctionReading) => state.responsivity, 'voltage']
    const net =
      noise === undefined
        ? []
        : [
            reading(
              'NET',
              'K Hz^(-1/2)',
              `noise-equivalent temperature of ${island}, ${what} noise over responsivity`,
              (state) => noise / Math.abs(slope(state)),
            ),
          ]
    const shown =
      current === undefined
        ? [
            reading('I', 'A', `current that reads ${island}`, (state) => state.current),
            reading('dIdT', 'A/K', `responsivity dI/dT_${island} at constant voltage`, slope),
          ]
        : [
            reading('V', 'V', `voltage that reads ${island}`, (state) => state.voltage),
            reading('dVdT', 'V/K', `responsivity dV/dT_${island} at constant current`, slope),
          ]
    return { channels: [biased.channel], readings: [...shown, ...net] }
  },
})
