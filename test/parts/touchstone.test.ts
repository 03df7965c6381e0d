import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ComplexMatrix, combine, frobeniusNorm, zeroMatrix } from '../../src/numerics/complexMatrix.js'
import { toScattering } from '../../src/parts/scatteringMatrix.js'
import { touchstone } from '../../src/parts/touchstone.js'
import type { NetworkParameter, TouchstoneData } from '../../src/parts/touchstoneData.js'
import { readTouchstone } from '../../src/parts/touchstoneFile.js'
import { type TouchstoneWriting, writeTouchstone } from '../../src/parts/touchstoneWriter.js'
import { build, problems } from './harness.js'

function matrixOf(...entries: readonly (readonly [number, number])[]): ComplexMatrix {
  const matrix = zeroMatrix(Math.sqrt(entries.length))
  entries.forEach(([re, im], i) => {
    matrix.re[i] = re
    matrix.im[i] = im
  })
  return matrix
}

const distance = (a: ComplexMatrix, b: ComplexMatrix) => frobeniusNorm(combine(1, a, -1, b))

function error(text: string, file: string): string {
  try {
    readTouchstone(text, file)
  } catch (caught) {
    return (caught as Error).message
  }
  return 'no error'
}

describe('reading Touchstone', () => {
  it('understands version 1 two-ports: order 11 21 12 22, comments, options in any order, noise skipped', () => {
    const text =
      '! an amplifier\n\n# mhz r 75 RI s ! options\n 100 .1 .2 .3 .4 .5 .6 .7 -.8\n2e2 0 0 1 0 1 0 0 0 ! last\n# HZ Y MA R 1\n! noise\n100 1 0.5 20 0.3\n200 1 0.5 20 0.3\n'
    const data = readTouchstone(text, 'amplifier.S2P')
    expect(data.frequencies).toEqual([1e8, 2e8])
    expect(data.references).toEqual([75, 75])
    expect([data.parameter, data.ports, data.lines]).toEqual(['S', 2, [4, 5]])
    expect(data.matrices[0]).toEqual(matrixOf([0.1, 0.2], [0.5, 0.6], [0.3, 0.4], [0.7, -0.8]))
  })

  it('takes GHz, S, MA and 50 Ohm where the option line says nothing', () => {
    const data = readTouchstone('#\n1 0.5 90\n2 0.5 180\n', 'x.s1p')
    expect(data.frequencies).toEqual([1e9, 2e9])
    expect(data.references).toEqual([50])
    expect(data.matrices[0].im[0]).toBe(0.5)
    expect(data.matrices[1].re[0]).toBe(-0.5)
  })

  it('reads decibels, rows over several lines, and removes the normalisation of version 1', () => {
    const rows = '1 -20 0 -2000 0 0 180\n 0 0 0 0 0 0\n 0 0 0 0 -6.020599913279624 90\n'
    const [matrix] = readTouchstone(`# kHz S DB\n${rows}`, 'x.s3p').matrices
    expect(matrix.re[0]).toBeCloseTo(0.1, 15)
    expect(matrix.re[2]).toBeCloseTo(-1, 15)
    expect(matrix.im[8]).toBeCloseTo(0.5, 15)
    const normalised = (parameter: string) => [
      ...readTouchstone(`# Hz ${parameter} RI R 20\n1 2 0 4 0 3 0 5 0\n`, 'x.s2p').matrices[0].re,
    ]
    expect(normalised('Z')).toEqual([40, 60, 80, 100])
    expect(normalised('Y')).toEqual([0.1, 3 * 0.05, 0.2, 0.25])
    expect(normalised('H')).toEqual([40, 3, 4, 0.25])
    expect(normalised('G')).toEqual([0.1, 3, 4, 100])
  })

  it('understands version 2', () => {
    const text = `! made by hand
[Version] 2.0
# Hz Z RI R 50
[Number of Ports] 3
[Number of Frequencies] 2
[Reference] 50 75
 0.01
[Matrix Format] Lower
[Begin Information]
[Manufacturer] nobody
anything
[End Information]
[Network Data]
0 1 0
 2 0 3 0
 4 0 5 0 6 -1
7 1 0 2 0 3 0 4 0 5 0 6 1
[Noise Data]
1 2 3 4 5
[End]
after the end
`
    const data = readTouchstone(text, 'x.ts')
    expect(data.references).toEqual([50, 75, 0.01])
    expect(data.frequencies).toEqual([0, 7])
    expect([...data.matrices[0].re]).toEqual([1, 2, 4, 2, 3, 5, 4, 5, 6])
    expect(data.matrices[1].im[8]).toBe(1)
    const upper = text.replace('Lower', 'Upper')
    expect([...readTouchstone(upper, 'x.s3p').matrices[0].re]).toEqual([1, 2, 3, 2, 4, 5, 3, 5, 6])
    const two = (order: string) =>
      readTouchstone(
        `[Version] 2.1\n# Hz Y RI R 50\n[Number of Ports] 2\n[Two-Port Data Order] ${order}\n[Network Data]\n1 1 0 2 0 3 0 4 0\n[End]`,
        'x.s2p',
      ).matrices[0].re
    expect([...two('12_21')]).toEqual([1, 2, 3, 4])
    expect([...two('21_12')]).toEqual([1, 3, 2, 4])
  })

  it('says where a file is wrong', () => {
    const head = '# GHz S RI R 50\n'
    const v2 = '[Version] 2.0\n# Hz S RI R 50\n[Number of Ports] 1\n'
    expect(error(`${head}1 0 0\n1 0 0\n`, 'x.s1p')).toMatch(/frequencies must rise, got 1 after 1 \(x\.s1p:3\)/)
    expect(error(`${head}2 0 0\n1 0 0\n`, 'x.s1p')).toMatch(/frequencies must rise, got 1 after 2 \(x\.s1p:3\)/)
    expect(error(`${head}1 0 0 0 0 0 0 0 0\n`, 'x.s1p')).toMatch(/1-port must have 3 numbers, got 9 \(x\.s1p:2\)/)
    expect(error(`${head}1 0 0\n2 0 0\n`, 'x.s2p')).toMatch(/2-port must have 9 numbers, got 3 \(x\.s2p:2\)/)
    expect(error(`${head}1 0 0 0 0 0 0 0 0\n`, 'x.s3p')).toMatch(/3-port must have 19 numbers, got 9 \(x\.s3p:2\)/)
    expect(error(`${head}1 0 0 0 0 0 0\n0 0 0 0 0 0\n0 0 0 0 0 0\n`, 'x.s2p')).toMatch(/got 13 \(x\.s2p:2\)/)
    expect(error(`${head}1 0 0 0\n`, 'x.s1p')).toMatch(/got 4 on its first line \(x\.s1p:2\)/)
    expect(error(`${head}1 0 zero\n`, 'x.s1p')).toMatch(/a number is expected, got "zero" \(x\.s1p:2\)/)
    expect(error(`${head}-1 0 0\n`, 'x.s1p')).toMatch(/must not be negative, got -1 \(x\.s1p:2\)/)
    expect(error(head, 'x.s1p')).toMatch(/no data/)
    expect(error('', 'x.s1p')).toMatch(/no data \(x\.s1p:1\)/)
    expect(error('# THz\n1 0 0\n', 'x.s1p')).toMatch(/got "THZ" \(x\.s1p:1\)/)
    expect(error('# R -5\n1 0 0\n', 'x.s1p')).toMatch(/positive resistance, got "-5" \(x\.s1p:1\)/)
    expect(error('1 0 0\n', 'x.s1p')).toMatch(/option line must come first/)
    expect(error(`${head}1 0 0\n`, 'x.txt')).toMatch(/must end in \.sNp/)
    expect(error(`${head}[Reference] 50\n1 0 0\n`, 'x.s1p')).toMatch(/belongs to version 2 \(x\.s1p:2\)/)
    expect(error(`${v2}[Network Data]\n1 0 0\n`, 'x.s2p')).toMatch(/2 ports, \[Number of Ports\] says 1 \(x\.s2p:3\)/)
    expect(error(`${v2}[Numbers]\n`, 'x.s1p')).toMatch(/\[Numbers\] is not known \(x\.s1p:4\)/)
    expect(error(`${v2}[Reference] 50 50\n[Network Data]\n1 0 0\n`, 'x.s1p')).toMatch(
      /1 resistances, got 2 \(x\.s1p:4\)/,
    )
    expect(error(`${v2}[Number of Frequencies] 3\n[Network Data]\n1 0 0\n`, 'x.s1p')).toMatch(
      /says 3, the data have 1 \(x\.s1p:4\)/,
    )
    expect(error(`${v2}[Mixed-Mode Order] D2,3\n[Network Data]\n1 0 0\n`, 'x.s1p')).toMatch(/mixed-mode.*\(x\.s1p:4\)/)
    expect(error(v2, 'x.s1p')).toMatch(/\[Network Data\] is missing/)
    expect(error(v2.replace('2.0', '3.0'), 'x.s1p')).toMatch(/2\.0 or 2\.1, got "3\.0" \(x\.s1p:1\)/)
    expect(error(v2.replaceAll('1', '2'), 'x.s2p')).toMatch(/\[Two-Port Data Order\] must be/)
  })
})

describe('writing Touchstone', () => {
  // Nothing below the range of normal numbers, and no negative zero, which text does not keep.
  const number = fc.double({ min: -1, max: 1, noNaN: true }).map((value) => (Math.abs(value) < 1e-200 ? 0 : value))
  const data = fc
    .record({
      ports: fc.integer({ min: 1, max: 5 }),
      parameter: fc.constantFrom<NetworkParameter>('S', 'Y', 'Z', 'G', 'H'),
      values: fc.array(number, { minLength: 150, maxLength: 150 }),
      references: fc.array(fc.double({ min: 1, max: 1e3, noNaN: true }), { minLength: 5, maxLength: 5 }),
      frequency: fc.double({ min: 1, max: 1e12, noNaN: true }),
      symmetric: fc.boolean(),
    })
    .map(({ ports, parameter, values, references, frequency, symmetric }): TouchstoneData => {
      const matrices = [0, 1, 2].map((k) => {
        const matrix = zeroMatrix(ports)
        for (let i = 0; i < ports * ports; i++) {
          const mirror = symmetric ? Math.min(i, (i % ports) * ports + Math.floor(i / ports)) : i
          matrix.re[i] = values[50 * k + mirror]
          matrix.im[i] = values[50 * k + 25 + mirror]
        }
        return matrix
      })
      const kind = ports === 2 || (parameter !== 'G' && parameter !== 'H') ? parameter : 'S'
      const frequencies = [frequency, frequency * 1.5 + 1, frequency * 2 + 10]
      return { ports, parameter: kind, references: references.slice(0, ports), frequencies, matrices }
    })

  it('comes back the same: every format, unit, order and version', () => {
    fc.assert(
      fc.property(
        data,
        fc.constantFrom<TouchstoneWriting['format']>('MA', 'DB', 'RI'),
        fc.constantFrom<TouchstoneWriting['unit']>('Hz', 'kHz', 'MHz', 'GHz'),
        fc.constantFrom<TouchstoneWriting['matrix'] & string>('full', 'lower', 'upper'),
        fc.constantFrom<TouchstoneWriting['twoPortOrder'] & string>('12_21', '21_12'),
        fc.constantFrom<1 | 2>(1, 2),
        (original, format, unit, matrix, twoPortOrder, version) => {
          const source =
            version === 1
              ? { ...original, references: original.references.map(() => original.references[0]) }
              : original
          const symmetric = source.matrices.every(({ size, re, im }) =>
            re.every((_, i) => {
              const mirror = (i % size) * size + Math.floor(i / size)
              return re[i] === re[mirror] && im[i] === im[mirror]
            }),
          )
          const shape = version === 2 && symmetric ? matrix : 'full'
          const text = writeTouchstone(source, { version, format, unit, matrix: shape, twoPortOrder })
          const back = readTouchstone(text, `x.s${source.ports}p`)
          expect([back.ports, back.parameter]).toEqual([source.ports, source.parameter])
          expect(back.references).toEqual(source.references)
          source.frequencies.forEach((frequency, k) => {
            expect(Math.abs(back.frequencies[k] - frequency)).toBeLessThanOrEqual(3e-16 * frequency)
            const scale = Math.max(...source.matrices[k].re.map((re, i) => Math.hypot(re, source.matrices[k].im[i])))
            // Decibels carry the rounding of the logarithm, and have a floor in place of zero.
            expect(distance(back.matrices[k], source.matrices[k])).toBeLessThanOrEqual(
              3e-14 * scale * source.ports + 1e-95,
            )
            if (format === 'RI' && version === 2) expect(back.matrices[k]).toEqual(source.matrices[k])
          })
        },
      ),
    )
  })

  it('refuses what the format cannot hold', () => {
    const source = {
      ports: 2,
      parameter: 'S',
      references: [50, 60],
      frequencies: [1],
      matrices: [zeroMatrix(2)],
    } as const
    expect(() => writeTouchstone(source, { version: 1, format: 'RI', unit: 'Hz' })).toThrow(/one reference resistance/)
    const skew = { ...source, references: [50, 50], matrices: [matrixOf([0, 0], [1, 0], [0, 0], [0, 0])] }
    expect(() => writeTouchstone(skew, { version: 2, format: 'RI', unit: 'Hz', matrix: 'lower' })).toThrow(/symmetric/)
  })
})

describe('scattering matrix of any parameters', () => {
  // Series impedance 30 + 40i between two ports, shunt 100 Ohm at the second: Z = [[z + 100, 100], [100, 100]].
  const z = matrixOf([130, 40], [100, 0], [100, 0], [100, 0])
  // Inverses and hybrids of it, by hand: y = 1/(30 + 40i) = 0.012 - 0.016i.
  const y = matrixOf([0.012, -0.016], [-0.012, 0.016], [-0.012, 0.016], [0.022, -0.016])
  const h = matrixOf([30, 40], [1, 0], [-1, 0], [0.01, 0])
  const norm = 130 * 130 + 40 * 40
  const g = matrixOf(
    [130 / norm, -40 / norm],
    [-13000 / norm, 4000 / norm],
    [13000 / norm, -4000 / norm],
    [100 - 1e4 * (130 / norm), 1e4 * (40 / norm)],
  )

  it('is the same from Z, Y, H and G, for any reference', () => {
    for (const reference of [50, 3]) {
      const fromZ = toScattering('Z', z, [50, 50], reference)!
      for (const [parameter, matrix] of [
        ['Y', y],
        ['H', h],
        ['G', g],
      ] as const) {
        expect(distance(toScattering(parameter, matrix, [50, 50], reference)!, fromZ)).toBeLessThan(1e-14)
      }
      // S11 by voltage division: Z_in = 30 + 40i + 100 || R
      const load = (100 * reference) / (100 + reference)
      const a = [30 + load - reference, 40]
      const b = [30 + load + reference, 40]
      const s = b[0] ** 2 + b[1] ** 2
      expect(fromZ.re[0]).toBeCloseTo((a[0] * b[0] + a[1] * b[1]) / s, 14)
      expect(fromZ.im[0]).toBeCloseTo((a[1] * b[0] - a[0] * b[1]) / s, 14)
    }
  })

  it('passes through port resistances of its own and back', () => {
    const references = [10, 80]
    const common = toScattering('Z', z, references, 50)!
    // The reflection of a 10 Ohm wave at 50 Ohm, from a matched S.
    const matched = zeroMatrix(2)
    const turned = toScattering('S', matched, references, 50)!
    expect(turned.re[0]).toBeCloseTo((10 - 50) / (10 + 50), 15)
    expect(turned.re[3]).toBeCloseTo((80 - 50) / (80 + 50), 15)
    expect(distance(toScattering('S', common, [50, 50], 50)!, common)).toBe(0)
  })
})

describe('touchstone', () => {
  const options = '# GHz S RI R 50\n'
  const nodes = ['a', 'b']
  const check = (text: string, spec: Partial<Parameters<typeof touchstone.build>[1]> = {}) =>
    problems(touchstone, { file: 'x.s2p', nodes, island: 'i', ...spec }, { files: { 'x.s2p': text } })
      .map(({ message }) => message)
      .join('|')

  it('is the network of the file between its nodes and ground', () => {
    const text = `${options}0 0 0 .5 0 .5 0 0 0\n2000 0 0 0 -.5 0 -.5 0 0\n`
    const [port] = build(touchstone, { file: 'x.s2p', nodes, island: 'i' }, { files: { 'x.s2p': text } }).multiports!
    expect(port.ports).toEqual([
      ['a', 'gnd'],
      ['b', 'gnd'],
    ])
    expect([port.island, port.reference]).toEqual(['i', 50])
    expect(port.breaks).toEqual([2 * Math.PI * 2e12])
    const out = new Float64Array(8)
    port.scattering(2 * Math.PI * 1e12, out)
    // Half way in a quarter turn
    expect(out[2]).toBeCloseTo(-out[3], 14)
    port.scattering(0, out)
    expect(out[2]).toBeCloseTo(0.5, 14)
    expect(() => port.scattering(2 * Math.PI * 3e12, out)).toThrow(
      /from 0 Hz to 2000000000000 Hz, got 3e\+?12|3000000000000/,
    )
    const held = build(
      touchstone,
      { file: 'x.s2p', nodes, island: 'i', extrapolate: true },
      { files: { 'x.s2p': text } },
    )
    held.multiports![0].scattering(2 * Math.PI * 3e12, out)
    expect(out[3]).toBeCloseTo(-0.5, 14)
  })

  it('refuses data that are not passive, with the line and by how much', () => {
    const active = `${options}1 0 0 .5 0 .5 0 0 0\n2 0 0 1.01 0 1.01 0 0 0\n`
    expect(check(active)).toMatch(
      /returns 1\.0201000 of the incident power at 2000000000 Hz, 0\.0201 too much \(x\.s2p:3\)/,
    )
    expect(check(active, { tolerance: 0.03 })).toBe('')
    // Passive in every entry, yet active for equal waves at both ports.
    expect(check(`${options}1 .6 0 .6 0 .6 0 .6 0\n2 0 0 0 0 0 0 0 0\n`)).toMatch(/returns 1\.4400000.*\(x\.s2p:2\)/)
    expect(check('# GHz Z RI R 50\n1 1 0 0 0 0 0 -1 0\n2 1 0 0 0 0 0 1 0\n')).toMatch(
      /without end at 1000000000 Hz \(x\.s2p:2\)/,
    )
    expect(check(`${options}1 0 0 1.0000001 0 1.0000001 0 0 0\n2 0 0 1 0 1 0 0 0\n`)).toBe('')
  })

  it('wants an island for its loss, and as many nodes as ports', () => {
    const lossy = `${options}1 0 0 .5 0 .5 0 0 0\n2 0 0 .5 0 .5 0 0 0\n`
    const spec = { file: 'x.s2p', nodes }
    expect(problems(touchstone, spec, { files: { 'x.s2p': lossy } })[0].message).toMatch(/absorbs 0\.750.*\(x\.s2p:2\)/)
    expect(problems(touchstone, spec, { files: { 'x.s2p': lossy.replaceAll('.5', '1') } })).toEqual([])
    expect(check(lossy, { nodes: ['a', 'b', 'c'] })).toMatch(/has 2 ports, but `nodes` names 3 \(x\.s2p:2\)/)
    expect(check(`${options}1 0 0 0 0 0 0 0 0\n`)).toMatch(/at least two frequencies/)
    expect(check(`${options}2 0 0 0 0 0 0 0 0\n1 0 0 0 0 0 0 0 0\n`)).toMatch(/must rise.*\(x\.s2p:3\)/)
  })
})
