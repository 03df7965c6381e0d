import { describe, expect, it } from 'vitest'
import { compile, solve } from '../../src/device/compile.js'
import { readDevice } from '../../src/device/readDevice.js'

const solveText = (text: string, phonons = '50 mK') =>
  solve(compile(readDevice(`caloritron: 1\ntitle: t\nphonons: ${phonons}\n${text}`)))

describe('islands without a path for their heat', () => {
  it('are named, although they stand in a circuit: in it only loops carry heat', () => {
    // The resistor of `a` lies in no loop, and that of `b` in one of its own.
    const text = `
islands: { a: {}, b: {}, c: {} }
circuit:
  ra: { kind: resistor, resistance: 100 ohm, nodes: [x, gnd], island: a }
  rb: { kind: resistor, resistance: 100 ohm, nodes: [y, gnd], island: b }
  lb: { kind: inductor, inductance: 1 nH, nodes: [y, gnd] }
  rc: { kind: wire, material: Cu, length: 1 um, width: 1 um, thickness: 30 nm, nodes: [z, gnd], island: c }
heat:
  ha: { kind: heater, island: a, power: 0.1 pW }
`
    expect(() => solveText(text)).toThrow(/^island a, b: needs a path for its heat/)
    const joined = text
      .replace('nodes: [x, gnd]', 'nodes: [z, gnd]')
      .replace('nodes: [y, gnd], island', 'nodes: [z, y], island')
    expect(solveText(joined).status).toBe('converged')
  })

  it('are named where the only link conducts nothing', () => {
    const link = (conductance: string) => `
islands: { a: {} }
heat:
  ha: { kind: heater, island: a, power: 0.1 pW }
  link: { kind: link, from: a, to: phonons, conductance: ${conductance}, temperature: 0.1 K, exponent: 4 }
`
    expect(() => solveText(link('0 W/K'))).toThrow(/^island a: needs a path for its heat/)
    expect(solveText(link('1 pW/K')).status).toBe('converged')
  })
})

describe('an island that nothing moves stays at the temperature of the phonons', () => {
  it('and does not keep the others from their steady state', () => {
    // At 2 mK the aluminium of `a` feels neither phonons nor photons: e^(-1000). That of `b` warms up until it does.
    const text = `
islands: { a: {}, b: {}, c: {} }
circuit:
  ra: { kind: wire, material: Al, length: 1 um, width: 100 nm, thickness: 30 nm, nodes: [x, gnd], island: a }
  rc: { kind: wire, material: Cu, length: 1 um, width: 1 um, thickness: 30 nm, nodes: [x, gnd], island: c }
heat:
  volume: { kind: electron-phonon, material: Al, volume: 0.01 um^3, island: b }
  hb: { kind: heater, island: b, power: 1 fW }
  hc: { kind: heater, island: c, power: 1 fW }
`
    const point = solveText(text, '2 mK')
    expect(point.status).toBe('converged')
    expect(point.temperatures.a).toBe(0.002)
    expect(point.temperatures.c).toBeGreaterThan(0.02)
    expect(point.temperatures.b).toBeGreaterThan(0.1)
  })
})
