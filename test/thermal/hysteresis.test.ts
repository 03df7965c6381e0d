import { describe, expect, test } from 'vitest'
import { buildHeatNetwork } from '../../src/thermal/heatNetwork.js'
import { sweepSlowly } from '../../src/thermal/hysteresis.js'
import { fallingPhotons, heater, photons, powerLaw, quantumOfHeat } from './syntheticChannels.js'

const free = (name: string) => ({ name, fixedTemperature: null })
const baths = [{ name: 'phonons', temperature: 0.03 }]
const memory = (power: number) =>
  buildHeatNetwork({
    islands: [free('film')],
    baths,
    channels: [
      heater('film', power),
      powerLaw('film', 'phonons', 1e-13, 5),
      fallingPhotons('film', 'phonons', 0.3, 12, 1, 0.05),
    ],
  })
const tau = (t: number) => 0.05 + 0.95 / (1 + (t / 0.3) ** 12)
const heat = (t: number) => 1e-13 * (t ** 5 - 0.03 ** 5) + tau(t) * quantumOfHeat * (t * t - 0.03 ** 2)

/** Largest and smallest value of a function by golden section: independent of derivatives. */
function extremum(sign: number, a: number, b: number): number {
  const g = (Math.sqrt(5) - 1) / 2
  for (let i = 0; i < 100; i++) {
    const c = b - g * (b - a)
    const d = a + g * (b - a)
    if (sign * heat(c) > sign * heat(d)) b = d
    else a = c
  }
  return heat((a + b) / 2)
}

describe('a slow sweep', () => {
  const up = Array.from({ length: 61 }, (_, i) => (6e-14 * i) / 60)
  const readings = sweepSlowly({ at: memory }, [...up, ...up.slice(0, -1).reverse()])

  test('reads a stable state at each value', () => {
    expect(readings).toHaveLength(121)
    for (const { parameter, point } of readings) {
      expect(point.status).toBe('converged')
      expect(point.stability).toBe('stable')
      expect(Math.abs(heat(point.temperatures.film) - parameter)).toBeLessThan(1e-12 * 6e-14 + 1e-25)
    }
  })
  test('jumps once each way, at the folds', () => {
    const jumps = readings.flatMap((reading) => reading.jumps)
    expect(jumps).toHaveLength(2)
    expect(Math.abs(jumps[0].parameter / extremum(1, 0.2, 0.3) - 1)).toBeLessThan(1e-9)
    expect(Math.abs(jumps[1].parameter / extremum(-1, 0.3, 1) - 1)).toBeLessThan(1e-9)
    expect(jumps[0].from[0]).toBeLessThan(0.3)
    expect(jumps[0].to[0]).toBeGreaterThan(0.3)
    expect(jumps[1].from[0]).toBeGreaterThan(jumps[1].to[0])
  })
  test('is open between the jumps and closed outside', () => {
    const [first, second] = readings.flatMap((reading) => reading.jumps)
    for (let i = 0; i <= 60; i++) {
      const difference = Math.abs(readings[i].point.temperatures.film - readings[120 - i].point.temperatures.film)
      const inside = up[i] < first.parameter && up[i] > second.parameter
      if (inside) expect(difference).toBeGreaterThan(0.01)
      else expect(difference).toBeLessThan(1e-12)
    }
  })
})

test('two equal films part where their common state loses its stability', () => {
  const at = (power: number) =>
    buildHeatNetwork({
      islands: [free('a'), free('b')],
      baths,
      channels: ['a', 'b']
        .flatMap((name) => [
          heater(name, power),
          powerLaw(name, 'phonons', 1e-13, 5),
          fallingPhotons(name, 'phonons', 0.3, 12, 1, 0.05),
        ])
        .concat([photons('a', 'b', 0.05)]),
    })
  const readings = sweepSlowly(
    { at },
    Array.from({ length: 41 }, (_, i) => (6e-14 * i) / 40),
  )
  expect(readings.every(({ point }) => point.status === 'converged' && point.stability !== 'unstable')).toBe(true)
  expect(readings.flatMap(({ jumps }) => jumps).length).toBeGreaterThanOrEqual(1)
})

test('a smooth device without folds has no jumps, and a value may come twice', () => {
  const at = (power: number) =>
    buildHeatNetwork({
      islands: [free('a')],
      baths,
      channels: [heater('a', power), powerLaw('a', 'phonons', 1e-10, 5)],
    })
  const readings = sweepSlowly({ at }, [0, 1e-12, 1e-12, 3e-12, 0])
  expect(readings.flatMap(({ jumps }) => jumps)).toEqual([])
  expect(readings.map(({ point }) => point.status)).toEqual(new Array(5).fill('converged'))
  expect(readings[1].point.temperatures).toEqual(readings[2].point.temperatures)
  expect(readings[4].point.temperatures.a).toBe(0.03)
})
