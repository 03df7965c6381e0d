import { expect, it } from 'vitest'
import { SpectralHeat } from '../../src/circuit/spectralHeat.js'
import { compile } from '../../src/device/compile.js'
import { readDevice } from '../../src/device/readDevice.js'

const wire = (name: string, material: string, length: number, nodes: string, island: string, extra = '') =>
  `  ${name}: { kind: wire, material: ${material}, length: ${length} um, width: 700 nm, thickness: 25 nm, nodes: [${nodes}], island: ${island}${extra} }\n`
const device = (islands: string, circuit: string) =>
  `caloritron: 1\ntitle: derivatives\nphonons: 30 mK\nislands: ${islands}\ncircuit:\n${circuit}`

const circuits: Record<string, string> = {
  'a film and resistors in a loop': device(
    '{ a: {}, b: {} }',
    wire('film', 'Ti', 6, 'x, y', 'a') + wire('drain', 'Cu', 2, 'y, x', 'b'),
  ),
  'films of different edges on both sides of a loop': device(
    '{ a: {}, b: {} }',
    wire('ti', 'Ti', 6, 'x, y', 'a') + wire('al', 'Al', 4, 'y, z', 'b') + wire('cu', 'Cu', 2, 'z, x', 'b'),
  ),
  'a film in a loop with an inductor and a capacitor': device(
    '{ a: {}, b: {} }',
    `${wire('ti', 'Ti', 6, 'x, y', 'a')}${wire('cu', 'Cu', 2, 'y, w', 'b')}  l: { kind: inductor, inductance: 10 pH, nodes: [w, v] }\n  c: { kind: capacitor, capacitance: 1 pF, nodes: [v, x] }\n`,
  ),
  'three islands in a loop': device(
    '{ a: {}, b: {}, c: {} }',
    wire('ti', 'Ti', 6, 'x, y', 'a') + wire('cu', 'Cu', 2, 'y, w', 'b') + wire('other', 'Cu', 3, 'w, x', 'c'),
  ),
  'a film with a stray capacitance': device(
    '{ a: {}, b: {} }',
    wire('ti', 'Ti', 6, 'x, y', 'a', ', strayCapacitance: 20 fF') + wire('cu', 'Cu', 2, 'y, x', 'b'),
  ),
  'a star of films': device(
    '{ a: {}, b: {}, c: {} }',
    wire('first', 'Ti', 6, 'x, g', 'a') + wire('second', 'Ti', 3, 'x, g', 'b') + wire('cu', 'Cu', 3, 'x, g', 'c'),
  ),
  'a film behind a line': device(
    '{ a: {}, b: {} }',
    `${wire('ti', 'Ti', 6, 'x, gnd', 'a')}${wire('cu', 'Cu', 20, 'y, gnd', 'b')}  line: { kind: line, impedance: 50 ohm, velocity: 1e8 m/s, length: 2 mm, nodes: [x, y] }\n`,
  ),
}

it.each(Object.keys(circuits))(
  'temperature derivatives of photonic heat are those of its values to 1e-9: %s',
  (name) => {
    const { network } = compile(readDevice(circuits[name]!))
    const islands = network.islands.length
    const heatsAt = (temperatures: Float64Array, relativeTolerance: number) => {
      const integral = new SpectralHeat(network, { relativeTolerance })
      const out = integral.createBuffer()
      integral.adapt(temperatures)
      integral.evaluate(temperatures, out)
      return out
    }
    for (const all of [
      [0.3, 0.1, 0.05],
      [0.1, 0.35, 0.2],
      [0.37, 0.37, 0.2],
      [0.41, 0.08, 0.09],
    ]) {
      const at = Float64Array.from(all.slice(0, islands))
      const { jacobian } = heatsAt(at, 1e-11)
      const scale = Math.max(...jacobian.map(Math.abs))
      for (let island = 0; island < islands; island++) {
        const step = 2e-4 * at[island]!
        const slopes = new Float64Array(jacobian.length / islands)
        // Differences of sixth order.
        for (const [distance, weight] of [
          [1, 45],
          [2, -9],
          [3, 1],
        ] as const) {
          for (const sign of [1, -1]) {
            const shifted = at.slice()
            shifted[island]! += sign * distance * step
            const { power } = heatsAt(shifted, 1e-12)
            for (let pair = 0; pair < slopes.length; pair++) {
              slopes[pair]! += (sign * weight * power[pair]!) / (60 * step)
            }
          }
        }
        for (let pair = 0; pair < slopes.length; pair++) {
          const error = Math.abs(jacobian[pair * islands + island]! - slopes[pair]!) / scale
          expect(error, `${all.join(', ')} K, island ${island}`).toBeLessThan(1e-9)
        }
      }
    }
  },
)
