import { describe, expect, it } from 'vitest'
import { compile } from '../../src/device/compile.js'
import { readDevice } from '../../src/device/readDevice.js'
import { findNdtc } from '../../src/study/ndtc.js'
import { sweep } from '../../src/study/sweep.js'

const quantum = 4.732155758e-13
const drainTemperature = 0.05
const drainResistance = 30

/** ln R goes from that of `below` to that of `above` in a logistic step at 300 mK. */
const resistance = (below: number, above: number, width: number, temperature: number) =>
  below * (above / below) ** (1 / (1 + Math.exp((-Math.log(81) * (temperature - 0.3)) / width)))

const heat = (r: number, temperature: number) =>
  ((4 * r * drainResistance) / (r + drainResistance) ** 2) * quantum * (temperature ** 2 - drainTemperature ** 2)

/** Where the heat is extreme between two temperatures: a maximum, or with `sign` -1 a minimum. */
function extremum(curve: (temperature: number) => number, from: number, to: number, sign = 1): number {
  let [low, high] = [from, to]
  while (high - low > 1e-9) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3]
    if (sign * curve(a) < sign * curve(b)) low = a
    else high = b
  }
  return (low + high) / 2
}

async function search(source: string, files?: (name: string) => string) {
  const device = readDevice(
    `caloritron: 1
title: transition
phonons: 50 mK
islands: { source: { temperature: 100 mK }, drain: { temperature: 50 mK } }
circuit:
  source: { kind: resistor, ${source}, nodes: [x, gnd], island: source }
  drain: { kind: resistor, resistance: ${drainResistance} ohm, nodes: [x, gnd], island: drain }
sweep:
  islands.source.temperature: { from: 100 mK, to: 600 mK, points: 101 }
`,
    files === undefined ? {} : { files },
  )
  return findNdtc(await sweep(compile(device)))
}

describe('NDTC at a transition of finite width', () => {
  it.each([
    ['a metal that becomes an insulator', 30, 6000],
    ['an insulator that becomes a metal', 30, 0.15],
    ['a transition away from a partial match', 100, 3000],
  ])('%s: onset and end where the heat of two resistors is extreme', async (_, below, above) => {
    for (const width of [0.002, 0.02]) {
      const step = `step: { temperature: 300 mK, resistance: ${above} ohm, width: ${width} K }`
      const intervals = await search(`resistance: ${below} ohm, ${step}`)
      expect(intervals).toHaveLength(1)
      const curve = (t: number) => heat(resistance(below, above, width, t), t)
      const onset = extremum(curve, 0.2, 0.31)
      const end = extremum(curve, onset, 0.45, -1)
      expect(Math.abs(intervals[0]!.onset.drive / onset - 1)).toBeLessThan(1e-7)
      expect(Math.abs(intervals[0]!.end.drive / end - 1)).toBeLessThan(1e-7)
      expect(Math.abs(intervals[0]!.drop / (curve(onset) - curve(end)) - 1)).toBeLessThan(1e-9)
    }
  })

  it('is none where the transition leads to a better match', async () => {
    expect(await search('resistance: 3 kohm, step: { temperature: 300 mK, resistance: 30 ohm, width: 20 mK }')).toEqual(
      [],
    )
  })

  it('is the same for a measured R(T) of the same transition', async () => {
    const rows = Array.from({ length: 1001 }, (_, k) => {
      const t = 0.09 + k * 0.00052
      return `${t},${resistance(30, 6000, 0.02, t)}`
    })
    const [measured] = await search('table: r.csv', () => `T [K],R [ohm]\n${rows.join('\n')}\n`)
    const [formula] = await search(
      'resistance: 30 ohm, step: { temperature: 300 mK, resistance: 6 kohm, width: 20 mK }',
    )
    // Interpolation of the table, steps of half a millikelvin
    expect(Math.abs(measured!.onset.drive / formula!.onset.drive - 1)).toBeLessThan(1e-4)
    expect(Math.abs(measured!.drop / formula!.drop - 1)).toBeLessThan(1e-5)
  })
})
