import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import type { Device } from '../../src/device/device.js'
import { setPath } from '../../src/device/setPath.js'
import { type Sensitivity, solveSensitivity } from '../../src/study/sensitivity.js'
import { exampleDevice } from './devices.js'

/** Fourth-order difference of whole operating points: knows nothing of Jacobians. */
function differences(device: Device, path: string, value: number, step: number) {
  const at = (shift: number) => solve(compile(setPath(device, path, value + shift * step)))
  const [a, b, c, d] = [at(-2), at(-1), at(1), at(2)]
  const slope = (read: (point: typeof a) => number): number =>
    (8 * (read(c) - read(b)) - (read(d) - read(a))) / (12 * step)
  return {
    temperatureSlopes: Object.fromEntries(
      Object.keys(a.temperatures).map((name) => [name, slope(({ temperatures }) => temperatures[name]!)]),
    ),
    heatSlopes: a.heat.map((_, row) => slope(({ heat }) => heat[row]!.power)),
  }
}

function expectSame(found: Sensitivity, expected: ReturnType<typeof differences>, tolerance: number): void {
  for (const [name, slope] of Object.entries(expected.temperatureSlopes)) {
    expect(Math.abs(found.temperatureSlopes[name]! - slope), name).toBeLessThanOrEqual(tolerance * Math.abs(slope))
  }
  const largest = Math.max(...expected.heatSlopes.map(Math.abs))
  for (const [row, slope] of expected.heatSlopes.entries()) {
    expect(Math.abs(found.heatSlopes[row]! - slope), `row ${row}`).toBeLessThanOrEqual(tolerance * largest)
  }
}

describe('solveSensitivity', () => {
  const device = exampleDevice('dey2023-ndtc')

  it.each([
    ['heat.heater.power', 1.9e-12],
    ['circuit.source_ti.length', 6e-6],
    ['circuit.drain_cu.width', 7e-7],
    ['materials.Ti.criticalTemperature', 0.4],
    ['materials.Cu.electronPhononCoupling', 2e9],
    ['phonons', 0.1],
  ])('agrees with differences of operating points: %s', (path, value) => {
    const found = solveSensitivity(device, path, value, 1e-5 * value)!
    expectSame(found, differences(device, path, value, 2e-3 * value), 1e-6)
  })

  it('takes the derivative of the channels for the temperature of a held island', () => {
    const path = 'islands.source.temperature'
    const found = solveSensitivity(device, path, 0.35, 1e-3)!
    expect(found.temperatureSlopes.source).toBe(1)
    expectSame(found, differences(device, path, 0.35, 1e-4), 1e-6)
    // The power that holds the source grows as what it gives to drain and lattice.
    const { heat } = found.point
    const held = heat.findIndex(({ channel }) => channel === 'held')
    const given = heat.reduce((sum, { from }, row) => sum + (from === 'source' ? found.heatSlopes[row]! : 0), 0)
    expect(found.heatSlopes[held]! / given).toBeCloseTo(1, 12)
  })

  it('has the closed form of the power of a metal island', () => {
    // P = Sigma V (T^5 - T_p^5): dT/dP = 1/(5 Sigma V T^4).
    const { drain_cu } = device.circuit
    const lone: Device = {
      ...device,
      islands: { drain: { temperature: null } },
      circuit: { drain_cu: drain_cu! },
      heat: { heater: { kind: 'heater', island: 'drain', power: 1e-12 } },
      assumptions: {},
    }
    const { point, temperatureSlopes } = solveSensitivity(lone, 'heat.heater.power', 1e-12, 1e-15)!
    const volume = 2e-6 * 700e-9 * 30e-9
    expect(temperatureSlopes.drain! * 5 * 2e9 * volume * point.temperatures.drain! ** 4).toBeCloseTo(1, 11)
  })
})
