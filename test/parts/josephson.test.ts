import { describe, expect, it } from 'vitest'
import { josephson } from '../../src/parts/josephson.js'
import { squid } from '../../src/parts/squid.js'
import { josephsonInductance } from '../../src/physics/josephson.js'
import { fluxQuantum } from '../../src/units/constants.js'
import { build, impedance } from './harness.js'

const nodes = ['a', 'b']
const omega = 1e10

describe('josephson', () => {
  it('is the inductance of I_c |cos phi| beside its capacitance', () => {
    const { branches } = build(josephson, { criticalCurrent: 1e-7, capacitance: 5e-15, phase: 2, nodes })
    const inductance = josephsonInductance(1e-7) / Math.abs(Math.cos(2))
    expect(impedance(branches![0], omega)[1] / (omega * inductance)).toBeCloseTo(1, 14)
    expect(impedance(branches![1], omega)[1]).toBeCloseTo(-1 / (omega * 5e-15), 8)
    expect(branches!.every(({ island }) => island === null)).toBe(true)
  })

  it('is an open, or only its capacitance, where cos phi is zero', () => {
    for (const phase of [Math.PI / 2, -Math.PI / 2, (7 * Math.PI) / 2]) {
      expect(build(josephson, { criticalCurrent: 1e-7, phase, nodes }).branches).toEqual([])
      const { branches } = build(josephson, { criticalCurrent: 1e-7, capacitance: 1e-15, phase, nodes })
      expect(branches!.map(({ name }) => name)).toEqual(['x.capacitance'])
    }
  })

  it('states within which bounds the linear response holds', () => {
    const { limits } = build(josephson, { criticalCurrent: 1e-7, phase: Math.PI / 3, nodes })
    // h/(4e^2), and Phi0 I_c/(4 pi k_B) at cos phi = 1/2
    expect(limits!.map(({ quantity }) => quantity)).toEqual(['resistance-seen', 'temperature'])
    expect(limits![0].value).toBeCloseTo(6453.2, 1)
    expect(limits![1].value).toBeCloseTo(1.19186, 4)
  })
})

describe('squid', () => {
  it('is a junction of the critical current at its flux', () => {
    const spec = { criticalCurrent: 1e-7, asymmetry: 0.1, capacitance: 1e-14, nodes }
    const at = (flux: number) =>
      impedance(build(squid, { ...spec, flux: flux * fluxQuantum }).branches![0], omega)[1] / omega
    expect(at(0) / josephsonInductance(2e-7)).toBeCloseTo(1, 14)
    expect(at(0.5) / josephsonInductance(2e-8)).toBeCloseTo(1, 14)
    expect(at(0.25) / josephsonInductance(2e-7 * Math.sqrt(0.5 + 0.005))).toBeCloseTo(1, 14)
    expect(at(-0.25)).toBe(at(0.25))
  })

  it('is an open at half a flux quantum if it is symmetric', () => {
    expect(build(squid, { criticalCurrent: 1e-7, flux: 0.5 * fluxQuantum, nodes }).branches).toEqual([])
  })
})
