import { boltzmann, elementaryCharge } from '../units/constants.js'
import { biasedJunction, type JunctionSpec } from './biasedJunction.js'
import { twoNodes } from './commonFields.js'
import { junctionCapacitanceField } from './junctionFaces.js'
import { type ImpedanceModel, impedanceModels, junctionBranch } from './junctionImpedance.js'
import { type BuildContext, definePart, type PartProblem } from './part.js'
import { strayBranches } from './reactance.js'
import { biasCurrentField, biasVoltageField, tunnelFields, tunnelProblems } from './tunnelFields.js'

/** A tunnel junction N-I-N or N-I-S under bias: heater, cooler or leak. */
export const junction = definePart({
  kind: 'junction',
  section: 'heat',
  title: 'Tunnel junction',
  description:
    'Tunnel junctions from a normal island to a normal (N-I-N) or superconducting (N-I-S) lead, biased by `voltage` or `current`: I = (1/(eR)) ∫ dE N_S(E) [f_N(E−eV) − f_S(E)], heat out of the island (1/(e²R)) ∫ dE (E−eV) N_S(E) [f_N(E−eV) − f_S(E)], heat into the lead by I V more, N_S the Dynes density of states (Giazotto et al., Rev. Mod. Phys. 78, 217 (2006)). Just below the gap an N-I-S junction cools the island. With `nodes` the junctions stand in the circuit, with `capacitance` in parallel, and emit and absorb at the temperature of the island; `impedance` says what the circuit sees of them: `resistance`, R_T each at all frequencies; `differential`, dV/dI at the bias; `photon-assisted`, the admittance Y(ω) = (e/(2ħω)) {I(V+ħω/e) − I(V−ħω/e) + i [I_KK(V+ħω/e) − 2 I_KK(V) + I_KK(V−ħω/e)]} (Tucker and Feldman, Rev. Mod. Phys. 57, 1055 (1985)), which is dI/dV for ħω → 0 and 1/R_T far above the gap. The noise is taken as thermal, at the temperature of the island: exact without bias and with both sides at that temperature; under a bias e V > k_B T it is shot noise, which is hotter, and what the junctions emit is underestimated.',
  fields: {
    ...tunnelFields,
    voltage: { ...biasVoltageField, optional: true },
    current: { ...biasCurrentField, optional: true },
    nodes: { ...twoNodes, optional: true, description: 'The two nodes of the circuit; none unless given.' },
    capacitance: junctionCapacitanceField,
    impedance: {
      type: 'choice',
      optional: true,
      label: 'impedance',
      choices: impedanceModels,
      description:
        'What the circuit sees between `nodes`: `resistance` (unless given), `differential` or `photon-assisted`. The last two need a lead at the temperature of the lattice.',
    },
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
    return [...problems, ...impedanceProblems(spec, context)]
  },
  build(name, spec, context) {
    const { island, lead = 'phonons', superconductor, tunnelResistance, relativeBroadening = 0, junctions = 1 } = spec
    const { voltage, current, nodes, capacitance } = spec
    const junctionSpec: JunctionSpec = {
      normal: island,
      lead,
      material: superconductor === undefined ? undefined : context.material(superconductor),
      resistance: tunnelResistance,
      relativeBroadening,
      count: junctions,
      bias: voltage === undefined ? { current: current! } : { voltage },
    }
    const biased = biasedJunction('junction', name, junctionSpec)
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
            readsPhonons: spec.impedance !== undefined && spec.impedance !== 'resistance',
            branches: [
              junctionBranch(
                name,
                [nodes[0]!, nodes[1]!],
                junctionSpec,
                (spec.impedance ?? 'resistance') as ImpedanceModel,
                context.phononTemperature,
              ),
              ...strayBranches(name, nodes, capacitance === undefined ? undefined : capacitance / junctions),
            ],
          }),
    }
  },
})

/** What is wrong or doubtful about the impedance that a junction shows the circuit. */
function impedanceProblems(
  spec: {
    readonly nodes?: readonly string[] | undefined
    readonly impedance?: string | undefined
    readonly lead?: string | undefined
    readonly superconductor?: string | undefined
    readonly tunnelResistance: number
    readonly junctions?: number | undefined
    readonly voltage?: number | undefined
    readonly current?: number | undefined
  },
  context: BuildContext,
): PartProblem[] {
  const { nodes, impedance, lead = 'phonons', superconductor, tunnelResistance, junctions = 1, voltage, current } = spec
  if (nodes === undefined) {
    return impedance === undefined
      ? []
      : [{ field: 'impedance', message: 'belongs to `nodes`, which are not given; remove it' }]
  }
  const problems: PartProblem[] = []
  if (impedance !== undefined && impedance !== 'resistance' && lead !== 'phonons') {
    problems.push({
      field: 'impedance',
      message: `must be resistance with a lead that is an island, got ${impedance}, which depends on two temperatures; leave out \`lead\``,
    })
  }
  if (impedance === undefined && superconductor !== undefined) {
    problems.push({
      field: 'nodes',
      severity: 'warning',
      message:
        'the circuit sees the plain tunnel resistance, as if there were no gap; write `impedance: photon-assisted` for what the gap leaves of it, or `impedance: resistance` if this is meant',
    })
  }
  const energy = elementaryCharge * Math.abs(voltage === undefined ? current! * tunnelResistance : voltage / junctions)
  if (energy > boltzmann * context.phononTemperature) {
    problems.push({
      field: 'nodes',
      severity: 'warning',
      message:
        'under this bias the noise of the junctions is shot noise, hotter than the island; what they emit into the circuit is underestimated',
    })
  }
  return problems
}
