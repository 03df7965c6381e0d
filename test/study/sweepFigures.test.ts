import { describe, expect, it } from 'vitest'
import { solve } from '../../src/device/compile.js'
import { toCsv } from '../../src/report/csv.js'
import { withFiguresOfMerit } from '../../src/study/figuresDataset.js'
import { matrixAt } from '../../src/study/figuresOfMerit.js'
import { rectification } from '../../src/study/rectification.js'
import { sensitivities } from '../../src/study/sensitivityFigures.js'
import { sweep } from '../../src/study/sweep.js'
import { sweepFigures } from '../../src/study/sweepFigures.js'
import { transistorGain } from '../../src/study/transistorGain.js'
import { exampleDevice, exampleModel } from './devices.js'

const power = 'heat.heater.power'

describe('figures of a sweep', () => {
  it('find the gain of the transistor as its slope, and its maximum between the points whatever the grid', async () => {
    const device = exampleDevice('thermal-transistor')
    const found = []
    for (const points of [9, 12]) {
      const plain = await sweep(exampleModel('thermal-transistor'), {
        [power]: { from: '3.2 fW', to: '3.6 fW', points },
      })
      const full = await withFiguresOfMerit(plain)
      const gains = full.variables.gain_drain_gate!.data as Float64Array
      const values = [...(full.coordinates[power]!.data as Float64Array)]
      const slopes = transistorGain(device, { path: power, gate: 'gate', drain: 'drain' }, values)
      for (const [row, { gain }] of slopes.entries()) expect(Math.abs(gains[row]! / gain - 1)).toBeLessThan(3e-6)
      found.push((await sweepFigures(full)).find(({ name }) => name === 'maximum_gain_drain_gate')!)
    }
    const [a, b] = found as [(typeof found)[0], (typeof found)[0]]
    expect(a.method).toBe('refined')
    expect(Math.abs(a.value / b.value - 1)).toBeLessThan(3e-6)
    expect(Math.abs(a.at[power]! / b.at[power]! - 1)).toBeLessThan(1e-4)
    expect(a.unit).toBe('1')
  })

  it('locate the lowest temperature of the refrigerator where dT/dV = 0, and its contrast and cooling power', async () => {
    const path = 'heat.cooler.voltage'
    const plain = await sweep(exampleModel('photonic-refrigerator'), {
      [path]: { from: '300 uV', to: '400 uV', points: 11 },
    })
    const full = await withFiguresOfMerit(plain)
    // Every column has a value wherever the point has one.
    expect(toCsv(full)).toContain('P_cool_cooler [W]')
    const figures = await sweepFigures(full)
    const lowest = figures.find(({ name }) => name === 'minimum_T_remote')!
    expect(lowest.method).toBe('refined')
    const at = (voltage: number) =>
      solve(exampleModel('photonic-refrigerator', { [path]: voltage })).temperatures.remote!
    const V = lowest.at[path]!
    expect(at(V)).toBeCloseTo(lowest.value, 12)
    for (const h of [1e-8, -1e-8]) expect(at(V + h)).toBeGreaterThan(lowest.value)
    expect(figures.map(({ name }) => name)).toContain('maximum_P_cool_cooler')
  })

  it('have the rectification of held islands as a column, 1 between equal temperatures', async () => {
    const path = 'islands.film.temperature'
    const plain = await sweep(exampleModel('thermal-rectifier'), { [path]: { values: [0.02, 0.03, 0.45] } })
    const full = await withFiguresOfMerit(plain)
    const R = full.variables.rectification_film_metal!.data as Float64Array
    const device = exampleDevice('thermal-rectifier')
    expect(R[1]).toBe(1)
    expect(R[2]! / rectification(device, ['film', 'metal'], 0.45, 0.03).ratio).toBeCloseTo(1, 12)
    expect(R[0]! / rectification(device, ['film', 'metal'], 0.03, 0.02).ratio).toBeCloseTo(1, 12)
  })

  it('name every derivative of the sensitivity matrix once, with unit and definition', () => {
    const model = exampleModel('dey2023-leaks')
    const point = solve(model)
    const values = sensitivities(model, point)
    expect(new Set(values.map(({ symbol }) => symbol)).size).toBe(values.length)
    for (const { unit, longName, value } of values) {
      expect(unit === '' || longName === '').toBe(false)
      expect(Number.isFinite(value)).toBe(true)
    }
    const matrix = matrixAt(model, point)!
    const n = matrix.islands.length
    expect(values.filter(({ unit }) => unit === 'K/W').length).toBe(n * n)
  })

  it('of heat put into an island go where it goes: what leaves for the baths adds up to the watt', () => {
    const model = exampleModel('dey2023-ndtc')
    const values = new Map(sensitivities(model, solve(model)).map(({ symbol, value }) => [symbol, value]))
    for (const island of ['source', 'drain']) {
      const lost = ['source_cu', 'source_ti', 'drain_cu'].map(
        (part) => values.get(`dQ_electron_phonon_${part}_dP_${island}`)!,
      )
      expect(lost.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 11)
    }
  })

  it('stop when asked to', async () => {
    const plain = await sweep(exampleModel('dey2023-ndtc'), { [power]: { from: 0, to: '5 pW', points: 11 } })
    const controller = new AbortController()
    controller.abort(new Error('enough'))
    await expect(withFiguresOfMerit(plain, { signal: controller.signal })).rejects.toThrow('enough')
    await expect(sweepFigures(plain, { signal: controller.signal })).rejects.toThrow('enough')
  })
})
