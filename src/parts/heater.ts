import { square } from '../numerics/power.js'
import { external } from '../thermal/channel.js'
import { islandField, powerField, resistanceField } from './commonFields.js'
import { definePart } from './part.js'

/** A heater: a given power, or the Joule heat of a voltage across two tunnel resistances. */
export const heater = definePart({
  kind: 'heater',
  section: 'heat',
  title: 'Heater',
  description:
    'Power put into an island from outside, given as `power`, or as `voltage` V_h across two tunnel junctions of `tunnelResistance` R_h each: the total resistance is 2 R_h and half of the Joule heat goes to the island, P = V_h²/(4 R_h) (Dey et al., Sec. III C and Ref. [63]).',
  fields: {
    power: { ...powerField, optional: true, symbol: 'P_in', description: 'Power into the island.' },
    voltage: {
      type: 'quantity',
      optional: true,
      unit: 'V',
      displayUnit: 'uV',
      label: 'heater voltage',
      symbol: 'V_h',
      description: 'Voltage across the two tunnel junctions in series.',
      example: '200 uV',
      plausible: [-1, 1],
    },
    tunnelResistance: {
      ...resistanceField,
      optional: true,
      displayUnit: 'kohm',
      symbol: 'R_h',
      description: 'Tunnel resistance of each of the two junctions.',
      example: '10 kohm',
    },
    island: islandField,
  },
  check({ power, voltage, tunnelResistance }) {
    const problem = (field: string, message: string) => [{ field, message }]
    if (power !== undefined) {
      if (voltage !== undefined)
        return problem('voltage', 'must not be given together with `power`; keep one of the two')
      if (tunnelResistance !== undefined) {
        return problem('tunnelResistance', 'belongs to `voltage`, but `power` is given; remove one of the two')
      }
      return []
    }
    if (voltage === undefined && tunnelResistance === undefined) {
      return problem('power', 'is missing; give `power`, or `voltage` and `tunnelResistance`')
    }
    if (voltage === undefined)
      return problem('voltage', 'is missing; `tunnelResistance` needs it, for example "200 uV"')
    if (tunnelResistance === undefined) {
      return problem('tunnelResistance', 'is missing; `voltage` needs it, for example "10 kohm"')
    }
    return []
  },
  build(name, { power, voltage, tunnelResistance, island }) {
    const heat = power ?? square(voltage!) / (4 * tunnelResistance!)
    return {
      channels: [
        {
          channel: 'heater',
          element: name,
          nonMonotone: [],
          passive: true,
          terminals: [],
          flows: [{ from: external, to: island }],
          evaluate(_temperatures, out) {
            out.power[0] = heat
            out.error[0] = 0
          },
        },
      ],
    }
  },
})
