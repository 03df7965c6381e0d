import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { line } from '../../src/parts/line.js'
import { parseQuantity } from '../../src/units/quantity.js'
import { build, problems } from './harness.js'

const nodes = ['a', 'b']
const island = 'line'
const geometry = { impedance: 50, velocity: 1.2e8, length: 0.005, nodes }

function scattering(spec: Parameters<typeof line.build>[1], omega: number): number[] {
  const out = new Float64Array(8)
  build(line, spec).multiports![0].scattering(omega, out)
  return [...out]
}

describe('line', () => {
  it('without loss only delays', () => {
    const [port] = build(line, geometry).multiports!
    expect(port.ports).toEqual([
      ['a', 'gnd'],
      ['b', 'gnd'],
    ])
    expect([port.island, port.reference]).toEqual([null, 50])
    expect(port.period! / ((Math.PI * 1.2e8) / 0.005)).toBeCloseTo(1, 15)
    const theta = (1e11 * 0.005) / 1.2e8
    const e = [Math.cos(theta), -Math.sin(theta)]
    const s = scattering(geometry, 1e11)
    for (const [place, value] of [0, 0, ...e, ...e, 0, 0].entries()) expect(s[place]).toBeCloseTo(value, 14)
  })

  it('is the same from impedance and velocity as from L and C per length', () => {
    const [port] = build(line, { inductancePerLength: 4e-7, capacitancePerLength: 1.6e-10, length: 0.005, nodes })
      .multiports!
    expect(port.reference / 50).toBeCloseTo(1, 15)
    expect(port.period! / ((Math.PI * 1.25e8) / 0.005)).toBeCloseTo(1, 14)
  })

  // cosh and sinh of the propagation constant, 30 digits (mpmath 1.3)
  const lossy = [
    [1e10, 10, 0.00044389796268655104, -0.00019642325147274298, 0.9139860535413227, -0.4045123351864713],
    [1e10, 1e4, 0.3009451775111288, -0.1163160128162013, 0.6007312930070592, -0.2821167803424322],
    [1e6, 1e4, 0.3333333329961134, -1.234567900498194e-5, 0.6666666659911551, -2.932098764299742e-5],
    [1e11, 1e7, 0.9089028900087379, -0.08314413871965114, 1.9048121879364557e-21, -3.400436992409875e-21],
    [3e11, 1e-3, -2.6470347365481867e-10, -1.7594575572419106e-11, 0.997798229288668, 0.0663218940351058],
    [1e3, 1e7, 0.9980039920158904, -2.7750000110358735e-8, 0.0019960079839640155, -1.3916666555699074e-8],
  ] as const
  it.each(lossy)('with series loss is cosh and sinh of the propagation constant: %d rad/s, %d Ohm/m', (...row) => {
    const [omega, resistancePerLength, ...expected] = row
    const s = scattering({ ...geometry, resistancePerLength, island }, omega)
    for (const [index, place] of [0, 1, 2, 3].entries()) {
      const scale = Math.hypot(expected[index & 2], expected[(index & 2) + 1])
      expect(Math.abs(s[place] - expected[index]) / scale).toBeLessThan(2e-14)
    }
    expect(s.slice(4)).toEqual([s[2], s[3], s[0], s[1]])
  })

  it('attenuates by the given decibels, with the given power of frequency', () => {
    const attenuation = parseQuantity('6 dB/m', 'm^-1')
    const spec = { ...geometry, attenuation, attenuationExponent: 0.5, attenuationFrequency: 5e9, length: 2, island }
    const decibels = (frequency: number) => {
      const s = scattering(spec, 2 * Math.PI * frequency)
      return -20 * Math.log10(Math.hypot(s[2], s[3]))
    }
    expect(decibels(5e9)).toBeCloseTo(12, 12)
    expect(decibels(20e9)).toBeCloseTo(24, 12)
  })

  it('never gives back more than it receives', () => {
    const log = (low: number, high: number) =>
      fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map((value) => Math.exp(value))
    fc.assert(
      fc.property(log(1e5, 1e13), log(1e-6, 1e9), log(1e-6, 10), (omega, resistancePerLength, length) => {
        const s = scattering({ ...geometry, length, resistancePerLength, island }, omega)
        // Eigenvectors of the symmetric two-port: even and odd excitation.
        const even = Math.hypot(s[0] + s[2], s[1] + s[3])
        const odd = Math.hypot(s[0] - s[2], s[1] - s[3])
        expect(Math.max(even, odd)).toBeLessThan(1 + 1e-14)
      }),
    )
  })

  it('says what is missing or too much', () => {
    const { impedance, ...noImpedance } = geometry
    const fields = (spec: Parameters<typeof line.build>[1]) => problems(line, spec).map(({ field }) => field)
    expect(fields(geometry)).toEqual([])
    expect(fields(noImpedance)).toEqual(['impedance'])
    expect(fields({ length: 1, nodes })).toEqual(['impedance'])
    expect(fields({ length: 1, nodes, capacitancePerLength: 1e-10 })).toEqual(['inductancePerLength'])
    expect(fields({ ...geometry, inductancePerLength: 1e-7 })).toEqual(['inductancePerLength'])
    expect(fields({ ...geometry, attenuation: 1 })).toEqual(['island'])
    expect(fields({ ...geometry, island })).toEqual(['island'])
    expect(fields({ ...geometry, attenuation: 1, resistancePerLength: 1, island })).toEqual(['attenuation'])
    expect(fields({ ...geometry, attenuation: 1, attenuationExponent: 1, island })).toEqual(['attenuationFrequency'])
    expect(fields({ ...geometry, resistancePerLength: 1, attenuationExponent: 0, island })).toEqual([
      'attenuationFrequency',
      'attenuationExponent',
    ])
  })
})
