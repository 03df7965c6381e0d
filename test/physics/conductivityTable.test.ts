import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ConductivityTable } from '../../src/physics/conductivityTable.js'
import { evaluateConductivity, reducedConductivity } from '../../src/physics/mattisBardeen.js'

const logarithmic = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp)

function expectAgreement(table: ConductivityTable, x: number, t: number): void {
  const out = new Float64Array(6)
  const direct = new Float64Array(6)
  table.at(t)(x, out)
  evaluateConductivity(x, t, direct)
  const [sigma1, sigma2] = direct as unknown as [number, number]
  const place = `x=${x} t=${t}`
  const values = new Float64Array(2)
  table.valuesAt(t)(x, values)
  expect(Math.abs(values[0]! - sigma1), `sigma1 alone ${place}`).toBeLessThanOrEqual(2e-11 * sigma1)
  expect(Math.abs(values[1]! - sigma2), `sigma2 alone ${place}`).toBeLessThanOrEqual(5e-11 * sigma2)
  expect(Math.abs(out[0]! - sigma1), `sigma1 ${place}`).toBeLessThanOrEqual(2e-11 * sigma1)
  expect(Math.abs(out[1]! - sigma2), `sigma2 ${place}`).toBeLessThanOrEqual(5e-11 * sigma2)
  for (const [k, scale] of [
    [2, sigma1 / x],
    [3, sigma2 / x],
    [4, sigma1 / t],
    [5, sigma2 / t],
  ] as const)
    expect(Math.abs(out[k]! - direct[k]!), `derivative ${k} ${place}`).toBeLessThanOrEqual(
      2e-9 * Math.max(Math.abs(direct[k]!), scale),
    )
}

test('the table agrees with the direct evaluation everywhere', () => {
  const table = new ConductivityTable()
  fc.assert(
    fc.property(logarithmic(1e-9, 2e3), logarithmic(0.011, 30), (x, t) => expectAgreement(table, x, t)),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(logarithmic(1e-6, 60), logarithmic(10, 1e6), (perT, t) => expectAgreement(table, perT * t, t)),
    { numRuns: 1000 },
  )
})

test('the table holds on both sides of the pair-breaking edge', () => {
  const table = new ConductivityTable()
  for (const distance of [1e-1, 1e-3, 1e-6, 1e-9, 1e-12])
    for (const t of [0.05, 0.3, 2, 500]) for (const side of [-1, 1]) expectAgreement(table, 2 + side * distance, t)
})

test('the table goes on to the lowest temperatures', () => {
  const table = new ConductivityTable()
  fc.assert(
    fc.property(logarithmic(1e-9, 2e3), logarithmic(1.6e-3, 0.01), (x, t) => expectAgreement(table, x, t)),
    { numRuns: 1000 },
  )
  const out = new Float64Array(6)
  for (const t of [1.5e-3, 1e-5]) {
    table.at(t)(1.3, out)
    const { sigma2 } = reducedConductivity(1.3, t)
    expect(out[0]).toBe(0)
    expect(out[1]! / sigma2).toBeCloseTo(1, 10)
  }
})

test('outside its range the table hands over to the direct evaluation', () => {
  const table = new ConductivityTable()
  const out = new Float64Array(6)
  const direct = new Float64Array(6)
  for (const [x, t] of [
    [1e-10, 0.5],
    [2e8, 5],
  ] as const) {
    table.at(t)(x, out)
    evaluateConductivity(x, t, direct)
    expect([...out]).toEqual([...direct])
  }
})

test('values do not depend on the order of the questions', () => {
  const forward = new ConductivityTable()
  const backward = new ConductivityTable()
  const questions = [0.02, 0.3, 1.7, 2.2, 9, 200].flatMap((x) => [0.05, 0.7, 33].map((t) => [x, t] as const))
  const ask = (table: ConductivityTable, [x, t]: readonly [number, number]) => {
    const out = new Float64Array(6)
    table.at(t)(x, out)
    return [...out]
  }
  const first = questions.map((question) => ask(forward, question))
  const second = questions.toReversed().map((question) => ask(backward, question))
  expect(second.toReversed()).toEqual(first)
})
