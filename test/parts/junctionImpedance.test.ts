import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { readDevice, readDeviceWithWarnings } from '../../src/device/readDevice.js'
import { gapEnergy } from '../../src/materials/gap.js'
import { resolveMaterial } from '../../src/materials/library.js'
import { boseDifference } from '../../src/physics/bose.js'
import { tunnelAdmittance } from '../../src/physics/tunnelAdmittance.js'
import {
  createJunctionFlows,
  createJunctionScratch,
  junctionFlows,
  junctionVoltage,
} from '../../src/physics/tunnelJunction.js'
import { sweep } from '../../src/study/sweep.js'
import { createHeatBalance } from '../../src/thermal/heatNetwork.js'
import { boltzmann, elementaryCharge, reducedPlanck } from '../../src/units/constants.js'

const [hot, cold, phonons, RT] = [0.3, 0.05, 0.1, 1000]

function text(fields: string): string {
  return `
caloritron: 1
title: junction in a circuit
phonons: ${phonons} K
islands:
  normal: { temperature: ${hot} K }
  remote: { temperature: ${cold} K }
circuit:
  remote: { kind: resistor, resistance: 500 ohm, nodes: [a, b], island: remote }
heat:
  j: { kind: junction, island: normal, superconductor: Al, tunnelResistance: ${RT} ohm, relativeBroadening: 1e-3, junctions: 2, nodes: [a, b], ${fields} }
`
}

/** Photonic heat from the junctions to the resistor. */
const photonsOf = (written: string): number => {
  const { from, power } = solve(compile(readDevice(written))).heat.find(({ channel }) => channel === 'photon')!
  return from === 'normal' ? power : -power
}
const photons = (fields: string): number => photonsOf(text(fields))
const resistive = (R: number): number =>
  (((4 * R * 500) / (R + 500) ** 2) * Math.PI * boltzmann ** 2 * (hot ** 2 - cold ** 2)) / (12 * reducedPlanck)

const { gap } = gapEnergy(resolveMaterial('Al'), phonons)
const zeroGap = gapEnergy(resolveMaterial('Al'), 1e-3).gap
const junction = {
  resistance: RT,
  gap,
  broadening: 1e-3 * zeroGap,
  voltage: 0,
  normalTemperature: hot,
  superconductorTemperature: phonons,
}

describe('impedance of a junction in the circuit', () => {
  it('is the tunnel resistance of all junctions if asked for', () => {
    expect(photons("voltage: 0 V, impedance: 'resistance'") / resistive(2 * RT)).toBeCloseTo(1, 9)
  })

  it('is the differential resistance at the bias, per junction, whether by voltage or current', () => {
    const flows = createJunctionFlows()
    const state = { ...junction, voltage: 150e-6 }
    junctionFlows(state, flows, createJunctionScratch())
    const byVoltage = resistive(2 / flows.currentByVoltage)
    expect(photons('voltage: 300 uV, impedance: differential') / byVoltage).toBeCloseTo(1, 9)
    junctionVoltage(2e-9, state, flows, createJunctionScratch())
    const byCurrent = resistive(2 / flows.currentByVoltage)
    expect(photons('current: 2 nA, impedance: differential') / byCurrent).toBeCloseTo(1, 9)
  })

  it.each([0, 150e-6])('photon-assisted is the spectral integral over its admittance, at %d V each', (V) => {
    const admittance = tunnelAdmittance(
      (elementaryCharge * V) / gap,
      (boltzmann * hot) / gap,
      junction.broadening / gap,
    )
    const y = new Float64Array(6)
    const integrand = (omega: number): number => {
      admittance.evaluate((reducedPlanck * omega) / gap, y)
      const size = y[0]! ** 2 + y[1]! ** 2
      const [re, im] = [(2 * RT * y[0]!) / size, (-2 * RT * y[1]!) / size]
      const tau = (4 * re * 500) / ((re + 500) ** 2 + im ** 2)
      const x = (T: number): number => (reducedPlanck * omega) / (boltzmann * T)
      return ((reducedPlanck * omega * tau) / (2 * Math.PI)) * boseDifference(x(hot), x(cold))
    }
    // Simpson's rule in 20,000 steps, up to where the hot side emits e^-45.
    const end = (45 * boltzmann * hot) / reducedPlanck
    const count = 20_000
    let sum = integrand(end)
    for (let k = 1; k < count; k++) sum += (k % 2 === 0 ? 2 : 4) * integrand((end * k) / count)
    // At zero frequency: k_B (T_hot − T_cold) τ/2π.
    sum += integrand(1e-9 * end)
    const wanted = (sum * end) / (3 * count)
    expect(photons(`voltage: ${2 * V * 1e6} uV, impedance: photon-assisted`) / wanted).toBeCloseTo(1, 8)
  })

  it.each([
    'voltage: 300 uV, impedance: differential',
    'current: 1 nA, impedance: photon-assisted',
    'current: 3 nA, impedance: differential',
  ])('has the slope of its heat by the temperature of the island: %s', (fields) => {
    const device = readDevice(text(fields).replace('normal: { temperature: 0.3 K }', 'normal: {}'))
    const { heatNetwork } = compile(device)
    const balance = createHeatBalance(heatNetwork)
    heatNetwork.adapt(Float64Array.of(hot))
    const net = (T: number): number => {
      heatNetwork.evaluate(Float64Array.of(T), balance)
      return balance.net[0]!
    }
    const h = 1e-4
    const slope = (8 * (net(hot + h) - net(hot - h)) - (net(hot + 2 * h) - net(hot - 2 * h))) / (12 * h)
    net(hot)
    expect(balance.jacobian[0]! / slope).toBeCloseTo(1, 7)
  })

  it('follows the temperature of its lead in a sweep', async () => {
    const fields = 'voltage: 0 V, impedance: photon-assisted'
    const device = readDevice(text(fields))
    const curve = await sweep(compile(device), { phonons: { values: [0.1, 0.6, 1, 1.3] } })
    const flow = curve.variables.Q_photon_remote_normal ?? curve.variables.Q_photon_normal_remote
    for (const [k, T] of [0.1, 0.6, 1, 1.3].entries()) {
      const single = photonsOf(text(fields).replace('phonons: 0.1 K', `phonons: ${T} K`))
      expect(Math.abs((flow!.data as Float64Array)[k]!) / single).toBeCloseTo(1, 9)
    }
  })

  it('above the critical temperature of the lead is the tunnel resistance again', () => {
    const warm = text('voltage: 0 V, impedance: photon-assisted').replace('phonons: 0.1 K', 'phonons: 1.3 K')
    expect(photonsOf(warm) / resistive(2 * RT)).toBeCloseTo(1, 9)
  })

  it('tells what it leaves out, and what it cannot be', () => {
    const warnings = (fields: string): string[] =>
      readDeviceWithWarnings(text(fields)).warnings.map(({ message }) => message)
    expect(warnings('voltage: 0 V')).toEqual([expect.stringContaining('as if there were no gap')])
    expect(warnings('voltage: 0 V, impedance: photon-assisted')).toEqual([])
    expect(warnings('voltage: 300 uV, impedance: photon-assisted')).toEqual([expect.stringContaining('shot noise')])
    expect(() => readDevice(text('voltage: 0 V, lead: remote, impedance: differential'))).toThrow(/two temperatures/)
    expect(() => readDevice(text('voltage: 0 V, impedance: tucker'))).toThrow(/photon-assisted/)
    expect(() =>
      readDevice(text('voltage: 0 V, impedance: differential').replace('nodes: [a, b], voltage', 'voltage')),
    ).toThrow(/belongs to/)
  })
})
