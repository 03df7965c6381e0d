import type { Device, DeviceElement } from '../../src/device/device.js'
import { resolveMaterial } from '../../src/materials/library.js'

/** Numbers from 0 to 1 that depend on the seed alone (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * A device of up to twelve islands with every kind of heat part, thrown together over all decades: 1 mK to 3 K, 1e-21 to
 * 1e-6 W, 1e-24 to 1e-13 m³, milliohms to megohms, films of superconductors far below and above their transition.
 */
export function wideDevice(seed: number): Device {
  const random = randomNumbers(seed)
  const log = (low: number, high: number) => low * (high / low) ** random()
  const pick = <T>(...choices: T[]): T => choices[Math.floor(random() * choices.length)]!
  const count = 1 + Math.floor(random() * random() * 12)
  const names = Array.from({ length: count }, (_, k) => `i${k}`)
  const phonons = log(1e-3, 3)
  const islands = Object.fromEntries(
    names.map((name) => [name, { temperature: random() < 0.08 ? log(phonons / 2, phonons * 5) : null }]),
  )
  const twoEnds = (): [string, string] => {
    const first = Math.floor(random() * count)
    const second = (first + 1 + Math.floor(random() * count)) % (count + 1)
    return [names[first]!, second === count ? 'phonons' : names[second]!]
  }
  const twoNodes = (): string[] => {
    const nodes = ['gnd', 'n1', 'n2']
    const first = Math.floor(random() * 3)
    return [nodes[first]!, nodes[(first + 1 + Math.floor(random() * 2)) % 3]!]
  }
  const circuit: Record<string, DeviceElement> = {}
  const heat: Record<string, DeviceElement> = {}
  for (const name of names) {
    const kind = random()
    if (kind < 0.4) {
      circuit[`r_${name}`] = { kind: 'resistor', resistance: log(1e-2, 1e6), nodes: twoNodes(), island: name }
    } else if (kind < 0.8) {
      const size = { length: log(1e-7, 2e-5), width: log(5e-8, 2e-6), thickness: log(1e-8, 1e-7) }
      circuit[`w_${name}`] = {
        kind: 'wire',
        material: pick('Cu', 'Ti', 'Al'),
        ...size,
        nodes: twoNodes(),
        island: name,
      }
    }
    if (kind < 0.35 || kind > 0.8) {
      const volume = log(1e-24, 1e-13)
      heat[`ep_${name}`] = { kind: 'electron-phonon', material: pick('Cu', 'Ti', 'Al', 'V'), volume, island: name }
    }
  }
  if (random() < 0.5) circuit.l = { kind: 'inductor', inductance: log(1e-12, 1e-7), nodes: ['n1', 'n2'] }
  if (random() < 0.5) circuit.c = { kind: 'capacitor', capacitance: log(1e-16, 1e-11), nodes: ['n1', 'gnd'] }
  const some = () => Array.from({ length: Math.floor(random() * 3) }, (_, k) => k)
  for (const k of some()) {
    heat[`heater_${k}`] = { kind: 'heater', island: pick(...names), power: random() < 0.1 ? 0 : log(1e-21, 1e-6) }
  }
  for (const k of some()) {
    const [from, to] = twoEnds()
    const exponent = pick(1, 2, 3, 4, 5, 6)
    heat[`link_${k}`] = { kind: 'link', from, to, conductance: log(1e-18, 1e-9), temperature: 0.1, exponent }
  }
  for (const k of some()) {
    const [from, to] = twoEnds()
    heat[`conduction_${k}`] = {
      kind: 'conduction',
      from,
      to,
      material: pick('Cu', 'Al', 'Ti', 'V'),
      resistance: log(1, 1e6),
    }
  }
  for (const k of some()) {
    const [island, lead] = twoEnds()
    const superconductor = pick('Al', 'Ti', undefined)
    heat[`junction_${k}`] = {
      kind: 'junction',
      island,
      lead,
      tunnelResistance: log(1e2, 1e6),
      junctions: pick(1, 2),
      ...(superconductor === undefined ? {} : { superconductor, relativeBroadening: pick(0, 1e-5, 1e-3, 1e-1) }),
      ...(random() < 0.5 ? { voltage: (2 * random() - 1) * 1e-3 } : { current: pick(-1, 1) * log(1e-14, 1e-7) }),
    }
  }
  return {
    title: `wide ${seed}`,
    reference: null,
    description: null,
    phonons,
    islands,
    materials: {
      Cu: resolveMaterial('Cu'),
      Al: resolveMaterial('Al'),
      Ti: { ...resolveMaterial('Ti'), gap: pick('bcs', 'interpolation') },
      V: { ...resolveMaterial('V'), electronPhononCoupling: 1e9, electronPhononExponent: pick(4, 5, 6) },
    },
    circuit,
    heat,
    assumptions: {},
    sweep: [],
    files: {},
  }
}
