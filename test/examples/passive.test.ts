import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '../../src/device/compile.js'
import { readDevice } from '../../src/device/readDevice.js'
import { external } from '../../src/thermal/channel.js'

const folder = fileURLToPath(new URL('../../examples/', import.meta.url))
const simple = readdirSync(folder).filter((name) =>
  /^(dey2023-ndtc|three|thermal|photonic|bolometer|dey2023-leaks).*yaml$/.test(name),
)

describe('a channel that calls itself passive moves heat from hot to cold', () => {
  test.each(simple)('%s', (name) => {
    const { heatNetwork } = compile(readDevice(readFileSync(folder + name, 'utf8')))
    const temperature = fc.double({ min: Math.log(0.02), max: Math.log(1), noNaN: true }).map(Math.exp)
    for (const { channel } of heatNetwork.links) {
      if (!channel.passive) continue
      const { terminals, flows } = channel
      const out = {
        power: new Float64Array(flows.length),
        jacobian: new Float64Array(flows.length * terminals.length),
        error: new Float64Array(flows.length),
      }
      fc.assert(
        fc.property(fc.array(temperature, { minLength: terminals.length, maxLength: terminals.length }), (values) => {
          const at = Float64Array.from(values)
          channel.adapt?.(at)
          channel.evaluate(at, out)
          for (const [k, { from, to }] of flows.entries()) {
            if (from === external) expect(out.power[k]).toBeGreaterThanOrEqual(0)
            else {
              expect(to).not.toBe(external)
              const fall = at[terminals.indexOf(from)]! - at[terminals.indexOf(to)]!
              expect(out.power[k]! * fall, `${channel.channel} ${channel.element}`).toBeGreaterThanOrEqual(0)
            }
          }
        }),
        { numRuns: 40 },
      )
    }
  })
})
