import { describe, expect, it } from 'vitest'
import { mutual } from '../../src/parts/mutual.js'
import { build, problems } from './harness.js'

const elements = {
  a: { kind: 'inductor', inductance: 4e-9 },
  b: { kind: 'inductor', inductance: 1e-9 },
  c: { kind: 'resistor', resistance: 5 },
}

describe('mutual', () => {
  it('couples two inductors by M or by k', () => {
    const pair = { first: 'a', second: 'b' }
    expect(build(mutual, { ...pair, inductance: -1e-9 }, { elements }).couplings).toEqual([
      { name: 'x', branches: ['a', 'b'], inductance: -1e-9 },
    ])
    expect(build(mutual, { ...pair, coupling: 0.5 }, { elements }).couplings![0].inductance).toBeCloseTo(1e-9, 20)
  })

  it('refuses what cannot be', () => {
    const messages = (spec: Parameters<typeof mutual.build>[1]) =>
      problems(mutual, spec, { elements }).map(({ field, message }) => `${field} ${message}`)
    expect(messages({ first: 'a', second: 'b', coupling: 1 })).toEqual([])
    expect(messages({ first: 'a', second: 'b', inductance: 2e-9 })).toEqual([])
    expect(messages({ first: 'a', second: 'b', inductance: 2.1e-9 })[0]).toMatch(
      /inductance must not exceed.*2\.1e-9 H/,
    )
    expect(messages({ first: 'a', second: 'c', coupling: 1 })[0]).toMatch(/second must be an inductor, got "c"/)
    expect(messages({ first: 'a', second: 'a', coupling: 1 })[0]).toMatch(/another inductor/)
    expect(messages({ first: 'a', second: 'b' })[0]).toMatch(/inductance is missing/)
    expect(messages({ first: 'a', second: 'b', inductance: 1e-9, coupling: 0.1 })[0]).toMatch(/coupling must not/)
  })
})
