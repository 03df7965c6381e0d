import { describe, expect, it } from 'vitest'
import { tunnelAdmittance } from '../../src/physics/tunnelAdmittance.js'
import {
  createJunctionFlows,
  createJunctionScratch,
  type JunctionFlows,
  junctionFlows,
} from '../../src/physics/tunnelJunction.js'
import { boltzmann, elementaryCharge } from '../../src/units/constants.js'
import { missingArea, reactiveFromAbsorption } from './dispersion.js'

const at = (v: number, t: number, gamma: number, u: number): Float64Array => {
  const out = new Float64Array(6)
  tunnelAdmittance(v, t, gamma).evaluate(u, out)
  return out
}

/** Reduced current and its slope, from the integrals that the heat of a junction uses. */
function flows(v: number, t: number, gamma: number): JunctionFlows {
  const gap = 3e-23
  const out = createJunctionFlows()
  const state = {
    resistance: 1,
    gap,
    broadening: gamma * gap,
    voltage: (v * gap) / elementaryCharge,
    normalTemperature: (t * gap) / boltzmann,
    superconductorTemperature: (t * gap) / boltzmann,
  }
  junctionFlows(state, out, createJunctionScratch())
  return { ...out, current: (out.current * elementaryCharge) / gap }
}

const cases = [
  [0, 0.1, 1e-3],
  [0.8, 0.03, 1e-4],
  [1.3, 0.3, 0.1],
  [0.5, 0.2, 0],
  [0, 2, 0.02],
  [3, 0.05, 0.5],
] as const

describe('tunnelAdmittance', () => {
  it.each(cases)('has Re Y = [I(v+u) − I(v−u)]/(2u), at v = %d, t = %d, Γ = %d', (v, t, gamma) => {
    for (const u of [1e-3, 0.03, 0.2, 0.7, 1, 1.9, 5, 40]) {
      const wanted = (flows(v + u, t, gamma).current - flows(v - u, t, gamma).current) / (2 * u)
      expect(Math.abs(at(v, t, gamma, u)[0]! - wanted)).toBeLessThan(1e-13 + (2e-15 * (1 + v)) / u)
    }
  })

  it.each(cases)('is dI/dV at rest and 1 far above the gap, at v = %d, t = %d, Γ = %d', (v, t, gamma) => {
    expect(Math.abs(at(v, t, gamma, 0)[0]! - flows(v, t, gamma).currentByVoltage)).toBeLessThan(2e-14)
    expect(at(v, t, gamma, 0)[1]).toBe(0)
    // I − V falls like Δ²/(2 e V R).
    expect(Math.abs(at(v, t, gamma, 1e4)[0]! - 1)).toBeLessThan(1e-8)
    expect(Math.abs(at(v, t, gamma, 1e4)[1]!)).toBeLessThan(3e-4)
  })

  it.each(cases)('keeps the Kramers-Kronig relation and the sum rule, at v = %d, t = %d, Γ = %d', (v, t, gamma) => {
    const admittance = tunnelAdmittance(v, t, gamma)
    const out = new Float64Array(6)
    const missing = (u: number): number => {
      admittance.evaluate(u, out)
      return 1 - out[0]!
    }
    const breaks = [Math.abs(1 - v), 1 + v]
    const end = 4000
    for (const u of [0.1, 0.6, 1.4, 3]) {
      const imaginary = -reactiveFromAbsorption(missing, 0, u, breaks, end)
      admittance.evaluate(u, out)
      expect(Math.abs(out[1]! - imaginary)).toBeLessThan(3e-7)
    }
    // B u at high frequency is (2/π) times the area: −(2/π) ∫ (G − 1) du = lim u B is I_KK(v), the transform at the bias.
    admittance.evaluate(1e5, out)
    expect(Math.abs(1e5 * out[1]! - (2 / Math.PI) * missingArea(missing, breaks, end))).toBeLessThan(2e-3)
  })

  it('at zero temperature has the closed form √((v±u)² − 1)', () => {
    const root = (x: number): number => (Math.abs(x) > 1 ? Math.sign(x) * Math.sqrt(x * x - 1) : 0)
    const slack = (x: number): number => (Math.abs(x) < 1 ? Math.sqrt(1 - x * x) : 0)
    for (const [v, u] of [
      [0, 0.5],
      [0, 2.5],
      [0.4, 1.1],
      [2, 0.5],
    ] as const) {
      const [re, im] = at(v, 1e-4, 0, u)
      expect(Math.abs(re! - (root(v + u) - root(v - u)) / (2 * u))).toBeLessThan(1e-7)
      expect(Math.abs(im! - (2 * slack(v) - slack(v + u) - slack(v - u)) / (2 * u))).toBeLessThan(1e-7)
    }
  })

  it.each(cases)('has slopes by voltage and temperature, at v = %d, t = %d, Γ = %d', (v, t, gamma) => {
    for (const u of [1e-6, 0.05, 0.6, 3]) {
      const here = at(v, t, gamma, u)
      const h = 2e-4 * (t + gamma)
      const slope = (f: (shift: number) => Float64Array, part: number): number =>
        (8 * (f(1)[part]! - f(-1)[part]!) - (f(2)[part]! - f(-2)[part]!)) / (12 * h)
      const scale = 1 / (t + gamma)
      for (const part of [0, 1]) {
        const byVoltage = slope((shift) => at(v + shift * h, t, gamma, u), part)
        const byTemperature = slope((shift) => at(v, t + shift * h, gamma, u), part)
        expect(Math.abs(here[2 + part]! - byVoltage) / scale).toBeLessThan(3e-8)
        expect(Math.abs(here[4 + part]! - byTemperature) / scale).toBeLessThan(3e-8)
      }
    }
  })
})
