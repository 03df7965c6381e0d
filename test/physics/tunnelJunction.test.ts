import { describe, expect, it } from 'vitest'
import {
  createJunctionFlows,
  createJunctionScratch,
  type JunctionState,
  junctionFlows,
  junctionVoltage,
} from '../../src/physics/tunnelJunction.js'
import { boltzmann, elementaryCharge, lorenzNumber } from '../../src/units/constants.js'

const gap = 3e-23
const resistance = 1000
const scratch = createJunctionScratch()
const perCurrent = (elementaryCharge * resistance) / gap
const perHeat = (elementaryCharge ** 2 * resistance) / gap ** 2

/** A junction in reduced units: e V/Δ, k_B T_N/Δ, k_B T_S/Δ, Γ/Δ. */
function reducedState(v: number, tNormal: number, tSuperconductor: number, gamma = 0): JunctionState {
  return {
    resistance,
    gap,
    broadening: gamma * gap,
    voltage: (v * gap) / elementaryCharge,
    normalTemperature: (tNormal * gap) / boltzmann,
    superconductorTemperature: (tSuperconductor * gap) / boltzmann,
  }
}

function flowsAt(state: JunctionState) {
  const flows = createJunctionFlows()
  junctionFlows(state, flows, scratch)
  return flows
}

const reducedHeat = (v: number, t: number): number => flowsAt(reducedState(v, t, t)).heat * perHeat

/** Largest value of a function with one maximum, by the golden section. */
function maximum(f: (x: number) => number, from: number, to: number): { x: number; y: number } {
  const golden = (Math.sqrt(5) - 1) / 2
  let [a, b] = [from, to]
  for (let i = 0; i < 40; i++) {
    const c = b - golden * (b - a)
    const d = a + golden * (b - a)
    if (f(c) > f(d)) b = d
    else a = c
  }
  return { x: (a + b) / 2, y: f((a + b) / 2) }
}

// v, t_N, t_S, gamma, I e R/Δ, Q e² R/Δ²: the integrals over the energy itself with mpmath 1.3, 25 digits, tanh-sinh
// quadrature broken at the gap edge and at the voltage.
const reference = [
  [0.9, 0.05, 0.05, 0, 0.03532624982628994, 0.004489343489502467],
  [0.3, 0.1, 0.2, 0, 0.00037340499749540537, -0.008677668462459967],
  [0.5, 0.02, 0.02, 0, 2.4799223414003775e-12, 1.2651251315062603e-12],
  [1.5, 0.1, 0.05, 0, 1.1031485976482764, -0.33346047951483726],
  [3, 0.05, 0.05, 0, 2.8282444645138543, -3.356903521562708],
  [8, 0.3, 0.2, 0, 7.9369516100350905, -30.224395571678095],
  [0.1, 3, 2, 0, 0.09766994077252468, 8.411963032459052],
  [0.9, 0.05, 0.05, 0.001, 0.03750574580703074, 0.0039167170307565944],
  [0.2, 0.05, 0.04, 0.0001, 2.0733198017884655e-5, -1.8085001778031893e-6],
  [1.2, 0.1, 0.15, 0.01, 0.6249333038213635, -0.07179494021072694],
  [5, 0.05, 0.1, 0.02, 4.8989461609910805, -11.117248802984395],
  [0.7, 0.05, 0.04, 0.5, 0.37309494728039405, -0.117279025705958],
] as const

describe('junctionFlows', () => {
  it.each(reference)('v = %f, t_N = %f, t_S = %f, gamma = %f as by direct integration', (v, tn, ts, gamma, i, q) => {
    const flows = flowsAt(reducedState(v, tn, ts, gamma))
    expect(Math.abs(flows.current * perCurrent - i)).toBeLessThan(1e-12 * i + (gamma > 0 ? 2e-16 : 0))
    expect(Math.abs(flows.heat * perHeat - q)).toBeLessThan(1e-12 * Math.abs(q) + 1e-16)
  })

  it('cools best with 0.594 (Δ²/e²R) t^{3/2} at V = (Δ − 0.665 k_B T)/e at low temperature', () => {
    const t = 2e-4
    const best = maximum((v) => reducedHeat(v, t), 1 - 3 * t, 1)
    // The limit by polylogarithms: 0.59424967 at 0.66454181; the next term is of relative order t.
    expect(Math.abs(best.y / t ** 1.5 - 0.59424967)).toBeLessThan(0.594 * t)
    expect(Math.abs((1 - best.x) / t - 0.66454181)).toBeLessThan(t)
  })

  it('cools with at most 0.0614 Δ²/(e²R), at t = 0.273', () => {
    const best = maximum((t) => maximum((v) => reducedHeat(v, t), 0, 1).y, 0.1, 0.6)
    // 0.06131322 at t = 0.28, v = 0.84 and 0.06140422 at t = 0.27, v = 0.85 by direct integration (mpmath)
    expect(reducedHeat(0.84, 0.28)).toBeCloseTo(0.061313222862241834, 14)
    expect(reducedHeat(0.85, 0.27)).toBeCloseTo(0.0614042160667213, 14)
    expect(best.y).toBeCloseTo(0.06142, 5)
    expect(best.x).toBeCloseTo(0.273, 2)
  })

  it('carries the sub-gap current √(2π t) e^{−1/t} sinh(v/t) at low temperature', () => {
    // Next term of ∫ e/√(e²−1) e^{−e/t}: K₁(1/t) = √(πt/2) e^{−1/t} (1 + 3t/8 − 15t²/128 + ...)
    const t = 0.005
    const bessel = Math.sqrt(Math.PI * 0.5 * t) * (1 + (3 * t) / 8 - (15 * t * t) / 128 + (105 * t ** 3) / 1024)
    const expected = bessel * Math.exp(-0.4 / t) * -Math.expm1(-1.2 / t)
    const { current } = flowsAt(reducedState(0.6, t, t))
    expect(Math.abs((current * perCurrent) / expected - 1)).toBeLessThan(1e-9)
  })

  it('turns into the ohmic junction as the gap closes', () => {
    const state: JunctionState = { ...reducedState(1, 1, 1), normalTemperature: 0.3, superconductorTemperature: 0.2 }
    const open = flowsAt({ ...state, gap: 1e-29 })
    const closed = flowsAt({ ...state, gap: 0 })
    expect(closed.current).toBe(state.voltage / resistance)
    expect(closed.heat).toBeCloseTo((lorenzNumber * 0.05 - state.voltage ** 2) / (2 * resistance), 25)
    expect(Math.abs(open.current / closed.current - 1)).toBeLessThan(1e-9)
    expect(Math.abs(open.heat / closed.heat - 1)).toBeLessThan(1e-9)
  })

  it('has a current odd and a heat even in the voltage', () => {
    const [plus, minus] = [0.8, -0.8].map((v) => flowsAt(reducedState(v, 0.1, 0.2, 0.001)))
    expect(minus!.current).toBe(-plus!.current)
    expect(minus!.heat).toBe(plus!.heat)
    expect(minus!.heatByVoltage).toBe(-plus!.heatByVoltage)
  })

  it('is in equilibrium at equal temperatures without voltage', () => {
    for (const gamma of [0, 0.01]) {
      const flows = flowsAt(reducedState(0, 0.1, 0.1, gamma))
      expect(flows.heat).toBe(0)
      expect(Math.abs(flows.current * perCurrent)).toBeLessThan(1e-16)
    }
  })

  it.each([0, 1e-3, 0.2])('has the slopes that differences give (gamma = %f)', (gamma) => {
    for (const [v, tn, ts] of [
      [0.9, 0.1, 0.15],
      [0.3, 0.2, 0.1],
      [2.5, 0.03, 0.1],
    ] as const) {
      const state = reducedState(v, tn, ts, gamma)
      const flows = flowsAt(state)
      const slope = (key: 'voltage' | 'normalTemperature' | 'superconductorTemperature' | 'gap') => {
        const at = (x: number) => flowsAt({ ...state, [key]: x })
        const h = 2e-3 * state[key]
        // Differences of order 8
        const weights = [4 / 5, -1 / 5, 4 / 105, -1 / 280]
        const sides = weights.map((weight, k) => {
          const [a, b] = [at(state[key] + (k + 1) * h), at(state[key] - (k + 1) * h)]
          return { current: (weight * (a.current - b.current)) / h, heat: (weight * (a.heat - b.heat)) / h }
        })
        return sides.reduce((sum, x) => ({ current: sum.current + x.current, heat: sum.heat + x.heat }))
      }
      const close = (got: number, wanted: number, scale: number) =>
        expect(Math.abs(got - wanted)).toBeLessThan(1e-9 * Math.max(Math.abs(wanted), scale))
      const currentScale = 1e-2 / perCurrent
      const heatScale = 1e-2 / perHeat
      const byVoltage = slope('voltage')
      close(flows.currentByVoltage, byVoltage.current, currentScale / state.voltage)
      close(flows.heatByVoltage, byVoltage.heat, heatScale / state.voltage)
      const byNormal = slope('normalTemperature')
      close(flows.currentByNormal, byNormal.current, currentScale / state.normalTemperature)
      close(flows.heatByNormal, byNormal.heat, heatScale / state.normalTemperature)
      const bySuperconductor = slope('superconductorTemperature')
      close(flows.heatBySuperconductor, bySuperconductor.heat, heatScale / state.superconductorTemperature)
      const byGap = slope('gap')
      close(flows.currentByGap, byGap.current, currentScale / gap)
      close(flows.heatByGap, byGap.heat, heatScale / gap)
    }
  })
})

describe('junctionVoltage', () => {
  it('is the inverse of the current over ten decades', () => {
    for (const gamma of [0, 1e-4])
      for (const t of [0.02, 0.1, 0.5])
        for (const i of [-2, 1e-8, 1e-5, 1e-2, 1, 30]) {
          const flows = createJunctionFlows()
          const state = reducedState(0, t, 0.05, gamma)
          const current = i / perCurrent
          const voltage = junctionVoltage(current, state, flows, scratch)
          const tolerance = 1e-11 + (gamma > 0 ? 1e-15 / Math.abs(i) : 0)
          expect(Math.abs(flows.current / current - 1)).toBeLessThan(tolerance)
          expect(Math.abs(flowsAt({ ...state, voltage }).current / current - 1)).toBeLessThan(tolerance)
        }
  })
})
