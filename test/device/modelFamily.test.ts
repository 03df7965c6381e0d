import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { ModelFamily } from '../../src/device/modelFamily.js'
import { readDevice } from '../../src/device/readDevice.js'
import { setPath } from '../../src/device/setPath.js'
import { createTables } from '../../src/physics/tables.js'

const device = readDevice(readFileSync(new URL('../../examples/dey2023-ndtc.yaml', import.meta.url), 'utf8'))

describe('ModelFamily', () => {
  it.each([
    ['heat.heater.power', [0.5e-12, 1.5e-12, 2e-12, 4e-12]],
    ['circuit.source_ti.length', [1e-6, 6e-6, 20e-6]],
    ['phonons', [0.02, 0.05, 0.15]],
    ['materials.Ti.criticalTemperature', [0.3, 0.4, 0.5, 0]],
    ['islands.drain.temperature', [0.05, 0.2]],
  ])('finds along %s what each device for itself has', (path, values) => {
    const tables = createTables()
    const family = new ModelFamily(tables)
    for (const value of values) {
      const changed = setPath(device, path, value)
      const kept = solve(family.at(changed))
      const fresh = solve(compile(changed, { tables }))
      expect(kept.status).toBe('converged')
      for (const [island, temperature] of Object.entries(fresh.temperatures)) {
        expect(Math.abs(kept.temperatures[island]! / temperature - 1), `${island} at ${value}`).toBeLessThan(1e-10)
      }
    }
  })

  it.each([
    [
      'resonator-squid-resonator',
      'circuit.squid.flux',
      [0, 0.1, 0.2, 0.24, 0.25, 0.26, 0.3, 0.5].map((f) => f * 2.067833848e-15),
    ],
    ['resonator-squid-resonator', 'circuit.left.length', [4.6e-3, 4.61e-3, 4.6875e-3, 5e-3, 9e-3]],
    ['half-wave-line-mismatched', 'circuit.line.impedance', [50, 51, 80, 2, 2.0001, 1.9, 500]],
    ['half-wave-line-mismatched', 'circuit.line.length', [12e-3, 12.01e-3, 12.3e-3, 20e-3, 1e-3]],
    ['series-lc', 'circuit.coil.inductance', [1.6e-9, 1.601e-9, 1.7e-9, 1e-8, 1e-6, 1e-12]],
    ['series-lc', 'circuit.source.resistance', [2.5, 2.4, 1, 1e-2, 1e-4, 1e3]],
    ['parallel-lc', 'circuit.plates.capacitance', [1.5e-13, 1.51e-13, 1e-12, 1e-15]],
  ] as const)('follows the resonances of %s along %s to what each device for itself has', (name, path, values) => {
    const resonant = readDevice(readFileSync(new URL(`../../examples/${name}.yaml`, import.meta.url), 'utf8'))
    const family = new ModelFamily()
    for (const value of values) {
      const changed = setPath(resonant, path, value)
      const kept = solve(family.at(changed))
      const fresh = solve(compile(changed))
      expect(kept.status).toBe(fresh.status)
      for (const [row, { power, errorEstimate }] of fresh.heat.entries()) {
        const allowed = errorEstimate + kept.heat[row]!.errorEstimate
        expect(Math.abs(kept.heat[row]!.power - power), `${path} ${value}`).toBeLessThanOrEqual(allowed)
        expect(allowed).toBeLessThan(3e-10 * Math.abs(power))
      }
    }
  })

  it('forgets on restart what the models before had fixed', () => {
    const tables = createTables()
    const family = new ModelFamily(tables)
    const hot = setPath(device, 'heat.heater.power', 4e-12)
    solve(family.at(hot))
    solve(family.at(device))
    family.restart()
    const again = solve(family.at(device))
    expect(again.temperatures).toEqual(solve(compile(device, { tables })).temperatures)
  })
})
