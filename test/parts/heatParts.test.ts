import { describe, expect, it } from 'vitest'
import { resolveMaterial } from '../../src/materials/library.js'
import { background } from '../../src/parts/background.js'
import { conduction } from '../../src/parts/conduction.js'
import { electronPhonon } from '../../src/parts/electronPhonon.js'
import { heatCapacity } from '../../src/parts/heatCapacity.js'
import { junction } from '../../src/parts/junction.js'
import { kapitza } from '../../src/parts/kapitza.js'
import { link } from '../../src/parts/link.js'
import type { PartFaces } from '../../src/parts/part.js'
import { thermometer } from '../../src/parts/thermometer.js'
import { wire } from '../../src/parts/wire.js'
import { createTables } from '../../src/physics/tables.js'
import type { HeatChannel } from '../../src/thermal/channel.js'
import { boltzmann, elementaryCharge, lorenzNumber } from '../../src/units/constants.js'
import { contextOf, problems } from './harness.js'

const tables = createTables()
const context = { ...contextOf(), tables, material: (name: string) => resolveMaterial(name) }

function flows(channel: HeatChannel, temperatures: readonly number[]) {
  const count = channel.flows.length
  const size = channel.terminals.length
  const out = {
    power: new Float64Array(count),
    jacobian: new Float64Array(count * size),
    error: new Float64Array(count),
  }
  channel.evaluate(Float64Array.from(temperatures), out)
  return out
}

/** The derivatives of a channel against differences of order 8 of its flows. */
function expectSlopes(channel: HeatChannel, temperatures: readonly number[], tolerance = 1e-9): void {
  const { jacobian, power } = flows(channel, temperatures)
  for (const [k, T] of temperatures.entries()) {
    const h = 1e-3 * T
    for (const [flow] of channel.flows.entries()) {
      const at = (x: number) => flows(channel, temperatures.with(k, x)).power[flow]!
      const weights = [4 / 5, -1 / 5, 4 / 105, -1 / 280]
      const slope = weights.reduce((sum, w, i) => sum + (w * (at(T + (i + 1) * h) - at(T - (i + 1) * h))) / h, 0)
      const scale = Math.max(Math.abs(slope), ...power.map((p) => Math.abs(p) / T))
      expect(Math.abs(jacobian[flow * temperatures.length + k]! - slope)).toBeLessThan(tolerance * scale)
    }
  }
}

const only = (faces: PartFaces): HeatChannel => {
  expect(faces.channels).toHaveLength(1)
  return faces.channels![0]!
}

describe('link, kapitza, background', () => {
  it('have the conductance and the powers that they are given', () => {
    const linked = only(
      link.build('x', { from: 'a', to: 'b', conductance: 1e-12, temperature: 0.1, exponent: 4 }, context),
    )
    expect(flows(linked, [0.1, 0.05]).jacobian[0]).toBeCloseTo(1e-12, 24)
    expect(flows(linked, [0.2, 0.1]).power[0]).toBeCloseTo((1e-12 / (4 * 1e-3)) * (16e-4 - 1e-4), 26)
    const boundary = only(kapitza.build('x', { area: 1e-12, constant: 500, from: 'film' }, context))
    expect(boundary.terminals).toEqual(['film', 'phonons'])
    expect(flows(boundary, [0.2, 0.1]).power[0]).toBeCloseTo(5e-10 * 15e-4, 25)
    expect(flows(only(background.build('x', { power: 1e-15, island: 'a' }, context)), []).power[0]).toBe(1e-15)
  })

  it('want two different ends', () => {
    const spec = { from: 'a', to: 'a', conductance: 1e-12, temperature: 0.1, exponent: 4 }
    expect(problems(link, spec)[0]!.message).toMatch(/another reservoir than a/)
  })
})

describe('electron-phonon', () => {
  it('is the coupling of a wire of the same volume, and its heat capacity', () => {
    const strip = wire.build(
      'x',
      {
        material: 'Ti',
        length: 6e-6,
        width: 7e-7,
        thickness: 2.5e-8,
        nodes: ['a', 'b'],
        island: 'i',
        phonons: 'film',
      } as never,
      context,
    )
    const block = electronPhonon.build(
      'x',
      { material: 'Ti', volume: 6e-6 * 7e-7 * 2.5e-8, island: 'i', phonons: 'film' },
      context,
    )
    for (const T of [0.2, 0.45]) {
      expect(flows(only(block), [T, 0.1]).power[0]).toBe(flows(only(strip), [T, 0.1]).power[0])
      expect(block.heatCapacities![0]!.capacity(T)).toBe(strip.heatCapacities![0]!.capacity(T))
    }
    expect(only(strip).terminals).toEqual(['i', 'film'])
  })

  it('has a heat capacity with the jump 1.426126 γ V T_c', () => {
    const { heatCapacities } = electronPhonon.build('x', { material: 'Ti', volume: 1e-19, island: 'i' }, context)
    const { criticalTemperature: Tc, sommerfeldCoefficient: gamma } = resolveMaterial('Ti') as {
      criticalTemperature: number
      sommerfeldCoefficient: number
    }
    const normal = gamma * 1e-19 * Tc
    const { capacity } = heatCapacities![0]!
    expect(capacity(Tc) / normal).toBeCloseTo(1, 14)
    expect((capacity(Tc * (1 - 1e-9)) - capacity(Tc)) / normal).toBeCloseTo(1.426126, 5)
    // PHYSICS section 6: C_es/(γ T_c) at T/T_c = 0.5
    expect(capacity(0.5 * Tc) / normal).toBeCloseTo(0.4731, 4)
  })
})

describe('heat-capacity', () => {
  it('goes with the given power', () => {
    const spec = { island: 'a', capacity: 2e-18, temperature: 0.1, exponent: 3 }
    expect(heatCapacity.build('x', spec, context).heatCapacities![0]!.capacity(0.2)).toBeCloseTo(16e-18, 30)
  })
})

describe('conduction', () => {
  const normal = only(conduction.build('x', { from: 'a', to: 'b', resistance: 10 }, context))
  const lead = only(conduction.build('x', { from: 'a', to: 'b', resistance: 10, material: 'Al' }, context))

  it('is L₀ (T₁² − T₂²)/(2R) in a normal metal and above T_c', () => {
    expect(flows(normal, [0.3, 0.2]).power[0]).toBeCloseTo((lorenzNumber * 0.05) / 20, 22)
    expect(flows(lead, [3, 2]).power[0]).toBe(flows(normal, [3, 2]).power[0])
  })

  it('is odd in the exchange of the ends and suppressed below T_c', () => {
    expect(flows(lead, [0.2, 0.3]).power[0]).toBe(-flows(lead, [0.3, 0.2]).power[0]!)
    expect(flows(lead, [0.3, 0.2]).power[0]! / flows(normal, [0.3, 0.2]).power[0]!).toBeLessThan(0.03)
  })

  it('has exact slopes', () => {
    for (const T of [[0.3, 0.1] as const, [1.1, 0.2] as const, [1.5, 0.9] as const, [0.5, 0.7] as const]) {
      expectSlopes(lead, T)
    }
  })

  it('takes its resistance from the geometry', () => {
    const size = { length: 5e-5, width: 1e-6, thickness: 1e-7 }
    const strip = only(conduction.build('x', { from: 'a', to: 'b', material: 'Cu', ...size }, context))
    expect(flows(strip, [0.3, 0.2]).power[0]).toBeCloseTo((lorenzNumber * 0.05) / (2 * 15), 22)
    const conflict = { from: 'a', to: 'b', material: 'Cu', resistance: 5, ...size }
    expect(problems(conduction, conflict)[0]!.message).toMatch(/together with `resistance`/)
    expect(problems(conduction, { from: 'a', to: 'b' })[0]!.message).toMatch(/is missing/)
  })
})

describe('junction', () => {
  const spec = { island: 'n', lead: 's', superconductor: 'Al', tunnelResistance: 1e4 }
  const gapVoltage = (1.763876989 * boltzmann * 1.2) / elementaryCharge

  it('gives to the lead what it takes from the island and the bias', () => {
    const channel = only(junction.build('x', { ...spec, voltage: 0.9 * gapVoltage }, context))
    expect(channel.flows).toEqual([
      { from: 'n', to: 's' },
      { from: 'external', to: 's' },
    ])
    const { power } = flows(channel, [0.3, 0.2])
    expect(power[0]).toBeGreaterThan(0)
    expect(power[1]).toBeGreaterThan(power[0]!)
  })

  it('is ohmic between normal metals: half of the Joule heat to each side', () => {
    const channel = only(junction.build('x', { island: 'n', tunnelResistance: 1e4, voltage: 1e-4 }, context))
    const { power } = flows(channel, [0.1, 0.1])
    expect(power[0]).toBeCloseTo(-0.5e-12, 25)
    expect(power[1]).toBeCloseTo(1e-12, 25)
  })

  it('shares voltage and heat between junctions in series', () => {
    const one = only(junction.build('x', { ...spec, voltage: 1e-4 }, context))
    const two = only(junction.build('x', { ...spec, voltage: 2e-4, junctions: 2 }, context))
    for (const [k, power] of flows(one, [0.3, 0.2]).power.entries()) {
      expect(flows(two, [0.3, 0.2]).power[k]).toBe(2 * power)
    }
  })

  it.each([
    { voltage: 0.9 * gapVoltage },
    { voltage: 3 * gapVoltage },
    { voltage: -0.5 * gapVoltage, relativeBroadening: 1e-3 },
    { current: 1e-9 },
    { current: -2e-8, relativeBroadening: 1e-2, junctions: 2 },
    { current: 1e-12, relativeBroadening: 1e-4 },
  ])('has exact slopes with %o', (bias) => {
    const channel = only(junction.build('x', { ...spec, ...bias }, context))
    for (const T of [[0.3, 0.2] as const, [0.2, 0.8] as const, [0.4, 1.1] as const]) expectSlopes(channel, T, 3e-9)
  })

  it('shows its current or its voltage', () => {
    const biased = junction.build('x', { ...spec, voltage: 1e-4 }, context).readings![0]!
    const current = biased.evaluate(Float64Array.of(0.3, 0.2))
    const driven = junction.build('x', { ...spec, current }, context).readings![0]!
    expect([biased.symbol, driven.symbol]).toEqual(['I', 'V'])
    expect(driven.evaluate(Float64Array.of(0.3, 0.2))).toBeCloseTo(1e-4, 14)
  })

  it('is a resistance in the circuit if it has nodes', () => {
    const { branches } = junction.build(
      'x',
      { ...spec, voltage: 0, junctions: 2, nodes: ['a', 'b'], capacitance: 2e-15 },
      context,
    )
    const out = new Float64Array(4)
    branches![0]!.at(0.1).evaluate(1e10, out)
    expect([...out]).toEqual([2e4, 0, 0, 0])
    expect(branches![0]!.island).toBe('n')
    branches![1]!.at(0.1).evaluate(1e10, out)
    expect(out[1]).toBeCloseTo(-1 / (1e10 * 1e-15), 2)
  })

  it('says what does not fit together', () => {
    const of = (more: object) => junction.check!({ ...spec, ...more } as never, context).map(({ field }) => field)
    expect(of({})).toEqual(['voltage'])
    expect(of({ voltage: 0, current: 0 })).toEqual(['current'])
    expect(of({ voltage: 0, superconductor: 'Cu' })).toEqual(['superconductor'])
    expect(of({ voltage: 0, superconductor: undefined, relativeBroadening: 0.1 })).toEqual(['relativeBroadening'])
    expect(of({ voltage: 0, junctions: 1.5 })).toEqual(['junctions'])
    expect(of({ voltage: 0, lead: 'n' })).toEqual(['lead'])
    expect(of({ voltage: 0, capacitance: 1e-15 })).toEqual(['capacitance'])
  })
})

describe('thermometer', () => {
  const spec = { island: 'n', lead: 's', superconductor: 'Al', tunnelResistance: 1e5, current: 5e-12 }

  it('has the responsivity that differences of its voltage give', () => {
    const [voltage, responsivity, noise] = thermometer.build(
      'x',
      { ...spec, relativeBroadening: 1e-4, voltageNoise: 5e-9 },
      context,
    ).readings!
    const at = (T: number) => voltage!.evaluate(Float64Array.of(T, 0.03))
    const h = 1e-4
    const slope = (8 * (at(0.15 + h) - at(0.15 - h)) - (at(0.15 + 2 * h) - at(0.15 - 2 * h))) / (12 * h)
    expect(responsivity!.evaluate(Float64Array.of(0.15, 0.03)) / slope).toBeCloseTo(1, 8)
    expect(noise!.evaluate(Float64Array.of(0.15, 0.03)) / Math.abs(5e-9 / slope)).toBeCloseTo(1, 8)
  })

  it('at a constant voltage has the responsivity that differences of its current give', () => {
    const { current: _, ...rest } = spec
    const [current, responsivity, noise] = thermometer.build(
      'x',
      { ...rest, voltage: 300e-6, relativeBroadening: 1e-4, currentNoise: 1e-14 },
      context,
    ).readings!
    expect([current!.symbol, current!.unit, responsivity!.unit]).toEqual(['I', 'A', 'A/K'])
    const at = (T: number) => current!.evaluate(Float64Array.of(T, 0.03))
    const h = 1e-4
    const slope = (8 * (at(0.15 + h) - at(0.15 - h)) - (at(0.15 + 2 * h) - at(0.15 - 2 * h))) / (12 * h)
    expect(slope).toBeGreaterThan(0)
    expect(responsivity!.evaluate(Float64Array.of(0.15, 0.03)) / slope).toBeCloseTo(1, 8)
    expect(noise!.evaluate(Float64Array.of(0.15, 0.03)) / (1e-14 / slope)).toBeCloseTo(1, 8)
  })

  it('wants a superconductor and a bias', () => {
    const of = (more: object) => thermometer.check!({ ...spec, ...more } as never, context).map(({ field }) => field)
    expect(of({})).toEqual([])
    expect(of({ superconductor: undefined })).toEqual(['superconductor'])
    expect(of({ current: 0 })).toEqual(['current'])
    expect(of({ voltage: 1e-4 })).toEqual(['voltage'])
    expect(of({ current: undefined })).toEqual(['current'])
    expect(of({ current: undefined, voltage: 0 })).toEqual(['voltage'])
    expect(of({ currentNoise: 1e-14 })).toEqual(['currentNoise'])
    expect(of({ current: undefined, voltage: 1e-4, voltageNoise: 1e-9 })).toEqual(['voltageNoise'])
  })
})
