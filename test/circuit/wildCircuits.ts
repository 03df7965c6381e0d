import type { Branch, Multiport } from '../../src/circuit/branch.js'
import { boltzmann, reducedPlanck } from '../../src/units/constants.js'
import { capacitor, film, inductor, resistor } from './testBranches.js'
import { line } from './testMultiports.js'

/** A circuit with the temperatures of its islands, in the order in which they occur. */
export interface WildCircuit {
  readonly branches: readonly Branch[]
  readonly multiports: readonly Multiport[]
  readonly temperatures: readonly number[]
}

/** Numbers in [0, 1) that depend on nothing but the seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * A circuit of two or three islands that shares nothing with what a designer would draw: resistors and films, up to
 * four inductors, capacitors, resonators of quality factors up to 1e4 and lines on three nodes, impedances spread over
 * up to eight decades; temperatures alike to 1e-9, apart by 1 mK against 10 K, or anything between.
 */
export function wildCircuit(seed: number): WildCircuit {
  const random = randomNumbers(seed)
  const log = (low: number, high: number) => low * (high / low) ** random()
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]
  const nodes = (): [string, string] => {
    for (;;) {
      const pair: [string, string] = [pick(['gnd', 'a', 'b']), pick(['gnd', 'a', 'b'])]
      if (pair[0] !== pair[1]) return pair
    }
  }
  const count = pick([2, 2, 3])
  const base = log(0.02, 0.5)
  const span = random()
  const any = () => (span < 0.4 ? log(0.02, 0.5) : span < 0.6 ? log(0.005, 2) : log(0.001, 10))
  const temperatures = Array.from({ length: count }, (_, i) =>
    span < 0.8 ? any() : i === 0 ? base : base * (1 + pick([-1, 1]) * log(1e-9, 1e-2)),
  )
  if (span >= 0.6 && span < 0.8) temperatures.splice(0, 2, 0.001, 10)
  /** Thermal frequency of the hottest island: the circuit does its worst around it. */
  const thermal = (boltzmann * Math.max(...temperatures)) / reducedPlanck

  const decades = pick([1, 2, 4, 8])
  const value = () => 50 * 10 ** (decades * (random() - 0.5))
  const branches: Branch[] = []
  const multiports: Multiport[] = []
  const withFilms = random() < 0.3
  for (let i = 0; i < count; i++) {
    const isFilm = withFilms && (i === 0 || random() < 0.5)
    // Critical temperatures far above and below, and close to the temperature of the island.
    const critical = temperatures[i] * pick([0.5, 1.0001, 1.02, 1.3, 3, 12])
    branches.push(
      isFilm ? film(`f${i}`, nodes(), `i${i}`, value(), critical) : resistor(`r${i}`, nodes(), `i${i}`, value()),
    )
  }
  const others = Math.floor(5 * random())
  for (let i = 0; i < others; i++) {
    const [from, to] = nodes()
    const z = value()
    const omega = thermal * log(1e-3, 10)
    const kind = pick(['inductor', 'capacitor', 'line', 'series', 'parallel'])
    if (kind === 'inductor') branches.push(inductor(`l${i}`, [from, to], z / omega))
    else if (kind === 'capacitor') branches.push(capacitor(`c${i}`, [from, to], 1 / (omega * z)))
    else if (kind === 'line') {
      if (from !== 'gnd' && to !== 'gnd') multiports.push(line(`t${i}`, from, to, z, log(0.03, 3) / thermal))
    } else {
      const quality = log(1, 1e4)
      const [x, middle] = kind === 'series' ? [z * quality, `m${i}`] : [z / quality, to]
      branches.push(inductor(`l${i}`, [from, middle], x / omega))
      branches.push(capacitor(`c${i}`, [kind === 'series' ? middle : from, to], 1 / (omega * x)))
    }
  }
  return { branches, multiports, temperatures }
}
