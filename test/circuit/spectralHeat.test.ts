import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Multiport } from '../../src/circuit/branch.js'
import { buildNetwork } from '../../src/circuit/network.js'
import { SpectralHeat } from '../../src/circuit/spectralHeat.js'
import { legendreRule } from '../../src/numerics/legendreRule.js'
import { boltzmann, reducedPlanck } from '../../src/units/constants.js'
import { film, resistor } from './testBranches.js'
import { heat, relative } from './testHeat.js'

const quantum = (Math.PI * boltzmann ** 2) / (12 * reducedPlanck)

describe('photonic heat', () => {
  it.each([
    [1, 1, 0.1, 0.05],
    [50, 1, 1, 0.001],
    [1e-3, 1e6, 0.3, 0.2999999],
    [7, 3, 0.01, 4],
  ])('between two resistors %f and %f Ohm at %f and %f K is elementary', (r1, r2, t1, t2) => {
    const { power, status, error } = heat(
      [resistor('a', ['x', 'y'], 'one', r1), resistor('b', ['y', 'x'], 'two', r2)],
      [t1, t2],
    )
    const expected = ((4 * r1 * r2) / (r1 + r2) ** 2) * quantum * (t1 - t2) * (t1 + t2)
    expect(status).toBe('converged')
    expect(Math.abs(power[0] - expected)).toBeLessThan(error[0])
    expect(relative(power[0], expected)).toBeLessThan(1e-12)
  })

  it('through a matched n-port with kinks is integrated from kink to kink', () => {
    // |S21| runs in straight lines between its values at 150 frequencies.
    const count = 150
    const step = (40 * boltzmann * 0.3) / reducedPlanck / count
    const gain = (k: number) => 0.5 + 0.4 * Math.sin(1.7 * k * k)
    const transfer = (omega: number) => {
      const k = Math.floor(omega / step)
      return gain(k) + (omega / step - k) * (gain(k + 1) - gain(k))
    }
    const attenuator: Multiport = {
      name: 'attenuator',
      ports: [
        ['x', 'gnd'],
        ['y', 'gnd'],
      ],
      island: 'loss',
      reference: 50,
      breaks: Array.from({ length: count }, (_, k) => (k + 1) * step),
      period: null,
      scattering(omega, out) {
        out.fill(0)
        out[2] = transfer(omega)
        out[4] = out[2]
      },
    }
    const branches = [resistor('a', ['x', 'gnd'], 'one', 50), resistor('b', ['y', 'gnd'], 'two', 50)]
    const spectral = new SpectralHeat(buildNetwork(branches, [attenuator]))
    const at = Float64Array.from(spectral.islands, (island) => ({ one: 0.3, two: 0.1, loss: 0.2 })[island]!)
    const out = spectral.createBuffer()
    spectral.adapt(at)
    spectral.evaluate(at, out)
    expect(spectral.status).toBe('converged')
    expect(spectral.evaluations).toBeLessThan(count * 24)
    const { nodes, weights } = legendreRule(20)
    let expected = 0
    for (let k = 0; k < count; k++) {
      nodes.forEach((node, place) => {
        const omega = (k + (1 + node) / 2) * step
        const quantum = (reducedPlanck * omega) / boltzmann
        const excess = 1 / Math.expm1(quantum / 0.3) - 1 / Math.expm1(quantum / 0.1)
        expected +=
          ((weights[place] * step) / 2) * ((reducedPlanck * omega) / (2 * Math.PI)) * transfer(omega) ** 2 * excess
      })
    }
    const pair = spectral.pairs.findIndex(([i, j]) => spectral.islands[i] + spectral.islands[j] === 'onetwo')
    expect(relative(out.power[pair], expected)).toBeLessThan(1e-10)
  })

  it('between N conductances on one node is 4 G_i G_j/G^2', () => {
    const conductances = [1, 0.3, 2.5, 0.01, 7]
    const temperatures = [0.1, 0.2, 0.15, 0.05, 0.3]
    const branches = conductances.map((g, i) => resistor(`r${i}`, ['hub', 'gnd'], `i${i}`, 1 / g))
    const { power, status } = heat(branches, temperatures)
    const total = conductances.reduce((a, b) => a + b)
    expect(status).toBe('converged')
    let pair = 0
    for (let i = 0; i < 5; i++) {
      for (let j = i + 1; j < 5; j++) {
        const tau = (4 * conductances[i] * conductances[j]) / total ** 2
        const expected = tau * quantum * (temperatures[i] ** 2 - temperatures[j] ** 2)
        expect(relative(power[pair++], expected)).toBeLessThan(1e-12)
      }
    }
  })

  it('does not overlook an edge beyond the cut-off of a flat spectrum', () => {
    // Far below its critical temperature a film emits almost nothing below 2 Delta = 42 k_B T, and a normal metal above.
    const branches = [film('f', ['a', 'b'], 'one', 6e3, 3.6), resistor('r', ['b', 'a'], 'two', 50)]
    const coarse = heat(branches, [0.3, 0.29], { relativeTolerance: 1e-8 })
    const fine = heat(branches, [0.3, 0.29], { relativeTolerance: 1e-12 })
    expect(coarse.status).toBe('converged')
    expect(relative(coarse.power[0], fine.power[0])).toBeLessThan(1e-8)
  })

  describe('of the device of Dey et al.', () => {
    const golden = JSON.parse(readFileSync(new URL('../golden/dey2023-device.json', import.meta.url), 'utf8'))
    // The table was computed with hbar rounded to 1.054571817e-34 J s.
    const tableRatio = 1.054571817e-34 / reducedPlanck
    it.each([...golden.fig2a, ...golden.fig2d].filter(({ T_S, T_D }) => T_S !== T_D))(
      'r = $r, T_S = $T_S K, T_D = $T_D K',
      ({ r, T_S, T_D, Q }) => {
        const branches = [
          film('film', ['a', 'b'], 'source', r),
          resistor('lead', ['b', 'c'], 'source', 1),
          resistor('drain', ['c', 'a'], 'drain', 1),
        ]
        const { power, status, evaluations } = heat(branches, [T_S, T_D])
        expect(status).toBe('converged')
        expect(relative(power[0], Q * tableRatio)).toBeLessThan(1e-10)
        expect(evaluations).toBeLessThanOrEqual(170)
      },
    )
  })
})
