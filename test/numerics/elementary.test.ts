import { readdirSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { pow, powerOfTen } from '../../src/numerics/power.js'
import { cos, sin } from '../../src/numerics/trigonometry.js'

const golden: {
  readonly sine: readonly (readonly [number, number])[]
  readonly cosine: readonly (readonly [number, number])[]
  readonly power: readonly (readonly [number, number, number])[]
} = JSON.parse(readFileSync(new URL('../golden/elementary.json', import.meta.url), 'utf8'))

/** Distance in doubles. */
function steps(a: number, b: number): number {
  const order = (x: number): bigint => {
    const bits = new BigInt64Array(Float64Array.of(x).buffer)[0]!
    return bits >= 0n ? bits : -(bits & 0x7fffffffffffffffn)
  }
  return Math.abs(Number(order(a) - order(b)))
}

describe('elementary functions that every engine rounds alike', () => {
  it.each([
    ['sine', sin],
    ['cosine', cos],
  ] as const)('%s is within one double of the true value, at any size of the angle', (name, compute) => {
    for (const [x, value] of golden[name]) expect([x, steps(compute(x), value) <= 1]).toEqual([x, true])
  })

  it('powers are the true value rounded, but for one in a hundred that is the next double', () => {
    let next = 0
    for (const [x, y, value] of golden.power) {
      const off = steps(pow(x, y), value)
      expect([x, y, off <= 1]).toEqual([x, y, true])
      next += off
    }
    expect(next).toBeLessThan(golden.power.length / 100)
  })

  it('keeps what is exact', () => {
    expect(sin(0)).toBe(0)
    expect(cos(0)).toBe(1)
    expect(sin(Number.MIN_VALUE)).toBe(Number.MIN_VALUE)
    for (const x of [0.1, 3, 7.7, 1e10]) {
      expect(pow(x, 1)).toBe(x)
      expect(pow(x, 0)).toBe(1)
      expect(pow(x, 2)).toBe(x * x)
      expect(pow(x, -1)).toBe(1 / x)
      expect(pow(x, 0.5)).toBe(Math.sqrt(x))
    }
    expect(pow(10, 22)).toBe(1e22)
    expect(powerOfTen(-15)).toBe(1e-15)
  })

  it('says of what is no number, zero or infinite what IEEE 754 does', () => {
    const odd = [0, -0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, Infinity, -Infinity, NaN, 1e308, 5e-324]
    for (const x of odd) {
      for (const y of odd) {
        const expected = x ** y
        if (Number.isFinite(expected) && expected !== 0) expect(pow(x, y)).toBeCloseTo(expected, 12)
        else expect([x, y, pow(x, y)]).toEqual([x, y, expected])
      }
      if (!Number.isFinite(x)) expect([sin(x), cos(x)]).toEqual([NaN, NaN])
    }
  })
})

/** What engines round differently (measured: V8 of Node 20 against that of Chromium 143). */
const unlike = /^Math\.(sin|cos|tan|pow)$/

function uses(node: ts.Node): string[] {
  const found: string[] = []
  if (ts.isPropertyAccessExpression(node) && unlike.test(node.getText())) found.push(node.getText())
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken) {
    // Whole numbers of any length are exact.
    if (!node.getText().includes('BigInt(')) found.push(node.getText())
  }
  ts.forEachChild(node, (child) => {
    found.push(...uses(child))
  })
  return found
}

it('nothing in the program uses a function that engines round differently', () => {
  const source = new URL('../../src/', import.meta.url)
  const found = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const text = readFileSync(new URL(name, source), 'utf8')
      // Few files are worth parsing.
      if (!/[^*/]\*\*[^*/]|Math\.(sin|cos|tan|pow)\b/.test(text)) return []
      return uses(ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)).map((use) => `${name}: ${use}`)
    })
  expect(found).toEqual([])
})
