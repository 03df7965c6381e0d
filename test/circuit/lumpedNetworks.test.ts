import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { capacitor, inductor, resistor } from './testBranches.js'
import { heat } from './testHeat.js'

interface Case {
  readonly name: string
  readonly elements: readonly (readonly ['R' | 'L' | 'C', string, string, number])[]
  readonly temperatures: readonly number[]
  readonly heats: readonly number[]
}

const golden: { cases: Case[] } = JSON.parse(
  readFileSync(new URL('../golden/lumped-networks.json', import.meta.url), 'utf8'),
)

function compute({ elements, temperatures }: Case) {
  const branches = elements.map(([kind, a, b, value], i) => {
    if (kind === 'R') return resistor(`r${i}`, [a, b], `i${i}`, value)
    return (kind === 'L' ? inductor : capacitor)(`x${i}`, [a, b], value)
  })
  return heat(branches, temperatures)
}

describe('heats in networks of resistors, inductors and capacitors, against 80-digit partial fractions', () => {
  const kinds = [...new Set(golden.cases.map(({ name }) => name.replace(/[\d.e+-]+/g, '#')))]
  it.each(kinds)('%s', (kind) => {
    for (const row of golden.cases.filter(({ name }) => name.replace(/[\d.e+-]+/g, '#') === kind)) {
      const { power, error, status } = compute(row)
      row.heats.forEach((expected, pair) => {
        const at = `${row.name}, pair ${pair}, ${status}, ${power[pair]} for ${expected}`
        expect(Math.abs(power[pair] - expected), at).toBeLessThanOrEqual(2 * error[pair])
        if (status === 'converged') {
          expect(Math.abs(power[pair] - expected), at).toBeLessThanOrEqual(1e-10 * Math.abs(expected))
        }
        expect(Math.abs(power[pair] - expected), at).toBeLessThanOrEqual(1e-9 * Math.abs(expected))
      })
    }
  })
})
