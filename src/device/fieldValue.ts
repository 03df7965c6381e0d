import type { Field, NumberField, QuantityField } from '../parts/fields.js'
import { formatQuantity } from '../units/formatQuantity.js'
import { engineeringPrefix } from '../units/prefix.js'
import { readQuantity } from '../units/quantity.js'
import { quantityName } from '../units/quantityName.js'
import { type Finding, got } from './problems.js'
import { remedy } from './suggest.js'

/** Names of the device file that a field may refer to; where they are null, any name will do. */
export interface Names {
  readonly islands: readonly string[]
  readonly materials: readonly string[]
  readonly elements: readonly string[]
  /** Reads a file named in the device file; null if it does not exist. */
  readonly file: (name: string) => string | null
}

/** The value of a field, or what is wrong with it. */
export type Reading<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly finding: Finding }

const fail = (
  code: string,
  message: string,
  suggestion?: string,
  accepted?: readonly string[],
): { readonly ok: false; readonly finding: Finding } => ({
  ok: false,
  finding: { code, message, suggestion, ...(accepted ? { accepted } : {}) },
})

const single = (unit: string): boolean => !/[\s*/^]/.test(unit)

/** Writes an SI value for a message: with a fitting prefix where the unit is a single one. */
export function showValue(value: number, field: QuantityField | NumberField): string {
  if (field.type === 'number') return formatQuantity(value, '', 6)
  if (!single(field.unit)) return formatQuantity(value, field.displayUnit, 6)
  return formatQuantity(value, engineeringPrefix(Math.abs(value), field.unit).unit, 6)
}

/**
 * Checks a number against the limits of its declaration; null if it is inside.
 *
 * @param written How the person wrote it.
 */
export function checkRange(value: number, field: QuantityField | NumberField, written: () => string): Finding | null {
  const { minimum, maximum, exclusiveMinimum } = field
  if (!Number.isFinite(value)) return { code: 'out-of-range', message: `must be finite, got ${written()}` }
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) {
    const bound = minimum === 0 ? '0' : showValue(minimum, field)
    return {
      code: 'out-of-range',
      message: `must be ${exclusiveMinimum ? 'greater than' : 'at least'} ${bound}, got ${written()}`,
    }
  }
  if (maximum !== undefined && value > maximum) {
    return { code: 'out-of-range', message: `must be at most ${showValue(maximum, field)}, got ${written()}` }
  }
  return null
}

/** Remark on a value outside the plausible range of its declaration; null if it is inside. */
export function checkPlausible(value: number, field: QuantityField | NumberField): Finding | null {
  const [low, high] = field.plausible
  if (value >= low && value <= high) return null
  return {
    severity: 'warning',
    code: 'implausible',
    message: `is ${showValue(value, field)}, outside the plausible range ${showValue(low, field)} to ${showValue(high, field)}`,
    suggestion: field.type === 'quantity' ? 'check number and unit' : 'check the number',
  }
}

function readQuantityField(raw: unknown, field: QuantityField): Reading<number> {
  const { unit, bareNumber } = field
  const example = `write for example "${field.example}"`
  let value: number
  if (typeof raw === 'number') {
    if (bareNumber === undefined && unit !== '') {
      return fail('bare-number', `must be ${quantityName(unit)}, got ${raw} without a unit`, example)
    }
    value = raw * (bareNumber?.factor ?? 1)
  } else if (typeof raw === 'string') {
    const result = readQuantity(raw, unit)
    if (!result.ok) return fail(result.code, result.message, result.suggestion ?? example)
    value = result.value
  } else {
    return fail('wrong-type', `must be ${quantityName(unit)}, got ${got(raw)}`, example)
  }
  const finding = checkRange(value, field, () => got(raw))
  return finding === null ? { ok: true, value } : { ok: false, finding }
}

function readNumberField(raw: unknown, field: NumberField): Reading<number> {
  if (typeof raw !== 'number') return fail('wrong-type', `must be a number, got ${got(raw)}`)
  const finding = checkRange(raw, field, () => String(raw))
  return finding === null ? { ok: true, value: raw } : { ok: false, finding }
}

function readName(raw: unknown, what: string, plural: string, names: readonly string[] | undefined): Reading<string> {
  if (typeof raw === 'string' && (names === undefined || names.includes(raw))) return { ok: true, value: raw }
  const code = typeof raw === 'string' ? `unknown-${what.split(' ').at(-1)}` : 'wrong-type'
  if (names === undefined) return fail(code, `must be ${what}, got ${got(raw)}`)
  const suggestion = names.length === 0 ? `the file has no ${plural}` : remedy(raw, names, plural)
  return fail(code, `must be ${what}, got ${got(raw)}`, suggestion, names)
}

function readNodes(raw: unknown, count: number | null): Reading<readonly string[]> {
  const wanted = count === null ? 'a list of nodes' : `a list of ${count} nodes`
  const example = count === 2 || count === null ? 'write for example [line, gnd]' : undefined
  if (!Array.isArray(raw)) return fail('wrong-type', `must be ${wanted}, got ${got(raw)}`, example)
  if (count !== null ? raw.length !== count : raw.length === 0) {
    return fail('wrong-count', `must be ${wanted}, got ${raw.length}`, example)
  }
  const nodes: string[] = []
  for (const node of raw) {
    const name = typeof node === 'number' && Number.isSafeInteger(node) && node >= 0 ? String(node) : node
    if (typeof name !== 'string' || !/^[\w.+-]{1,64}$/.test(name)) {
      return fail(
        'bad-name',
        `must be ${wanted}, got ${got(node)} in it`,
        'a node is named by letters, digits, _, -, + or .',
      )
    }
    nodes.push(name)
  }
  if (count === 2 && nodes[0] === nodes[1]) {
    return fail(
      'same-node',
      `must be two different nodes, got ${got(nodes[0])} twice`,
      'connect the two ends to different nodes',
    )
  }
  return { ok: true, value: nodes }
}

function readFile(raw: unknown, names: Names | null): Reading<string> {
  if (typeof raw !== 'string' || raw === '') return fail('wrong-type', `must be the name of a file, got ${got(raw)}`)
  // A device file from elsewhere must not read what does not belong to it.
  const pieces = raw.split('/')
  const unsafe = /[\\:\0]/.test(raw) || pieces.some((piece) => piece === '..' || piece === '') || raw in {}
  if (unsafe || raw.length > 255) {
    return fail(
      'bad-file',
      `must be a file beside the device file, got ${got(raw)}`,
      'give a relative path without ".."',
    )
  }
  return names?.file(raw) === null
    ? fail('missing-file', `must be an existing file, got ${got(raw)}`, 'give its path relative to the device file')
    : { ok: true, value: raw }
}

/** Reads the value of one field other than a group: SI number, name, list of nodes or choice. */
export function readField(raw: unknown, field: Exclude<Field, { type: 'group' }>, names: Names | null): Reading {
  switch (field.type) {
    case 'quantity':
      return readQuantityField(raw, field)
    case 'number':
      return readNumberField(raw, field)
    case 'flag':
      return typeof raw === 'boolean'
        ? { ok: true, value: raw }
        : fail('wrong-type', `must be true or false, got ${got(raw)}`)
    case 'choice':
      return typeof raw === 'string' && field.choices.includes(raw)
        ? { ok: true, value: raw }
        : fail(
            'unknown-choice',
            `must be one of ${field.choices.join(', ')}, got ${got(raw)}`,
            typeof raw === 'string' ? remedy(raw, field.choices) : undefined,
            field.choices,
          )
    case 'nodes':
      return readNodes(raw, field.count)
    case 'island':
      return readName(raw, 'an island', 'islands', names?.islands)
    case 'reservoir':
      return readName(
        raw,
        'an island or phonons',
        'reservoirs',
        names === null ? undefined : [...names.islands, 'phonons'],
      )
    case 'material':
      return readName(raw, 'a material', 'materials', names?.materials)
    case 'element':
      return readName(raw, 'an element', 'elements', names?.elements)
    case 'file':
      return readFile(raw, names)
  }
}
