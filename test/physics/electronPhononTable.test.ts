import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ElectronPhononTable } from '../../src/physics/electronPhononTable.js'
import { evaluateReducedElectronPhononHeat } from '../../src/physics/superconductorElectronPhonon.js'

const logarithmic = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp)

test('the table agrees with the direct evaluation, for the exponents of real films', () => {
  const table = new ElectronPhononTable()
  const out = new Float64Array(3)
  const direct = new Float64Array(3)
  fc.assert(
    fc.property(
      logarithmic(0.031, 1e3),
      fc.double({ min: 0, max: 0.9999, noNaN: true }),
      fc.constantFrom(3, 3.5, 4, 4.5, 5, 6, 8),
      (t, ratio, exponent) => {
        table.evaluate(t, ratio * t, exponent, out)
        evaluateReducedElectronPhononHeat(t, ratio * t, exponent, direct)
        const place = `t=${t} ratio=${ratio} n=${exponent}`
        expect(Math.abs(out[0]! / direct[0]! - 1), `heat ${place}`).toBeLessThan(2e-11)
        expect(Math.abs(out[1]! / direct[1]! - 1), `slope ${place}`).toBeLessThan(2e-10)
        expect(Math.abs(out[2]! - direct[2]!), `phonon slope ${place}`).toBeLessThan(2e-9 * direct[1]!)
      },
    ),
    { numRuns: 300 },
  )
})

test('no heat flows at equal temperatures, and hotter phonons heat the electrons', () => {
  const table = new ElectronPhononTable()
  const out = new Float64Array(3)
  table.evaluate(0.3, 0.3, 5, out)
  expect(out[0]).toBe(0)
  table.evaluate(0.3, 0.4, 5, out)
  expect(out[0]).toBeLessThan(0)
})
