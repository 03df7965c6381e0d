import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { readDevice } from '../../src/device/readDevice.js'
import { setPath } from '../../src/device/setPath.js'
import { otherStates } from '../../src/study/otherStates.js'
import { steadyBranches } from '../../src/study/steadyBranches.js'

const example = (name: string) => readDevice(readFileSync(`examples/${name}.yaml`, 'utf8'))

describe('no operating point stays hidden', async () => {
  const memory = example('thermal-memory')
  const branches = await steadyBranches(compile(memory), 'heat.heater.power', { from: '0 fW', to: '3 fW' })
  const fold = branches.specialPoints.find(({ kind }) => kind === 'fold')!

  it('of a thermal memory: as many as the branches have at each power', () => {
    for (const part of [0, 0.3, 0.999, 1.001, 1.3]) {
      const model = compile(setPath(memory, 'heat.heater.power', part * fold.drive))
      const point = solve(model)
      const others = otherStates(model, point)
      expect(others.map(({ stability }) => stability).sort()).toEqual(part < 1 ? ['stable', 'unstable'] : [])
      for (const { temperatures } of others) {
        // Each is a state of its own, from which `solve` does not move.
        const again = solve(model, { initialTemperatures: { film: temperatures.film! } })
        expect(Math.abs(again.temperatures.film! / temperatures.film! - 1)).toBeLessThan(1e-9)
      }
    }
  })

  it('of two memories side by side: eight beside the one', () => {
    const text = readFileSync('examples/thermal-memory.yaml', 'utf8')
      .replace('  film: {}\n', '  film: {}\n  other: {}\n')
      .replace(
        '\nheat:',
        `
  source2: { kind: resistor, resistance: 20 ohm, nodes: [s2, gnd], island: source }
  choke2: { kind: inductor, inductance: 10 nH, nodes: [s2, f2] }
  film2: { kind: wire, material: Ti, length: 300 nm, width: 50 nm, thickness: 25 nm, nodes: [f2, gnd], island: other }

heat:
  link: { kind: link, from: film, to: other, conductance: 1 aW/K, temperature: 0.3 K, exponent: 2 }`,
      )
    const model = compile(readDevice(text))
    const others = otherStates(model, solve(model))
    expect(others).toHaveLength(8)
    expect(others.filter(({ stability }) => stability === 'stable')).toHaveLength(3)
  })

  it('and there are none where nothing can make them', () => {
    for (const name of ['dey2023-ndtc', 'photonic-refrigerator']) {
      const model = compile(example(name))
      expect(otherStates(model, solve(model))).toEqual([])
    }
  })
})
