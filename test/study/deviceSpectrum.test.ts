import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { readDevice } from '../../src/device/readDevice.js'
import { checkDataset } from '../../src/study/dataset.js'
import { decadeHeat } from '../../src/study/decadeHeat.js'
import { deviceSpectrum, spectrumDataset } from '../../src/study/deviceSpectrum.js'
import { impedanceSeen } from '../../src/study/impedanceSeen.js'
import { circuitResonances } from '../../src/study/resonances.js'
import { transmissionSpectrum } from '../../src/study/transmission.js'
import { boltzmann, planck } from '../../src/units/constants.js'
import { exampleModel } from './devices.js'

const temperatures = { source: 0.3, drain: 0.1 }

function circuit(lines: string, islands = 'source: { temperature: 300 mK }, drain: { temperature: 100 mK }') {
  return compile(
    readDevice(`caloritron: 1\ntitle: test\nphonons: 10 mK\nislands: { ${islands} }\ncircuit:\n  ${lines.trim()}\n`),
  )
}

describe('circuitResonances', () => {
  it.each([3, 10, 1e3, 1e6, 1e9])('of R, L, C in series are f = 1/2π√(LC) and Q = √(L/C)/R, Q = %d', (quality) => {
    const impedance = 50
    const omega = 2 * Math.PI * 5e9
    const model = circuit(`
  source: { kind: resistor, resistance: ${impedance / quality / 4} ohm, nodes: [a, gnd], island: source }
  coil: { kind: inductor, inductance: ${impedance / omega} H, nodes: [a, b] }
  plates: { kind: capacitor, capacitance: ${1 / (impedance * omega)} F, nodes: [b, c] }
  drain: { kind: resistor, resistance: ${(3 * impedance) / quality / 4} ohm, nodes: [c, gnd], island: drain }`)
    const { resonances } = circuitResonances(model, temperatures)
    expect(resonances).toHaveLength(1)
    expect(Math.abs(resonances[0]!.frequency / 5e9 - 1)).toBeLessThan(1e-6 / quality + 1e-13)
    expect(Math.abs(resonances[0]!.quality / quality - 1)).toBeLessThan(quality > 1e8 ? 1e-2 : 1e-6)
  })

  it('of a line between equal resistances are s = v/l (ln|Γ| + iπn)', () => {
    const model = exampleModel('half-wave-line-mismatched')
    const { resonances, upTo } = circuitResonances(model, { source: 0.3, drain: 0.1 })
    const decay = 1e10 * Math.log(52 / 48)
    expect(resonances).toHaveLength(Math.floor(upTo / 5e9))
    for (const [n, { frequency, quality }] of resonances.entries()) {
      const exact = Math.hypot(decay, 1e10 * Math.PI * (n + 1))
      expect(Math.abs((2 * Math.PI * frequency) / exact - 1)).toBeLessThan(1e-9)
      expect(Math.abs((2 * quality * decay) / exact - 1)).toBeLessThan(1e-6)
    }
  })

  it('are all found where they lie closer than their widths: two loops with and without coupling', () => {
    for (const coupling of [0, 1e-3, 0.02, 0.3]) {
      const loops = ['a', 'b'].map(
        (side, index) => `
  resistor_${side}: { kind: resistor, resistance: 1 ohm, nodes: [${side}1, gnd], island: ${['source', 'drain'][index]} }
  coil_${side}: { kind: inductor, inductance: 1 nH, nodes: [${side}1, ${side}2] }
  plates_${side}: { kind: capacitor, capacitance: 1 pF, nodes: [${side}2, gnd] }`,
      )
      const mutual = `
  mutual: { kind: mutual, first: coil_a, second: coil_b, inductance: ${coupling} nH }`
      const model = circuit(loops.join('') + (coupling > 0 ? mutual : ''))
      const { resonances } = circuitResonances(model, temperatures)
      // (1 ± k) L s² + R s + 1/C = 0
      const exact = [1 + coupling, 1 - coupling].map((factor) => ({
        frequency: 1 / (2 * Math.PI * Math.sqrt(factor * 1e-21)),
        quality: Math.sqrt(factor * 1e3),
      }))
      const expected = coupling === 0 ? exact.slice(0, 1) : exact
      expect(resonances, `coupling ${coupling}`).toHaveLength(expected.length)
      for (const [n, { frequency, quality }] of expected.entries()) {
        expect(Math.abs(resonances[n]!.frequency / frequency - 1)).toBeLessThan(1e-6)
        expect(Math.abs(resonances[n]!.quality / quality - 1)).toBeLessThan(1e-5)
      }
    }
  })

  it('are none in the paper device, and none without a circuit', () => {
    expect(circuitResonances(exampleModel('dey2023-ndtc'), temperatures).resonances).toEqual([])
  })
})

/** ∫₀^y x/(eˣ − 1) dx over π²/6. */
function debyeShare(y: number): number {
  let sum = 0
  for (let k = 1; k < 4000; k++) sum += Math.exp(-k * y) * (y / k + 1 / k ** 2)
  const series = y - y ** 2 / 4 + y ** 3 / 36 - y ** 5 / 3600
  return (y < 0.1 ? series : Math.PI ** 2 / 6 - sum) / (Math.PI ** 2 / 6)
}

describe('decadeHeat', () => {
  const resistors = `
  source: { kind: resistor, resistance: 50 ohm, nodes: [a, gnd], island: source }
  drain: { kind: resistor, resistance: 20 ohm, nodes: [a, gnd], island: drain }`

  it('of two resistors is the difference of two Debye functions', () => {
    const { from, to, pairs } = decadeHeat(circuit(resistors), temperatures)
    const below = (f: number, t: number) => (f === Infinity ? 1 : debyeShare((planck * f) / (boltzmann * t))) * t * t
    const [{ shares, power, powers }] = pairs as [(typeof pairs)[0]]
    for (const [band, share] of shares.entries()) {
      const [low, high] = [from[band]!, to[band]!]
      const exact = below(high, 0.3) - below(high, 0.1) - (low === 0 ? 0 : below(low, 0.3) - below(low, 0.1))
      expect(Math.abs(share - exact / 0.08)).toBeLessThan(1e-10)
    }
    expect(powers.reduce((a, b) => a + b)).toBeCloseTo(power, 28)
  })

  it('adds up to the photonic heat of the operating point, with films and with resonances', () => {
    for (const name of ['dey2023-ndtc', 'resonator-squid-resonator', 'three-terminal-star', 'series-lc']) {
      const model = exampleModel(name)
      const point = solve(model)
      const { pairs } = decadeHeat(model, point.temperatures)
      for (const { from, to, power, shares } of pairs) {
        const row = point.heat.find((entry) => entry.channel === 'photon' && entry.from === from && entry.to === to)!
        expect(Math.abs(power / row.power - 1)).toBeLessThan(1e-10)
        expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
      }
    }
  })

  it('is that of the conductance at equal temperatures, and zero without a connection', () => {
    const equal = decadeHeat(circuit(resistors), { source: 0.2, drain: 0.2 })
    const nearly = decadeHeat(circuit(resistors), { source: 0.2 * (1 + 1e-7), drain: 0.2 })
    expect(equal.pairs[0]!.power).toBe(0)
    for (const [band, share] of equal.pairs[0]!.shares.entries()) {
      expect(Math.abs(share - nearly.pairs[0]!.shares[band]!)).toBeLessThan(1e-7)
    }
    const apart = circuit(`
  source: { kind: resistor, resistance: 50 ohm, nodes: [a, gnd], island: source }
  load: { kind: resistor, resistance: 50 ohm, nodes: [a, gnd], island: source }
  drain: { kind: resistor, resistance: 20 ohm, nodes: [b, c], island: drain }`)
    const [pair] = decadeHeat(apart, temperatures).pairs
    expect(pair!.power).toBe(0)
    expect(pair!.shares.every((share) => share === 0)).toBe(true)
  })
})

describe('impedanceSeen', () => {
  it('makes 4 Re Z_i Re Z/|Z_i + Z|² the sum of τ_ij over j', () => {
    const model = exampleModel('three-terminal-star')
    const held = { source: 0.2, drain: 0.05, third: 0.1 }
    const options = { points: 11 }
    const { variables } = impedanceSeen(model, held, options)
    const spectrum = transmissionSpectrum(model, held, options).variables
    const values = (name: string) => (variables[name] ?? spectrum[name])!.data as Float64Array
    for (let k = 0; k < 11; k++) {
      const [own, re, im] = ['Z_source_re', 'Zseen_source_re', 'Zseen_source_im'].map((name) => values(name)[k]!)
      const absorbed = (4 * own! * re!) / ((own! + re!) ** 2 + im! ** 2)
      expect(values('tau_source_drain')[k]! + values('tau_source_third')[k]!).toBeCloseTo(absorbed, 12)
    }
  })

  it('has one for each current of an island, and none for elements in no loop', () => {
    const model = circuit(`
  one: { kind: resistor, resistance: 50 ohm, nodes: [a, gnd], island: source }
  two: { kind: resistor, resistance: 30 ohm, nodes: [a, gnd], island: source }
  stub: { kind: resistor, resistance: 30 ohm, nodes: [a, open], island: source }
  drain: { kind: resistor, resistance: 20 ohm, nodes: [a, gnd], island: drain }`)
    const { variables } = impedanceSeen(model, temperatures, { points: 2 })
    expect(Object.keys(variables).filter((name) => name.endsWith('_re'))).toEqual([
      'Zseen_source_one_re',
      'Zseen_source_two_re',
      'Zseen_drain_re',
    ])
    expect(variables.Zseen_source_one_re!.data[0]).toBeCloseTo(12, 12)
    expect(variables.Zseen_drain_re!.data[0]).toBeCloseTo(18.75, 12)
  })
})

describe('spectrumDataset', () => {
  it.each(['dey2023-ndtc', 'series-lc'])('of %s is consistent', (name) => {
    const model = exampleModel(name)
    const dataset = spectrumDataset(deviceSpectrum(model, solve(model).temperatures, { points: 9 }))
    checkDataset(dataset)
    expect(Object.hasOwn(dataset.dimensions, 'resonance')).toBe(name === 'series-lc')
  })
})
