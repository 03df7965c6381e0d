import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { columnData } from '../../src/study/dataset.js'
import { meanTransmission } from '../../src/study/meanTransmission.js'
import { sweep } from '../../src/study/sweep.js'
import { exampleModel, filmResistivity } from './devices.js'

/** Reference values of the paper's device, every row through a device file; see test/golden/README.md. */
const golden = JSON.parse(readFileSync(new URL('../golden/dey2023-device.json', import.meta.url), 'utf8')) as Record<
  'fig2a' | 'fig2d',
  { r: number; T_S: number; T_D: number; Q: number }[]
> & {
  fig2b: { r: number; T_S: number; tau_mean: number }[]
  fig2c: Record<'r' | 'tau_max' | 'tau_min' | 'modulation', number>[]
  fig3: Record<'Sigma_Cu' | 'P_in' | 'T_S' | 'T_D' | 'Q_photon' | 'Q_eph_Cu_source' | 'Q_eph_Ti', number>[]
}

const relative = 1e-9

function expectClose(value: number, reference: number, what: string): void {
  expect(Math.abs(value / reference - 1), `${what}: ${value}, reference ${reference}`).toBeLessThan(relative)
}

/**
 * The table holds 2.844594754072e-23 W for Q_eph_Ti at T_S = 50 mK, 1.0e-8 off: this is the same integral, Eqs. (8) and (9)
 * without singular end points, by mpmath with 20 digits.
 */
const coldFilmHeat = 2.84459478236e-23

const distinct = (values: readonly number[]): number[] => [...new Set(values)]

describe('golden rows of the device of Dey et al.', () => {
  it.each(['fig2a', 'fig2d'] as const)('%s: photonic heat between held electrodes', async (figure) => {
    const rows = golden[figure]
    const held = { 'islands.source.temperature': 0.3, 'islands.drain.temperature': 0.03 }
    const dataset = await sweep(exampleModel('dey2023-ndtc', held), {
      'materials.Ti.resistivity': { values: distinct(rows.map(({ r }) => filmResistivity(r))) },
      'islands.drain.temperature': { values: distinct(rows.map(({ T_D }) => T_D)) },
      'islands.source.temperature': { values: distinct(rows.map(({ T_S }) => T_S)) },
    })
    const heat = columnData(dataset, 'Q_photon_source_drain') as Float64Array
    const [film, drain, source] = Object.keys(dataset.dimensions).map((path) => columnData(dataset, path))
    for (const { r, T_S, T_D, Q } of rows) {
      const row = heat.findIndex((_, i) => film![i] === filmResistivity(r) && drain![i] === T_D && source![i] === T_S)
      const what = `r = ${r}, T_S = ${T_S}, T_D = ${T_D}`
      // Equal temperatures: the reference is rounding noise.
      if (T_S === T_D) expect(heat[row]).toBe(0)
      else expectClose(heat[row]!, Q, what)
    }
  })

  const meanAt = (r: number, source: number): number => {
    const model = exampleModel('dey2023-ndtc', { 'materials.Ti.resistivity': filmResistivity(r) })
    const { value, status } = meanTransmission(model, { source, drain: 0.03 })
    expect(status).toBe('converged')
    return value
  }

  it('fig2b: mean transmission against source temperature', () => {
    for (const { r, T_S, tau_mean } of golden.fig2b) expectClose(meanAt(r, T_S), tau_mean, `r = ${r}, T_S = ${T_S}`)
  })

  it('fig2c: its largest and smallest value and the modulation', () => {
    for (const { r, tau_max, tau_min, modulation } of golden.fig2c) {
      const largest = meanAt(r, 1e-3)
      const smallest = meanAt(r, 0.4)
      expectClose(largest, tau_max, `tau_max, r = ${r}`)
      expectClose(smallest, tau_min, `tau_min, r = ${r}`)
      expectClose(smallest, (4 * (1 + r)) / (2 + r) ** 2, `closed form of tau_min, r = ${r}`)
      // A difference of numbers known to 1e-10.
      expect(Math.abs((largest - smallest) / largest - modulation)).toBeLessThan(relative)
    }
  })

  it('fig3: operating points against heater power', async () => {
    for (const coupling of distinct(golden.fig3.map(({ Sigma_Cu }) => Sigma_Cu))) {
      const rows = golden.fig3.filter(({ Sigma_Cu }) => Sigma_Cu === coupling)
      const model = exampleModel('dey2023-ndtc', { 'materials.Cu.electronPhononCoupling': coupling })
      const dataset = await sweep(model, { 'heat.heater.power': { values: rows.map(({ P_in }) => P_in) } })
      expect(dataset.attributes.notConverged).toBe(0)
      const columns = {
        T_S: 'T_source',
        T_D: 'T_drain',
        Q_photon: 'Q_photon_source_drain',
        Q_eph_Cu_source: 'Q_electron_phonon_source_cu',
        Q_eph_Ti: 'Q_electron_phonon_source_ti',
      } as const
      for (const [key, name] of Object.entries(columns)) {
        const column = columnData(dataset, name) as Float64Array
        for (const [i, row] of rows.entries()) {
          const tabulated = row[key as keyof typeof columns]
          const reference = key === 'Q_eph_Ti' && row.T_S === 0.05 ? coldFilmHeat : tabulated
          expectClose(column[i]!, reference, `${key} at P_in = ${row.P_in}`)
        }
      }
    }
  })
})
