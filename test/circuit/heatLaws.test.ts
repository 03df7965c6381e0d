import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Branch } from '../../src/circuit/branch.js'
import { buildNetwork } from '../../src/circuit/network.js'
import { SpectralHeat } from '../../src/circuit/spectralHeat.js'
import { boltzmann, reducedPlanck } from '../../src/units/constants.js'
import { randomCircuit } from './randomCircuits.js'
import { capacitor, film, inductor, resistor, thermistor } from './testBranches.js'
import { heat, relative } from './testHeat.js'
import { constantMultiport, line } from './testMultiports.js'

const quantum = (Math.PI * boltzmann ** 2) / (12 * reducedPlanck)
/** Thermal frequency of about 0.1 K. */
const omega = 1e10
const temperature = fc.double({ min: 0.02, max: 0.5, noNaN: true })

describe('laws of photonic heat', () => {
  it('runs from hot to cold, at most the quantum of heat, and not between equal temperatures', () => {
    fc.assert(
      fc.property(
        randomCircuit(omega, 4, 4, 3),
        fc.array(temperature, { minLength: 4, maxLength: 4 }),
        (circuit, t) => {
          const network = buildNetwork(circuit.branches, circuit.multiports)
          const integral = new SpectralHeat(network)
          const at = Float64Array.from(network.islands, (_, i) => t[i])
          const out = integral.createBuffer()
          integral.adapt(at)
          integral.evaluate(at, out)
          // Sharp resonances may cost more than the default allows; then the error is larger, and known.
          integral.pairs.forEach(([i, j], pair) => {
            const bound = quantum * (at[i] - at[j]) * (at[i] + at[j])
            const slack = integral.status === 'converged' ? 1e-10 * Math.abs(bound) : out.error[pair]
            expect(out.power[pair] * Math.sign(bound)).toBeGreaterThanOrEqual(0)
            expect(Math.abs(out.power[pair])).toBeLessThanOrEqual(Math.abs(bound) + slack)
          })
          at.fill(t[0])
          integral.evaluate(at, out)
          expect(out.power.every((value) => value === 0)).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })

  it.each([
    ['films in one loop', [0.31, 0.12], loopOfFilms()],
    ['films and thermistors on several loops', [0.3, 0.2, 0.11], meshOfFilms()],
  ] as const)('has the derivatives of its finite differences: %s', (_, temperatures, branches) => {
    const integral = new SpectralHeat(buildNetwork(branches), { relativeTolerance: 1e-11 })
    const at = Float64Array.from(temperatures)
    const [out, low, high] = [integral.createBuffer(), integral.createBuffer(), integral.createBuffer()]
    integral.adapt(at)
    integral.evaluate(at, out)
    const islands = integral.islands.length
    const scale = Math.max(...out.jacobian.map(Math.abs))
    for (let k = 0; k < islands; k++) {
      const step = 1e-5 * at[k]
      const shifted = (buffer: typeof out, change: number) => {
        const moved = at.slice()
        moved[k] += change
        integral.evaluate(moved, buffer)
      }
      shifted(low, -step)
      shifted(high, step)
      integral.pairs.forEach((_, pair) => {
        const difference = (high.power[pair] - low.power[pair]) / (2 * step)
        expect(Math.abs(out.jacobian[pair * islands + k] - difference)).toBeLessThan(1e-7 * scale)
      })
    }
  })

  it('is the same for a line and its two halves, and for renamed and rearranged circuits', () => {
    const ends = [resistor('a', ['x', 'gnd'], 'one', 7), resistor('b', ['y', 'gnd'], 'two', 300)]
    const whole = heat(ends, [0.2, 0.1], { multiports: [line('t', 'x', 'y', 60, 2e-11)] })
    const halves = heat(ends, [0.2, 0.1], {
      multiports: [line('t', 'x', 'm', 60, 0.7e-11), line('u', 'm', 'y', 60, 1.3e-11)],
    })
    expect(relative(halves.power[0], whole.power[0])).toBeLessThan(1e-9)

    const one = heat(
      [resistor('a', ['x', 'y'], 'one', 7), inductor('l', ['y', 'z'], 3e-9), resistor('b', ['z', 'x'], 'two', 30)],
      [0.2, 0.1],
    )
    const split = heat(
      [
        resistor('b1', ['q', 'p'], 'two', 60),
        inductor('l1', ['r', 'q'], 1e-9),
        resistor('b2', ['p', 'q'], 'two', 60),
        resistor('a', ['s', 'r'], 'one', 7),
        inductor('l2', ['p', 's'], 2e-9),
      ],
      [0.1, 0.2],
    )
    expect(split.islands).toEqual(['two', 'one'])
    expect(relative(-split.power[0], one.power[0])).toBeLessThan(1e-9)
  })

  it('keeps its digits with femtofarads, picohenries and megohms in one circuit', () => {
    // The same heat through a high and a low impedance level: Z -> 1e12 Z of one separate half must not matter.
    const circuit = (level: number, prefix: string): Branch[] => [
      resistor(`${prefix}a`, [`${prefix}1`, `${prefix}2`], `${prefix}one`, 1e3 * level),
      resistor(`${prefix}b`, [`${prefix}1`, `${prefix}3`], `${prefix}two`, 1e3 * level),
      capacitor(`${prefix}c`, [`${prefix}2`, `${prefix}3`], 1e-13 / level),
      inductor(`${prefix}l`, [`${prefix}2`, `${prefix}3`], 1e-7 * level),
    ]
    const reference = heat(circuit(1, 'r'), [0.3, 0.1]).power[0]
    const mixed = heat([...circuit(1e3, 'h'), ...circuit(1e-9, 'l')], [0.3, 0.1, 0.3, 0.1])
    // Pairs of the islands hone, htwo, lone, ltwo.
    expect(relative(mixed.power[0], reference)).toBeLessThan(1e-9)
    expect(relative(mixed.power[5], reference)).toBeLessThan(1e-9)
  })

  it('through a circulator goes one way round and balances', () => {
    const zero = [0, 0] as const
    const full = [1, 0] as const
    const circulator = constantMultiport(
      'circulator',
      [
        ['x', 'gnd'],
        ['y', 'gnd'],
        ['z', 'gnd'],
      ],
      null,
      50,
      [
        [zero, zero, full],
        [full, zero, zero],
        [zero, full, zero],
      ],
    )
    const ends = ['x', 'y', 'z'].map((node) => resistor(node, [node, 'gnd'], node, 50))
    const { power } = heat(ends, [0.3, 0.2, 0.1], { multiports: [circulator] })
    // All that port 1 emits goes to 2, from 2 to 3, from 3 to 1.
    expect(relative(power[0], quantum * 0.3 ** 2)).toBeLessThan(1e-9)
    expect(relative(power[2], quantum * 0.2 ** 2)).toBeLessThan(1e-9)
    expect(relative(power[1], -quantum * 0.1 ** 2)).toBeLessThan(1e-9)
  })
})

function loopOfFilms(): Branch[] {
  return [
    film('f', ['a', 'b'], 'one', 30),
    resistor('r', ['b', 'c'], 'one', 1),
    inductor('l', ['c', 'd'], 1e-11),
    film('g', ['d', 'a'], 'two', 9, 0.6),
  ]
}

function meshOfFilms(): Branch[] {
  return [
    film('f', ['a', 'gnd'], 'one', 30, 0.45),
    thermistor('t', ['a', 'gnd'], 'two', 40, 1.5),
    resistor('r', ['a', 'b'], 'two', 3),
    capacitor('c', ['b', 'gnd'], 1e-13),
    film('g', ['b', 'gnd'], 'three', 9, 0.6),
  ]
}
