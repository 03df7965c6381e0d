import fc from 'fast-check'
import type { Branch, Multiport } from '../../src/circuit/branch.js'
import { capacitor, inductor, resistor } from './testBranches.js'
import { line } from './testMultiports.js'

export interface Circuit {
  readonly branches: readonly Branch[]
  readonly multiports: readonly Multiport[]
}

const logarithmic = (low: number, high: number) =>
  fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp)

/**
 * Circuits with 2 to `islands` resistors, each an island of its own, and up to `reactances` lossless parts, whose
 * reactances at `omega` are spread over `decades` around the resistances.
 */
export function randomCircuit(omega: number, islands: number, reactances: number, decades = 2, lines = true) {
  const node = fc.integer({ min: 0, max: 5 }).map((index) => (index === 0 ? 'gnd' : `n${index}`))
  const nodes = fc.tuple(node, node).filter(([a, b]) => a !== b)
  const value = logarithmic(10 ** -(decades / 2), 10 ** (decades / 2))
  const kind = fc.constantFrom(...(lines ? ['inductor', 'capacitor', 'line'] : ['inductor', 'capacitor']))
  const resistors = fc.array(fc.record({ nodes, value }), { minLength: 2, maxLength: islands })
  const others = fc.array(fc.record({ nodes, value, kind, delay: logarithmic(0.05, 20) }), { maxLength: reactances })
  return fc.record({ resistors, others }).map(({ resistors, others }): Circuit => {
    const multiports: Multiport[] = []
    const branches: Branch[] = resistors.map(({ nodes, value }, i) => resistor(`r${i}`, nodes, `i${i}`, 50 * value))
    others.forEach(({ nodes, value, kind, delay }, i) => {
      // No two of them equal: an exact undamped resonance at the frequency of the test has no solution.
      const z = 50 * value * (1 + 0.0123 * Math.sqrt(i + 2))
      if (kind === 'inductor') branches.push(inductor(`l${i}`, nodes, z / omega))
      else if (kind === 'capacitor') branches.push(capacitor(`c${i}`, nodes, 1 / (omega * z)))
      else if (nodes[0] !== 'gnd' && nodes[1] !== 'gnd') {
        multiports.push(line(`t${i}`, nodes[0], nodes[1], z, delay / omega))
      }
    })
    return { branches, multiports }
  })
}
