import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Branch, Multiport } from '../../src/circuit/branch.js'
import { capacitor, inductor, resistor } from './testBranches.js'
import { heat, relative } from './testHeat.js'
import { line } from './testMultiports.js'

interface Row {
  readonly circuit: string
  readonly R1: number
  readonly R2: number
  readonly L: number
  readonly C: number
  readonly Z0: number
  readonly delay: number
  readonly T1: number
  readonly T2: number
  readonly Q: number
}

const golden: { rows: Row[] } = JSON.parse(
  readFileSync(new URL('../golden/photonic-heat.json', import.meta.url), 'utf8'),
)

function elements({ circuit, R1, R2, L, C, Z0, delay }: Row): { branches: Branch[]; multiports: Multiport[] } {
  const first = resistor('first', ['x', 'gnd'], 'one', R1)
  const second = (node: string) => resistor('second', [node, 'gnd'], 'two', R2)
  switch (circuit) {
    case 'inductor':
      return { branches: [first, second('y'), inductor('l', ['x', 'y'], L)], multiports: [] }
    case 'capacitor':
      return { branches: [first, second('y'), capacitor('c', ['x', 'y'], C)], multiports: [] }
    case 'series':
      return {
        branches: [first, second('z'), inductor('l', ['x', 'y'], L), capacitor('c', ['y', 'z'], C)],
        multiports: [],
      }
    case 'parallel':
      return {
        branches: [first, second('x'), inductor('l', ['x', 'gnd'], L), capacitor('c', ['x', 'gnd'], C)],
        multiports: [],
      }
    default:
      return { branches: [first, second('y')], multiports: [line('line', 'x', 'y', Z0, delay)] }
  }
}

describe('photonic heat through reactances, against 60-digit closed forms', () => {
  it.each(['inductor', 'capacitor', 'series', 'parallel', 'line'])(
    '%s: six decades of each parameter, quality factors up to 1e6',
    (circuit) => {
      const rows = golden.rows.filter((row) => row.circuit === circuit)
      expect(rows.length).toBeGreaterThan(5)
      for (const row of rows) {
        const { branches, multiports } = elements(row)
        const { power, error, status } = heat(branches, [row.T1, row.T2], { multiports })
        expect(status).toBe('converged')
        expect(relative(power[0], row.Q)).toBeLessThan(2e-10)
        expect(Math.abs(power[0] - row.Q)).toBeLessThan(2 * error[0])
      }
    },
  )

  it('says when a resonance is too narrow for the digits that were asked for', () => {
    const quality = 1e8
    const omega = 1e10
    const inductance = (2 * quality) / omega
    const { status } = heat(
      [
        resistor('a', ['x', 'gnd'], 'one', 1),
        resistor('b', ['z', 'gnd'], 'two', 1),
        inductor('l', ['x', 'y'], inductance),
        capacitor('c', ['y', 'z'], 1 / (omega * omega * inductance)),
      ],
      [0.1, 0.05],
    )
    expect(status).toBe('roundoff-limited')
  })
})
