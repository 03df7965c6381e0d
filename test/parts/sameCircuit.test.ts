import { describe, expect, it } from 'vitest'
import { buildNetwork } from '../../src/circuit/network.js'
import { SpectralHeat } from '../../src/circuit/spectralHeat.js'
import { zeroMatrix } from '../../src/numerics/complexMatrix.js'
import { capacitor } from '../../src/parts/capacitor.js'
import { impedance } from '../../src/parts/impedance.js'
import { inductor } from '../../src/parts/inductor.js'
import { josephson } from '../../src/parts/josephson.js'
import { line } from '../../src/parts/line.js'
import { mutual } from '../../src/parts/mutual.js'
import type { PartFaces } from '../../src/parts/part.js'
import { resistor } from '../../src/parts/resistor.js'
import { squid } from '../../src/parts/squid.js'
import { touchstone } from '../../src/parts/touchstone.js'
import { writeTouchstone } from '../../src/parts/touchstoneWriter.js'
import { fluxQuantum } from '../../src/units/constants.js'
import { contextOf } from './harness.js'

const context = contextOf()
const temperatures: Readonly<Record<string, number>> = { hot: 0.3, cold: 0.1, line: 0.05 }

/** Heats of all pairs of islands, by `from-to` in alphabetical order. */
function heats(faces: readonly PartFaces[]): Record<string, number> {
  const network = buildNetwork(
    faces.flatMap(({ branches = [] }) => branches),
    faces.flatMap(({ multiports = [] }) => multiports),
    faces.flatMap(({ couplings = [] }) => couplings),
  )
  const spectral = new SpectralHeat(network)
  const out = spectral.createBuffer()
  spectral.evaluate(
    Float64Array.from(spectral.islands, (island) => temperatures[island]),
    out,
  )
  expect(spectral.status).toBe('converged')
  return Object.fromEntries(
    spectral.pairs.map(([i, j], pair) => {
      const [from, to] = [spectral.islands[i], spectral.islands[j]]
      return from < to ? [`${from}-${to}`, out.power[pair]] : [`${to}-${from}`, -out.power[pair]]
    }),
  )
}

function expectSame(first: readonly PartFaces[], second: readonly PartFaces[], tolerance = 1e-9): void {
  const [a, b] = [heats(first), heats(second)]
  expect(Object.keys(b).toSorted()).toEqual(Object.keys(a).toSorted())
  for (const [pair, heat] of Object.entries(a)) expect(Math.abs(b[pair] / heat - 1), pair).toBeLessThan(tolerance)
}

const hot = (node: string, resistance = 40) =>
  resistor.build('hot', { resistance, nodes: [node, 'gnd'], island: 'hot' }, context)
const cold = (node: string, resistance = 15) =>
  resistor.build('cold', { resistance, nodes: [node, 'gnd'], island: 'cold' }, context)
const coil = (name: string, nodes: string[], inductance = 1e-9) => inductor.build(name, { inductance, nodes }, context)
const plates = (name: string, nodes: string[], capacitance = 2e-14) =>
  capacitor.build(name, { capacitance, nodes }, context)
const wave = { impedance: 60, velocity: 1.1e8 }

describe('the same circuit drawn twice', () => {
  it('in series and in parallel', () => {
    const plain = [hot('a'), cold('b'), coil('l', ['a', 'b'], 3e-9), plates('c', ['b', 'gnd'], 4e-14)]
    expectSame(plain, [
      hot('x'),
      cold('y'),
      coil('l1', ['x', 'm'], 1e-9),
      coil('l2', ['m', 'y'], 2e-9),
      plates('c1', ['gnd', 'y'], 1e-14),
      plates('c2', ['y', 'gnd'], 3e-14),
    ])
    expectSame(plain, [
      resistor.build('hot', { resistance: 25, nodes: ['p', 'gnd'], island: 'hot' }, context),
      resistor.build('more', { resistance: 15, nodes: ['a', 'p'], island: 'hot' }, context),
      resistor.build('cold', { resistance: 30, nodes: ['b', 'gnd'], island: 'cold', strayCapacitance: 4e-14 }, context),
      resistor.build('more_cold', { resistance: 30, nodes: ['b', 'gnd'], island: 'cold' }, context),
      inductor.build('l', { inductance: 3e-9, nodes: ['a', 'b'] }, context),
    ])
  })

  it('with a line cut in two, or ends exchanged', () => {
    const whole = [hot('a'), cold('b'), line.build('w', { ...wave, length: 0.02, nodes: ['a', 'b'] }, context)]
    expectSame(whole, [hot('a'), cold('b'), line.build('w', { ...wave, length: 0.02, nodes: ['b', 'a'] }, context)])
    expectSame(whole, [
      hot('a'),
      cold('b'),
      line.build('w1', { ...wave, length: 0.0123, nodes: ['a', 'm'] }, context),
      line.build('w2', { ...wave, length: 0.0077, nodes: ['b', 'm'] }, context),
    ])
    expectSame(whole, [
      hot('a'),
      cold('b'),
      line.build(
        'w',
        { inductancePerLength: 60 / 1.1e8, capacitancePerLength: 1 / (60 * 1.1e8), length: 0.02, nodes: ['a', 'b'] },
        context,
      ),
    ])
  })

  it('with a lossy line cut in two', () => {
    for (const loss of [
      { attenuation: 3 },
      { attenuation: 3, attenuationExponent: 1, attenuationFrequency: 5e9 },
      { resistancePerLength: 800 },
    ]) {
      const section = { ...wave, ...loss, island: 'line' }
      expectSame(
        [hot('a'), cold('b'), line.build('w', { ...section, length: 0.02, nodes: ['a', 'b'] }, context)],
        [
          hot('a'),
          cold('b'),
          line.build('w1', { ...section, length: 0.013, nodes: ['a', 'm'] }, context),
          line.build('w2', { ...section, length: 0.007, nodes: ['m', 'b'] }, context),
        ],
      )
    }
  })

  it('with a line as its two-port file, version 1 and 2', () => {
    const length = 0.004
    const whole = [hot('a'), cold('b'), line.build('w', { ...wave, length, nodes: ['a', 'b'] }, context)]
    const step = 1.5e8
    const frequencies = Array.from({ length: 2800 }, (_, i) => i * step)
    const matrices = frequencies.map((frequency) => {
      const theta = (2 * Math.PI * frequency * length) / 1.1e8
      const s = zeroMatrix(2)
      s.re[1] = Math.cos(theta)
      s.im[1] = -Math.sin(theta)
      s.re[2] = s.re[1]
      s.im[2] = s.im[1]
      return s
    })
    const data = { ports: 2, parameter: 'S', references: [60, 60], frequencies, matrices } as const
    for (const [version, format] of [
      [1, 'RI'],
      [2, 'MA'],
    ] as const) {
      const files = { 'line.s2p': writeTouchstone(data, { version, format, unit: 'GHz' }) }
      const port = touchstone.build('w', { file: 'line.s2p', nodes: ['a', 'b'] }, contextOf({ files }))
      expectSame(whole, [hot('a'), cold('b'), port])
    }
  })

  it('with a resistive network as a table, as an n-port file, or as resistors', () => {
    // A T of 5, 10 and 20 Ohm at the temperature of an island of its own.
    const arm = (name: string, resistance: number, nodes: string[]) =>
      resistor.build(name, { resistance, nodes, island: 'line' }, context)
    const drawn = [hot('a'), cold('b'), arm('1', 5, ['a', 'm']), arm('2', 10, ['b', 'm']), arm('3', 20, ['m', 'gnd'])]
    const row = '25 0 20 0 20 0 30 0'
    const z = `[Version] 2.0\n# GHz Z RI R 50\n[Number of Ports] 2\n[Two-Port Data Order] 12_21\n[Reference] 50 3\n[Network Data]\n0 ${row}\n500 ${row}\n1000 ${row}\n[End]\n`
    const file = touchstone.build(
      'n',
      { file: 'x.s2p', nodes: ['a', 'b'], island: 'line' },
      contextOf({ files: { 'x.s2p': z } }),
    )
    expectSame(drawn, [hot('a'), cold('b'), file])
    const table = 'f [GHz],R [ohm],X [ohm]\n0,40,0\n300,40,0\n1000,40,0\n'
    const tabled = impedance.build(
      'hot',
      { table: 't.csv', nodes: ['a', 'gnd'], island: 'hot' },
      contextOf({ files: { 't.csv': table } }),
    )
    expectSame(drawn, [tabled, ...drawn.slice(1)])
  })

  it('with an ideal transformer instead of a scaled impedance', () => {
    // n = 2 turns ratio with coils so large that they carry no current of their own below the cut-off.
    const elements = {
      p: { kind: 'inductor', inductance: 4e-3 },
      s: { kind: 'inductor', inductance: 1e-3 },
    }
    const transformer = [
      coil('p', ['a', 'gnd'], 4e-3),
      coil('s', ['b', 'gnd'], 1e-3),
      mutual.build('m', { first: 'p', second: 's', coupling: 1 }, contextOf({ elements })),
    ]
    expectSame(
      [hot('a', 40), cold('b', 15), ...transformer],
      [hot('b', 10), cold('b', 15), coil('s', ['b', 'gnd'], 1e-3)],
    )
  })

  it('with coupled inductors as their T equivalent', () => {
    const elements = { p: { kind: 'inductor', inductance: 3e-9 }, s: { kind: 'inductor', inductance: 1e-9 } }
    const coupled = [
      coil('p', ['a', 'gnd'], 3e-9),
      coil('s', ['b', 'gnd'], 1e-9),
      mutual.build('m', { first: 'p', second: 's', inductance: 0.6e-9 }, contextOf({ elements })),
    ]
    expectSame(
      [hot('a'), cold('b'), ...coupled],
      [
        hot('a'),
        cold('b'),
        coil('1', ['a', 'm'], 2.4e-9),
        coil('2', ['b', 'm'], 0.4e-9),
        coil('3', ['m', 'gnd'], 0.6e-9),
      ],
    )
  })

  it('with Josephson junctions as inductors, two of them as a SQUID, and an open one', () => {
    const quantum = fluxQuantum / (2 * Math.PI)
    const junction = josephson.build(
      'j',
      { criticalCurrent: 1e-6, phase: 1, capacitance: 1e-14, nodes: ['a', 'b'] },
      context,
    )
    expectSame(
      [hot('a'), cold('b'), junction],
      [hot('a'), cold('b'), coil('l', ['a', 'b'], quantum / (1e-6 * Math.cos(1))), plates('c', ['a', 'b'], 1e-14)],
    )
    const loop = squid.build(
      'q',
      { criticalCurrent: 5e-7, capacitance: 1e-14, flux: fluxQuantum, nodes: ['a', 'b'] },
      context,
    )
    expectSame(
      [hot('a'), cold('b'), loop],
      [hot('a'), cold('b'), coil('l', ['a', 'b'], quantum / 1e-6), plates('c', ['a', 'b'], 1e-14)],
    )
    const open = { criticalCurrent: 5e-7, flux: 0.5 * fluxQuantum, nodes: ['a', 'b'] }
    expectSame(
      [hot('a'), cold('b'), squid.build('q', { ...open, capacitance: 1e-14 }, context)],
      [hot('a'), cold('b'), plates('c', ['a', 'b'], 1e-14)],
    )
    expect(heats([hot('a'), cold('b'), squid.build('q', open, context)])['cold-hot']).toBeCloseTo(0, 30)
  })
})
