import { describe, expect, test } from 'vitest'
import { buildHeatNetwork } from '../../src/thermal/heatNetwork.js'
import { solveBalance } from '../../src/thermal/solveBalance.js'
import * as synthetic from './syntheticChannels.js'

const { heater, photons, powerLaw, quantumOfHeat, rampPhotons, rootEdge, stepPhotons } = synthetic
const free = (name: string) => ({ name, fixedTemperature: null })
const phonons = (temperature: number) => ({ name: 'phonons', temperature })

describe('one island in closed form', () => {
  test.each([1e-16, 1e-14, 1e-12, 1e-9])('electron-phonon heat, %d W', (power) => {
    const a = 2e9 * 4.2e-20
    const network = buildHeatNetwork({
      islands: [free('drain')],
      baths: [phonons(0.03)],
      channels: [heater('drain', power), powerLaw('drain', 'phonons', a, 5)],
    })
    const point = solveBalance(network)
    expect(point.status).toBe('converged')
    expect(point.fallback).toBe('none')
    expect(point.iterations).toBeLessThanOrEqual(6)
    const exact = (power / a + 0.03 ** 5) ** 0.2
    expect(Math.abs(point.temperatures.drain / exact - 1)).toBeLessThan(1e-14)
    expect(point.residual).toBeLessThanOrEqual(1e-12)
    expect(point.stability).toBe('stable')
  })

  test('an exponential law far away from the guess', () => {
    const gap = 2
    const a = 1e-9
    const channel = synthetic.link(
      'film',
      'phonons',
      (t) => a * Math.exp(-gap / t),
      (t) => (a * Math.exp(-gap / t) * gap) / (t * t),
    )
    for (const power of [1e-30, 1e-20, 1e-13, 1e-10]) {
      const network = buildHeatNetwork({
        islands: [free('film')],
        baths: [phonons(0.02)],
        channels: [heater('film', power), channel],
      })
      const point = solveBalance(network)
      expect(point.status).toBe('converged')
      expect(Math.abs(point.temperatures.film / (-gap / Math.log(power / a + Math.exp(-gap / 0.02))) - 1)).toBeLessThan(
        1e-12,
      )
    }
  })

  test('a square-root edge, as at Tc', () => {
    for (let i = 0; i <= 200; i++) {
      const power = quantumOfHeat * (0.15 + (0.02 * i) / 200)
      const network = buildHeatNetwork({
        islands: [free('film')],
        baths: [phonons(0.03)],
        channels: [heater('film', power), rootEdge('film', 'phonons', 0.4, quantumOfHeat, 2 * quantumOfHeat)],
      })
      const point = solveBalance(network)
      expect(point.status).toBe('converged')
      expect(point.residual).toBeLessThanOrEqual(1e-12)
    }
  })
})

describe('equilibrium', () => {
  const network = () =>
    buildHeatNetwork({
      islands: [free('a'), free('b')],
      baths: [phonons(0.1)],
      channels: [powerLaw('a', 'phonons', 1e-10, 5), powerLaw('b', 'phonons', 1e-11, 5), photons('a', 'b')],
    })
  test('is exact without drives', () => {
    const point = solveBalance(network())
    expect(point.temperatures).toEqual({ a: 0.1, b: 0.1 })
    expect(point.residual).toBe(0)
    expect(point.status).toBe('converged')
  })
  test('is exact from any guess', () => {
    for (const a of [0.01, 0.09999, 0.3, 2]) {
      const point = solveBalance(network(), { initialTemperatures: { a, b: 0.5 * a } })
      expect(point.temperatures).toEqual({ a: 0.1, b: 0.1 })
      expect(point.status).toBe('converged')
    }
  })
  test('a drive too weak for 16 digits is said to be so', () => {
    const point = solveBalance(
      buildHeatNetwork({
        islands: [free('a')],
        baths: [phonons(0.1)],
        channels: [powerLaw('a', 'phonons', 1e-10, 5), heater('a', 1e-27)],
      }),
    )
    expect(point.status).toBe('roundoff-limited')
    // dT = P/(5 A T^4)
    expect(Math.abs(point.temperatures.a - 0.1 - 2e-14)).toBeLessThan(1e-16)
    expect(point.warnings.join()).toMatch(/16 digits/)
  })
})

describe('the shape of the paper', () => {
  // Sigma V of source and drain, a transmission that falls between 0.3 and 0.4 K.
  const device = (power: number) =>
    buildHeatNetwork({
      islands: [free('source'), free('drain')],
      baths: [phonons(0.03)],
      channels: [
        heater('source', power),
        powerLaw('source', 'phonons', 2.2e-10, 5),
        powerLaw('drain', 'phonons', 8.4e-11, 5),
        rampPhotons('source', 'drain', [0.3, 0.4], 0.13, 0.1),
      ],
    })
  test('few iterations from a neighbour', () => {
    let previous = solveBalance(device(0))
    let most = 0
    for (let i = 1; i <= 250; i++) {
      const point = solveBalance(device((5e-12 * i) / 250), { initialTemperatures: previous.temperatures })
      expect(point.status).toBe('converged')
      expect(point.fallback).toBe('none')
      if (i > 3) most = Math.max(most, point.iterations)
      previous = point
    }
    expect(most).toBeLessThanOrEqual(5)
  })
  test('the same from a cold start', () => {
    for (let i = 0; i <= 50; i++) {
      const point = solveBalance(device((5e-12 * i) / 50))
      expect(point.status).toBe('converged')
      expect(point.fallback).toBe('none')
      expect(point.iterations).toBeLessThanOrEqual(9)
    }
  })
})

describe('an ideal step', () => {
  const device = (power: number, below: number, above: number) =>
    buildHeatNetwork({
      islands: [free('source'), free('drain')],
      baths: [phonons(0.03)],
      channels: [
        heater('source', power),
        powerLaw('source', 'phonons', 1e-12, 5),
        powerLaw('drain', 'phonons', 8.4e-11, 5),
        stepPhotons('source', 'drain', 0.4, below, above),
      ],
    })
  test('towards less heat has a steady state at each power', () => {
    for (let i = 0; i <= 100; i++) {
      const point = solveBalance(device((2e-13 * i) / 100, 1, 0.1))
      expect(point.status).toBe('converged')
    }
  })
  test('towards more heat has none while the temperature sits on the step', () => {
    const seen = new Set<string>()
    for (let i = 0; i <= 100; i++) {
      const point = solveBalance(device((2e-13 * i) / 100, 0.1, 1))
      if (point.status === 'converged') {
        seen.add(point.temperatures.source < 0.4 ? 'below' : 'above')
        continue
      }
      seen.add('on')
      expect(point.temperatures.source).toBeCloseTo(0.4, 9)
      expect(point.warnings.join()).toMatch(/sits on the step at T_source = 400 mK/)
      // The drain is at rest with what is left of the heater's power.
      const rest = (2e-13 * i) / 100 - 1e-12 * (0.4 ** 5 - 0.03 ** 5)
      expect(point.temperatures.drain / (rest / 8.4e-11 + 0.03 ** 5) ** 0.2).toBeCloseTo(1, 12)
    }
    expect([...seen]).toEqual(['below', 'on', 'above'])
  })
  test('of a single island', () => {
    const network = buildHeatNetwork({
      islands: [free('source'), { name: 'drain', fixedTemperature: 0.1 }],
      baths: [],
      channels: [heater('source', 4e-14), stepPhotons('source', 'drain', 0.4, 0.1, 1)],
    })
    const point = solveBalance(network)
    expect(point.status).toBe('tolerance-not-reached')
    expect(point.warnings.join()).toMatch(/sits on the step at T_source = 400 mK/)
  })
})

describe('refused', () => {
  test('islands without a path for their heat', () => {
    const network = buildHeatNetwork({
      islands: [free('a'), free('b'), free('c')],
      baths: [phonons(0.1)],
      channels: [photons('a', 'b'), heater('a', 1e-15), powerLaw('c', 'phonons', 1e-10, 5)],
    })
    expect(() => solveBalance(network)).toThrow(/island a, b: needs a path for its heat/)
  })
  test('unknown and double names, impossible temperatures', () => {
    const build = (name: string, temperature: number, to: string) => () =>
      buildHeatNetwork({
        islands: [free('a'), { name, fixedTemperature: 1 }],
        baths: [phonons(temperature)],
        channels: [photons('a', to)],
      })
    expect(build('b', 0.1, 'nowhere')).toThrow(/reservoir nowhere does not exist/)
    expect(build('a', 0.1, 'phonons')).toThrow(/names of islands and baths must differ/)
    expect(build('external', 0.1, 'phonons')).toThrow(/work from outside/)
    expect(build('b', 0, 'phonons')).toThrow(/temperature of phonons: must be a positive/)
    expect(build('b', Number.NaN, 'phonons')).toThrow(/must be a positive/)
    const network = build('b', 0.1, 'phonons')()
    expect(() => solveBalance(network, { initialTemperatures: { x: 1 } })).toThrow(/initialTemperatures.x/)
    expect(() => solveBalance(network, { initialTemperatures: { a: -1 } })).toThrow(/positive number of kelvin/)
  })
  test('a heat that is not finite, by name', () => {
    const network = buildHeatNetwork({
      islands: [free('a')],
      baths: [phonons(0.1)],
      channels: [
        synthetic.link(
          'a',
          'phonons',
          () => Number.NaN,
          () => 1,
        ),
      ],
    })
    const point = solveBalance(network)
    expect(point.status).toBe('non-finite')
    expect(point.heat).toEqual([])
    expect(point.warnings.join()).toMatch(/heat of a-phonons: must be finite/)
  })
})

describe('what is told about a point', () => {
  test('held islands and their power', () => {
    const network = buildHeatNetwork({
      islands: [{ name: 'source', fixedTemperature: 0.3 }, free('drain')],
      baths: [phonons(0.03)],
      channels: [photons('source', 'drain'), powerLaw('drain', 'phonons', 1e-10, 5)],
    })
    const point = solveBalance(network)
    const held = point.heat.find((row) => row.channel === 'held')!
    expect(held).toMatchObject({ from: 'external', to: 'source', element: null })
    const into = quantumOfHeat * (0.09 - point.temperatures.drain ** 2)
    expect(Math.abs(held.power / into - 1)).toBeLessThan(1e-12)
    expect(point.temperatures.source).toBe(0.3)
    expect(point.freeIslands).toEqual(['drain'])
  })
  test('with every island held there is nothing to solve, and the ledger all the same', () => {
    const network = buildHeatNetwork({
      islands: [
        { name: 'a', fixedTemperature: 0.3 },
        { name: 'b', fixedTemperature: 0.1 },
      ],
      baths: [],
      channels: [photons('a', 'b')],
    })
    const point = solveBalance(network)
    expect(point).toMatchObject({ status: 'converged', residual: 0, iterations: 0, stability: 'stable' })
    const heat = quantumOfHeat * (0.3 - 0.1) * (0.3 + 0.1)
    const powers = point.heat.map(({ channel, to, power }) => [channel, to, power / heat])
    expect(powers).toEqual([
      ['link', 'b', expect.closeTo(1, 13)],
      ['held', 'a', expect.closeTo(1, 13)],
      ['held', 'b', expect.closeTo(-1, 13)],
    ])
  })
  test('errors of flows become errors of temperatures', () => {
    // P = A T^5 with an error of 1e-6: dT/T = 2e-7.
    const network = buildHeatNetwork({
      islands: [free('a')],
      baths: [phonons(1e-3)],
      channels: [heater('a', 1e-12), powerLaw('a', 'phonons', 1e-10, 5, 1e-6)],
    })
    const point = solveBalance(network)
    expect(point.temperatureErrors.a / point.temperatures.a).toBeCloseTo(2e-7, 12)
  })
  test('time constants from heat capacities', () => {
    const network = buildHeatNetwork({
      islands: [free('a')],
      baths: [phonons(0.1)],
      channels: [heater('a', 1e-12), powerLaw('a', 'phonons', 1e-10, 5)],
      heatCapacities: [{ island: 'a', element: 'wire', capacity: (t: number) => 1e-18 * t }],
    })
    const point = solveBalance(network)
    const t = point.temperatures.a
    expect(point.timeConstants[0] / ((1e-18 * t) / (5e-10 * t ** 4))).toBeCloseTo(1, 12)
    expect(point.jacobian[0][0] / (-5e-10 * t ** 4)).toBeCloseTo(1, 12)
  })
})
