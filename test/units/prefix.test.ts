import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { engineeringPrefix } from '../../src/units/prefix.js'

describe('engineeringPrefix', () => {
  it('chooses the prefix a physicist would write', () => {
    expect(engineeringPrefix(0.152409, 'K')).toEqual({ factor: 1e3, unit: 'mK' })
    expect(engineeringPrefix(2.2646e-12, 'W')).toEqual({ factor: 1e12, unit: 'pW' })
    expect(engineeringPrefix(8e-15, 'W')).toEqual({ factor: 1e15, unit: 'fW' })
    expect(engineeringPrefix(3.2e-5, 'V')).toEqual({ factor: 1e6, unit: 'µV' })
    expect(engineeringPrefix(1.2e10, 'Hz')).toEqual({ factor: 1e-9, unit: 'GHz' })
    expect(engineeringPrefix(102.9, 'Ohm')).toEqual({ factor: 1, unit: 'Ohm' })
    expect(engineeringPrefix(4.7e-13, 'W/K')).toEqual({ factor: 1e15, unit: 'fW/K' })
    expect(engineeringPrefix(6e-6, 'm')).toEqual({ factor: 1e6, unit: 'µm' })
  })

  it('changes the prefix exactly at a power of a thousand', () => {
    expect(engineeringPrefix(1, 'K').unit).toBe('K')
    expect(engineeringPrefix(0.999999, 'K').unit).toBe('mK')
    expect(engineeringPrefix(1000, 'Hz').unit).toBe('kHz')
    expect(engineeringPrefix(1e-12, 'W').unit).toBe('pW')
  })

  it('leaves alone what cannot carry a prefix', () => {
    for (const unit of ['', '1', 'K^2', 'kg', 'mK', 'm^2', 'W^0.5/K', 'rad/s']) {
      expect(engineeringPrefix(1e-9, unit)).toEqual({ factor: 1, unit })
    }
    expect(engineeringPrefix(0, 'K')).toEqual({ factor: 1, unit: 'K' })
  })

  it('refuses what is not a size', () => {
    expect(() => engineeringPrefix(Number.NaN, 'K')).toThrow(RangeError)
    expect(() => engineeringPrefix(-1, 'K')).toThrow(/>= 0, got -1/)
    expect(() => engineeringPrefix(Number.POSITIVE_INFINITY, 'K')).toThrow(RangeError)
  })

  it('brings every size within its prefixes to between 1 and 1000', () => {
    fc.assert(
      fc.property(fc.double({ min: -20.9, max: 14.9, noNaN: true }), (exponent) => {
        const size = 10 ** exponent
        const shown = size * engineeringPrefix(size, 'W').factor
        expect(shown).toBeGreaterThanOrEqual(1)
        expect(shown).toBeLessThan(1000 * (1 + 1e-12))
      }),
    )
  })
})
