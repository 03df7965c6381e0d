import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extent, padded } from '../../../src/report/figure/axis.js'
import { heatMapEdges } from '../../../src/report/figure/heatMap.js'
import { escapeMarkup, parseMarkup, symbolMarkup, unitMarkup } from '../../../src/report/figure/markup.js'
import { spread } from '../../../src/report/figure/placement.js'
import { textWidth } from '../../../src/report/figure/textWidth.js'
import { linearTicks, logTicks } from '../../../src/report/figure/ticks.js'

const plain = (label: string): string =>
  parseMarkup(label)
    .map(({ text }) => text)
    .join('')

describe('markup', () => {
  it('reads italics, indices and exponents', () => {
    expect(parseMarkup('*T*_{D} (10^{−3} K)')).toEqual([
      { text: 'T', italic: true, level: 'base' },
      { text: 'D', italic: false, level: 'sub' },
      { text: ' (10', italic: false, level: 'base' },
      { text: '−3', italic: false, level: 'super' },
      { text: ' K)', italic: false, level: 'base' },
    ])
    expect(parseMarkup('a_')).toEqual([{ text: 'a_', italic: false, level: 'base' }])
    expect(parseMarkup('a_{b')).toEqual([
      { text: 'a', italic: false, level: 'base' },
      { text: '{', italic: false, level: 'sub' },
      { text: 'b', italic: false, level: 'base' },
    ])
  })

  it('shows any text as it is when escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(plain(escapeMarkup(text))).toBe(text)
      }),
    )
  })

  it('sets symbols and units as physics does', () => {
    expect(symbolMarkup('T_drain')).toBe('*T*_{drain}')
    expect(symbolMarkup('Q_photon_source_drain')).toBe('*Q*_{photon source drain}')
    expect(symbolMarkup('tau')).toBe('*τ*')
    expect(symbolMarkup('sigma_1')).toBe('*σ*_{1}')
    expect(symbolMarkup('residual')).toBe('residual')
    expect(symbolMarkup('NEP_max')).toBe('NEP_{max}')
    expect(unitMarkup('W m^-3 K^-5')).toBe('W m^{−3} K^{−5}')
    expect(unitMarkup('uOhm')).toBe('uΩ')
  })

  it('is as wide as the font says', () => {
    // Widths of Arial: T 611, D 722 thousandths.
    expect(textWidth('TD', 10)).toBeCloseTo(13.33, 10)
    expect(textWidth('*T*_D', 10)).toBeCloseTo(6.11 + 0.72 * 7.22, 10)
  })
})

describe('ticks', () => {
  const value = (text: string): number => Number(plain(text).replace('−', '-'))

  it('are round and written exactly', () => {
    expect(linearTicks([0, 5], 5)).toMatchObject({ values: [0, 1, 2, 3, 4, 5], exponent: 0 })
    expect(linearTicks([-0.3, 0.3], 6).values.map(linearTicks([-0.3, 0.3], 6).format)).toEqual([
      '−0.3',
      '−0.2',
      '−0.1',
      '0.0',
      '0.1',
      '0.2',
      '0.3',
    ])
    const small = linearTicks([0, 3e-7], 3)
    expect([small.exponent, small.values.map(small.format)]).toEqual([-9, ['0', '100', '200', '300']])
    expect(logTicks([1e8, 1e12], 5).values).toEqual([1e8, 1e9, 1e10, 1e11, 1e12])
    expect(logTicks([1e8, 1e12], 5).format(1e10)).toBe('10^{10}')
    expect(logTicks([0.02, 0.3], 5).values).toEqual([0.02, 0.05, 0.1, 0.2])
    expect(logTicks([1e-30, 1], 5).values).toEqual([1e-30, 1e-20, 1e-10, 1])
  })

  it('lie in the domain, not more than fit, and read back', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(number, number, fc.integer({ min: 2, max: 12 }), (a, b, count) => {
        fc.pre(Math.abs(a - b) > Math.max(1e-280, 1e-6 * Math.max(Math.abs(a), Math.abs(b))))
        const { values, format, exponent } = linearTicks([a, b], count)
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        const slack = 1e-6 * (high - low)
        expect(values.length).toBeLessThanOrEqual(count + 1)
        for (const tick of values) {
          expect(tick).toBeGreaterThanOrEqual(low - slack)
          expect(tick).toBeLessThanOrEqual(high + slack)
          expect(Math.abs(value(format(tick)) * 10 ** exponent - tick)).toBeLessThanOrEqual(slack)
        }
      }),
    )
  })
})

describe('ranges', () => {
  it('hold the data with room to spare, from zero where that is near', () => {
    expect(padded(extent([30, 150], 'linear', ''), 'linear', 0)).toEqual([0, 156])
    expect(padded(extent([100, 150], 'linear', ''), 'linear', 0)).toEqual([97.5, 152.5])
    expect(extent([3, 3], 'linear', '')).toEqual([1.5, 4.5])
    expect(extent([0, Number.NaN], 'linear', '')).toEqual([-1, 1])
    expect(extent([5], 'log', '')).toEqual([2.5, 10])
  })

  it('leave the share above that is asked for', () => {
    const [low, high] = padded([10, 20], 'linear', 0.25)
    expect((high - 20.5) / (high - low)).toBeCloseTo(0.25, 12)
  })
})

describe('spread', () => {
  it('moves as little as it must', () => {
    expect(spread([10, 50], 12, 0, 100)).toEqual([10, 50])
    expect(spread([50, 50], 12, 0, 100)).toEqual([44, 56])
    expect(spread([99, 98], 12, 0, 100)).toEqual([100, 88])
  })

  it('keeps distance, order and bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { minLength: 1, maxLength: 10 }), (wanted) => {
        const places = spread(wanted, 12, 0, 200)
        const sorted = [...places].sort((a, b) => a - b)
        for (let k = 1; k < sorted.length; k++) expect(sorted[k] - sorted[k - 1]).toBeGreaterThanOrEqual(12 - 1e-9)
        expect(sorted[0]).toBeGreaterThanOrEqual(-1e-9)
        expect(sorted[sorted.length - 1]).toBeLessThanOrEqual(200 + 1e-9)
        wanted.forEach((a, i) => {
          wanted.forEach((b, j) => {
            if (a < b) expect(places[i]).toBeLessThan(places[j])
          })
        })
      }),
    )
  })
})

describe('cells of a map', () => {
  it('meet half way', () => {
    expect(heatMapEdges([1, 2, 4], 'linear', 'x')).toEqual([0.5, 1.5, 3, 5])
    expect(heatMapEdges([4, 2, 1], 'linear', 'x')).toEqual([5, 3, 1.5, 0.5])
    const edges = heatMapEdges([1, 10, 100], 'log', 'x')
    for (const [index, edge] of edges.entries()) expect(edge).toBeCloseTo(10 ** (index - 0.5), 9)
  })
})
