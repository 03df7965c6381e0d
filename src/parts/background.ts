import { external } from '../thermal/channel.js'
import { islandField, powerField } from './commonFields.js'
import { definePart } from './part.js'

/** A constant power that reaches an island unasked. */
export const background = definePart({
  kind: 'background',
  section: 'heat',
  title: 'Background load',
  description:
    'A constant power that an island receives unasked: black-body radiation from warmer stages, noise of the lines, cosmic rays on average.',
  fields: {
    power: { ...powerField, symbol: 'P_bg', description: 'Power into the island.', example: '1 fW' },
    island: islandField,
  },
  build(name, { power, island }) {
    return {
      channels: [
        {
          channel: 'background',
          element: name,
          nonMonotone: [],
          passive: true,
          terminals: [],
          flows: [{ from: external, to: island }],
          evaluate(_temperatures, out) {
            out.power[0] = power
            out.error[0] = 0
          },
        },
      ],
    }
  },
})
