import { expect, it } from 'vitest'
import { createHeatBalance } from '../../src/thermal/heatNetwork.js'
import { exampleModel } from './devices.js'

it.each([0.2, 0.35, 0.3885, 0.45])(
  'photonic heat between three islands in a loop has its derivative by the temperature of each, film at %d K',
  (T) => {
    // The hottest island, and not the film, moves most frequencies of the spectral integral.
    const { heatNetwork } = exampleModel('thermal-transistor')
    const balance = createHeatBalance(heatNetwork)
    heatNetwork.adapt(Float64Array.of(T))
    const link = heatNetwork.links.find(({ channel }) => channel.channel === 'photon')!
    const column = link.channel.terminals.indexOf('gate')
    const powers = (temperature: number): number[] => {
      heatNetwork.evaluate(Float64Array.of(temperature), balance)
      return [...link.flows.power]
    }
    const h = 1e-5
    const [a, b, c, d] = [-2, -1, 1, 2].map((shift) => powers(T + shift * h)) as [
      number[],
      number[],
      number[],
      number[],
    ]
    powers(T)
    const slopes = c.map((_, row) => (8 * (c[row]! - b[row]!) - (d[row]! - a[row]!)) / (12 * h))
    const largest = Math.max(...slopes.map(Math.abs))
    for (const [row, slope] of slopes.entries()) {
      const exact = link.flows.jacobian[row * link.channel.terminals.length + column]!
      expect(Math.abs(exact - slope)).toBeLessThan(1e-8 * largest)
    }
  },
)
