import { describe, expect, it } from 'vitest'
import { impedance as part } from '../../src/parts/impedance.js'
import { build, impedance, problems } from './harness.js'

const nodes = ['a', 'b']
const island = 'i'
const grid = `f [GHz], T [mK], R [ohm], X [ohm]
0, 100, 1.3, -0.1
1, 100, 1.838, 1.8
2, 100, 2.252, 3.7
5, 100, 3.184, 9.4
10, 100, 4.312, 18.9
0, 200, 1.6, -0.2
1, 200, 2.263, 1.6
2, 200, 2.771, 3.4
5, 200, 3.919, 8.8
10, 200, 5.307, 17.8
0, 300, 1.9, -0.3
1, 300, 2.687, 1.4
2, 300, 3.291, 3.1
5, 300, 4.654, 8.2
10, 300, 6.302, 16.7
0, 500, 2.5, -0.5
1, 500, 3.536, 1
2, 500, 4.33, 2.5
5, 500, 6.124, 7
10, 500, 8.292, 14.5
0, 900, 3.7, -0.9
1, 900, 5.233, 0.2
2, 900, 6.409, 1.3
5, 900, 9.063, 4.6
10, 900, 12.272, 10.1
`
const files = {
  'grid.csv': grid,
  'plain.csv': 'f [Hz];R [ohm];X [ohm]\n0;5;0\n1e9;5;3\n1e12;5;3000\n',
}

function problemOf(text: string): string {
  return problems(part, { table: 't.csv', nodes, island }, { files: { 't.csv': text } })
    .map(({ message }) => message)
    .join('|')
}

describe('impedance', () => {
  it('is Z(f) of a table, with breaks at its frequencies', () => {
    const [branch] = build(part, { table: 'plain.csv', nodes, island }, { files }).branches!
    expect([branch.temperatureDependent, branch.island]).toEqual([false, 'i'])
    expect(branch.at(0.1).breaks).toEqual([2 * Math.PI * 1e9, 2 * Math.PI * 1e12])
    expect(impedance(branch, 2 * Math.PI * 1e9)[1]).toBeCloseTo(3, 13)
    expect(impedance(branch, 2 * Math.PI * 5e11)[0]).toBe(5)
    expect(impedance(branch, 2 * Math.PI * 5e11)[1]).toBeCloseTo(1500, 8)
  })

  // scipy 1.17.1: PchipInterpolator in f at each temperature, then in T; R, dR/dT, X, dX/dT
  it.each([
    [1.7e9, 0.25, 2.878644729470664, 4.938126797604153, 2.725, -2.7],
    [4e8, 0.12, 1.6017050798896777, 3.541692795787113, 0.632, -1.4],
    [7e9, 0.8, 9.649051539895567, 8.511764108871871, 7.6, -8],
    [2e9, 0.3, 3.291, 5.197776590058792, 3.1, -3],
  ])('is Z(f, T) of a table: %d Hz, %d K', (frequency, temperature, R, slopeR, X, slopeX) => {
    const [branch] = build(part, { table: 'grid.csv', nodes, island }, { files }).branches!
    expect(branch.temperatureDependent).toBe(true)
    const own = impedance(branch, 2 * Math.PI * frequency, temperature)
    for (const [place, value] of [R, X, slopeR, slopeX].entries()) expect(own[place]).toBeCloseTo(value, 11)
  })

  it('refuses to extrapolate in either direction unless it is asked to', () => {
    const [branch] = build(part, { table: 'grid.csv', nodes, island }, { files }).branches!
    expect(() => branch.at(1)).toThrow(/circuit\.x: the table grid\.csv.*from 0\.1 K to 0\.9 K, got 1 K/)
    expect(() => impedance(branch, 1e12, 0.5)).toThrow(/frequencies from 0 Hz to 10000000000 Hz, got/)
    const [held] = build(part, { table: 'grid.csv', extrapolate: true, nodes, island }, { files }).branches!
    expect(impedance(held, 1e12, 2)).toEqual([12.272, 10.1, 0, 0])
    expect(impedance(held, 1e12, 0.5)[0]).toBeCloseTo(8.292, 14)
    expect(impedance(held, 1e12, 0.5)[2]).toBeGreaterThan(0)
  })

  it('says which line of a bad table is wrong', () => {
    expect(problemOf(grid)).toBe('')
    expect(problemOf(grid.replace('2, 300', '0.5, 300'))).toMatch(/f must rise.*\(t\.csv:14\)/)
    expect(problemOf(grid.replace('2, 300', '3, 300'))).toMatch(
      /same frequencies, 0\.3 K differs from 0\.1 K \(t\.csv:14\)/,
    )
    expect(problemOf(grid.replace('10, 900, 12.272, 10.1\n', ''))).toMatch(/same frequencies, 0\.9 K.*\(t\.csv:25\)/)
    expect(problemOf(grid.replace('1.838', '-1'))).toMatch(/R must not be negative.*\(t\.csv:3\)/)
    expect(problemOf('f [Hz],R [ohm]\n1,1\n2,2\n')).toMatch(/column X is missing/)
    expect(problemOf('f [Hz],T [K],R [ohm],X [ohm]\n1,1,1,1\n2,1,1,1\n')).toMatch(/at least two temperatures/)
    expect(problemOf('f [Hz],T [K],R [ohm],X [ohm]\n1,1,1,1\n1,2,1,1\n')).toMatch(/at least two frequencies/)
    expect(problemOf('f [Hz],R [ohm],X [ohm]\n-1,1,1\n1,1,1\n')).toMatch(/f must not be negative.*got -1 \(t\.csv:2\)/)
  })
})
