import type { BranchImpedance } from './branch.js'
import type { EdgeCoupling, Network } from './network.js'

/** The share of one island in the impedance of one series edge: what emits and absorbs at the island's temperature. */
export interface Emitter {
  readonly edge: number
  readonly island: number
  /** Whether the share depends on the temperature of the island. */
  readonly temperatureDependent: boolean
}

/** Impedances of the series edges of a network at one frequency and given island temperatures. */
export class EdgeImpedances {
  readonly emitters: readonly Emitter[]
  /** Impedance of each series edge [Ohm]. */
  readonly re: Float64Array
  readonly im: Float64Array
  /** Resistance of each emitter [Ohm] and derivative of its impedance with respect to its temperature [Ohm/K]. */
  readonly resistance: Float64Array
  readonly slopeRe: Float64Array
  readonly slopeIm: Float64Array
  /** Whether a reactance of either sign has been seen since the last call of `forgetReactances`. */
  inductive = false
  capacitive = false

  private readonly impedances: BranchImpedance[]
  private readonly temperatureDependent: readonly boolean[]
  private readonly islandOf: readonly number[]
  private readonly edgeOf: Int32Array
  private readonly emitterOf: Int32Array
  private readonly temperatureOf: Float64Array
  /** Mutual inductance of an edge with itself: couplings between elements in series. */
  private readonly ownCouplings: readonly EdgeCoupling[]
  private readonly values = new Float64Array(4)

  constructor(network: Network) {
    const branches = network.series.flat().map((index) => network.branches[index])
    const edgeOf = network.series.flatMap((members, edge) => members.map(() => edge))
    const emitters: Emitter[] = []
    this.islandOf = branches.map(({ island }) => (island === null ? -1 : network.islands.indexOf(island)))
    this.temperatureDependent = branches.map((branch) => branch.temperatureDependent)
    this.emitterOf = Int32Array.from(branches, (branch, index) => {
      const island = this.islandOf[index]
      if (island < 0) return -1
      const edge = edgeOf[index]
      const known = emitters.findIndex((emitter) => emitter.edge === edge && emitter.island === island)
      const temperatureDependent = branch.temperatureDependent || emitters[known]?.temperatureDependent === true
      const emitter = { edge, island, temperatureDependent }
      if (known >= 0) emitters[known] = emitter
      else emitters.push(emitter)
      return known >= 0 ? known : emitters.length - 1
    })
    this.emitters = emitters
    this.edgeOf = Int32Array.from(edgeOf)
    this.ownCouplings = network.couplings.filter(({ edges: [a, b] }) => a === b)
    this.branches = branches
    // Elements that do not depend on temperature are asked once, at a temperature of no importance.
    this.impedances = branches.map((branch) => branch.at(1))
    this.temperatureOf = new Float64Array(branches.length)
    this.re = new Float64Array(network.series.length)
    this.im = new Float64Array(network.series.length)
    this.resistance = new Float64Array(emitters.length)
    this.slopeRe = new Float64Array(emitters.length)
    this.slopeIm = new Float64Array(emitters.length)
  }

  /** Branches in the order of the series edges. */
  readonly branches: Network['branches']

  /** Takes the impedances of all elements at the temperatures of the islands [K]. */
  setTemperatures(temperatures: Float64Array): void {
    for (let index = 0; index < this.branches.length; index++) {
      if (!this.temperatureDependent[index]) continue
      const temperature = temperatures[this.islandOf[index]]
      if (temperature === this.temperatureOf[index]) continue
      this.temperatureOf[index] = temperature
      this.impedances[index] = this.branches[index].at(temperature)
    }
  }

  /** Frequencies where element `index` (in the order of `branches`) is not smooth, at the present temperatures. */
  breaksOf(index: number): readonly number[] {
    return this.impedances[index].breaks
  }

  forgetReactances(): void {
    this.inductive = false
    this.capacitive = false
  }

  /** Replaces one element (index in the order of `branches`) by a resistance [Ohm] in the following calls of `load`. */
  replace(index: number, resistance: number): void {
    this.impedances[index] = {
      breaks: [],
      evaluate(_omega, out) {
        out[0] = resistance
        out[1] = 0
        out[2] = 0
        out[3] = 0
      },
    }
  }

  /** Evaluates all impedances at angular frequency `omega` [rad/s]. */
  load(omega: number): void {
    const { re, im, resistance, slopeRe, slopeIm, edgeOf, emitterOf, values, impedances } = this
    for (let edge = 0; edge < re.length; edge++) {
      re[edge] = 0
      im[edge] = 0
    }
    for (let emitter = 0; emitter < resistance.length; emitter++) {
      resistance[emitter] = 0
      slopeRe[emitter] = 0
      slopeIm[emitter] = 0
    }
    for (let index = 0; index < impedances.length; index++) {
      impedances[index].evaluate(omega, values)
      const edge = edgeOf[index]
      const reactance = values[1]
      re[edge] += values[0]
      im[edge] += reactance
      if (reactance > 0) this.inductive = true
      else if (reactance < 0) this.capacitive = true
      const emitter = emitterOf[index]
      if (emitter >= 0) {
        resistance[emitter] += values[0]
        slopeRe[emitter] += values[2]
        slopeIm[emitter] += values[3]
      }
    }
    for (const { edges, inductance } of this.ownCouplings) im[edges[0]] += 2 * omega * inductance
  }

  /** Name of the first element whose impedance at `omega` is not a finite number with Re Z >= 0; null if all are. */
  faultyElement(omega: number): string | null {
    for (let index = 0; index < this.impedances.length; index++) {
      this.impedances[index].evaluate(omega, this.values)
      const [re, im, slopeRe, slopeIm] = this.values
      if (!(re >= 0 && Number.isFinite(re + im + slopeRe + slopeIm))) return this.branches[index].name
    }
    return null
  }
}
