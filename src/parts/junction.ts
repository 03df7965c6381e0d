import { biasedJunction } from './biasedJunction.js'
import { twoNodes } from './commonFields.js'
import { constantImpedance } from './film.js'
import { junctionCapacitanceField } from './junctionFaces.js'
import { definePart, type PartProblem } from './part.js'
import { strayBranches } from './reactance.js'
import { biasCurrentField, biasVoltageField, tunnelFields, tunnelProblems } from './tunnelFields.js'

/** A tunnel junction N-I-N or N-I-S under bias: heater, cooler or leak. */
export const junction = definePart({
  kind: 'junction',
  section: 'heat',
  title: 'Tunnel junction',
  description:
    'Tunnel junctions from a normal island to a normal (N-I-N) or superconducting (N-I-S) lead, biased by `voltage` or `current`: I = (1/(eR)) ∫ dE N_S(E) [f_N(E−eV) − f_S(E)], heat out of the island (1/(e²R)) ∫ dE (E−eV) N_S(E) [f_N(E−eV) − f_S(E)], heat into the lead by I V more, N_S the Dynes density of states (Giazotto et al., Rev. Mod. Phys. 78, 217 (2006)). Just below the gap an N-I-S junction cools the island. With `nodes` the junctions are a resistance R_T each in the circuit, with `capacitance` in parallel, which emits and absorbs at the temperature of the island; what bias and gap do to the impedance is left out.',
  fields: {
    ...tunnelFields,
    voltage: { ...biasVoltageField, optional: true },
    current: { ...biasCurrentField, optional: true },
    nodes: { ...twoNodes, optional: true, description: 'The two nodes of the circuit; none unless given.' },
    capacitance: junctionCapacitanceField,
  },
  check(spec, context) {
    const problems: PartProblem[] = tunnelProblems(spec, context)
    const { voltage, current, nodes, capacitance } = spec
    if (voltage === undefined && current === undefined) {
      problems.push({ field: 'voltage', message: 'is missing; give `voltage` or `current`, for example "0 V"' })
    } else if (voltage !== undefined && current !== undefined) {
      problems.push({ field: 'current', message: 'must not be given together with `voltage`; keep one of the two' })
    }
    if (capacitance !== undefined && nodes === undefined) {
      problems.push({ field: 'capacitance', message: 'belongs to `nodes`, which are not given; remove it' })
    }
    return problems
  },
  build(name, spec, context) {
    const { island, lead = 'phonons', superconductor, tunnelResistance, relativeBroadening = 0, junctions = 1 } = spec
    const { voltage, current, nodes, capacitance } = spec
    const biased = biasedJunction('junction', name, {
      normal: island,
      lead,
      material: superconductor === undefined ? undefined : context.material(superconductor),
      resistance: tunnelResistance,
      relativeBroadening,
      count: junctions,
      bias: voltage === undefined ? { current: current! } : { voltage },
    })
    const impedance = constantImpedance(tunnelResistance * junctions)
    const terminals = [island, lead]
    return {
      channels: [biased.channel],
      readings: [
        voltage === undefined
          ? {
              element: name,
              symbol: 'V',
              unit: 'V',
              longName: 'voltage over the junctions',
              terminals,
              evaluate: (temperatures) => biased.read(temperatures[0]!, temperatures[1]!).voltage,
            }
          : {
              element: name,
              symbol: 'I',
              unit: 'A',
              longName: 'current through the junctions',
              terminals,
              evaluate: (temperatures) => biased.read(temperatures[0]!, temperatures[1]!).current,
            },
      ],
      ...(nodes === undefined
        ? {}
        : {
            branches: [
              {
                name,
                nodes: [nodes[0]!, nodes[1]!] as const,
                island,
                temperatureDependent: false,
                at: () => impedance,
              },
              ...strayBranches(name, nodes, capacitance === undefined ? undefined : capacitance / junctions),
            ],
          }),
    }
  },
})
