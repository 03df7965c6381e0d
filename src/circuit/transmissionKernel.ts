import { solveComplex } from '../numerics/complexLinear.js'
import { EdgeImpedances } from './edgeImpedances.js'
import { type LoopTree, loopTree } from './loopTree.js'
import type { Network } from './network.js'

/**
 * Photon transmission between all pairs of islands at one frequency, with its derivatives; work space included.
 *
 * Pairs (i, j), i < j, are numbered row by row: `pairIndex`.
 */
export class TransmissionKernel {
  readonly islands: number
  readonly pairs: number
  /** tau of each pair. */
  readonly tau: Float64Array
  /** Derivative of tau with respect to each island temperature [1/K], pairs x islands. */
  readonly slope: Float64Array
  readonly impedances: EdgeImpedances

  private readonly network: Network
  private readonly trees = new Map<string, LoopTree>()
  private readonly weights: Float64Array
  private readonly singleLoop: boolean
  private tree: LoopTree | null = null

  /** Edges with an emitter: the sources of the loop equations. */
  private readonly sourceEdges: readonly number[]
  private readonly sourceOf: Int32Array
  private readonly emitterIsland: Int32Array
  private readonly emitterSource: Int32Array
  private readonly sloping: readonly number[]
  private readonly matrixRe: Float64Array
  private readonly matrixIm: Float64Array
  private readonly sidesRe: Float64Array
  private readonly sidesIm: Float64Array
  private readonly scale: Float64Array
  /** Admittances Y_ab between source edges: current in a per voltage in b. */
  private readonly admittanceRe: Float64Array
  private readonly admittanceIm: Float64Array
  private readonly singleRe: Float64Array

  constructor(network: Network) {
    this.network = network
    this.impedances = new EdgeImpedances(network)
    const { emitters } = this.impedances
    this.islands = network.islands.length
    this.pairs = (this.islands * (this.islands - 1)) / 2
    this.tau = new Float64Array(this.pairs)
    this.slope = new Float64Array(this.pairs * this.islands)
    this.weights = new Float64Array(network.edges.length)
    this.sourceEdges = [...new Set(emitters.map(({ edge }) => edge))]
    this.sourceOf = Int32Array.from(network.edges, (_, edge) => this.sourceEdges.indexOf(edge))
    this.emitterIsland = Int32Array.from(emitters, ({ island }) => island)
    this.emitterSource = Int32Array.from(emitters, ({ edge }) => this.sourceOf[edge])
    this.sloping = emitters.flatMap((emitter, index) => (emitter.temperatureDependent ? [index] : []))
    this.singleLoop = network.ports.length === 0 && network.series.length === 1
    this.singleRe = new Float64Array(this.islands)
    const order = network.edges.length + network.ports.length
    const sources = this.sourceEdges.length
    this.matrixRe = new Float64Array(order * order)
    this.matrixIm = new Float64Array(order * order)
    this.sidesRe = new Float64Array(order * sources)
    this.sidesIm = new Float64Array(order * sources)
    this.scale = new Float64Array(order)
    this.admittanceRe = new Float64Array(sources * sources)
    this.admittanceIm = new Float64Array(sources * sources)
  }

  /** Whether any transmission depends on a temperature. */
  get hasSlopes(): boolean {
    return this.sloping.length > 0
  }

  setTemperatures(temperatures: Float64Array): void {
    this.impedances.setTemperatures(temperatures)
  }

  /** The spanning forest that suits the impedances at `omega` [rad/s]; reused when it is known already. */
  chooseTree(omega: number): LoopTree {
    const { weights, network, impedances } = this
    impedances.load(omega)
    for (let edge = 0; edge < weights.length; edge++) {
      weights[edge] =
        edge < network.series.length
          ? Math.hypot(impedances.re[edge], impedances.im[edge])
          : network.multiports[network.ports[edge - network.series.length].multiport].reference
    }
    const tree = loopTree(network, weights, this.trees)
    return tree
  }

  /** Uses this forest in the following calls of `evaluate`. */
  useTree(tree: LoopTree): void {
    this.tree = tree
  }

  /** Computes `tau` and, with `slopes`, `slope` at angular frequency `omega` [rad/s]; NaN if there is no solution. */
  evaluate(omega: number, slopes: boolean): void {
    this.impedances.load(omega)
    if (this.singleLoop) this.evaluateLoop(slopes)
    else {
      this.solve(omega)
      this.writeTau()
      if (slopes) this.writeSlopes()
    }
  }

  /** One loop: tau = 4 R_i R_j/|Z|^2 with the total impedance Z. */
  private evaluateLoop(slopes: boolean): void {
    const { impedances, islands, tau, slope, singleRe, emitterIsland } = this
    const { re, im, resistance, slopeRe, slopeIm } = impedances
    const totalRe = re[0]
    const totalIm = im[0]
    const inverse = 1 / (totalRe * totalRe + totalIm * totalIm)
    for (let i = 0; i < islands; i++) singleRe[i] = 0
    for (let emitter = 0; emitter < resistance.length; emitter++) singleRe[emitterIsland[emitter]] = resistance[emitter]
    for (let i = 0, pair = 0; i < islands; i++) {
      const factor = 4 * singleRe[i] * inverse
      for (let j = i + 1; j < islands; j++, pair++) tau[pair] = factor * singleRe[j]
    }
    if (!slopes) return
    slope.fill(0)
    for (const emitter of this.sloping) {
      const k = emitterIsland[emitter]
      const common = -2 * (totalRe * slopeRe[emitter] + totalIm * slopeIm[emitter]) * inverse
      const own = 4 * slopeRe[emitter] * inverse
      for (let i = 0, pair = 0; i < islands; i++) {
        for (let j = i + 1; j < islands; j++, pair++) {
          let value = common * tau[pair]
          if (i === k) value += own * singleRe[j]
          else if (j === k) value += own * singleRe[i]
          slope[pair * islands + k] = value
        }
      }
    }
  }

  private solve(omega: number): void {
    const { tree, matrixRe, matrixIm, sidesRe, sidesIm, sourceEdges, impedances } = this
    if (tree === null) throw new Error('circuit: useTree must be called before evaluate')
    const order = tree.loops
    const sources = sourceEdges.length
    const { stampEdge, stampRow, stampColumn, stampSign, memberStart, memberLoop, memberSign } = tree
    for (let entry = 0; entry < order * order; entry++) {
      matrixRe[entry] = 0
      matrixIm[entry] = 0
    }
    for (let t = 0; t < stampEdge.length; t++) {
      const entry = stampRow[t] * order + stampColumn[t]
      const sign = stampSign[t]
      matrixRe[entry] += sign * impedances.re[stampEdge[t]]
      matrixIm[entry] += sign * impedances.im[stampEdge[t]]
    }
    const { mutualRow, mutualColumn, mutualInductance } = tree
    for (let t = 0; t < mutualRow.length; t++) {
      matrixIm[mutualRow[t] * order + mutualColumn[t]] += omega * mutualInductance[t]
    }
    for (let entry = 0; entry < order * sources; entry++) {
      sidesRe[entry] = 0
      sidesIm[entry] = 0
    }
    for (let source = 0; source < sources; source++) {
      const edge = sourceEdges[source]
      for (let m = memberStart[edge]; m < memberStart[edge + 1]; m++) {
        sidesRe[memberLoop[m] * sources + source] = memberSign[m]
      }
    }
    const failed = solveComplex(order, sources, matrixRe, matrixIm, sidesRe, sidesIm, this.scale)
    for (let a = 0; a < sources; a++) {
      const edge = sourceEdges[a]
      for (let b = 0; b < sources; b++) {
        let re = failed < 0 ? 0 : Number.NaN
        let im = re
        for (let m = memberStart[edge]; m < memberStart[edge + 1]; m++) {
          re += memberSign[m] * sidesRe[memberLoop[m] * sources + b]
          im += memberSign[m] * sidesIm[memberLoop[m] * sources + b]
        }
        this.admittanceRe[a * sources + b] = re
        this.admittanceIm[a * sources + b] = im
      }
    }
  }

  /** tau_ij: sum of 4 R_a R_b |Y_ab|^2 over the emitters a of i and b of j. */
  private writeTau(): void {
    const { tau, emitterIsland, emitterSource, admittanceRe, admittanceIm } = this
    const { resistance } = this.impedances
    const sources = this.sourceEdges.length
    tau.fill(0)
    for (let a = 0; a < resistance.length; a++) {
      for (let b = a + 1; b < resistance.length; b++) {
        if (emitterIsland[a] === emitterIsland[b]) continue
        const entry = emitterSource[a] * sources + emitterSource[b]
        const re = admittanceRe[entry]
        const im = admittanceIm[entry]
        tau[this.pairIndex(emitterIsland[a], emitterIsland[b])] +=
          4 * resistance[a] * resistance[b] * (re * re + im * im)
      }
    }
  }

  /** d tau/dT_k through dZ_c/dT_k of the emitters c of island k: dR directly and dY_ab = -Y_ac dZ_c Y_cb. */
  private writeSlopes(): void {
    const { slope, islands, emitterIsland, emitterSource, admittanceRe, admittanceIm } = this
    const { resistance, slopeRe, slopeIm } = this.impedances
    const sources = this.sourceEdges.length
    slope.fill(0)
    for (const c of this.sloping) {
      const k = emitterIsland[c]
      const row = emitterSource[c] * sources
      for (let a = 0; a < resistance.length; a++) {
        const acRe = admittanceRe[row + emitterSource[a]]
        const acIm = admittanceIm[row + emitterSource[a]]
        const changeRe = -(acRe * slopeRe[c] - acIm * slopeIm[c])
        const changeIm = -(acRe * slopeIm[c] + acIm * slopeRe[c])
        for (let b = a + 1; b < resistance.length; b++) {
          if (emitterIsland[a] === emitterIsland[b]) continue
          const cbRe = admittanceRe[row + emitterSource[b]]
          const cbIm = admittanceIm[row + emitterSource[b]]
          const entry = emitterSource[a] * sources + emitterSource[b]
          const re = admittanceRe[entry]
          const im = admittanceIm[entry]
          let change =
            8 *
            resistance[a] *
            resistance[b] *
            (re * (changeRe * cbRe - changeIm * cbIm) + im * (changeRe * cbIm + changeIm * cbRe))
          if (a === c) change += 4 * slopeRe[c] * resistance[b] * (re * re + im * im)
          else if (b === c) change += 4 * slopeRe[c] * resistance[a] * (re * re + im * im)
          slope[this.pairIndex(emitterIsland[a], emitterIsland[b]) * islands + k] += change
        }
      }
    }
  }

  /** Number of the pair of islands i and j, i !== j. */
  pairIndex(i: number, j: number): number {
    const low = Math.min(i, j)
    const high = Math.max(i, j)
    return low * this.islands - (low * (low + 3)) / 2 + high - 1
  }
}
