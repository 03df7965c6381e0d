import { describe, expect, it } from 'vitest'
import { resistor } from '../../src/parts/resistor.js'
import { build, impedance, problems } from './harness.js'

const nodes = ['a', 'b']
const island = 'source'
const files = {
  'film.csv': '# measured\n\nT [mK], R [kohm]\n100, 1\n200, 1\n300, 4\n400, 9\n500, 9.5\n',
  'falling.csv': 'R [ohm];T [K]\n5;1\n4;0.5\n',
  'negative.csv': 'T [K],R [ohm]\n1,2\n2,-1e-3\n',
}

function problemOf(text: string): string {
  return problems(resistor, { table: 't.csv', nodes, island }, { files: { 't.csv': text } })
    .map(({ message }) => message)
    .join('|')
}

describe('resistor', () => {
  it('is a constant, or an abrupt step of temperature', () => {
    const [plain] = build(resistor, { resistance: 7, nodes, island }).branches!
    expect([plain.temperatureDependent, plain.island]).toEqual([false, 'source'])
    expect(impedance(plain, 1e9)).toEqual([7, 0, 0, 0])
    const step = { temperature: 0.4, resistance: 20 }
    const [stepped] = build(resistor, { resistance: 1, step, nodes, island }).branches!
    expect([0.3, 0.4, 0.5].map((temperature) => impedance(stepped, 1e9, temperature)[0])).toEqual([1, 20, 20])
  })

  it('has its contacts in series, at every temperature', () => {
    const step = { temperature: 0.4, resistance: 20 }
    const [stepped] = build(resistor, { resistance: 1, step, contactResistance: 0.5, nodes, island }).branches!
    expect([0.3, 0.5].map((temperature) => impedance(stepped, 1e9, temperature)[0])).toEqual([1.5, 20.5])
  })

  it('passes through a transition of finite width in either direction', () => {
    for (const [below, above] of [
      [1e4, 1],
      [3, 500],
    ]) {
      const step = { temperature: 340, resistance: above, width: 5 }
      const [branch] = build(resistor, { resistance: below, step, nodes, island }).branches!
      expect(branch.temperatureDependent).toBe(true)
      const share = (temperature: number) =>
        Math.log(impedance(branch, 1e9, temperature)[0] / below) / Math.log(above / below)
      expect(share(340)).toBeCloseTo(0.5, 13)
      expect(share(337.5)).toBeCloseTo(0.1, 13)
      expect(share(342.5)).toBeCloseTo(0.9, 13)
      expect(impedance(branch, 1e9, 240)[0] / below).toBeCloseTo(1, 14)
      expect(impedance(branch, 1e9, 440)[0] / above).toBeCloseTo(1, 14)
    }
  })

  it('has the exact slope in a transition: a fifth-order difference agrees', () => {
    const step = { temperature: 0.4, resistance: 50, width: 0.02 }
    const [branch] = build(resistor, { resistance: 2, step, nodes, island }).branches!
    const value = (temperature: number) => impedance(branch, 1e9, temperature)[0]
    const h = 1e-5
    for (const at of [0.37, 0.395, 0.4, 0.41, 0.44]) {
      const difference = (8 * (value(at + h) - value(at - h)) - value(at + 2 * h) + value(at - 2 * h)) / (12 * h)
      expect(impedance(branch, 1e9, at)[2] / difference).toBeCloseTo(1, 8)
    }
  })

  it('reads R(T) from a table in any units and any order of the columns', () => {
    const [branch] = build(resistor, { table: 'film.csv', nodes, island }, { files }).branches!
    expect(branch.temperatureDependent).toBe(true)
    const at = (temperature: number) => impedance(branch, 1e9, temperature)
    expect([0.1, 0.15, 0.2, 0.3, 0.4, 0.5].map((temperature) => at(temperature)[0])).toEqual([
      1e3, 1e3, 1e3, 4e3, 9e3, 9.5e3,
    ])
    // scipy 1.17.1, PchipInterpolator, value and derivative at 0.35 K
    expect(at(0.35)[0]).toBeCloseTo(6855.113636363635, 8)
    expect(at(0.35)[2]).toBeCloseTo(63352.27272727271, 6)
    const [mirrored] = build(
      resistor,
      { table: 'rising.csv', nodes, island },
      { files: { 'rising.csv': 'R [ohm];T [K]\n4;0.5\n5;1\n' } },
    ).branches!
    expect(impedance(mirrored, 1e9, 0.75)[0]).toBeCloseTo(4.5, 14)
  })

  it('refuses to extrapolate a table unless it is asked to', () => {
    const spec = { table: 'film.csv', nodes, island }
    const [branch] = build(resistor, spec, { files }).branches!
    expect(() => branch.at(0.6)).toThrow(/film\.csv gives the resistance from 0\.1 K to 0\.5 K, got 0\.6 K/)
    const [held] = build(resistor, { ...spec, extrapolate: true }, { files }).branches!
    expect(impedance(held, 1e9, 0.6)).toEqual([9500, 0, 0, 0])
    expect(impedance(held, 1e9, 0.01)).toEqual([1000, 0, 0, 0])
  })

  it('says which line of a bad table is wrong', () => {
    expect(problemOf(files['falling.csv'])).toMatch(/T must rise from row to row, got 0\.5 after 1 \(t\.csv:3\)/)
    expect(problemOf(files['negative.csv'])).toMatch(/R must not be negative.*got -0\.001 \(t\.csv:3\)/)
    expect(problemOf('T [K],R [ohm]\n1,2\n2,x\n')).toMatch(/R must be a number, got "x" \(t\.csv:3\)/)
    expect(problemOf('T [K],R [ohm]\n1,2\n2\n')).toMatch(/2 numbers as the header, got 1 \(t\.csv:3\)/)
    expect(problemOf('T [K],R [ohm]\n1,2\n')).toMatch(/at least two rows, got 1 \(t\.csv:1\)/)
    expect(problemOf('T [m],R [ohm]\n1,2\n2,3\n')).toMatch(/T must have a unit such as \[K\], got \[m\] \(t\.csv:1\)/)
    expect(problemOf('1,2\n2,3\n')).toMatch(/must be named by symbol and unit, got "1" \(t\.csv:1\)/)
    expect(problemOf('T [K]\n1\n2\n')).toMatch(/column R is missing \(t\.csv:1\)/)
    expect(problemOf('T [K],R [ohm],Z [ohm]\n1,2,3\n')).toMatch(/must be one of T, R, got "Z"/)
    expect(problemOf('T [K],R [ohm],T [mK]\n1,2,3\n')).toMatch(/column T stands in the table 2 times/)
    expect(problemOf('# nothing\n')).toMatch(/empty/)
  })

  it('wants either a value or a table', () => {
    const fields = (spec: Parameters<typeof resistor.build>[1]) =>
      problems(resistor, spec, { files }).map(({ field }) => field)
    expect(fields({ nodes, island })).toEqual(['resistance'])
    expect(fields({ resistance: 1, extrapolate: true, nodes, island })).toEqual(['extrapolate'])
    expect(fields({ resistance: 1, table: 'film.csv', nodes, island })).toEqual(['resistance'])
    expect(fields({ table: 'film.csv', extrapolate: false, nodes, island })).toEqual([])
  })

  it('may have a stray capacitance', () => {
    const { branches } = build(resistor, { resistance: 1, strayCapacitance: 1e-15, nodes, island })
    expect(branches!.map(({ name, island: of }) => [name, of])).toEqual([
      ['x', 'source'],
      ['x.capacitance', null],
    ])
  })
})
