import { describe, expect, it } from 'vitest'
import { capacitor } from '../../src/parts/capacitor.js'
import { inductor } from '../../src/parts/inductor.js'
import { build, impedance } from './harness.js'

const nodes = ['a', 'b']

describe('inductor and capacitor', () => {
  it('have the impedances of a lossless inductance and capacitance', () => {
    const [coil] = build(inductor, { inductance: 2e-9, nodes }).branches!
    expect(impedance(coil, 3e9)).toEqual([0, 6, 0, 0])
    const [plates] = build(capacitor, { capacitance: 1e-15, nodes }).branches!
    expect(impedance(plates, 1e10)[1]).toBeCloseTo(-1e5, 8)
    expect([coil, plates].map(({ island, temperatureDependent }) => [island, temperatureDependent])).toEqual([
      [null, false],
      [null, false],
    ])
  })

  it('are called as the element, the stray capacitance beside it', () => {
    const { branches } = build(inductor, { inductance: 1e-9, strayCapacitance: 1e-15, nodes })
    expect(branches!.map(({ name }) => name)).toEqual(['x', 'x.capacitance'])
    expect(build(inductor, { inductance: 1e-9, strayCapacitance: 0, nodes }).branches).toHaveLength(1)
  })
})
