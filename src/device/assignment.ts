import { parseDocument } from 'yaml'
import { DeviceError, type Place, toProblem } from './problems.js'
import { listNode, type SourceNode } from './source.js'

/** An assignment to a path, as of `--set PATH=VALUE`. */
export interface Assignment {
  readonly path: string
  readonly value: string
}

/**
 * Splits `PATH=VALUE`.
 *
 * @throws DeviceError if there is no `=` with something on both sides.
 * @example
 * parseAssignment('circuit.source_ti.length=8 um') // { path: 'circuit.source_ti.length', value: '8 um' }
 */
export function parseAssignment(text: string): Assignment {
  const at = text.indexOf('=')
  const path = text.slice(0, Math.max(0, at)).trim()
  const value = text.slice(at + 1).trim()
  if (path === '' || value === '') {
    const finding = {
      code: 'bad-assignment',
      message: `must be PATH=VALUE, got ${JSON.stringify(text)}`,
      suggestion: 'write for example "circuit.source_ti.length=8 um"',
    }
    throw new DeviceError([toProblem(finding, path, { option: '--set' }, undefined)])
  }
  return { path, value }
}

/** The value of an assignment as it would stand in the file: number, true, false, a list in brackets, or text. */
export function assignedNode(text: string, place: Place): SourceNode {
  const trimmed = text.trim()
  if (/^\[[^[\]{}*&!]{0,1000}\]$/.test(trimmed)) {
    const document = parseDocument(trimmed, { version: '1.2', schema: 'core', logLevel: 'error' })
    const items: unknown = document.errors.length === 0 ? document.toJS() : null
    if (Array.isArray(items)) {
      const scalar = (item: unknown): SourceNode => ({
        kind: 'scalar',
        place,
        value: typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean' ? item : null,
      })
      return listNode(place, items.map(scalar))
    }
  }
  const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)
  const value = number ? Number(trimmed) : trimmed === 'true' ? true : trimmed === 'false' ? false : trimmed
  return { kind: 'scalar', place, value }
}
