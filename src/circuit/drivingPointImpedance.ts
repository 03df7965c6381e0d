import { EdgeImpedances } from './edgeImpedances.js'
import { LoopSolver } from './loopSolver.js'
import type { Network } from './network.js'
import { requireFrequency } from './photonTransmission.js'

/** A complex impedance [Ohm]. */
export interface ComplexImpedance {
  readonly re: number
  readonly im: number
}

/** The impedance is accepted once the trial resistance exceeds it by no more than this factor. */
const largestRatio = 100

/**
 * Impedance of the rest of the circuit seen from one two-terminal element.
 *
 * The element is taken out, and Z = U/I of what is left between its two nodes.
 *
 * @param network Network of `buildNetwork`.
 * @param element Name of a branch of the network.
 * @param omega Angular frequency [rad/s], > 0.
 * @param temperatures Temperature of each island in the order of `network.islands` [K], > 0.
 * @returns Re Z ≥ 0 and Im Z [Ohm], to about 1e-13 of |Z| unless the rest is in resonance; null where it is open.
 * @throws RangeError for a frequency that is not positive; Error for a name that is no branch.
 * @example
 * drivingPointImpedance(network, 'drain', 2 * Math.PI * 1e9, Float64Array.of(0.1, 0.05))
 */
export function drivingPointImpedance(
  network: Network,
  element: string,
  omega: number,
  temperatures: Float64Array,
): ComplexImpedance | null {
  requireFrequency(omega)
  const branch = network.branches.findIndex(({ name }) => name === element)
  if (branch < 0) throw new Error(`circuit: must be the name of a two-terminal element, got "${element}"`)
  return impedanceSeenBy(network, [branch], temperatures)(omega)
}

/**
 * Impedance of the rest of the circuit seen from elements that carry one current.
 *
 * @param network Network of `buildNetwork`.
 * @param members Indices of branches of one series edge of the network: they are taken out together.
 * @param temperatures Temperature of each island in the order of `network.islands` [K], > 0.
 * @returns The impedance at an angular frequency [rad/s]; it keeps its work space and its last value as a first guess.
 */
export function impedanceSeenBy(
  network: Network,
  members: readonly number[],
  temperatures: Float64Array,
): (omega: number) => ComplexImpedance | null {
  const edge = network.series.findIndex((series) => series.includes(members[0]))
  if (edge < 0) return () => null
  const impedances = new EdgeImpedances(network)
  impedances.setTemperatures(temperatures)
  const order = network.series.flat()
  const [index, ...others] = members.map((branch) => order.indexOf(branch))
  for (const other of others) impedances.replace(other, 0)
  const solver = new LoopSolver(network, impedances)
  const size = network.edges.length + network.ports.length
  const sides = [new Float64Array(size), new Float64Array(size)] as const
  const response = [new Float64Array(1), new Float64Array(1)] as const
  const noPorts = new Int32Array(0)
  // A resistance in place of the element keeps the equations regular; one of the right size keeps the digits.
  let trial = 1
  return (omega) => {
    for (;;) {
      impedances.replace(index, trial)
      const tree = solver.chooseTree(omega)
      impedances.load(omega)
      const solved = solver.solve(omega, tree, Int32Array.of(edge), noPorts, ...sides, ...response)
      const [re] = response[0]
      const [im] = response[1]
      const norm = re * re + im * im
      if (!solved || !Number.isFinite(norm)) {
        throw new Error(`circuit: must not be in undamped resonance, is at ${omega / (2 * Math.PI)} Hz`)
      }
      if (norm === 0) return null
      const seen = { re: re / norm - trial, im: -im / norm }
      const magnitude = Math.hypot(seen.re, seen.im)
      if (magnitude * largestRatio >= trial) return { re: Math.max(0, seen.re), im: seen.im }
      if (magnitude < 1e-13 * trial && trial < 1e-12) return { re: 0, im: 0 }
      trial = Math.max(magnitude, trial / 1e6)
    }
  }
}
