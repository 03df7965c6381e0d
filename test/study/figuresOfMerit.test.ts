import { describe, expect, it } from 'vitest'
import { solve } from '../../src/device/compile.js'
import { extremes } from '../../src/study/extremes.js'
import { withFiguresOfMerit } from '../../src/study/figuresDataset.js'
import { figuresOfMerit, heatFromIslands } from '../../src/study/figuresOfMerit.js'
import { rectification } from '../../src/study/rectification.js'
import { sweep } from '../../src/study/sweep.js'
import { maximumGain, transistorGain } from '../../src/study/transistorGain.js'
import { exampleDevice, exampleModel } from './devices.js'

const column = (dataset: Awaited<ReturnType<typeof sweep>>, name: string) =>
  dataset.variables[name]!.data as Float64Array

describe('figures of merit', () => {
  it('have the conductance that an additional watt in an island shows', () => {
    const temperature = (power: number) =>
      solve(exampleModel('dey2023-ndtc', { 'heat.heater.power': power })).temperatures.source!
    const model = exampleModel('dey2023-ndtc', { 'heat.heater.power': 1e-12 })
    const point = solve(model)
    const figures = figuresOfMerit(model, point)
    const G = figures.find(({ element, symbol }) => element === 'source' && symbol === 'G')!
    const h = 1e-15
    expect(G.value / ((2 * h) / (temperature(1e-12 + h) - temperature(1e-12 - h)))).toBeCloseTo(1, 5)
    expect(G.unit).toBe('W/K')
    expect(heatFromIslands(point, 'drain')).toBe(point.heat.find(({ channel }) => channel === 'photon')!.power)
  })

  it('stand in a sweep as columns; the differential conductance is negative where the photonic heat falls', async () => {
    const model = exampleModel('dey2023-ndtc', { 'islands.drain.temperature': 0.03 })
    const plain = await sweep(model, { 'islands.source.temperature': { from: 0.2, to: 0.5, points: 31 } })
    const full = await withFiguresOfMerit(plain)
    const g = column(full, 'g_source_drain')
    const heat = column(plain, 'Q_photon_source_drain')
    expect(full.variables.g_source_drain!.longName).toMatch(
      /^differential conductance dQ\(source to drain\)\/dT_source/,
    )
    // Away from the kink at 0.4 K (row 20) it is the slope of the swept column.
    for (const row of [5, 10, 17, 25]) {
      const slope = (8 * (heat[row + 1]! - heat[row - 1]!) - (heat[row + 2]! - heat[row - 2]!)) / (12 * 0.01)
      expect(Math.abs(g[row]! - slope)).toBeLessThan(2e-3 * Math.abs(g[5]!))
    }
    expect(g[10]).toBeGreaterThan(0)
    expect(g[17]).toBeLessThan(0)
    expect(g[25]).toBeGreaterThan(0)
  })

  it('find extremes and contrast of a column', async () => {
    const curve = await sweep(exampleModel('ideal-step'), {
      'islands.source.temperature': { values: [0.2, 0.39, 0.41] },
    })
    const Q = column(curve, 'Q_photon_source_drain')
    const found = extremes(curve, 'Q_photon_source_drain')
    expect(found.maximumRow).toBe(1)
    expect(found.contrast).toBe((Q[1]! - Math.min(...Q)) / Q[1]!)
  })

  it('say what they cannot do', () => {
    const device = exampleDevice('ideal-step')
    expect(() => rectification(device, ['source', 'drain'], 0.1, 0.2)).toThrow(/hot must be above cold/)
    expect(() => maximumGain([])).toThrow(/got none/)
    const terminals = { path: 'circuit.drain_cu.length', gate: 'source', drain: 'drain' }
    expect(() => transistorGain(exampleDevice('dey2023-ndtc'), terminals, [2e-6, 3e-6])).toThrow(
      /must drive a power into source/,
    )
    expect(() => heatFromIslands(solve(exampleModel('ideal-step')), 'gate')).toThrow(/there are source, drain/)
  })
})
