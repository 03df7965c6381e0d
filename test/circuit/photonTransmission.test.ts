import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drivingPointImpedance } from '../../src/circuit/drivingPointImpedance.js'
import { buildNetwork } from '../../src/circuit/network.js'
import { photonTransmission } from '../../src/circuit/photonTransmission.js'
import { randomCircuit } from './randomCircuits.js'
import { capacitor, inductor, resistor, short } from './testBranches.js'
import { constantMultiport, line } from './testMultiports.js'

const omega = 1e10

describe('photon transmission', () => {
  it('through a lossless line is the closed form at any length', () => {
    const [r1, r2, z0] = [20, 130, 50]
    for (const theta of [1e-6, 0.1, 1, Math.PI / 2, 3, Math.PI, 2 * Math.PI + 0.3, 1000.7]) {
      const network = buildNetwork(
        [resistor('a', ['x', 'gnd'], 'one', r1), resistor('b', ['y', 'gnd'], 'two', r2)],
        [line('t', 'x', 'y', z0, theta / omega)],
      )
      const tau = photonTransmission(network, omega, Float64Array.of(1, 1))[1]
      const expected =
        (4 * r1 * r2) / ((r1 + r2) ** 2 * Math.cos(theta) ** 2 + (z0 + (r1 * r2) / z0) ** 2 * Math.sin(theta) ** 2)
      expect(Math.abs(tau - expected)).toBeLessThan(1e-12)
    }
  })

  it('between branches on one node keeps its digits, in a resonance and over any spread of impedances', () => {
    const branches = [
      resistor('a', ['x', 'gnd'], 'one', 0.272),
      resistor('b', ['x', 'gnd'], 'two', 1.9e4),
      resistor('c', ['x', 'gnd'], 'three', 0.0796),
      inductor('l', ['x', 'gnd'], 4.08e-14),
      capacitor('c1', ['x', 'gnd'], 1.82e-9),
      inductor('l1', ['x', 'gnd'], 3.22e-11),
    ]
    const conductance = [1 / 0.272, 1 / 1.9e4, 1 / 0.0796]
    const network = buildNetwork(branches)
    for (const frequency of [1e10, 5e10, 1.1e11, 1.16e11, 1.17e11, 1e12]) {
      const susceptance = frequency * 1.82e-9 - 1 / (frequency * 4.08e-14) - 1 / (frequency * 3.22e-11)
      const total = conductance.reduce((a, b) => a + b) ** 2 + susceptance ** 2
      const tau = photonTransmission(network, frequency, Float64Array.of(1, 1, 1))
      for (const [i, j] of [
        [0, 1],
        [0, 2],
        [1, 2],
      ]) {
        const expected = (4 * conductance[i] * conductance[j]) / total
        expect(Math.abs(tau[3 * i + j] / expected - 1)).toBeLessThan(1e-13)
      }
    }
  })

  it('through an attenuator is shared with the island of its loss', () => {
    // Matched attenuator S21 = s between matched resistors: tau_12 = s^2, the rest goes to the attenuator.
    const s = 0.6
    const attenuator = constantMultiport(
      'pad',
      [
        ['x', 'gnd'],
        ['y', 'gnd'],
      ],
      'pad',
      50,
      [
        [
          [0, 0],
          [0, s],
        ],
        [
          [0, s],
          [0, 0],
        ],
      ],
    )
    const network = buildNetwork(
      [resistor('a', ['x', 'gnd'], 'one', 50), resistor('b', ['y', 'gnd'], 'two', 50)],
      [attenuator],
    )
    const tau = photonTransmission(network, omega, Float64Array.of(1, 1, 1))
    expect(network.islands).toEqual(['one', 'two', 'pad'])
    expect(tau[1]).toBeCloseTo(s * s, 14)
    expect(tau[2]).toBeCloseTo(1 - s * s, 14)
    expect(tau[5]).toBeCloseTo(1 - s * s, 14)
  })

  it('needs no ground and ignores dangling and separate parts', () => {
    const network = buildNetwork([
      resistor('a', ['p', 'q'], 'one', 3),
      resistor('b', ['p', 'q'], 'two', 5),
      resistor('open end', ['p', 'nowhere'], 'three', 7),
      resistor('c', ['s', 't'], 'four', 1),
      capacitor('d', ['s', 't'], 1e-12),
    ])
    const tau = photonTransmission(network, omega, Float64Array.of(1, 1, 1, 1))
    expect(tau[1]).toBeCloseTo(60 / 64, 14)
    expect([...tau].filter((value) => value !== 0)).toHaveLength(2)
  })

  it('sees a superconductor as a short', () => {
    const network = buildNetwork([
      resistor('a', ['p', 'q'], 'one', 3),
      short('lead', ['q', 'r']),
      resistor('b', ['r', 'p'], 'two', 5),
    ])
    expect(photonTransmission(network, omega, Float64Array.of(1, 1))[1]).toBeCloseTo(60 / 64, 14)
  })

  it('names the elements of a loop without impedance', () => {
    const network = buildNetwork([
      resistor('a', ['p', 'q'], 'one', 3),
      resistor('b', ['q', 'p'], 'two', 5),
      short('lead', ['p', 'r']),
      short('strap', ['r', 'q']),
      short('bridge', ['p', 'q']),
    ])
    expect(() => photonTransmission(network, omega, Float64Array.of(1, 1))).toThrow(/lead, strap.*nodes/)
  })

  it('lies between 0 and 1, sums to at most 1 and is what the driving-point impedance says', () => {
    fc.assert(
      fc.property(randomCircuit(omega, 12, 10, 6), ({ branches, multiports }) => {
        const network = buildNetwork(branches, multiports)
        const size = network.islands.length
        const temperatures = new Float64Array(size).fill(1)
        const tau = photonTransmission(network, omega, temperatures)
        for (let i = 0; i < size; i++) {
          const row = [...tau.subarray(i * size, (i + 1) * size)]
          const sum = row.reduce((a, b) => a + b)
          for (const value of row) expect(value).toBeGreaterThanOrEqual(0)
          expect(sum).toBeLessThan(1 + 1e-11)
          const element = branches.find(({ island }) => island === network.islands[i])!
          const own = new Float64Array(4)
          element.at(1).evaluate(omega, own)
          const rest = drivingPointImpedance(network, element.name, omega, temperatures)
          const absorbed =
            rest === null ? 0 : (4 * own[0] * rest.re) / ((own[0] + rest.re) ** 2 + (own[1] + rest.im) ** 2)
          expect(Math.abs(sum - absorbed)).toBeLessThan(1e-11)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the scale of impedances, the order of elements or the names of nodes', () => {
    fc.assert(
      fc.property(randomCircuit(omega, 6, 8, 4), fc.integer(), ({ branches, multiports }, seed) => {
        const network = buildNetwork(branches, multiports)
        const temperatures = new Float64Array(network.islands.length).fill(1)
        const tau = photonTransmission(network, omega, temperatures)
        const rename = (node: string) => `${node}-${seed}`
        const renamed = buildNetwork(
          branches
            .map((branch) => ({
              ...branch,
              nodes: [rename(branch.nodes[1]), rename(branch.nodes[0])] as const,
              at: () => ({
                breaks: [],
                evaluate(w: number, out: Float64Array) {
                  branch.at(1).evaluate(w, out)
                  out[0] *= 1000
                  out[1] *= 1000
                },
              }),
            }))
            .toReversed(),
          multiports
            .map((multiport) => ({
              ...multiport,
              ports: multiport.ports.map(([a, b]) => [rename(a), rename(b)] as const),
              reference: multiport.reference * 1000,
            }))
            .toReversed(),
        )
        const again = photonTransmission(renamed, omega, temperatures)
        const size = network.islands.length
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            const other = again[(size - 1 - i) * size + size - 1 - j]
            expect(Math.abs(tau[i * size + j] - other)).toBeLessThan(1e-11)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('of a line is that of its two halves', () => {
    const ends = [
      resistor('a', ['x', 'gnd'], 'one', 12),
      resistor('b', ['y', 'gnd'], 'two', 500),
      inductor('l', ['x', 'y'], 1e-9),
    ]
    for (const delay of [1e-12, 1e-10, 3e-9]) {
      const whole = buildNetwork(ends, [line('t', 'x', 'y', 70, delay)])
      const halves = buildNetwork(ends, [line('t', 'x', 'm', 70, 0.3 * delay), line('u', 'm', 'y', 70, 0.7 * delay)])
      const at = Float64Array.of(1, 1)
      const [, tau] = photonTransmission(whole, omega, at)
      expect(Math.abs(photonTransmission(halves, omega, at)[1] - tau)).toBeLessThan(1e-12)
    }
  })
})
