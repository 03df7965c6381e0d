import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildNetwork } from '../../src/circuit/network.js'
import { SpectralHeat } from '../../src/circuit/spectralHeat.js'
import { capacitor } from '../../src/parts/capacitor.js'
import { inductor } from '../../src/parts/inductor.js'
import { line } from '../../src/parts/line.js'
import type { PartFaces } from '../../src/parts/part.js'
import { resistor } from '../../src/parts/resistor.js'
import { contextOf } from './harness.js'

interface Case {
  readonly circuit: string
  readonly R1: number
  readonly R2: number
  readonly L: number
  readonly C: number
  readonly Z0: number
  readonly v: number
  readonly l: number
  readonly T1: number
  readonly T2: number
  readonly heat: number
}

const golden = JSON.parse(readFileSync(new URL('../golden/linear-circuits.json', import.meta.url), 'utf8')) as {
  cases: Case[]
}
const context = contextOf()

function circuit({ circuit: kind, R1, R2, L, C, Z0, v, l }: Case): PartFaces[] {
  const emitters = (first: string, second: string) => [
    resistor.build('r1', { resistance: R1, nodes: [first, 'gnd'], island: 'one' }, context),
    resistor.build('r2', { resistance: R2, nodes: [second, 'gnd'], island: 'two' }, context),
  ]
  const coil = (nodes: string[]) => inductor.build('l', { inductance: L, nodes }, context)
  const plates = (nodes: string[]) => capacitor.build('c', { capacitance: C, nodes }, context)
  switch (kind) {
    case 'inductor':
      return [...emitters('a', 'b'), coil(['a', 'b'])]
    case 'capacitor':
      return [...emitters('a', 'b'), plates(['a', 'b'])]
    case 'series-lc':
      return [...emitters('a', 'b'), coil(['a', 'm']), plates(['m', 'b'])]
    case 'tank-in-series':
      return [...emitters('a', 'b'), coil(['a', 'b']), plates(['a', 'b'])]
    case 'tank-to-ground':
      return [...emitters('a', 'a'), coil(['a', 'gnd']), plates(['a', 'gnd'])]
    default:
      return [
        ...emitters('a', 'b'),
        line.build('line', { impedance: Z0, velocity: v, length: l, nodes: ['a', 'b'] }, context),
      ]
  }
}

/** Heat from the island `one` to the island `two`. */
function heat(faces: readonly PartFaces[], T1: number, T2: number): { heat: number; status: string } {
  const network = buildNetwork(
    faces.flatMap(({ branches = [] }) => branches),
    faces.flatMap(({ multiports = [] }) => multiports),
  )
  // The accuracy claimed: at a quality factor of 1e6 the rounding of the reactances alone costs 1e-10.
  const spectral = new SpectralHeat(network, { relativeTolerance: 1e-9 })
  const out = spectral.createBuffer()
  spectral.evaluate(
    Float64Array.from(spectral.islands, (island) => (island === 'one' ? T1 : T2)),
    out,
  )
  return { heat: spectral.islands[0] === 'one' ? out.power[0] : -out.power[0], status: spectral.status }
}

describe('heat between two resistors', () => {
  const kinds = [...new Set(golden.cases.map((entry) => entry.circuit))]
  it.each(kinds)('through %s is that of the closed form, over six decades of every parameter', (kind) => {
    for (const entry of golden.cases.filter((one) => one.circuit === kind)) {
      const result = heat(circuit(entry), entry.T1, entry.T2)
      const at = JSON.stringify(entry)
      expect(result.status, at).toBe('converged')
      expect(Math.abs(result.heat / entry.heat - 1), at).toBeLessThan(1e-9)
    }
  })
})
