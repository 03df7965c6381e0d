import { islandField, twoNodes } from './commonFields.js'
import { readImpedanceTable, tableImpedance } from './impedanceTable.js'
import { definePart } from './part.js'
import { dataFileProblems } from './tableFile.js'

/** A two-terminal element with a measured or computed impedance. */
export const impedance = definePart({
  kind: 'impedance',
  section: 'circuit',
  title: 'Impedance from a table',
  description:
    'A two-terminal element with Z = R + iX from a CSV table, Z(f) with the columns f, R, X or Z(f, T) with f, T, R, X, where X > 0 is inductive and T the temperature of the island. Monotone cubic interpolation in f, then in T, keeps R between neighbouring values, so that a passive table stays passive; R and X are interpolated each by itself, so that a table must be fine enough for the causality of its data to survive. Outside nothing is known: the table must reach from 0 to some 50 k_B T/h of the hottest island (1 THz per kelvin), or `extrapolate` holds its end values.',
  fields: {
    table: {
      type: 'file',
      label: 'table',
      description:
        'CSV file with the columns f, R, X, and T if wanted, with their units, as in "f [GHz], R [ohm], X [ohm]".',
    },
    extrapolate: {
      type: 'flag',
      optional: true,
      label: 'extrapolate',
      description: 'Whether the end values of the table hold beyond it; unless set, that is an error.',
    },
    nodes: twoNodes,
    island: islandField,
  },
  check({ table }, context) {
    return dataFileProblems('table', () => readImpedanceTable(context.file(table), table))
  },
  build(name, { table: file, extrapolate = false, nodes, island }, context) {
    const table = readImpedanceTable(context.file(file), file)
    const subject = `circuit.${name}: the table ${file}`
    return {
      branches: [
        {
          name,
          nodes: [nodes[0], nodes[1]],
          island,
          temperatureDependent: table.temperatures.length > 0,
          at: (temperature) => tableImpedance(table, temperature, extrapolate, subject),
        },
      ],
    }
  },
})
