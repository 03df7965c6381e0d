import { describe, expect, it } from 'vitest'
import { findNdtc } from '../../src/study/ndtc.js'
import { sweep } from '../../src/study/sweep.js'
import { exampleModel } from './devices.js'

const power = 'heat.heater.power'

/** PHYSICS: operating points of the paper's device at the ends of its interval; computed by two independent programs. */
const cases = [
  { file: 'dey2023-ndtc', onset: [1.6332, 152.409], end: [2.2646, 151.266], drop: 1.143 },
  { file: 'dey2023-ndtc-as-printed', onset: [1.8306, 141.537], end: [2.6948, 140.141], drop: 1.396 },
] as const

describe.each(cases)('NDTC of $file', ({ file, onset, end, drop }) => {
  it.each([251, 26])('is found to the last digit from %i points', async (points) => {
    const dataset = await sweep(exampleModel(file), { [power]: { from: 0, to: '5 pW', points } })
    const intervals = findNdtc(dataset)
    expect(intervals).toHaveLength(1)
    const [interval] = intervals
    expect(interval).toMatchObject({
      response: 'T_drain',
      drive: power,
      units: { response: 'K', drive: 'W' },
      openStart: false,
      openEnd: false,
      method: 'refined',
      coordinates: {},
    })
    expect(interval!.onset.drive * 1e12).toBeCloseTo(onset[0], 4)
    expect(interval!.onset.value * 1e3).toBeCloseTo(onset[1], 3)
    expect(interval!.end.drive * 1e12).toBeCloseTo(end[0], 4)
    expect(interval!.end.value * 1e3).toBeCloseTo(end[1], 3)
    expect(interval!.drop * 1e3).toBeCloseTo(drop, 3)
    expect(interval!.dropError).toBeLessThan(1e-9)
    expect(interval!.steepestSlope.slope).toBeLessThan(-1.8e9)
  })
})

describe('ends of the interval', () => {
  it('ends where the source crosses its critical temperature, at the elementary power there', async () => {
    const model = exampleModel('dey2023-ndtc')
    const [interval] = findNdtc(await sweep(model, { [power]: { from: 1e-12, to: 3e-12, points: 11 } }))
    // P_in = Q + (Sigma_Cu V_N + Sigma_Ti V_S)(Tc^5 - T_p^5), and Q = Sigma_Cu V_N (T_D^5 - T_p^5) at the drain.
    const volumeCu = 2e-6 * 700e-9 * 30e-9
    const volumeTi = 6e-6 * 700e-9 * 25e-9
    const photonic = 2e9 * volumeCu * (interval!.end.value ** 5 - 0.03 ** 5)
    const source = (2e9 * volumeCu + 1.3e9 * volumeTi) * (0.4 ** 5 - 0.03 ** 5)
    expect(interval!.end.drive / (photonic + source) - 1).toBeLessThan(1e-10)
    expect(interval!.end.drive / (photonic + source) - 1).toBeGreaterThan(-1e-10)
  })

  it('does not depend on where the points of the sweep lie', async () => {
    const model = exampleModel('dey2023-ndtc')
    const ends = []
    for (const [from, points] of [
      [0, 14],
      [0.3e-12, 17],
      [1.1e-12, 9],
    ] as const) {
      const [interval] = findNdtc(await sweep(model, { [power]: { from, to: 4.7e-12, points } }))
      ends.push([interval!.onset.drive, interval!.end.drive])
    }
    for (const [onset, end] of ends) {
      expect(Math.abs(onset! / ends[0]![0]! - 1)).toBeLessThan(1e-9)
      expect(Math.abs(end! / ends[0]![1]! - 1)).toBeLessThan(1e-10)
    }
  })

  it('is better than the step from the points alone', async () => {
    const dataset = await sweep(exampleModel('dey2023-ndtc'), { [power]: { from: 0, to: 5e-12, points: 51 } })
    const [interval] = findNdtc(dataset, { refine: false })
    expect(interval!.method).toBe('interpolated')
    expect(Math.abs(interval!.onset.drive - 1.63318e-12)).toBeLessThan(0.01e-12)
    expect(Math.abs(interval!.end.drive - 2.26457e-12)).toBeLessThan(0.05e-12)
  })

  it('sees an interval that the points of a coarse sweep do not show', async () => {
    const model = exampleModel('dey2023-ndtc')
    const dataset = await sweep(model, { [power]: { values: [0, 1e-12, 2e-12, 3e-12] } })
    expect(findNdtc(dataset, { refine: false })).toEqual([])
    expect(findNdtc(dataset)).toHaveLength(1)
  })
})

describe('heat between held islands', () => {
  it('locates the jump of an ideal step', async () => {
    const [interval] = findNdtc(await sweep(exampleModel('ideal-step')))
    expect(interval).toMatchObject({ response: 'Q_photon_source_drain', drive: 'islands.source.temperature' })
    expect(interval!.onset.drive).toBeCloseTo(0.4, 11)
    expect(interval!.end.drive).toBeCloseTo(0.4, 11)
    // tau_0 falls from 1 to 4 * 20/21^2; pi k_B^2/(12 hbar) = 4.732155758e-13 W/K^2.
    const full = 4.732155758e-13 * (0.4 ** 2 - 0.03 ** 2)
    expect(interval!.drop / (full * (1 - 80 / 441))).toBeCloseTo(1, 8)
    expect(interval!.steepestSlope.slope).toBe(Number.NEGATIVE_INFINITY)
  })

  it('finds the matched resistance, beyond which the heat falls to the edge of the sweep', async () => {
    const [interval] = findNdtc(
      await sweep(exampleModel('matched-resistors'), {
        'circuit.source.resistance': { from: '5 ohm', to: '500 ohm', points: 12, scale: 'log' },
      }),
    )
    expect(interval!.onset.drive).toBeCloseTo(50, 7)
    expect(interval).toMatchObject({ openStart: false, openEnd: 'edge' })
    expect(interval!.end.drive).toBe(500)
    // d tau/d R is steepest at R = 2 R_D.
    expect(interval!.steepestSlope.drive).toBeCloseTo(100, 1)
  })

  it('has the onsets of the paper, for each resistance ratio', async () => {
    const model = exampleModel('dey2023-ndtc', { 'islands.source.temperature': 0.3, 'islands.drain.temperature': 0.03 })
    const rates = [5, 10, 36, 100]
    const dataset = await sweep(model, {
      'materials.Ti.resistivity': { values: rates.map((r) => (3e-7 * r) / 36) },
      'islands.source.temperature': { from: 0.2, to: 0.45, points: 11 },
    })
    const intervals = findNdtc(dataset)
    // PHYSICS section 5, table, in mK.
    for (const [i, onset] of [385, 365, 335, 323].entries()) {
      expect(Math.abs(1e3 * intervals[i]!.onset.drive - onset)).toBeLessThan(1)
    }
    for (const { end } of intervals) expect(end.drive).toBeCloseTo(0.4, 10)
    expect(intervals.map(({ coordinates }) => coordinates['materials.Ti.resistivity'])).toEqual(
      rates.map((r) => (3e-7 * r) / 36),
    )
    const at36 = intervals[2]!
    expect((100 * at36.drop) / at36.onset.value).toBeCloseTo(18.9, 1)
  })

  it('has the drops of the heat against drain temperature, where source and drain may be equally warm', async () => {
    const model = exampleModel('dey2023-ndtc', { 'islands.source.temperature': 0.3, 'islands.drain.temperature': 0.03 })
    const dataset = await sweep(model, {
      'islands.drain.temperature': { values: [0.03, 0.1, 0.2, 0.3] },
      'islands.source.temperature': { from: 0.03, to: 0.5, points: 48 },
    })
    const drops = findNdtc(dataset).map(({ drop, onset, coordinates, method }) => {
      expect(method).toBe('refined')
      return [coordinates['islands.drain.temperature'], Number(((100 * drop) / onset.value).toPrecision(3))]
    })
    // Drops of Q at r = 36 by two independent programs: 18.9 %, 10.2 %, 0.46 %, none.
    expect(drops.map(([drain]) => drain)).toEqual([0.03, 0.1, 0.2])
    expect(drops[0]![1]).toBeCloseTo(18.9, 1)
    expect(drops[1]![1]).toBeCloseTo(10.2, 1)
    expect(drops[2]![1]).toBeCloseTo(0.465, 2)
  })
})
