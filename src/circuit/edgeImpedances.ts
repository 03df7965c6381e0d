import { type Branch, type BranchImpedance, type FrequencyPanel, largestPanel } from './branch.js'
import type { EdgeCoupling, Network } from './network.js'

/** The share of one island in the impedance of one series edge: what emits and absorbs at the island's temperature. */
export interface Emitter {
  readonly edge: number
  readonly island: number
  /** Whether the share depends on the temperature of the island. */
  readonly temperatureDependent: boolean
}

/** Impedance of an element whose temperature is not known yet. */
const unknown: BranchImpedance = {
  breaks: [],
  evaluate(_omega, out) {
    out.fill(Number.NaN)
  },
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
  /** Impedance of each element at the last frequency [Ohm], in the order of `branches`. */
  readonly elementRe: Float64Array
  readonly elementIm: Float64Array

  /** Four numbers for each frequency of the last panel, by element. */
  readonly panelValues: readonly Float64Array[]
  /** Distance from one frequency to the next in `panelValues`: 4, or 0 for an element that is the same at all. */
  readonly spread: Int32Array
  /** Emitter that each element belongs to; -1 for a lossless one. */
  readonly emitterOf: Int32Array

  /** Along moving frequencies: two numbers for each, dZ/d omega of each element that is not the same at all. */
  readonly panelSlopes: readonly Float64Array[]
  /** Island of each element; -1 for a lossless one. */
  readonly islandOf: readonly number[]

  private readonly impedances: BranchImpedance[]
  private readonly temperatureDependent: readonly boolean[]
  private readonly edgeOf: Int32Array
  private readonly temperatureOf: Float64Array
  /** Mutual inductance of an edge with itself: couplings between elements in series. */
  readonly ownCouplings: readonly EdgeCoupling[]
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
    // Elements that do not depend on temperature are asked once, at a temperature of no importance; the others as soon as
    // theirs is known: a measured one may refuse any other.
    this.impedances = branches.map((branch) => (branch.temperatureDependent ? unknown : branch.at(1)))
    this.spread = new Int32Array(branches.length)
    this.panelValues = branches.map(() => new Float64Array(4 * largestPanel))
    this.panelSlopes = branches.map(() => new Float64Array(2 * largestPanel))
    this.temperatureOf = new Float64Array(branches.length)
    this.elementRe = new Float64Array(branches.length)
    this.elementIm = new Float64Array(branches.length)
    this.re = new Float64Array(network.series.length)
    this.im = new Float64Array(network.series.length)
    this.resistance = new Float64Array(emitters.length)
    this.slopeRe = new Float64Array(emitters.length)
    this.slopeIm = new Float64Array(emitters.length)
  }

  /** Relative change of all impedances, of alternating sign: for the sensitivity of a result to rounding. */
  perturbation = 0

  /** Branches in the order of the series edges. */
  readonly branches: Branch[]

  /** Takes other values of the branches: a network of the structure of the old one. */
  replaceNetwork({ series, branches }: Network): void {
    let index = 0
    for (const members of series) {
      for (const member of members) {
        const branch = branches[member]
        if (branch !== this.branches[index]) {
          // One that depends on temperature is asked as soon as that is known.
          if (!branch.temperatureDependent) this.impedances[index] = branch.at(1)
          this.temperatureOf[index] = 0
          this.branches[index] = branch
        }
        index++
      }
    }
  }

  /** Evaluates all elements at the frequencies of a panel: Re, Im, d Re/dT, d Im/dT of each, in `panelValues`. */
  loadPanel(panel: FrequencyPanel): void {
    const { impedances, panelValues, values } = this
    const { count, omega } = panel
    for (let index = 0; index < impedances.length; index++) {
      const impedance = impedances[index]
      const out = panelValues[index]
      if (impedance.constant !== undefined) {
        for (let place = 0; place < 4; place++) out[place] = impedance.constant[place]
        this.spread[index] = 0
        continue
      }
      this.spread[index] = 4
      if (impedance.evaluatePanel !== undefined) {
        impedance.evaluatePanel(panel, out)
        continue
      }
      for (let k = 0, place = 0; k < count; k++, place += 4) {
        impedance.evaluate(omega[k], values)
        out[place] = values[0]
        out[place + 1] = values[1]
        out[place + 2] = values[2]
        out[place + 3] = values[3]
      }
    }
  }

  /** Whether all elements know their derivatives along moving frequencies, at the present temperatures. */
  get movable(): boolean {
    const { impedances } = this
    for (let index = 0; index < impedances.length; index++) {
      if (impedances[index].constant === undefined && impedances[index].evaluateMoving === undefined) return false
    }
    return true
  }

  /**
   * Whether the frequencies move with the temperature of another island than that of some element whose impedance depends
   * on frequency.
   */
  movedByOthers(moves: Uint8Array): boolean {
    const { impedances, islandOf } = this
    for (let index = 0; index < impedances.length; index++) {
      if (impedances[index].constant !== undefined) continue
      for (let island = 0; island < moves.length; island++) if (moves[island] && island !== islandOf[index]) return true
    }
    return false
  }

  /** As `loadPanel`, with derivatives along the moving frequencies; `slopes` fills `panelSlopes`, too. */
  loadMovingPanel(panel: FrequencyPanel, slopes: boolean): void {
    const { impedances, panelValues, panelSlopes, spread, islandOf } = this
    for (let index = 0; index < impedances.length; index++) {
      const impedance = impedances[index]
      const { constant } = impedance
      if (constant === undefined) {
        spread[index] = 4
        impedance.evaluateMoving!(panel, islandOf[index], panelValues[index], slopes ? panelSlopes[index] : null)
        continue
      }
      const out = panelValues[index]
      for (let place = 0; place < 4; place++) out[place] = constant[place]
      spread[index] = 0
    }
  }

  /** Takes the impedances of all elements at the temperatures of the islands [K]. */
  setTemperatures(temperatures: Float64Array): void {
    for (let index = 0; index < this.branches.length; index++) {
      if (!this.temperatureDependent[index]) continue
      const temperature = temperatures[this.islandOf[index]]
      if (temperature === this.temperatureOf[index]) continue
      // It may refuse: then what it was stays as it was.
      this.impedances[index] = this.branches[index].at(temperature)
      this.temperatureOf[index] = temperature
    }
  }

  /** Frequencies where element `index` (in the order of `branches`) is not smooth, at the present temperatures. */
  breaksOf(index: number): readonly number[] {
    return this.impedances[index].breaks
  }

  /** Re, Im, d Re/dT, d Im/dT of element `index` if they are the same at all frequencies. */
  constantOf(index: number): Float64Array | undefined {
    return this.impedances[index].constant
  }

  /** How fast these move with the temperature of the element [rad/s/K]. */
  breakSpeedsOf(index: number): readonly number[] {
    return this.impedances[index].breakSpeeds ?? []
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
    const { values, impedances, elementRe, elementIm } = this
    this.clear()
    for (let index = 0; index < impedances.length; index++) {
      impedances[index].evaluate(omega, values)
      elementRe[index] = values[0]
      elementIm[index] = values[1]
      this.add(index, values, 0)
    }
    if (this.perturbation !== 0) this.perturb()
    for (const { edges, inductance } of this.ownCouplings) this.im[edges[0]] += 2 * omega * inductance
  }

  /** Takes the impedances at frequency `k` of the last panel, `omega` [rad/s]. */
  pick(k: number, omega: number): void {
    this.clear()
    for (let index = 0; index < this.impedances.length; index++) {
      this.add(index, this.panelValues[index], this.spread[index] * k)
    }
    if (this.perturbation !== 0) this.perturb()
    for (const { edges, inductance } of this.ownCouplings) this.im[edges[0]] += 2 * omega * inductance
  }

  private clear(): void {
    const { re, im, resistance, slopeRe, slopeIm } = this
    for (let edge = 0; edge < re.length; edge++) {
      re[edge] = 0
      im[edge] = 0
    }
    for (let emitter = 0; emitter < resistance.length; emitter++) {
      resistance[emitter] = 0
      slopeRe[emitter] = 0
      slopeIm[emitter] = 0
    }
  }

  private add(index: number, values: Float64Array, at: number): void {
    const edge = this.edgeOf[index]
    this.re[edge] += values[at]
    this.im[edge] += values[at + 1]
    const emitter = this.emitterOf[index]
    if (emitter < 0) return
    this.resistance[emitter] += values[at]
    this.slopeRe[emitter] += values[at + 2]
    this.slopeIm[emitter] += values[at + 3]
  }

  private perturb(): void {
    const { re, im, resistance, edgeOf, emitterOf, elementRe, elementIm } = this
    for (let index = 0; index < elementRe.length; index++) {
      const change = index % 2 === 0 ? this.perturbation : -this.perturbation
      re[edgeOf[index]] += change * elementRe[index]
      im[edgeOf[index]] += change * elementIm[index]
      if (emitterOf[index] >= 0) resistance[emitterOf[index]] += change * elementRe[index]
    }
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
