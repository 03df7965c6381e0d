import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { readDevice } from '../../src/device/readDevice.js'
import { setPath } from '../../src/device/setPath.js'
import { steadyBranches } from '../../src/study/steadyBranches.js'
import { sweep } from '../../src/study/sweep.js'

const rising = 'T [mK], R [ohm]\n50, 10\n100, 12\n200, 40\n400, 41\n'

function device(table: string, island = '{}') {
  return readDevice(
    `caloritron: 1
title: measured resistance
phonons: 20 mK
islands: { a: ${island}, b: { temperature: 100 mK } }
circuit:
  r: { kind: resistor, table: r.csv, nodes: [x, gnd], island: a }
  s: { kind: resistor, resistance: 20 ohm, nodes: [x, gnd], island: b }
heat:
  h: { kind: heater, island: a, power: 10 fW }
  e: { kind: electron-phonon, island: a, material: Cu, volume: 0.01 um^3 }
`,
    { files: (name) => (name === 'r.csv' ? table : null) },
  )
}

describe('a table of R(T) without extrapolation', () => {
  it('is asked at temperatures of the device only, however short it is', () => {
    const { heat } = solve(compile(device('T [mK], R [ohm]\n299, 50\n301, 50\n', '{ temperature: 300 mK }')))
    // Plain resistors: tau_0 pi k_B^2 (T_a^2 - T_b^2)/(12 hbar).
    const exact = ((4 * 50 * 20) / 70 ** 2) * 4.732155758e-13 * (0.3 ** 2 - 0.1 ** 2)
    expect(heat.find(({ channel }) => channel === 'photon')!.power / exact).toBeCloseTo(1, 9)
  })

  it('lets the search for the operating point go wrong ways, and finds every point within', async () => {
    const { variables, attributes } = await sweep(compile(device(rising)), {
      'heat.h.power': { from: 0, to: '260 fW', points: 14 },
    })
    expect(attributes.notConverged).toBe(0)
    const temperatures = [...(variables.T_a!.data as Float64Array)]
    expect(temperatures).toEqual(temperatures.toSorted((p, q) => p - q))
    expect(temperatures.at(-1)).toBeLessThan(0.4)
    // The first guess, 100 mK, lies below this table.
    const high = device(rising.replace('50, 10\n100, 12', '150, 10\n160, 12'))
    expect(solve(compile(high)).status).toBe('converged')
  })

  it('lets branches be followed through folds within it', async () => {
    const jump = 'T [mK], R [ohm]\n20, 10\n290, 10\n296, 40\n300, 200\n304, 900\n310, 1990\n1000, 2000\n'
    const model = compile(device(jump))
    const { specialPoints } = await steadyBranches(model, 'heat.h.power', { from: 0, to: '100 fW' })
    expect(specialPoints.filter(({ kind }) => kind === 'fold')).toHaveLength(2)
  })

  it.each([
    ['above', rising, 1e-12],
    ['below', rising.replace('50, 10\n100, 12', '150, 10\n160, 12'), 1e-15],
  ])('says so where the operating point lies %s it', (_, table, power) => {
    const model = compile(setPath(device(table), 'heat.h.power', power))
    expect(() => solve(model)).toThrow(/circuit\.r: the table r\.csv gives the resistance from .* extend the table/)
  })
})
