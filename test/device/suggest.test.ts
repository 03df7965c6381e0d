import { describe, expect, it } from 'vitest'
import { editDistance, nearest, remedy } from '../../src/device/suggest.js'

describe('editDistance', () => {
  it.each([
    ['length', 'length', 0],
    ['lenght', 'length', 1],
    ['lengh', 'length', 1],
    ['llength', 'length', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('of %s and %s is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance)
    expect(editDistance(b, a)).toBe(distance)
  })
})

describe('nearest', () => {
  const names = ['electronPhononCoupling', 'electronPhononExponent', 'resistivity', 'gap', 'gapRatio']
  it.each([
    ['electronphononcoupling', 'electronPhononCoupling'],
    ['electronPhonnonCouplng', 'electronPhononCoupling'],
    ['coupling', 'electronPhononCoupling'],
    ['resist', 'resistivity'],
    ['Gap', 'gap'],
    ['gap_ratio', 'gapRatio'],
    ['mass', undefined],
    ['', undefined],
    ['x'.repeat(1000), undefined],
  ])('to %.30s is %s', (word, expected) => {
    expect(nearest(word, names)).toBe(expected)
  })
})

describe('remedy', () => {
  it('names the nearest, else lists what is accepted, else says nothing', () => {
    expect(remedy('gapp', ['gap', 'Tc'])).toBe('did you mean "gap"?')
    expect(remedy(3, ['gap', 'Tc'])).toBe('accepted are gap, Tc')
    expect(remedy(3, ['gap'], 'kinds')).toBe('kinds is gap')
    expect(remedy(3, [])).toBeUndefined()
  })
})
