import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import type { Device, DeviceElement } from '../../src/device/device.js'
import { resolveMaterial } from '../../src/materials/library.js'
import { createTables } from '../../src/physics/tables.js'
import { takeReadings } from '../../src/study/readings.js'
import type { OperatingPoint } from '../../src/thermal/operatingPoint.js'
import { wideDevice } from './wideDevices.js'

const logUniform = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp)

const islands = ['a', 'b', 'c'] as const
const island = fc.constantFrom(...islands)
const ends = fc.constantFrom(['a', 'b'], ['b', 'c'], ['c', 'a'], ['a', 'phonons'], ['c', 'phonons'])
const tunnel = fc.record({
  ends,
  superconductor: fc.constantFrom('Al', 'Ti', undefined),
  tunnelResistance: logUniform(1e2, 1e6),
  relativeBroadening: fc.constantFrom(0, 1e-4, 1e-2),
  junctions: fc.constantFrom(1, 2),
  voltage: fc.option(fc.double({ min: -4e-4, max: 4e-4, noNaN: true })),
  current: logUniform(1e-13, 1e-9),
})

/** Devices with every kind of heat part and photons between three islands. */
const randomDevice = fc
  .record({
    phonons: logUniform(0.02, 0.4),
    resistances: fc.array(logUniform(1, 1e4), { minLength: 3, maxLength: 3 }),
    volumes: fc.array(logUniform(1e-21, 1e-18), { minLength: 3, maxLength: 3 }),
    materials: fc.array(fc.constantFrom('Cu', 'Ti'), { minLength: 3, maxLength: 3 }),
    heater: fc.record({ island, power: logUniform(1e-17, 1e-11) }),
    background: fc.record({ island, power: logUniform(1e-18, 1e-14) }),
    junctions: fc.array(tunnel, { maxLength: 3 }),
    conduction: fc.array(
      fc.record({ ends, material: fc.constantFrom('Al', 'Ti', 'Cu'), resistance: logUniform(1, 1e6) }),
      {
        maxLength: 2,
      },
    ),
    link: fc.record({ ends, conductance: logUniform(1e-17, 1e-11), exponent: fc.constantFrom(2, 4, 6) }),
    kapitza: fc.record({ area: logUniform(1e-14, 1e-10), constant: logUniform(100, 1000) }),
    film: fc.constantFrom(...islands),
  })
  .map((r): Device => {
    const heat: Record<string, DeviceElement> = {
      heater: { kind: 'heater', ...r.heater },
      background: { kind: 'background', ...r.background },
      link: {
        kind: 'link',
        from: r.link.ends[0],
        to: r.link.ends[1],
        conductance: r.link.conductance,
        temperature: 0.1,
        exponent: r.link.exponent,
      },
      kapitza: { kind: 'kapitza', from: 'film', ...r.kapitza },
    }
    for (const [k, name] of islands.entries()) {
      const phonons = name === r.film ? 'film' : 'phonons'
      heat[`ep_${name}`] = {
        kind: 'electron-phonon',
        material: r.materials[k]!,
        volume: r.volumes[k]!,
        island: name,
        phonons,
      }
    }
    for (const [
      k,
      {
        ends: [from, to],
        ...more
      },
    ] of r.conduction.entries()) {
      heat[`conduction_${k}`] = { kind: 'conduction', from, to, ...more }
    }
    for (const [k, j] of r.junctions.entries()) {
      const { superconductor, relativeBroadening, voltage, current } = j
      heat[`junction_${k}`] = {
        kind: 'junction',
        island: j.ends[0],
        lead: j.ends[1],
        tunnelResistance: j.tunnelResistance,
        junctions: j.junctions,
        ...(superconductor === undefined ? {} : { superconductor, relativeBroadening }),
        ...(voltage === null ? { current } : { voltage }),
      }
    }
    return {
      title: 'random',
      reference: null,
      description: null,
      phonons: r.phonons,
      islands: Object.fromEntries(['a', 'b', 'c', 'film'].map((name) => [name, { temperature: null }])),
      materials: {
        Cu: resolveMaterial('Cu'),
        Al: resolveMaterial('Al'),
        Ti: resolveMaterial('Ti'),
      },
      circuit: Object.fromEntries(
        islands.map((name, k) => [
          `r_${name}`,
          { kind: 'resistor', resistance: r.resistances[k]!, nodes: ['top', 'gnd'], island: name },
        ]),
      ),
      heat,
      assumptions: {},
      sweep: [],
      files: {},
    }
  })

/** Entropy that each channel makes: no single one may destroy any. */
function obeySecondLaw(device: Device, point: OperatingPoint): void {
  const temperature = (name: string) => (name === 'phonons' ? device.phonons : point.temperatures[name]!)
  const made = new Map<string, { entropy: number; error: number }>()
  for (const { channel, element, from, to, power, errorEstimate } of point.heat) {
    if (channel === 'heater' || channel === 'background' || channel === 'held') continue
    const key = element ?? `${channel} ${from} ${to}`
    const sum = made.get(key) ?? { entropy: 0, error: 0 }
    if (from !== 'external') sum.entropy -= power / temperature(from)
    sum.entropy += power / temperature(to)
    const cold = Math.min(temperature(to), from === 'external' ? Number.POSITIVE_INFINITY : temperature(from))
    sum.error += (errorEstimate + 1e-15 * Math.abs(power)) / cold
    made.set(key, sum)
  }
  for (const { entropy, error } of made.values()) expect(entropy).toBeGreaterThanOrEqual(-error)
}

it('balances the energy and obeys the second law in 1,000 random devices with all channels', () => {
  const tables = createTables()
  fc.assert(
    fc.property(randomDevice, (device) => {
      const model = compile(device, { tables })
      const point = solve(model)
      expect(['converged', 'roundoff-limited']).toContain(point.status)
      if (point.status === 'converged') expect(point.residual).toBeLessThanOrEqual(1e-12)
      obeySecondLaw(device, point)
      for (const { value } of takeReadings(model, point.temperatures)) expect(value).toSatisfy(Number.isFinite)
    }),
    { numRuns: 1000, seed: 4, endOnFailure: true },
  )
}, 120_000)

it('finds the steady state of nearly any device of any size, cold or hot, or names the island that has no path', () => {
  const tables = createTables()
  let solved = 0
  let refused = 0
  const count = 150
  for (let seed = 0; seed < count; seed++) {
    const device = wideDevice(seed)
    const model = compile(device, { tables })
    let point: OperatingPoint
    try {
      point = solve(model)
    } catch (error) {
      expect((error as Error).message).toMatch(/^island i\d+.*: needs a path for its heat/)
      refused++
      continue
    }
    if (point.status === 'converged') expect(point.residual).toBeLessThanOrEqual(1e-12)
    expect(point.warnings.length > 0).toBe(point.status !== 'converged')
    if (point.status === 'converged' || point.status === 'roundoff-limited') {
      solved++
      obeySecondLaw(device, point)
    }
  }
  expect(refused).toBeLessThan(0.1 * count)
  expect(solved + refused).toBeGreaterThanOrEqual(count - 1)
}, 120_000)
