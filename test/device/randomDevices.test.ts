import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { readDevice } from '../../src/device/readDevice.js'
import { createTables } from '../../src/physics/tables.js'

/** Random chips through the device file: every one converges or says that it did not, and obeys the laws of heat. */
const logarithmic = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map((value) => Math.exp(value))

const wire = fc.record({
  material: fc.constantFrom('Cu', 'Ag', 'Au', 'Ti', 'Al'),
  length: logarithmic(0.2, 50),
  width: logarithmic(50, 2000),
  thickness: logarithmic(10, 200),
})
const reactance = fc.oneof(
  logarithmic(1e-12, 1e-8).map((inductance) => `kind: inductor, inductance: ${inductance} H`),
  logarithmic(1e-16, 1e-11).map((capacitance) => `kind: capacitor, capacitance: ${capacitance} F`),
)
const chip = fc.record({
  phonons: logarithmic(0.01, 0.5),
  islands: fc.array(
    fc.record({
      fixed: fc.option(logarithmic(0.015, 1), { freq: 4 }),
      power: fc.option(logarithmic(1e-17, 1e-10), { nil: undefined }),
      wires: fc.array(wire, { minLength: 1, maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  reactances: fc.array(fc.tuple(reactance, fc.nat(3), fc.nat(3)), { maxLength: 2 }),
})

type Chip = typeof chip extends fc.Arbitrary<infer T> ? T : never

/** Each island is a chain of wires from node n<i> to ground, so that all are in parallel through the reactances. */
function deviceText({ phonons, islands, reactances }: Chip): string {
  const lines = ['caloritron: 1', 'title: random chip', `phonons: ${phonons} K`, 'islands:']
  islands.forEach(({ fixed }, i) => {
    lines.push(`  i${i}: ${fixed === null ? '{}' : `{ temperature: ${fixed} K }`}`)
  })
  lines.push('circuit:')
  islands.forEach(({ wires }, i) => {
    wires.forEach(({ material, length, width, thickness }, k) => {
      const from = k === 0 ? (i % 2 === 0 ? 'n0' : `n${i}`) : `m${i}_${k}`
      const to = k === wires.length - 1 ? 'gnd' : `m${i}_${k + 1}`
      lines.push(
        `  w${i}_${k}: { kind: wire, material: ${material}, length: ${length} um, width: ${width} nm, thickness: ${thickness} nm, nodes: [${from}, ${to}], island: i${i} }`,
      )
    })
  })
  lines.push('  bridge: { kind: inductor, inductance: 10 pH, nodes: [n0, n1] }')
  reactances.forEach(([text, from, to], i) => {
    if (from !== to) lines.push(`  x${i}: { ${text}, nodes: [n${from}, n${to}] }`)
  })
  const heated = islands.flatMap(({ power, fixed }, i) =>
    power === undefined || fixed !== null ? [] : [`  h${i}: { kind: heater, island: i${i}, power: ${power} W }`],
  )
  if (heated.length > 0) lines.push('heat:', ...heated)
  return lines.join('\n')
}

test('random chips balance, and heat runs from hot to cold', () => {
  const tables = createTables()
  let converged = 0
  const runs = 300
  fc.assert(
    fc.property(chip, (random) => {
      const text = deviceText(random)
      const device = readDevice(text)
      const point = solve(compile(device, { tables }))
      if (point.status !== 'converged') {
        expect(point.status, text).not.toBe('')
        expect(point.warnings.length + Number(point.status === 'roundoff-limited'), text).toBeGreaterThan(0)
        return
      }
      converged++
      expect(point.residual, text).toBeLessThanOrEqual(1e-12)
      const temperatureOf = (name: string) => (name === 'phonons' ? device.phonons : point.temperatures[name]!)
      for (const [name, temperature] of Object.entries(point.temperatures)) {
        expect(temperature > 0 && Number.isFinite(temperature), `${name}: ${temperature}\n${text}`).toBe(true)
      }
      for (const { channel, from, to, power, errorEstimate } of point.heat) {
        expect(Number.isFinite(power), text).toBe(true)
        if (channel !== 'photon' && channel !== 'electron-phonon') continue
        const downhill = power * Math.sign(temperatureOf(from) - temperatureOf(to))
        expect(downhill, `${channel} ${from} -> ${to}\n${text}`).toBeGreaterThanOrEqual(-errorEstimate - 1e-30)
      }
    }),
    { numRuns: runs },
  )
  expect(converged).toBeGreaterThan(0.97 * runs)
})
