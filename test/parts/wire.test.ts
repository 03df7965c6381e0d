import { describe, expect, it } from 'vitest'
import { gapEnergy } from '../../src/materials/gap.js'
import { resolveMaterial } from '../../src/materials/library.js'
import type { BuildContext } from '../../src/parts/part.js'
import { wire } from '../../src/parts/wire.js'
import { dynesConductivity } from '../../src/physics/dynesConductivity.js'
import { purityConductivity } from '../../src/physics/purityConductivity.js'
import { boltzmann, elementaryCharge, reducedPlanck } from '../../src/units/constants.js'
import { contextOf, impedance } from './harness.js'

const context: BuildContext = { ...contextOf(), material: (name) => resolveMaterial(name) }
const strip = { material: 'Ti', length: 6e-6, width: 7e-7, thickness: 25e-9, nodes: ['a', 'b'], island: 'i' }
/** 30 uohm cm */
const normal = (3e-7 * 6e-6) / (7e-7 * 25e-9)
type Spec = Parameters<typeof wire.build>[1]

const branchOf = (spec: Partial<Spec>) => wire.build('w', { ...strip, ...spec }, context).branches![0]
const problemsOf = (spec: Partial<Spec>) =>
  wire.check!({ ...strip, ...spec }, context).map(({ field, message }) => `${field} ${message}`)

const models: readonly Partial<Spec>[] = [
  { model: 'mattis-bardeen' },
  { model: 'dynes', broadening: 1e-6 * elementaryCharge },
  { model: 'mean-free-path', meanFreePath: 1e-7, fermiVelocity: 1.8e6 },
]

describe('film models of a wire', () => {
  const temperature = 0.25
  const { gap } = gapEnergy(resolveMaterial('Ti'), temperature)
  const omega = (1.3 * gap) / reducedPlanck
  const t = (boltzmann * temperature) / gap

  it('give R0/(sigma1 - i sigma2) of their conductivity', () => {
    const expected = [
      dynesConductivity(1.3, t, (1e-6 * elementaryCharge) / gap),
      purityConductivity(1.3, t, ((1e-7 / 1.8e6) * gap) / reducedPlanck),
    ]
    expected.forEach(({ sigma1, sigma2 }, index) => {
      const own = impedance(branchOf(models[index + 1]), omega, temperature)
      const square = sigma1 ** 2 + sigma2 ** 2
      expect((own[0] * square) / (normal * sigma1)).toBeCloseTo(1, 10)
      expect((own[1] * square) / (normal * sigma2)).toBeCloseTo(1, 10)
    })
  })

  it('tend to the dirty limit without broadening', () => {
    const plain = impedance(branchOf({}), omega, temperature)
    for (const spec of [
      { model: 'dynes', relativeBroadening: 1e-8 },
      { model: 'mean-free-path', meanFreePath: 1e-15, fermiVelocity: 1e6 },
    ]) {
      const own = impedance(branchOf(spec as Partial<Spec>), omega, temperature)
      // The slopes of the Dynes conductivity lose digits to a nearly singular integrand.
      for (const part of [0, 1, 2, 3]) {
        expect(Math.abs(own[part] / plain[part] - 1)).toBeLessThan(part < 2 ? 1e-6 : 1e-4)
      }
    }
  })

  it('have the slope in temperature that sixth-order differences show', () => {
    for (const spec of models) {
      const branch = branchOf(spec)
      for (const at of [0.12, 0.3, 0.39]) {
        const h = 2e-4
        const value = (steps: number) => impedance(branch, omega, at + steps * h)
        const own = value(0)
        const [p1, m1, p2, m2, p3, m3] = [1, -1, 2, -2, 3, -3].map(value)
        for (const part of [0, 1]) {
          const slope = (45 * (p1[part] - m1[part]) - 9 * (p2[part] - m2[part]) + (p3[part] - m3[part])) / (60 * h)
          expect(Math.abs(slope - own[2 + part])).toBeLessThan(1e-6 * Math.abs(own[2 + part]) + 1e-9 * normal)
        }
      }
    }
  })

  it('become normal at the critical temperature without a jump: R0, and R0 (1 + i omega tau) with a mean free path', () => {
    const tau = 1e-7 / 1.8e6
    for (const spec of models) {
      const branch = branchOf(spec)
      const above = impedance(branch, omega, 0.4)
      const drude = spec.model === 'mean-free-path' ? normal * omega * tau : 0
      expect(above[0] / normal).toBeCloseTo(1, 14)
      expect(above[1]).toBeCloseTo(drude, 12)
      const below = impedance(branch, omega, 0.4 * (1 - 1e-10))
      expect(Math.abs(below[0] - above[0])).toBeLessThan(1e-3 * normal)
      expect(Math.abs(below[1] - above[1])).toBeLessThan(1e-3 * normal)
    }
  })

  it('take contacts in series and stray capacitance in parallel', () => {
    const plain = impedance(branchOf({}), omega, temperature)
    const own = impedance(branchOf({ contactResistance: 2.5 }), omega, temperature)
    expect(own.map((value, part) => value - plain[part])).toEqual([own[0] - plain[0], 0, 0, 0])
    expect(own[0] - plain[0]).toBeCloseTo(2.5, 12)
    const { branches } = wire.build('w', { ...strip, strayCapacitance: 1e-15 }, context)
    expect(branches!.map(({ name, island }) => [name, island])).toEqual([
      ['w', 'i'],
      ['w.capacitance', null],
    ])
  })

  it('want their own parameters and no others', () => {
    for (const spec of models) expect(problemsOf(spec)).toEqual([])
    expect(problemsOf({ model: 'dynes' })[0]).toMatch(/^broadening is missing/)
    expect(problemsOf({ model: 'dynes', broadening: 1e-25, relativeBroadening: 0.1 })[0]).toMatch(
      /^relativeBroadening must not/,
    )
    expect(problemsOf({ model: 'mean-free-path' }).map((text) => text.split(' ')[0])).toEqual([
      'meanFreePath',
      'fermiVelocity',
    ])
    expect(problemsOf({ broadening: 1e-25 })[0]).toMatch(
      /^broadening belongs to the model dynes, got the model mattis-bardeen/,
    )
    expect(problemsOf({ model: 'dynes', broadening: 1e-25, meanFreePath: 1e-8 })[0]).toMatch(/^meanFreePath belongs to/)
    expect(problemsOf({ model: 'dynes', broadening: 1e-25, material: 'Cu' })[0]).toMatch(
      /^model must be one of a normal metal/,
    )
    expect(problemsOf({ model: 'mean-free-path', meanFreePath: 4e-8, fermiVelocity: 1.57e6, material: 'Cu' })).toEqual(
      [],
    )
  })
})
