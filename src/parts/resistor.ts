import type { BranchImpedance } from '../circuit/branch.js'
import { transitionResistance } from '../physics/resistanceTransition.js'
import { contactResistanceField, islandField, resistanceField, temperatureField, twoNodes } from './commonFields.js'
import { constantImpedance } from './film.js'
import { definePart, type PartProblem } from './part.js'
import { strayBranches, strayCapacitanceField } from './reactance.js'
import { resistanceTable } from './resistanceTable.js'
import { dataFileProblems } from './tableFile.js'

/** A resistor: a value, a step or transition of the resistance in temperature, or a measured R(T). */
export const resistor = definePart({
  kind: 'resistor',
  section: 'circuit',
  title: 'Resistor',
  description:
    'A frequency-independent resistance, Z(ω) = R, at the temperature of its island. With `step` the resistance changes with that temperature, up or down: abruptly, R for T < T_step and the resistance of the step for T ≥ T_step (the idealised phase change of Dey et al., Fig. 1(c)), or, with `width`, as a logistic step of ln R, ln R(T) = ln R + ln(R_above/R)/(1 + e^{−u}), u = ln(81) (T − T_step)/w: a metal-insulator transition as in VO₂, or a broadened superconducting one, without hysteresis. With `table` it is a measured R(T), interpolated monotonically. It brings no heat channel of its own: add electron-phonon coupling in the section `heat`.',
  fields: {
    resistance: { ...resistanceField, optional: true, description: 'Resistance; with `step` the one below the step.' },
    step: {
      type: 'group',
      optional: true,
      label: 'step',
      description: 'Step of the resistance in temperature.',
      fields: {
        temperature: { ...temperatureField, symbol: 'T_step', description: 'Temperature of the step.' },
        resistance: { ...resistanceField, symbol: 'R_above', description: 'Resistance at and above the step.' },
        width: {
          ...temperatureField,
          optional: true,
          label: 'width',
          symbol: 'w',
          description: 'Width of the transition, from 10 % to 90 % of the change of ln R; an abrupt step unless given.',
          example: '20 mK',
          plausible: [1e-6, 100],
        },
      },
    },
    table: {
      type: 'file',
      optional: true,
      label: 'table',
      description:
        'CSV file with the columns T and R and their units, as in "T [mK], R [ohm]", T ascending: the measured resistance instead of `resistance`.',
    },
    extrapolate: {
      type: 'flag',
      optional: true,
      label: 'extrapolate',
      description: 'Whether the end values of the table hold beyond it; unless set, a temperature outside is an error.',
    },
    contactResistance: contactResistanceField,
    strayCapacitance: strayCapacitanceField,
    nodes: twoNodes,
    island: islandField,
  },
  check({ resistance, step, table, extrapolate }, context) {
    const problems: PartProblem[] = []
    if (table === undefined) {
      if (resistance === undefined) {
        problems.push({
          field: 'resistance',
          message: 'is missing; give `resistance`, or `table` with the name of a file',
        })
      }
      if (extrapolate !== undefined) {
        problems.push({ field: 'extrapolate', message: 'belongs to `table`, which is not given; remove it' })
      }
      return problems
    }
    for (const [field, value] of Object.entries({ resistance, step })) {
      if (value !== undefined) {
        problems.push({ field, message: 'must not be given together with `table`; keep one of the two' })
      }
    }
    return [...problems, ...dataFileProblems('table', () => resistanceTable(context.file(table), table, false, ''))]
  },
  build(name, spec, context) {
    const {
      resistance,
      step,
      table,
      extrapolate = false,
      contactResistance = 0,
      strayCapacitance,
      nodes,
      island,
    } = spec
    const inSeries = (value: number, derivative = 0) => constantImpedance(value + contactResistance, derivative)
    let at: (temperature: number) => BranchImpedance
    if (table !== undefined) {
      const resistanceAt = resistanceTable(context.file(table), table, extrapolate, name)
      at = (temperature) => {
        const { resistance: value, derivative } = resistanceAt(temperature)
        return inSeries(value, derivative)
      }
    } else if (step?.width !== undefined) {
      const { temperature: middle, resistance: above, width } = step
      at = (temperature) => {
        const value = transitionResistance({ below: resistance!, above, temperature: middle, width }, temperature)
        return inSeries(value.resistance, value.derivative)
      }
    } else {
      at = (temperature) =>
        inSeries(step !== undefined && temperature >= step.temperature ? step.resistance : resistance!)
    }
    const ends = [nodes[0], nodes[1]] as const
    const temperatureDependent = step !== undefined || table !== undefined
    return {
      branches: [
        { name, nodes: ends, island, temperatureDependent, inductive: true, at },
        ...strayBranches(name, nodes, strayCapacitance),
      ],
    }
  },
})
