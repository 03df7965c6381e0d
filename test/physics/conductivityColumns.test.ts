import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ConductivityColumns } from '../../src/physics/conductivityColumns.js'
import { addPairBreaking } from '../../src/physics/pairBreaking.js'
import { addQuasiparticleAbsorption } from '../../src/physics/quasiparticleAbsorption.js'
import { writeSuperfluidResponse } from '../../src/physics/superfluidResponse.js'

const logarithmic = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp)

/** x, the coldest of four temperatures within a factor of e^{1/2}, and how far below x the scale of the nodes lies. */
const places = fc.tuple(logarithmic(1e-9, 1e8), logarithmic(0.0101, 1e6), fc.double({ min: 0.6, max: 3, noNaN: true }))

test('a column is the direct evaluation at each of its temperatures', () => {
  const columns = new ConductivityColumns(4)
  const column = new Float64Array(4)
  const direct = new Float64Array(1)
  fc.assert(
    fc.property(places, ([x, coldest, ratio]) => {
      const temperatures = Float64Array.from({ length: 4 }, (_, k) => coldest * Math.exp(k / 6))
      columns.setTemperatures(temperatures)
      columns.layNodes(x < 0.9 ? Math.min(x / ratio, 1.5) : 2)
      columns.prepare(x)
      const expectColumn = (what: string, evaluate: (t: number) => void, factor: (t: number) => number): void => {
        for (const [k, t] of temperatures.entries()) {
          direct[0] = 0
          evaluate(t)
          const exact = direct[0]! * factor(t)
          expect(Math.abs(column[k]! - exact), `${what} x=${x} t=${t}`).toBeLessThanOrEqual(2e-14 * Math.abs(exact))
        }
      }
      columns.absorption(column)
      expectColumn(
        'absorption',
        (t) => addQuasiparticleAbsorption(x, t, 1, false, direct, 0, 0),
        (t) => Math.exp(1 / t) / x,
      )
      columns.superfluidResponse(column)
      expectColumn(
        'superfluid response',
        (t) => writeSuperfluidResponse(x, t, false, direct, 0, 0),
        () => 1,
      )
      if (x <= 2) return
      columns.pairBreaking(column)
      expectColumn(
        'pair breaking',
        (t) => addPairBreaking(x, t, 1, false, direct, 0, 0),
        () => 1 / x,
      )
    }),
    { numRuns: 3000 },
  )
})
