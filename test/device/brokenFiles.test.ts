import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { DeviceError, type Problem } from '../../src/device/problems.js'
import { readDeviceWithWarnings } from '../../src/device/readDevice.js'
import { deviceJsonSchema } from '../../src/device/schema.js'

const files = ['dey2023-ndtc.yaml', 'ideal-step.yaml', 'matched-resistors.yaml']
// Without comments, where a change would break nothing.
const texts = files.map((file) =>
  readFileSync(new URL(`../../examples/${file}`, import.meta.url), 'utf8').replace(/^ *#.*\n/gm, ''),
)

const validate = new Ajv2020({ strict: false }).compile(deviceJsonSchema())

/** Words that a mutation puts in place of another: wrong units, numbers, names, types and YAML's own signs. */
const words = [
  '1e999',
  '-1e999',
  '1e-999',
  'NaN',
  '.nan',
  '.inf',
  '-.inf',
  '-3',
  '0',
  '1e308',
  '0x1f',
  '1_000',
  '3 K',
  '-3 um',
  '0 pW',
  '3 furlong',
  '1e999 um',
  '1e400 W m^-3 K^-5',
  '6 um um',
  '5 m^99',
  '1,5 pW',
  '"6"',
  'null',
  '~',
  'true',
  '[]',
  '{}',
  '[[]]',
  '{a: b}',
  '*a',
  '&a',
  '&a x',
  '!!binary x',
  '!x',
  '|',
  '>',
  '%',
  '@',
  '`',
  '---',
  '...',
  '? a',
  '- a',
  '<<',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'phonons',
  'external',
  'gnd',
  'wire',
  'heater',
  'resistor',
  'source',
  'Ti',
  'Nb',
  'interpolation',
  '\t',
  '\n',
  '\r',
  '\u0000',
  '\uFEFF',
  '\u2028',
  '\uD800',
  'Ω',
  '°C',
  '"',
  "'",
  ':',
  ': ',
  ',',
  '#',
  ' #',
  '[',
  ']',
  '{',
  '}',
]

/** One change of a text: positions are fractions of its length, so that they hold after earlier changes. */
type Mutation = (text: string) => string

const fraction = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const at = (text: string, f: number): number => Math.floor(f * (text.length + 1))

/** Start and end of the word (letters, digits, dots) at or behind a position. */
function wordAt(text: string, position: number): [number, number] {
  const pattern = /[\w.^-]+/g
  pattern.lastIndex = position
  const match = pattern.exec(text)
  return match ? [match.index, match.index + match[0].length] : [text.length, text.length]
}

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  // Delete, double or insert a piece.
  fc.tuple(fraction, fc.nat(12)).map(
    ([f, n]): Mutation =>
      (text) =>
        text.slice(0, at(text, f)) + text.slice(at(text, f) + n),
  ),
  fc.tuple(fraction, fc.nat(60)).map(
    ([f, n]): Mutation =>
      (text) => {
        const piece = text.slice(at(text, f), at(text, f) + n)
        return text.slice(0, at(text, f)) + piece + text.slice(at(text, f))
      },
  ),
  fc.tuple(fraction, fc.constantFrom(...words)).map(
    ([f, word]): Mutation =>
      (text) =>
        text.slice(0, at(text, f)) + word + text.slice(at(text, f)),
  ),
  // Swap two neighbouring characters.
  fraction.map(
    (f): Mutation =>
      (text) => {
        const i = at(text, f)
        return text.slice(0, i) + text.slice(i + 1, i + 2) + text.slice(i, i + 1) + text.slice(i + 2)
      },
  ),
  // Put another word, here or from elsewhere in the file, in place of one.
  fc.tuple(fraction, fc.constantFrom(...words)).map(
    ([f, word]): Mutation =>
      (text) => {
        const [start, end] = wordAt(text, at(text, f))
        return text.slice(0, start) + word + text.slice(end)
      },
  ),
  fc.tuple(fraction, fraction).map(
    ([f, g]): Mutation =>
      (text) => {
        const [start, end] = wordAt(text, at(text, f))
        const [from, to] = wordAt(text, at(text, g))
        return text.slice(0, start) + text.slice(from, to) + text.slice(end)
      },
  ),
  // Delete, double or indent a line.
  fc.tuple(fraction, fc.nat(3)).map(
    ([f, what]): Mutation =>
      (text) => {
        const lines = text.split('\n')
        const i = Math.floor(f * lines.length)
        const line = lines[i]!
        lines.splice(i, 1, ...[[], [line, line], [`  ${line}`], [line.trimStart()]][what]!)
        return lines.join('\n')
      },
  ),
)

const brokenFile = fc
  .tuple(fc.constantFrom(...texts), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([text, mutations]) => mutations.reduce((broken, mutate) => mutate(broken), text))

function expectPlace(problem: Problem, text: string): void {
  const lines = text.split('\n')
  expect(problem.line).toBeGreaterThanOrEqual(1)
  expect(problem.line).toBeLessThanOrEqual(lines.length)
  expect(problem.column).toBeGreaterThanOrEqual(1)
  // One past the end of a line is where something is missing.
  expect(problem.column).toBeLessThanOrEqual(lines[problem.line! - 1]!.length + 1)
  expect(problem.message).not.toMatch(/undefined|\[object/)
  expect(problem.message).not.toBe('')
}

function expectFinite(value: unknown): void {
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) expectFinite(inner)
}

/** Reads a text that may be anything: an error with places, or a device without NaN; anything else fails the test. */
function readAnything(text: string): 'device' | 'error' {
  try {
    const { device, warnings } = readDeviceWithWarnings(text, { name: 'device.yaml' })
    expectFinite(device)
    for (const warning of warnings) expectPlace(warning, text)
    // What the program reads, an editor with the published schema must not underline.
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true)
    return 'device'
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error
    expect(error.problems.some((problem) => problem.severity === 'error')).toBe(true)
    for (const problem of error.problems) expectPlace(problem, text)
    return 'error'
  }
}

describe('broken device files', () => {
  it('each give an error with a place in the file, or a device', () => {
    let errors = 0
    let devices = 0
    fc.assert(
      fc.property(brokenFile, (text) => {
        if (readAnything(text) === 'error') errors += 1
        else devices += 1
      }),
      { numRuns: 1600 },
    )
    // The mutations must be neither harmless nor hopeless.
    expect(errors).toBeGreaterThan(1000)
    expect(devices).toBeGreaterThan(50)
  })

  it('of no sense at all give an error with a place', () => {
    const pieces = fc.array(fc.constantFrom(...words, 'caloritron: 1\n', 'circuit:\n', '  a: ', 'kind: wire', ' '), {
      maxLength: 30,
    })
    const noise = fc.oneof(
      pieces.map((parts) => parts.join('')),
      fc.string({ maxLength: 100, unit: 'binary' }),
    )
    fc.assert(
      fc.property(noise, (text) => {
        expect(readAnything(text)).toBe('error')
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['brackets', '['],
    ['open quotes', '"'],
    ['commas in a list', '[,'],
    ['colons', ':\n'],
    ['question marks', '?\n'],
    ['dashes', '-\n'],
    ['tags', '!!str '],
    ['anchors', '&a '],
    ['directives', '%'],
    ['empty lines', '\n'],
    ['comments', '#\n'],
    ['flow pairs', 'a: {b: '],
  ])('full of %s are refused in finite time', (_, piece) => {
    expect(readAnything(piece.repeat(10_000))).toBe('error')
  })
})
