import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DeviceError, problemText } from '../../src/device/problems.js'
import { type ReadOptions, readDevice, readDeviceWithWarnings } from '../../src/device/readDevice.js'
import { definePart } from '../../src/parts/part.js'
import { bcsGapRatioAtZero } from '../../src/units/constants.js'

const examples = new URL('../../examples/', import.meta.url)
const example = readFileSync(new URL('dey2023-ndtc.yaml', examples), 'utf8')

/** A small device, line by line, so that the places below can be counted. */
const small = `caloritron: 1
title: Small
phonons: 30 mK
islands: { source: {}, drain: { temperature: 50 mK } }
circuit:
  wire: { kind: wire, material: Ti, length: 6 um, width: 700 nm, thickness: 25 nm, nodes: [line, gnd], island: source }
  load: { kind: resistor, resistance: 50 ohm, nodes: [line, gnd], island: drain }
heat:
  heater: { kind: heater, island: source, power: 1.5 pW }
`

function problemsOf(text: string, options: ReadOptions = {}): string[] {
  try {
    readDevice(text, { name: 'device.yaml', ...options })
  } catch (error) {
    if (error instanceof DeviceError) return error.problems.map(problemText)
    throw error
  }
  return []
}

const warningsOf = (text: string, options: ReadOptions = {}) =>
  readDeviceWithWarnings(text, { name: 'device.yaml', ...options }).warnings.map(problemText)

describe('readDevice', () => {
  it('tells of a sweep over an element without a kind what it lacks', () => {
    const text = `${small.replace('kind: resistor, ', '')}sweep:\n  circuit.load.resistance: { from: 1 ohm, to: 5 ohm, points: 3 }\n`
    const problems = problemsOf(text)
    expect(problems.some((problem) => problem.includes('belongs to an element without a kind'))).toBe(true)
    expect(problems.join(' ')).not.toContain('undefined')
  })

  it.each(readdirSync(examples).filter((file) => file.endsWith('.yaml')))('reads %s without warnings', (file) => {
    const files = (name: string) => readFileSync(new URL(name, examples), 'utf8')
    const { warnings } = readDeviceWithWarnings(files(file), { files })
    // A metal-insulator transition at 340 K is far from the temperatures the program expects.
    expect(file === 'vo2-ndtc.yaml' ? [] : warnings).toEqual([])
  })

  it('holds every quantity in SI units, to the last bit', () => {
    const device = readDevice(example)
    expect(device.phonons).toBe(0.03)
    expect(device.islands).toEqual({ source: { temperature: null }, drain: { temperature: null } })
    expect(device.circuit.source_ti).toEqual({
      kind: 'wire',
      material: 'Ti',
      length: 6e-6,
      width: 7e-7,
      thickness: 2.5e-8,
      nodes: ['film', 'gnd'],
      island: 'source',
    })
    expect(device.heat.heater).toEqual({ kind: 'heater', island: 'source', power: 1.5e-12 })
    expect(device.materials.Cu).toMatchObject({ name: 'Cu', electronPhononCoupling: 2e9, resistivity: 3e-8 })
    expect(device.materials.Ti).toMatchObject({ criticalTemperature: 0.4, gap: 'interpolation', gapRatio: 1.76 })
    expect(device.assumptions.thermometer).toEqual({ island: 'drain', material: 'Al', resolution: 4e-5 })
    expect(device.sweep).toEqual([{ path: 'heat.heater.power', from: 0, to: 5e-12, points: 251, scale: 'linear' }])
  })

  it('reads JSON and YAML alike, with Windows line ends, a byte order mark or tabs in JSON', () => {
    const json = {
      $schema: './caloritron-device.schema.json',
      caloritron: 1,
      title: 'Small',
      phonons: '30 mK',
      islands: { source: {}, drain: { temperature: '50 mK' } },
      circuit: {
        wire: {
          kind: 'wire',
          material: 'Ti',
          length: '6 um',
          width: '700 nm',
          thickness: '25 nm',
          nodes: ['line', 'gnd'],
          island: 'source',
        },
        load: { kind: 'resistor', resistance: '50 ohm', nodes: ['line', 'gnd'], island: 'drain' },
      },
      heat: { heater: { kind: 'heater', island: 'source', power: '1.5 pW' } },
    }
    const device = readDevice(small)
    expect(readDevice(JSON.stringify(json))).toEqual(device)
    expect(readDevice(JSON.stringify(json, null, '\t'))).toEqual(device)
    expect(readDevice(small.replaceAll('\n', '\r\n'))).toEqual(device)
    expect(readDevice(`\uFEFF${small}`)).toEqual(device)
  })

  it('takes aliases, islands without fields and nodes given as numbers', () => {
    const text = small
      .replace('source: {}', 'source: ')
      .replace('nodes: [line, gnd], island: source', 'nodes: &ends [1, 0], island: source')
      .replace('nodes: [line, gnd], island: drain', 'nodes: *ends, island: drain')
    const device = readDevice(text)
    expect(device.islands.source).toEqual({ temperature: null })
    expect(device.circuit.load!.nodes).toEqual(['1', '0'])
    expect(device.circuit.wire!.nodes).toEqual(['1', '0'])
  })

  it('tells every error of a file at once', () => {
    const text = `caloritron: 1
title: Broken
phonons: 30
islands: { source: {}, drain: { temprature: 3 K } }
circut: {}
circuit:
  a: { kind: wir }
  b: { kind: wire, material: Cuu, lenght: 3 um, width: 3 K, thickness: -3 nm, nodes: [a, a], island: sorce }
  c: { kind: resistor, resistance: 3 ohm, step: { temperatur: 3 K }, nodes: [a, b], island: drain }
  a: {}
sweep:
  heat.h.powr: { from: 3 K, to: 4, points: 2 }
  circuit.b.width: { from: 3 K, to: 4, points: 1 }
heat:
  h: { kind: heater, island: source, power: 1 pW, voltage: 2 uV }
`
    expect(problemsOf(text)).toEqual([
      'phonons: must be a temperature, got 30 without a unit (device.yaml:3:10); write for example "30 mK"',
      'islands.drain.temprature: is not a field of an island (device.yaml:4:33); did you mean "temperature"?',
      'circut: is not a section of a device file (device.yaml:5:1); did you mean "circuit"?',
      'circuit.a.kind: must be a kind of part, got "wir" (device.yaml:7:14); did you mean "wire"?',
      'circuit.b.material: must be a material, got "Cuu" (device.yaml:8:30); did you mean "Cu"?',
      'circuit.b.lenght: is not a field of a wire (device.yaml:8:35); did you mean "length"?',
      'circuit.b.width: must be a length, got "3 K" (device.yaml:8:56); write for example "700 nm"',
      'circuit.b.thickness: must be greater than 0, got "-3 nm" (device.yaml:8:72)',
      'circuit.b.nodes: must be two different nodes, got "a" twice (device.yaml:8:86); connect the two ends to different nodes',
      'circuit.b.island: must be an island, got "sorce" (device.yaml:8:102); did you mean "source"?',
      'circuit.c.step.resistance: is missing (device.yaml:9:49); write for example "resistance: 50 ohm"',
      'circuit.c.step.temperatur: is not a field of step (device.yaml:9:51); did you mean "temperature"?',
      'circuit.a: is given twice, first on line 7 (device.yaml:10:3); remove one of the two',
      'sweep.heat.h.powr: is not a field of a heater (device.yaml:12:3); did you mean "heat.h.power"?',
      'sweep.circuit.b.width.from: must be a length, got "3 K" (device.yaml:13:28); write for example "700 nm"',
      'sweep.circuit.b.width.to: must be a length, got 4 without a unit (device.yaml:13:37); write for example "700 nm"',
      'sweep.circuit.b.width.points: must be a whole number from 2 to 1000000, got 1 (device.yaml:13:48)',
    ])
  })

  it.each([
    [
      'length: 6 um',
      'length: 6 K',
      'circuit.wire.length: must be a length, got "6 K" (device.yaml:6:45); write for example "6 um"',
    ],
    [
      'length: 6 um',
      'length: 6',
      'circuit.wire.length: must be a length, got 6 without a unit (device.yaml:6:45); write for example "6 um"',
    ],
    [
      'length: 6 um',
      'length: "6"',
      'circuit.wire.length: must be a length, got "6" without a unit (device.yaml:6:45); write for example "6 um"',
    ],
    [
      'length: 6 um',
      'length: 6 UM',
      'circuit.wire.length: must be a length, got "6 UM", where "UM" is not a known unit (device.yaml:6:45); write "6 um"',
    ],
    [
      'length: 6 um',
      'length: 1e999 um',
      'circuit.wire.length: must be a length, got "1e999 um", which is outside the range of numbers (device.yaml:6:45); write for example "6 um"',
    ],
    [
      'length: 6 um',
      'length: .inf',
      'circuit.wire.length: must be a length, got Infinity without a unit (device.yaml:6:45); write for example "6 um"',
    ],
    [
      'length: 6 um',
      'length: .nan',
      'circuit.wire.length: must be a length, got NaN without a unit (device.yaml:6:45); write for example "6 um"',
    ],
    ['length: 6 um', 'length: -6 um', 'circuit.wire.length: must be greater than 0, got "-6 um" (device.yaml:6:45)'],
    [
      'length: 6 um',
      'length: [6 um]',
      'circuit.wire.length: must be a length, got a list (device.yaml:6:45); write for example "6 um"',
    ],
    [
      'length: 6 um',
      'length: ',
      'circuit.wire.length: must be a length, got nothing (device.yaml:6:45); write for example "6 um"',
    ],
    ['length: 6 um, ', '', 'circuit.wire.length: is missing (device.yaml:6:9); write for example "length: 6 um"'],
    ['kind: wire, ', '', 'circuit.wire.kind: is missing (device.yaml:6:9); kinds are wire, resistor'],
    [
      'kind: wire',
      'kind: heater',
      'circuit.wire.kind: must be a kind of the section circuit, got "heater" (device.yaml:6:17); put it under "heat"',
    ],
    [
      'kind: wire',
      'kind: [wire]',
      'circuit.wire.kind: must be a kind of part, got a list (device.yaml:6:17); kinds are wire, resistor',
    ],
    [
      '{ kind: resistor, resistance: 50 ohm, nodes: [line, gnd], island: drain }',
      '3',
      'circuit.load: must be a mapping of fields, got 3 (device.yaml:7:9)',
    ],
    [
      'nodes: [line, gnd], island: source',
      'nodes: [line], island: source',
      'circuit.wire.nodes: must be a list of 2 nodes, got 1 (device.yaml:6:91); write for example [line, gnd]',
    ],
    [
      'nodes: [line, gnd], island: source',
      'nodes: line, island: source',
      'circuit.wire.nodes: must be a list of 2 nodes, got "line" (device.yaml:6:91); write for example [line, gnd]',
    ],
    [
      'nodes: [line, gnd], island: source',
      'nodes: [line, [gnd]], island: source',
      'circuit.wire.nodes: must be a list of 2 nodes, got a list in it (device.yaml:6:91); a node is named by letters, digits, _, -, + or .',
    ],
    [
      'material: Ti',
      'material: Unobtainium',
      'circuit.wire.material: must be a material, got "Unobtainium" (device.yaml:6:33); materials are Cu, Ag, Au, AuPd, Al, Ti, Nb, V, Ta, Mo, NbN, TiN',
    ],
    [
      'material: Ti',
      'material: constructor',
      'circuit.wire.material: must be a material, got "constructor" (device.yaml:6:33); materials are Cu, Ag, Au, AuPd, Al, Ti, Nb, V, Ta, Mo, NbN, TiN',
    ],
    [
      'island: drain',
      'island: phonons',
      'circuit.load.island: must be an island, got "phonons" (device.yaml:7:75); islands are source, drain',
    ],
    [
      'source: {}',
      'source: {}, phonons: {}',
      'islands.phonons: is the name of a reservoir of the program (device.yaml:4:24); choose another name',
    ],
    [
      'source: {}',
      'source: {}, __proto__: {}',
      'islands.__proto__: is not a name for an island (device.yaml:4:24); a name is a letter followed by up to 63 letters, digits, _ or -',
    ],
    [
      'source: {}',
      'source: {}, constructor: {}',
      'islands.constructor: is a reserved name (device.yaml:4:24); choose another name',
    ],
    [
      'source: {}',
      'source: {}, a.b: {}',
      'islands.a.b: is not a name for an island (device.yaml:4:24); a name is a letter followed by up to 63 letters, digits, _ or -',
    ],
    [
      'source: {}',
      'source: {}, <<: {}',
      'islands."<<": is not a name for an island (device.yaml:4:24); a name is a letter followed by up to 63 letters, digits, _ or -',
    ],
    [
      'temperature: 50 mK',
      'temperature: 0 K',
      'islands.drain.temperature: must be greater than 0, got "0 K" (device.yaml:4:46)',
    ],
    [
      'temperature: 50 mK',
      'temperature: 20 degC',
      'islands.drain.temperature: must be a temperature, got "20 degC" (device.yaml:4:46); temperatures are absolute: write it in K',
    ],
    [
      'caloritron: 1',
      'caloritron: 2',
      'caloritron: must be 1, the version of the format that this program reads, got 2 (device.yaml:1:13); write "caloritron: 1"',
    ],
    ['caloritron: 1\n', '', 'caloritron: is missing (device.yaml:1:1); write "caloritron: 1"'],
    ['title: Small', 'title: 3', 'title: must be text, got 3 (device.yaml:2:8)'],
    ['title: Small', 'title: " "', 'title: must be text, got " " (device.yaml:2:8)'],
    ['phonons: 30 mK\n', '', 'phonons: is missing (device.yaml:1:1); write for example "phonons: 30 mK"'],
    [
      'title: Small',
      'title: !!binary aGk=',
      'device file: cannot be read as YAML: Unresolved tag: tag:yaml.org,2002:binary (device.yaml:2:8); remove the tag, or put the text in quotes',
    ],
    [
      '  wire:',
      '\twire:',
      'device file: must be indented with spaces, got a tab (device.yaml:6:1); replace the tab by spaces',
    ],
    ['title: Small', 'title: *there', 'title: must be an anchor set before, got *there (device.yaml:2:8)'],
    [
      'title: Small',
      'title: Small\ntitle: Large',
      'title: is given twice, first on line 2 (device.yaml:3:1); remove one of the two',
    ],
    ['title: Small', '? [title]\n: Small\ntitle: x', 'device file: must have plain words as keys (device.yaml:1:1)'],
    [
      'title: Small',
      '---',
      'device file: must hold one device, got a second document after "---" (device.yaml:2:1); write one file for each device',
    ],
    ['heat:\n', 'heat: 3\nignored:\n', 'heat: must be a mapping of names, got 3 (device.yaml:8:7)'],
    [
      'power: 1.5 pW',
      'power: 1.5 pW, voltage: 2 uV',
      'heat.heater.voltage: must not be given together with `power` (device.yaml:9:67); keep one of the two',
    ],
    [
      ', power: 1.5 pW',
      '',
      'heat.heater.power: is missing (device.yaml:9:11); give `power`, or `voltage` and `tunnelResistance`',
    ],
    [
      'material: Ti',
      'material: Nb',
      'circuit.wire.material: Nb has no trusted electron-phonon coupling in the library (device.yaml:6:33); give one',
    ],
  ])('explains %j -> %j', (from, to, message) => {
    expect(small).toContain(from)
    const problems = problemsOf(small.replace(from, to))
    expect(
      problems.some((problem) => problem.startsWith(message)),
      problems.join('\n'),
    ).toBe(true)
  })

  it.each([
    [
      '',
      'device file: must describe a device, got an empty file (device.yaml:1:1); start with "caloritron: 1" and the sections phonons, islands and circuit',
    ],
    [
      '# nothing',
      'device file: must describe a device, got an empty file (device.yaml:1:1); start with "caloritron: 1" and the sections phonons, islands and circuit',
    ],
    [
      '[1, 2]',
      'device file: must describe a device, got a list (device.yaml:1:1); start with "caloritron: 1" and the sections phonons, islands and circuit',
    ],
    [
      'hello',
      'device file: must describe a device, got "hello" (device.yaml:1:1); start with "caloritron: 1" and the sections phonons, islands and circuit',
    ],
    ['x'.repeat(300_000), 'device file: must be at most 262144 characters, got 300000 (device.yaml:1:1)'],
    [
      `${small}title2: ${'['.repeat(5000)}`,
      'device file: must not be nested more than 32 levels deep (device.yaml:10:41)',
    ],
    ['- '.repeat(5000), 'device file: must not be nested more than 32 levels deep (device.yaml:1:1)'],
    ['%YAML 1.1\n---\ntitle: x', 'device file: must be YAML 1.2, got 1.1 (device.yaml:1:1)'],
    [
      '{',
      'device file: cannot be read as YAML: Flow map must end with a } (device.yaml:1:2); write "key: value" with a space after the colon, and close every quote and bracket',
    ],
  ])('refuses %.20s', (text, message) => {
    expect(problemsOf(text)).toEqual([message])
  })

  it('names the place without a file name too', () => {
    expect(problemsOf(small.replace('30 mK', '30'), { name: undefined as never })).toEqual([
      'phonons: must be a temperature, got 30 without a unit (line 3, column 10); write for example "30 mK"',
    ])
  })

  it('lists what would be accepted as data', () => {
    try {
      readDevice(small.replace('island: drain', 'island: darin'), { name: 'd.yaml' })
      expect.unreachable()
    } catch (error) {
      expect((error as DeviceError).problems).toEqual([
        {
          severity: 'error',
          code: 'unknown-island',
          path: 'circuit.load.island',
          message: 'must be an island, got "darin"',
          line: 7,
          column: 75,
          place: 'd.yaml:7:75',
          accepted: ['source', 'drain'],
          suggestion: 'did you mean "drain"?',
        },
      ])
    }
  })

  it('survives aliases that would grow without bound', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${[...'bcdefghi'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`)}]`).join('\n')}`
    const text = `${bomb}\nislands: *i\ncircuit: { wire: *i, load: { kind: wire, nodes: *i } }\n`
    expect(problemsOf(text)).toContain(
      'circuit.load.nodes: must be a list of 2 nodes, got 9 (device.yaml:11:49); write for example [line, gnd]',
    )
    expect(problemsOf('a: &a [*a]')).toContain('a.0: must not contain itself, got *a (device.yaml:1:8)')
  })

  it('shows the first problems of many', () => {
    const text = `${small}${Array.from({ length: 60 }, (_, i) => `wrong${i}: 1\n`).join('')}`
    expect(problemsOf(text)).toHaveLength(60)
    expect(() => readDevice(text)).toThrow(/and 35 more$/)
  })
})

describe('materials', () => {
  const material = (overrides: string) => readDevice(`${small}materials: { Ti: ${overrides} }\n`).materials.Ti!

  it('merges overrides with the library, the gap ratio following the gap model', () => {
    expect(material('{}')).toMatchObject({
      criticalTemperature: 0.4,
      gap: 'bcs',
      gapRatio: bcsGapRatioAtZero,
      resistivity: 3e-7,
    })
    expect(material('{ gap: interpolation }').gapRatio).toBe(1.76)
    expect(material('{ gap: interpolation, gapRatio: 1.9 }').gapRatio).toBe(1.9)
    expect(material('{ resistivity: 40 uohm cm }')).toMatchObject({ resistivity: 4e-7, electronPhononCoupling: 1.3e9 })
    expect(material('{ criticalTemperature: 0 K }').criticalTemperature).toBeUndefined()
  })

  it('reads the coupling in the unit that belongs to the exponent', () => {
    expect(material('{ electronPhononExponent: 4.5, electronPhononCoupling: 2e9 W m^-3 K^-4.5 }')).toMatchObject({
      electronPhononExponent: 4.5,
      electronPhononCoupling: 2e9,
    })
    expect(problemsOf(`${small}materials: { Ti: { electronPhononExponent: 6 } }\n`)).toEqual([
      'materials.Ti.electronPhononExponent: must come with electronPhononCoupling, because the library gives it for the exponent 5 (device.yaml:10:44); write for example "electronPhononCoupling: 2e9 W m^-3 K^-6"',
    ])
    expect(problemsOf(`${small}materials: { Ti: { electronPhononCoupling: 2e9 W m^-3 K^-6 } }\n`)).toEqual([
      'materials.Ti.electronPhononCoupling: must be a quantity in W m^-3 K^-5, got "2e9 W m^-3 K^-6" (device.yaml:10:44); write for example "2e9 W m^-3 K^-5"',
    ])
  })

  it('takes new materials, and warns of those that nothing uses', () => {
    const text = `${small.replace('material: Ti', 'material: TiW')}materials:\n  TiW: { resistivity: 60 uohm cm, electronPhononCoupling: 1e9 W m^-3 K^-5 }\n`
    expect(readDevice(text).materials.TiW).toMatchObject({
      name: 'TiW',
      resistivity: 6e-7,
      electronPhononExponent: 5,
      gap: 'bcs',
    })
    expect(warningsOf(`${small}materials: { Tii: { gapRatio: 1.8 } }\n`)).toEqual([
      'materials.Tii: is not used by any part (device.yaml:10:14); did you mean "Ti"?',
      'materials.Tii.gapRatio: has no effect, because Tii has no critical temperature (device.yaml:10:31); give criticalTemperature if it superconducts',
    ])
  })

  it('does not let a broken override hide behind the library', () => {
    expect(problemsOf(`${small}materials: { Ti: { gap: BCS } }\n`)).toEqual([
      'materials.Ti.gap: must be one of interpolation, bcs, got "BCS" (device.yaml:10:25); did you mean "bcs"?',
    ])
  })
})

describe('warnings', () => {
  it.each([
    [
      'phonons: 30 mK',
      'phonons: 30 K',
      'phonons: is 30 K, outside the plausible range 5 mK to 4 K (device.yaml:3:10); check number and unit',
    ],
    [
      'length: 6 um',
      'length: 6 m',
      'circuit.wire.length: is 6 m, outside the plausible range 10 nm to 10 mm (device.yaml:6:45); check number and unit',
    ],
    [
      'temperature: 50 mK',
      'temperature: 50 K',
      'islands.drain.temperature: is 50 K, outside the plausible range 1 mK to 10 K (device.yaml:4:46); check number and unit',
    ],
  ])('doubts %s -> %s', (from, to, message) => {
    expect(warningsOf(small.replace(from, to))).toEqual([message])
  })
})

describe('values set from outside', () => {
  it('sets them as if they stood in the file', () => {
    const device = readDevice(small, {
      set: {
        'circuit.wire.length': '8 um',
        phonons: '50 mK',
        'islands.source.temperature': '100 mK',
        'materials.Ti.gap': 'interpolation',
        'circuit.load.nodes': '[film, 0]',
        'circuit.load.step.temperature': '400 mK',
        'circuit.load.step.resistance': '1 kohm',
        title: 'Set: from outside',
      },
    })
    expect(device.circuit.wire!.length).toBe(8e-6)
    expect(device.phonons).toBe(0.05)
    expect(device.islands.source).toEqual({ temperature: 0.1 })
    expect(device.materials.Ti!.gapRatio).toBe(1.76)
    expect(device.circuit.load).toMatchObject({ nodes: ['film', '0'], step: { temperature: 0.4, resistance: 1000 } })
    expect(device.title).toBe('Set: from outside')
  })

  it('changes only the one of two that share an anchor', () => {
    const text = small.replace('wire: {', 'twin: &w {').replace('heat:', '  wire: *w\nheat:')
    const device = readDevice(text, { set: { 'circuit.wire.length': '8 um' } })
    expect([device.circuit.wire!.length, device.circuit.twin!.length]).toEqual([8e-6, 6e-6])
  })

  it.each([
    [
      { 'circuit.wire.length': '6 K' },
      'circuit.wire.length: must be a length, got "6 K" (--set); write for example "6 um"',
    ],
    [
      { 'circuit.wire.lenght': '6 um' },
      'circuit.wire.lenght: is not a field of a wire (--set); did you mean "circuit.wire.length"?',
    ],
    [
      { 'circuit.wier.length': '6 um' },
      'circuit.wier.length: is not an element of the circuit of the device (--set); did you mean "circuit.wire"?',
    ],
    [
      { 'materials.Cuu.resistivity': '6 uohm cm' },
      'materials.Cuu.resistivity: is not a material of the device (--set); did you mean "materials.Cu"?',
    ],
    [{ phonon: '6 K' }, 'phonon: is not a path of a device (--set); did you mean "phonons"?'],
    [
      { 'circuit.wire': '6 K' },
      'circuit.wire: is a wire, not one of its fields (--set); accepted are material, length, width, thickness, model, broadening, relativeBroadening, meanFreePath, fermiVelocity, contactResistance, strayCapacitance, nodes, ...',
    ],
    [
      { 'circuit.wire.length.x': '6 K' },
      'circuit.wire.length.x: leads below circuit.wire.length, which is a value (--set)',
    ],
    [
      { '__proto__.x': '6 K' },
      '__proto__.x: is not a path of a device (--set); accepted are phonons, islands, materials, circuit, heat, assumptions',
    ],
    [
      { 'circuit.constructor.x': '6 K' },
      'circuit.constructor.x: is not an element of the circuit of the device (--set); accepted are wire, load',
    ],
  ])('explains %j', (set, message) => {
    expect(problemsOf(small, { set: set as unknown as Record<string, string> })).toEqual([message])
  })
})

describe('files', () => {
  const probe = definePart({
    kind: 'probe',
    section: 'circuit',
    title: 'Probe',
    description: 'A part with a file.',
    fields: { data: { type: 'file', label: 'data', description: 'Data.' } },
    check: ({ data }, context) =>
      context.file(data) === '1' ? [] : [{ field: 'data', message: 'must hold 1; write 1' }],
    build: () => ({}),
  })
  const text = (name: string) =>
    `caloritron: 1\ntitle: x\nphonons: 30 mK\nislands: { a: {} }\ncircuit:\n  p: { kind: probe, data: ${name} }\n`
  const files = (name: string) => (name === 'data/a.csv' ? '1' : name === 'b.csv' ? '2' : null)

  it('reads those that exist and hands them to the parts', () => {
    expect(readDevice(text('data/a.csv'), { parts: [probe], files }).files).toEqual({ 'data/a.csv': '1' })
  })

  it.each([
    [
      'none.csv',
      'circuit.p.data: must be an existing file, got "none.csv" (device.yaml:6:27); give its path relative to the device file',
    ],
    [
      '../a.csv',
      'circuit.p.data: must be a file beside the device file, got "../a.csv" (device.yaml:6:27); give a relative path without ".."',
    ],
    [
      '/etc/a.csv',
      'circuit.p.data: must be a file beside the device file, got "/etc/a.csv" (device.yaml:6:27); give a relative path without ".."',
    ],
    [
      'c:/a.csv',
      'circuit.p.data: must be a file beside the device file, got "c:/a.csv" (device.yaml:6:27); give a relative path without ".."',
    ],
    ['3', 'circuit.p.data: must be the name of a file, got 3 (device.yaml:6:27)'],
    ['b.csv', 'circuit.p.data: must hold 1 (device.yaml:6:27); write 1'],
  ])('refuses %s', (name, message) => {
    expect(problemsOf(text(name), { parts: [probe], files })).toEqual([message])
  })
})
