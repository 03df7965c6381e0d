import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as caloritron from '../../src/index.js'

/** Every public function has an example in its docstring; here they run, and numbers in their comments are checked. */
interface Example {
  readonly name: string
  readonly lines: readonly string[]
}

const index = readFileSync(new URL('../../src/index.ts', import.meta.url), 'utf8')
const examples: Example[] = [...index.matchAll(/^export \{ ([^}]+) \} from '([^']+)'/gm)].flatMap(([, names, file]) => {
  const source = readFileSync(new URL(`../../src/${file!.replace(/js$/, 'ts')}`, import.meta.url), 'utf8')
  return names!
    .split(',')
    .map((name) => name.trim())
    .filter((name) => typeof caloritron[name as keyof typeof caloritron] === 'function' && !name.endsWith('Error'))
    .map((name) => {
      const declaration = source.search(new RegExp(`^export (async )?(function\\*?|const|class) ${name}\\b`, 'm'))
      const comment = source.slice(0, declaration).match(/\/\*\*(?:(?!\/\*\*)[\s\S])*\*\/\s*$/)?.[0] ?? ''
      const example = comment.match(/@example\n([\s\S]*?)(?:\*\/|\* @)/)?.[1] ?? ''
      const lines = example.split('\n').map((line) => line.replace(/^\s*\* ?/, ''))
      return { name, lines: lines.filter((line) => line.trim() !== '') }
    })
})

const text = readFileSync(new URL('../../examples/dey2023-ndtc.yaml', import.meta.url), 'utf8')
const device = caloritron.readDevice(text)
const model = caloritron.compile(device)
const axes = { 'heat.heater.power': { from: '1.4 pW', to: '2.4 pW', points: 11 } }
const dataset = await caloritron.sweep(model, axes)
const startWorker = () => ({ send() {}, terminate: async () => {} })
const problem = caloritron.validateValue(device, 'circuit.source_ti.length', -1)[0]
const AsyncFunction = (async () => {}).constructor as new (
  ...source: string[]
) => (...scope: unknown[]) => Promise<unknown>

/** The literal of a comment such as `// 0.5`, `// 9.74e-24 J`, `// '700 nm'`; undefined if it is prose. */
function literal(comment: string | undefined): number | string | undefined {
  const number = comment?.match(/^(-?\d[\d.]*(?:e[-+]?\d+)?)(?:\s\S{1,4})?$/)?.[1]
  if (number !== undefined) return Number(number)
  return comment?.match(/^'(.*)'$/)?.[1]
}

describe('examples in the docstrings of public functions', () => {
  it.each(examples)('$name', async ({ name, lines }) => {
    expect(lines.length, `${name} needs an @example`).toBeGreaterThan(0)
    const scope: Record<string, unknown> = { ...caloritron, text, device, model, axes, problem, dataset, startWorker }
    for (const worker of ['postMessage', 'onmessage']) scope[worker] = () => {}
    const declared = lines
      .map((line) => line.match(/^(?:const|let) (\w+|[[{][^=]*[\]}]) =/)?.[1])
      .filter(Boolean)
      .join(' ')
    for (const word of declared.match(/\w+/g) ?? []) delete scope[word]
    const last = lines.at(-1)!
    const [, expression, comment] = last.match(/^(.*?)(?:\s*\/\/ (.*))?$/)!
    const isStatement = /^(const|let) |^onmessage/.test(last)
    const body = [...lines.slice(0, -1), isStatement ? expression : `return (${expression})`].join('\n')
    const value = await new AsyncFunction(...Object.keys(scope), body)(...Object.values(scope))
    const expected = literal(comment)
    if (typeof expected === 'number') {
      const digits = comment!
        .match(/^-?([\d.]+)/)![1]!
        .replace('.', '')
        .replace(/^0+/, '').length
      expect(Math.abs((value as number) / expected - 1)).toBeLessThanOrEqual(10 ** (1 - digits))
    } else if (expected !== undefined) expect(value).toBe(expected)
  })
})
