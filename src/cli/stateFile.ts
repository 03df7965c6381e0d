import type { TransientState } from '../thermal/transient.js'
import { failure } from './failure.js'
import { readText } from './loadDevice.js'

const remedy = 'write one with caloritron transient --out run.json, or keep what --json prints'

/**
 * The state in which an earlier run ended, from what `caloritron transient` wrote: JSON (file or --json) or CSV.
 *
 * @throws CommandFailure if the file cannot be read or holds no such state
 */
export async function readState(path: string): Promise<TransientState> {
  const text = await readText(path, 'file of a run')
  const written = text.trimStart().startsWith('{') ? fromJson(text) : /^# state: (.*)$/m.exec(text)?.[1]
  const state = parsed(written)
  if (isState(state)) return state
  throw failure('--resume', `${path} holds no state of a run`, remedy)
}

function fromJson(text: string): unknown {
  const data = parsed(text) as { attrs?: { state?: unknown }; dataset?: { attrs?: { state?: unknown } } } | null
  return (data?.attrs ?? data?.dataset?.attrs)?.state
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isState(value: unknown): value is TransientState {
  if (typeof value !== 'object' || value === null) return false
  const { islands, reference, ode } = value as Partial<TransientState>
  const numbers = (list: unknown): boolean => Array.isArray(list) && list.every(Number.isFinite)
  if (!Array.isArray(islands) || !numbers(reference) || typeof ode !== 'object' || ode === null) return false
  return Number.isFinite(ode.time) && numbers(ode.y) && numbers(ode.integrals) && Number.isFinite(ode.nextStep)
}
