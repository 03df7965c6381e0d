import { describe, expect, it } from 'vitest'
import { problemText } from '../../src/device/problems.js'
import { readDeviceWithWarnings } from '../../src/device/readDevice.js'

function warnings(circuit: string): string[] {
  const text = `caloritron: 1
title: nodes
phonons: 20 mK
islands: { a: { temperature: 300 mK }, b: { temperature: 100 mK } }
circuit:
${circuit}
`
  return readDeviceWithWarnings(text).warnings.map(problemText)
}

const line = '  cable: { kind: line, impedance: 50 ohm, velocity: 1e8 m/s, length: 1 mm, nodes: [left, right] }'

describe('open nodes', () => {
  it('are named, with what was probably meant', () => {
    expect(
      warnings(`  hot: { kind: resistor, resistance: 50 ohm, nodes: [left, gnd], island: a }
  cold: { kind: resistor, resistance: 50 ohm, nodes: [rigth, gnd], island: b }
${line}`),
    ).toEqual([
      'circuit.cold.nodes: no current flows here, because nothing else is connected to node "rigth" (line 7, column 54); did you mean "right"?',
    ])
    expect(warnings('  hot: { kind: resistor, resistance: 50 ohm, nodes: [x, gnd], island: a }')[0]).toContain(
      'connected to node "x" (line 6, column 53); connect it, or remove the element',
    )
  })

  it('are none at the open end of a line, nor without a ground', () => {
    expect(warnings(`  hot: { kind: resistor, resistance: 50 ohm, nodes: [left, gnd], island: a }\n${line}`)).toEqual(
      [],
    )
    expect(
      warnings(`  hot: { kind: resistor, resistance: 50 ohm, nodes: [p, q], island: a }
  cold: { kind: resistor, resistance: 50 ohm, nodes: [q, p], island: b }`),
    ).toEqual([])
  })
})
