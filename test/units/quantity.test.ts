import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatQuantity } from '../../src/units/formatQuantity.js'
import { parseQuantity, QuantityError, readQuantity } from '../../src/units/quantity.js'

describe('parseQuantity', () => {
  it.each([
    ['700 nm', 'm', 700e-9],
    ['700nm', 'm', 7e-7],
    ['6 um', 'm', 6e-6],
    ['6 µm', 'm', 6e-6],
    ['6 μm', 'm', 6e-6],
    ['3 angstrom', 'm', 3e-10],
    ['3 Å', 'm', 3e-10],
    ['3e9 W m^-3 K^-5', 'W m^-3 K^-5', 3e9],
    ['3e9 W/(m^3 K^5)', 'W m^-3 K^-5', 3e9],
    ['3e9 W/m^3/K^5', 'W m^-3 K^-5', 3e9],
    ['3e9 W·m⁻³·K⁻⁵', 'W m^-3 K^-5', 3e9],
    ['2 nW um^-3 K^-5', 'W m^-3 K^-5', 2e9],
    ['2e9 W m^-3 K^-4.5', 'W m^-3 K^-4.5', 2e9],
    ['2e9 W m^-3 K^(-9/2)', 'W m^-3 K^-4.5', 2e9],
    ['3 uohm cm', 'ohm m', 3e-8],
    ['3 µΩ cm', 'ohm m', 3e-8],
    ['3 uOhm*cm', 'ohm m', 3e-8],
    ['1.5 pW', 'W', 1.5e-12],
    ['30 mK', 'K', 0.03],
    ['50 ohm', 'ohm', 50],
    ['50 Ω', 'ohm', 50],
    ['50 Ω', 'ohm', 50],
    ['25 ohm/sq', 'ohm', 25],
    ['10 fF', 'F', 1e-14],
    ['2 nH', 'H', 2e-9],
    ['1e8 m/s', 'm/s', 1e8],
    ['1 GHz', 'Hz', 1e9],
    ['1 GHz', 's^-1', 1e9],
    ['20 uV', 'V', 2e-5],
    ['30 deg', 'rad', Math.PI / 6],
    ['2 krad/s', 'rad/s', 2000],
    ['5 %', '', 0.05],
    ['5', '', 5],
    ['-.5e-3', '', -5e-4],
    ['−3 mV', 'V', -3e-3],
    ['+3 mV', 'V', 3e-3],
    ['1 mG', 'T', 1e-7],
    ['97.7 J m^-3 K^-2', 'J m^-3 K^-2', 97.7],
    ['0 pW', 'W', 0],
  ])('reads %s as %s', (text, unit, value) => {
    expect(parseQuantity(text, unit)).toBe(value)
  })

  it('rounds once, also in electronvolts and flux quanta', () => {
    // 180e-6 * 1.602176634e-19 = 2.8839179412e-23 exactly; h/(2e) = 2.0678338484619295e-15 to 17 digits.
    expect(parseQuantity('180 ueV', 'J')).toBe(2.8839179412e-23)
    expect(parseQuantity('0.5 Phi0', 'Wb')).toBeCloseTo(1.0339169242309648e-15, 30)
  })

  it('reads every decimal as its own double', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-12, max: 1e12, noNaN: true }),
        fc.constantFrom(['nm', -9], ['um', -6], ['cm', -2], ['m', 0], ['Mm', 6]),
        (number, [unit, power]) => {
          const [mantissa, exponent = '0'] = String(number).split('e')
          expect(parseQuantity(`${number} ${unit}`, 'm')).toBe(
            Number(`${mantissa}e${Number(exponent) + Number(power)}`),
          )
        },
      ),
    )
  })

  it.each([
    ['6 K', 'm', 'wrong-dimension', 'must be a length, got "6 K"', undefined],
    ['6', 'm', 'bare-number', 'must be a length, got "6" without a unit', undefined],
    ['6 m', '', 'wrong-dimension', 'must be a number, got "6 m"', undefined],
    ['1 GHz', 'rad/s', 'wrong-dimension', 'must be an angular frequency, got "1 GHz"', undefined],
    ['1,5 pW', 'W', 'malformed-number', 'must be a power, got "1,5 pW"', 'write "1.5 pW"'],
    ['1 000 m', 'm', 'malformed-number', 'must be a length, got "1 000 m"', undefined],
    ['nm', 'm', 'missing-number', 'must be a length, got "nm"', undefined],
    ['', 'm', 'missing-number', 'must be a length, got ""', undefined],
    ['3 NM', 'm', 'unknown-unit', 'must be a length, got "3 NM", where "NM" is not a known unit', 'write "3 nm"'],
    [
      '3 micron',
      'm',
      'unknown-unit',
      'must be a length, got "3 micron", where "micron" is not a known unit',
      'write "3 um"',
    ],
    [
      '3 ghz',
      'Hz',
      'unknown-unit',
      'must be a frequency, got "3 ghz", where "ghz" is not a known unit',
      'write "3 GHz"',
    ],
    [
      '3 W m-3 K^-5',
      'W m^-3 K^-5',
      'unknown-unit',
      'must be a quantity in W m^-3 K^-5, got "3 W m-3 K^-5", where "m-3" is not a known unit',
      'write "3 W m^-3 K^-5"',
    ],
    [
      '3 furlong',
      'm',
      'unknown-unit',
      'must be a length, got "3 furlong", where "furlong" is not a known unit',
      undefined,
    ],
    [
      '20 degC',
      'K',
      'unknown-unit',
      'must be a temperature, got "20 degC"',
      'temperatures are absolute: write it in K',
    ],
    [
      '3 W/m^3 K^5',
      'W m^-3 K^-5',
      'ambiguous-unit',
      'must be a quantity in W m^-3 K^-5, got "3 W/m^3 K^5", where it is unclear what is divided',
      'write negative powers, as in "W m^-3 K^-5", or brackets',
    ],
    ['3 m^99', 'm', 'malformed-unit', 'must be a length, got "3 m^99", where the unit cannot be read', undefined],
    ['3 (m', 'm', 'malformed-unit', 'must be a length, got "3 (m", where the unit cannot be read', undefined],
    [
      '1e999 m',
      'm',
      'out-of-range',
      'must be a length, got "1e999 m", which is outside the range of numbers',
      undefined,
    ],
    [
      '1e-999 m',
      'm',
      'out-of-range',
      'must be a length, got "1e-999 m", which is outside the range of numbers',
      undefined,
    ],
    [
      `1${'0'.repeat(300)} m`,
      'm',
      'malformed-number',
      `must be a length, got "1${'0'.repeat(36)}...", 303 characters long`,
      undefined,
    ],
  ])('refuses %s for %s', (text, unit, code, message, suggestion) => {
    const result = readQuantity(text, unit)
    expect(result).toEqual({ ok: false, code, message, ...(suggestion === undefined ? {} : { suggestion }) })
    expect(() => parseQuantity(text, unit)).toThrow(QuantityError)
  })

  it('never gives anything but a finite number or a failure, and never hangs', () => {
    const pieces = fc.constantFrom(
      '1',
      '-',
      '.',
      'e',
      '9',
      ' ',
      'm',
      'K',
      'u',
      '^',
      '(',
      ')',
      '/',
      '*',
      '⁻',
      '³',
      'W',
      'eV',
      'Ω',
      ',',
      '%',
      '\t',
      '0',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), fc.constantFrom('m', 'K', 'W m^-3 K^-5', ''), (parts, unit) => {
        const result = readQuantity(parts.join(''), unit)
        if (result.ok) expect(Number.isFinite(result.value)).toBe(true)
        else expect(result.message).toMatch(/^must be /)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('formatQuantity', () => {
  it.each([
    [7e-7, 'nm', '700 nm'],
    [7e-7, 'um', '0.7 um'],
    [2e9, 'W m^-3 K^-5', '2e9 W m^-3 K^-5'],
    [3e-8, 'uohm cm', '3 uohm cm'],
    [0.03, 'mK', '30 mK'],
    [0, 'pW', '0 pW'],
    [-1.5e-12, 'pW', '-1.5 pW'],
    [2.8839179412e-23, 'ueV', '180 ueV'],
    [36, '', '36'],
    [1.2345e-5, '', '1.2345e-5'],
  ])('writes %s in %s', (value, unit, text) => {
    expect(formatQuantity(value, unit)).toBe(text)
  })

  it('rounds for messages', () => {
    expect(formatQuantity(1.763876989, '', 4)).toBe('1.764')
    expect(formatQuantity(1e-3 / 3, 'mK', 3)).toBe('0.333 mK')
    expect(formatQuantity(1e-22, 'ueV', 3)).toBe('624 ueV')
  })

  it('writes what reads back as the same double', () => {
    const units = fc.constantFrom(
      ['nm', 'm'],
      ['ueV', 'J'],
      ['Phi0', 'Wb'],
      ['uohm cm', 'ohm m'],
      ['deg', 'rad'],
      ['nW/eV', 's^-1'],
    )
    const double = fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .filter((x) => x === 0 || (Math.abs(x) > 1e-200 && Math.abs(x) < 1e200))
    fc.assert(
      fc.property(double, units, (value, [unit, si]) => {
        expect(parseQuantity(formatQuantity(value, unit!), si!)).toBe(value === 0 ? 0 : value)
      }),
      { numRuns: 2000 },
    )
  })
})
