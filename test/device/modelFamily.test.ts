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
