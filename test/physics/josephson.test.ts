import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  josephsonEnergy,
  josephsonInductance,
  resistanceQuantum,
  squidCriticalCurrent,
} from '../../src/physics/josephson.js'
import { elementaryCharge, fluxQuantum, planck } from '../../src/units/constants.js'

describe('Josephson inductance', () => {
  it('is Phi0/(2 pi I_c), with E_J = Phi0 I_c/(2 pi)', () => {
    // CODATA 2018 value of the flux quantum
    const quantum = 2.067833848e-15 / (2 * Math.PI)
    expect((josephsonInductance(1e-6) * 1e-6) / quantum).toBeCloseTo(1, 9)
    expect(josephsonEnergy(1e-6) / (quantum * 1e-6)).toBeCloseTo(1, 9)
    expect(resistanceQuantum / (planck / (4 * elementaryCharge * elementaryCharge))).toBeCloseTo(1, 14)
    expect(resistanceQuantum).toBeCloseTo(6453.2, 1)
  })

  it('is infinite without critical current', () => {
    expect(josephsonInductance(0)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('critical current of a SQUID', () => {
  it('has the exact values at integer and half-integer flux', () => {
    for (const n of [-3, 0, 1, 7]) {
      expect(squidCriticalCurrent(1, 0, n * fluxQuantum)).toBeCloseTo(2, 14)
      expect(squidCriticalCurrent(1, 0, (n + 0.5) * fluxQuantum)).toBeLessThan(1e-14)
      expect(squidCriticalCurrent(1, 0.3, (n + 0.5) * fluxQuantum)).toBeCloseTo(0.6, 14)
    }
    expect(squidCriticalCurrent(1, 0, 0.5 * fluxQuantum)).toBe(0)
  })

  it('equals the sum of two junctions, maximised over the phase', () => {
    // |I1 e^{i pi f} + I2 e^{-i pi f}| with I1, I2 = I_c (1 ± d)
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (d, quanta) => {
          const current = squidCriticalCurrent(1, d, quanta * fluxQuantum)
          const angle = Math.PI * quanta
          const direct = Math.hypot(2 * Math.cos(angle), 2 * d * Math.sin(angle))
          expect(Math.abs(current - direct)).toBeLessThan(1e-14)
          expect(squidCriticalCurrent(1, -d, -quanta * fluxQuantum)).toBe(current)
        },
      ),
    )
  })
})
