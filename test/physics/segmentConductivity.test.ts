import { expect, test } from 'vitest'
import { ConductivityTable } from '../../src/physics/conductivityTable.js'
import { evaluateConductivity } from '../../src/physics/mattisBardeen.js'

const position = Float64Array.from({ length: 12 }, (_, k) => ((k + 0.5) / 12) ** 2)

test.each([
  ['below the edge', 0, (_: number): number => 2, [0.011, 40]],
  ['above the edge', 2, (t: number): number => 36 * t, [0.15, 40]],
] as const)(
  'conductivity at nodes that follow the temperature, %s, against the direct evaluation',
  (_, lower, upper, range) => {
    const table = new ConductivityTable()
    const out = new Float64Array(6 * position.length)
    const direct = new Float64Array(6)
    for (let t = range[0]; t < range[1]; t *= 1.07) {
      const segment = table.segment(t, 'key', position, 0, position.length, lower, upper(t))!
      segment.writeConductivity(out)
      for (let k = 0; k < position.length; k++) {
        const x = lower + (upper(t) - lower) * position[k]!
        evaluateConductivity(x, t, direct)
        direct[4]! += direct[2]! * segment.motion(k)
        direct[5]! += direct[3]! * segment.motion(k)
        const scales = [direct[0]!, direct[1]!, direct[0]! / x, direct[1]! / x, direct[0]! / t, direct[1]! / t]
        for (let f = 0; f < 6; f++) {
          const error = Math.abs(out[6 * k + f]! - direct[f]!) / Math.max(Math.abs(direct[f]!), scales[f]!)
          expect(error, `number ${f} at x = ${x}, t = ${t}`).toBeLessThan(f < 2 ? 5e-12 : 1e-10)
        }
      }
    }
  },
)

test('a segment whose cut-off comes near the edge, or has odd ends, is not remembered', () => {
  const table = new ConductivityTable()
  expect(table.segment(0.06, 'key', position, 0, 12, 2, 36 * 0.06)).toBeNull()
  expect(table.segment(0.5, 'key', position, 0, 12, 0.3, 2)).toBeNull()
  expect(table.segment(0.5, 'key', position, 0, 12, 2, 7.123456)).toBeNull()
  // Next to the critical temperature.
  expect(table.segment(60, 'key', position, 0, 12, 2, 36 * 60)).toBeNull()
})
