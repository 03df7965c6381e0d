import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkAssumptions, compile, readDevice, solve } from '../../src/index.js'

const text = readFileSync(new URL('../../examples/squid-heat-valve.yaml', import.meta.url), 'utf8')

function checks(set: Readonly<Record<string, string>>) {
  const model = compile(readDevice(text, { set }))
  const found = checkAssumptions(model, solve(model))
  const of = (name: string) => found.find((check) => check.name === name)
  return { resistance: of('junction-resistance'), temperature: of('junction-temperature') }
}

describe('bounds of a Josephson junction', () => {
  it('hold at integer flux and low temperature', () => {
    const { resistance, temperature } = checks({})
    // Two resistors of 200 Ohm in series, in parallel to 5 fF at k_B T/hbar of 150 mK
    const wrc = ((1.380649e-23 * 0.15) / 1.054571817e-34) * 400 * 5e-15
    expect(resistance!.value! / (400 / (1 + wrc * wrc))).toBeCloseTo(1, 8)
    expect(resistance!.limit).toBeCloseTo(6453.2, 1)
    expect(resistance!.verdict).toBe('holds')
    // Phi0 160 nA/(2 pi k_B)
    expect(temperature!.limit).toBeCloseTo(3.814, 3)
    expect([temperature!.value, temperature!.verdict]).toEqual([0.15, 'holds'])
  })

  it('are doubtful or violated near half a flux quantum, in hot and in resistive circuits', () => {
    expect(checks({ 'circuit.valve.flux': '0.5 Phi0' }).temperature!.verdict).toBe('doubtful')
    const open = checks({ 'circuit.valve.flux': '0.5 Phi0', 'circuit.valve.asymmetry': '0' })
    expect([open.temperature!.verdict, open.temperature!.limit]).toEqual(['violated', 0])
    expect(open.resistance).toBeUndefined()
    expect(checks({ 'islands.source.temperature': '5 K' }).temperature!.verdict).toBe('violated')
    const resistive = { 'circuit.source.resistance': '10 kohm', 'circuit.valve.capacitance': '0 F' }
    expect(checks(resistive).resistance!.verdict).toBe('violated')
  })
})
