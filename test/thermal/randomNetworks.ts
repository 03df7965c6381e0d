import fc from 'fast-check'
import type { HeatChannel } from '../../src/thermal/channel.js'
import type { HeatNetworkParts } from '../../src/thermal/heatNetwork.js'
import { fallingPhotons, heater, photons, powerLaw, rampPhotons } from './syntheticChannels.js'

const logUniform = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp)

/** Random parts of a heat network: passive channels of all shapes, and heaters if `driven`. */
export function randomNetwork(driven: boolean): fc.Arbitrary<HeatNetworkParts> {
  const temperature = logUniform(0.005, 2)
  return fc
    .record({
      islands: fc.array(fc.record({ held: fc.option(temperature, { freq: 4 }), coupling: logUniform(1e-13, 1e-7) }), {
        minLength: 1,
        maxLength: 6,
      }),
      bath: temperature,
      exponents: fc.array(fc.constantFrom(4, 5, 6), { minLength: 6, maxLength: 6 }),
      chained: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      pairs: fc.array(
        fc.record({
          a: fc.nat(5),
          b: fc.nat(5),
          kind: fc.nat(3),
          tau: fc.double({ min: 0.01, max: 1, noNaN: true }),
          lower: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
          centre: temperature,
          steepness: fc.integer({ min: 1, max: 12 }),
        }),
        { maxLength: 8 },
      ),
      heaters: fc.array(fc.record({ island: fc.nat(5), power: logUniform(1e-17, 1e-9) }), { maxLength: 4 }),
      capacities: fc.boolean(),
    })
    .map(({ islands, bath, exponents, chained, pairs, heaters, capacities }) => {
      const name = (index: number): string => `i${index % islands.length}`
      const channels: HeatChannel[] = []
      for (const [index, { coupling }] of islands.entries()) {
        // A chained island passes its heat to its neighbour only; the first always reaches the bath.
        const end = chained[index] && index > 0 ? name(index - 1) : 'phonons'
        channels.push(powerLaw(name(index), end, coupling, exponents[index]))
      }
      for (const { a, b, kind, tau, lower, centre, steepness } of pairs) {
        const from = name(a)
        const to = name(b)
        if (from === to) continue
        if (kind === 0) channels.push(photons(from, to, tau))
        else if (kind === 1) channels.push(rampPhotons(from, to, [0.8 * centre, centre], tau, lower * tau))
        else if (kind === 2) channels.push(fallingPhotons(from, to, centre, steepness, tau, lower * tau))
        else channels.push(powerLaw(from, to, tau * 1e-11, 3))
      }
      if (driven) for (const { island, power } of heaters) channels.push(heater(name(island), power))
      return {
        islands: islands.map(({ held }, index) => ({ name: name(index), fixedTemperature: held })),
        baths: [{ name: 'phonons', temperature: bath }],
        channels,
        heatCapacities: capacities
          ? islands.map(({ coupling }, index) => ({
              island: name(index),
              element: name(index),
              capacity: (t: number) => 1e-8 * coupling * t,
            }))
          : [],
      }
    })
}
