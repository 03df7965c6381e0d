import { describe, expect, it } from 'vitest'
import { compile, type Model, solve } from '../../src/device/compile.js'
import type { Assumptions } from '../../src/device/device.js'
import { resolveMaterial } from '../../src/materials/library.js'
import { type AssumptionCheck, checkAssumptions } from '../../src/study/assumptions.js'
import { quasiparticleHeat } from '../../src/study/leadChecks.js'
import { findNdtc } from '../../src/study/ndtc.js'
import { healingLength, thermalWavelength } from '../../src/study/sizeChecks.js'
import { sweep } from '../../src/study/sweep.js'
import { exampleDevice, exampleModel } from './devices.js'

const checksOf = (model: Model): AssumptionCheck[] => checkAssumptions(model, solve(model))
const named = (checks: readonly AssumptionCheck[], name: string): AssumptionCheck =>
  checks.find((check) => check.name === name)!

const withAssumptions = (assumptions: Assumptions): Model => {
  const device = exampleDevice('dey2023-ndtc')
  const names = [assumptions.leads?.material, assumptions.thermometer?.material].filter((name) => name !== undefined)
  const materials = Object.fromEntries(names.map((name) => [name, resolveMaterial(name)]))
  return compile({ ...device, assumptions, materials: { ...device.materials, ...materials } })
}

describe('lengths behind the checks', () => {
  it('thermal wavelength: 1.4388 cm at 1 K', () => {
    expect(thermalWavelength(1)).toBeCloseTo(0.014388, 6)
    expect(thermalWavelength(0.1) / thermalWavelength(1)).toBeCloseTo(10, 12)
  })

  it('healing length of Cu: 285 um at 0.1 K, 36 um at 0.4 K (PHYSICS section 6)', () => {
    expect(healingLength(3e-8, 2e9, 5, 0.1) * 1e6).toBeCloseTo(285, 0)
    expect(healingLength(3e-8, 2e9, 5, 0.4) * 1e6).toBeCloseTo(36, 0)
  })

  it('healing length scales with the exponent as L0/(n rho Sigma T^(n-2))', () => {
    expect(healingLength(1e-7, 1e9, 6, 0.5) ** 2).toBeCloseTo(2.44301e-8 / (6 * 1e-7 * 1e9 * 0.5 ** 4), 12)
  })
})

describe('quasiparticleHeat', () => {
  // R = 1 Ohm.
  const strip = { length: 1e-6, width: 1e-6, thickness: 1e-8 }
  const lead = resolveMaterial('lead', { resistivity: 1e-8, criticalTemperature: 1.2, gap: 'interpolation' })

  it('agrees with mpmath below and across the critical temperature', () => {
    // L0 Int T (3/(2 pi^2)) Int_{Delta/kT}^inf x^2 sech^2(x/2) dx dT, 20 digits, Delta = 1.76 k 1.2 K tanh(1.74 sqrt(1.2 K/T - 1)).
    expect(quasiparticleHeat(lead, strip, 0.4, 0.15) / 7.88172572987e-11).toBeCloseTo(1, 9)
    expect(quasiparticleHeat(lead, strip, 1.5, 0.3) / 2.13404763387e-8).toBeCloseTo(1, 9)
  })

  it('is the law of Wiedemann and Franz in the normal state', () => {
    const normal = resolveMaterial('normal', { resistivity: 1e-8 })
    const expected = (2.4430048e-8 * (0.4 ** 2 - 0.1 ** 2)) / 2
    expect(quasiparticleHeat(normal, strip, 0.4, 0.1) / expected).toBeCloseTo(1, 6)
    expect(quasiparticleHeat(lead, strip, 3, 2) / ((2.4430048e-8 * 5) / 2)).toBeCloseTo(1, 6)
    expect(quasiparticleHeat(lead, strip, 0.3, 0.3)).toBe(0)
  })

  it('needs a resistivity', () => {
    expect(() => quasiparticleHeat(resolveMaterial('unknown'), strip, 0.4, 0.1)).toThrow(/needs a resistivity/)
  })
})

describe('checkAssumptions', () => {
  it('compares everything about the device of the paper', () => {
    const checks = checksOf(exampleModel('dey2023-ndtc'))
    expect(checks.map(({ name }) => name)).toEqual([
      'size',
      'healing-length',
      'healing-length',
      'healing-length',
      'lead-gap',
      'lead-heat',
      'thermometer',
      'gap-model',
      'electron-phonon-data',
    ])
    expect(named(checks, 'size')).toMatchObject({ verdict: 'holds', unit: 'm' })
    expect(named(checks, 'size').limit).toBeCloseTo(0.014388 / 0.3668, 4)
    expect(named(checks, 'thermometer').verdict).toBe('holds')
    // PHYSICS: the gap model changes Q by up to 1.5 %.
    const gap = named(checks, 'gap-model')
    expect(gap.verdict).toBe('holds')
    expect(gap.value).toBeGreaterThan(1e-4)
    expect(gap.value).toBeLessThan(0.015)
    expect(gap.remark).toMatch(/Ti: interpolation.*bcs/)
    for (const { statement, remark } of checks) {
      expect(statement).toMatch(/^[A-Z].*\.$/)
      expect(remark).toMatch(/^.+\.$/)
    }
  })

  it('tells leads that leak from leads that do not', () => {
    const leads = { length: 50e-6, width: 1e-6, thickness: 1e-7 }
    const niobium = checksOf(withAssumptions({ leads: { material: 'Nb', ...leads } }))
    expect(named(niobium, 'lead-gap').verdict).toBe('holds')
    expect(named(niobium, 'lead-heat').verdict).toBe('holds')
    const aluminium = checksOf(withAssumptions({ leads: { material: 'Al', ...leads } }))
    expect(named(aluminium, 'lead-gap').verdict).toBe('doubtful')
    expect(named(aluminium, 'lead-heat').verdict).toBe('violated')
    expect(named(aluminium, 'lead-heat').value).toBeGreaterThan(1)
    const titanium = checksOf(withAssumptions({ leads: { material: 'Ti', ...leads } }))
    expect(named(titanium, 'lead-gap').verdict).toBe('violated')
  })

  it('doubts a warm thermometer, and refuses one that does not superconduct', () => {
    const of = (material: string) =>
      named(checksOf(withAssumptions({ thermometer: { island: 'source', material, resolution: 4e-5 } })), 'thermometer')
    // 0.367 K: 0.31 T_c of Al, 0.94 T_c of Ti.
    expect(of('Al').verdict).toBe('holds')
    expect(of('Ti').verdict).toBe('violated')
    expect(of('Cu')).toMatchObject({ verdict: 'violated', value: null })
  })

  it('looks at the thermometers of the device: bias below the gap, lead cold', () => {
    const of = (changes: Readonly<Record<string, number>>) => {
      const checks = checksOf(exampleModel('dey2023-measured', changes))
      return ['thermometer-lead', 'thermometer-bias'].map(
        (name) => checks.find((check) => check.name === name)?.verdict ?? null,
      )
    }
    expect(of({})).toEqual(['holds', 'holds'])
    // 5 nA through 100 kOhm each: beyond the gap of aluminium, 182 uV.
    expect(of({ 'heat.thermometer.current': 5e-9 })).toEqual(['holds', 'violated'])
    expect(of({ phonons: 0.6 })[0]).toBe('doubtful')
    expect(of({ phonons: 1.25 })).toEqual(['violated', null])
    // A device that has one need not declare it.
    expect(checksOf(exampleModel('bolometer')).map(({ name }) => name)).not.toContain('thermometer')
  })

  it('says of everything that the file does not declare how to declare it', () => {
    const checks = checksOf(withAssumptions({}))
    for (const name of ['lead-gap', 'lead-heat', 'thermometer']) {
      expect(named(checks, name)).toMatchObject({ verdict: 'not-declared', value: null })
      expect(named(checks, name).remark).toContain('assumptions: {')
    }
    const shapeless = checksOf(exampleModel('matched-resistors'))
    expect(named(shapeless, 'size').verdict).toBe('not-declared')
    expect(shapeless.some(({ name }) => name === 'gap-model' || name === 'electron-phonon-data')).toBe(false)
  })

  it('compares the drops of a sweep with the resolution', async () => {
    const model = exampleModel('dey2023-ndtc')
    const intervals = findNdtc(await sweep(model, { 'heat.heater.power': { from: 0, to: 5e-12, points: 51 } }), {
      refine: false,
    })
    const point = solve(model)
    const drop = named(checkAssumptions(model, point, { intervals }), 'drop')
    expect(drop).toMatchObject({ verdict: 'holds', limit: 40e-6, unit: 'K' })
    expect(drop.value).toBeCloseTo(1.143e-3, 4)
    const blunt = withAssumptions({ thermometer: { island: 'drain', material: 'Al', resolution: 5e-3 } })
    expect(named(checkAssumptions(blunt, point, { intervals }), 'drop').verdict).toBe('violated')
    const undeclared = named(checkAssumptions(withAssumptions({}), point, { intervals }), 'drop')
    expect(undeclared).toMatchObject({ verdict: 'holds', limit: 40e-6 })
    expect(undeclared.remark).toContain('declare yours')
  })

  it('marks couplings that the library does not trust, unless the file gives one', () => {
    const device = exampleDevice('dey2023-ndtc')
    const of = (coupling: number | undefined): AssumptionCheck => {
      const Al = resolveMaterial('Al', coupling === undefined ? {} : { electronPhononCoupling: coupling })
      const drain = { ...device.circuit.drain_cu!, material: 'Al' }
      const model = compile({
        ...device,
        materials: { ...device.materials, Al },
        circuit: { ...device.circuit, drain_cu: drain },
      })
      return named(checksOf(model), 'electron-phonon-data')
    }
    expect(of(undefined)).toMatchObject({ verdict: 'doubtful', value: 1 })
    expect(of(0.7e9)).toMatchObject({ verdict: 'holds', value: 0 })
  })

  it('refuses the operating point of another device', () => {
    const point = { ...solve(exampleModel('dey2023-ndtc')), temperatures: { source: 0.3 } }
    expect(() => checkAssumptions(exampleModel('dey2023-ndtc'), point)).toThrow(/island drain has no temperature/)
  })
})
