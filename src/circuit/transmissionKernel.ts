import { type FrequencyPanel, largestPanel } from './branch.js'
import { addTransmission, type Emission, type LossyMultiport, pairIndex } from './directedTransmission.js'
import { EdgeImpedances } from './edgeImpedances.js'
import { LoopPanel } from './loopPanel.js'
import { activeMultiports, LoopSolver } from './loopSolver.js'
import type { LoopTree } from './loopTree.js'
import type { Network } from './network.js'

/**
 * Relative changes of the frequency by which the sensitivity to rounding is found: the smaller one where the larger one
 * is more than the width of a resonance.
 */
const perturbations = [1e-9, 1e-12] as const
/** Those of impedances over that of the frequency: unlike, so that they do not cancel in a resonance. */
const share = 0.37
/** Relative change of a transmission that is still in proportion to the perturbation. */
const proportional = 0.1
/** Rounding of a double, reduced by the averaging over the nodes of a panel. */
const averagedRounding = 3e-17

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
  /** Half the difference of the transmissions i to j and j to i, and its derivatives; 0 in a reciprocal network. */
  readonly skew: Float64Array
  readonly skewSlope: Float64Array
  readonly impedances: EdgeImpedances
  /** The network without what exchanges nothing; changed by `replaceElements`. */
  network: Network

  /** The same four for each frequency of the last panel. */
  readonly panelTau: Float64Array
  readonly panelSlope: Float64Array
  readonly panelSkew: Float64Array
  readonly panelSkewSlope: Float64Array

  /** Islands of whose temperature some impedance depends: 1, else 0. */
  readonly slopedIslands: Uint8Array

  readonly solver: LoopSolver
  private readonly loopPanel: LoopPanel | null
  /** Whether all elements carry the same current. */
  readonly singleLoop: boolean
  private tree: LoopTree | null = null

  /** Edges with an emitter and ports of lossy multiports: sources and responses of the loop equations. */
  private readonly sourceEdges: Int32Array
  private readonly sourcePorts: Int32Array
  private readonly emission: Emission
  private readonly sidesRe: Float64Array
  private readonly sidesIm: Float64Array
  private readonly islandResistance: Float64Array

  constructor(network: Network) {
    this.network = network
    this.impedances = new EdgeImpedances(network)
    this.solver = new LoopSolver(network, this.impedances)
    const { emitters } = this.impedances
    this.islands = network.islands.length
    this.pairs = (this.islands * (this.islands - 1)) / 2
    this.tau = new Float64Array(this.pairs)
    this.slope = new Float64Array(this.pairs * this.islands)
    this.skew = new Float64Array(this.pairs)
    this.skewSlope = new Float64Array(this.pairs * this.islands)
    this.slopedIslands = new Uint8Array(this.islands)
    for (const { island, temperatureDependent } of emitters) {
      if (temperatureDependent) this.slopedIslands[island] = 1
    }
    this.singleLoop = network.ports.length === 0 && network.series.length === 1
    this.islandResistance = new Float64Array(this.islands)
    this.panelTau = new Float64Array(this.tau.length * largestPanel)
    this.panelSlope = new Float64Array(this.slope.length * largestPanel)
    this.panelSkew = new Float64Array(this.skew.length * largestPanel)
    this.panelSkewSlope = new Float64Array(this.skewSlope.length * largestPanel)
    this.loopPanel = this.singleLoop ? new LoopPanel(this.impedances, this.slopedIslands) : null

    const sourceEdges = [...new Set(emitters.map(({ edge }) => edge))]
    const sourcePorts: number[] = []
    const lossy = activeMultiports(network).flatMap(({ multiport, firstPort, size }, index): LossyMultiport[] => {
      const { island } = network.multiports[multiport]
      if (island === null) return []
      const firstSource = sourceEdges.length + sourcePorts.length
      for (let port = 0; port < size; port++) sourcePorts.push(firstPort + port)
      return [{ island: network.islands.indexOf(island), firstSource, size, scattering: this.solver.scattering[index] }]
    })
    const sources = sourceEdges.length + sourcePorts.length
    const order = network.edges.length + network.ports.length
    this.sourceEdges = Int32Array.from(sourceEdges)
    this.sourcePorts = Int32Array.from(sourcePorts)
    this.sidesRe = new Float64Array(order * sources)
    this.sidesIm = new Float64Array(order * sources)
    const { resistance, slopeRe, slopeIm } = this.impedances
    this.emission = {
      islands: this.islands,
      emitterIsland: Int32Array.from(emitters, ({ island }) => island),
      emitterSource: Int32Array.from(emitters, ({ edge }) => sourceEdges.indexOf(edge)),
      resistance,
      slopeRe,
      slopeIm,
      sloping: Int32Array.from(emitters.flatMap((emitter, index) => (emitter.temperatureDependent ? [index] : []))),
      lossy,
      sources,
      responseRe: new Float64Array(sources * sources),
      responseIm: new Float64Array(sources * sources),
    }
  }

  /** Whether any transmission depends on a temperature. */
  get hasSlopes(): boolean {
    return this.emission.sloping.length > 0
  }

  /** Whether `evaluateMovingPanel` can be used at the present temperatures. */
  get movable(): boolean {
    return this.loopPanel !== null && this.impedances.movable
  }

  /** Whether the transmission has been found to differ between the two directions (a circulator). */
  get nonReciprocal(): boolean {
    return this.solver.nonReciprocal
  }

  /** Takes other values of all elements: those of a network of the structure of the old one (`renewNetwork`). */
  replaceElements({ branches, multiports }: Network): void {
    this.network = { ...this.network, branches, multiports }
    this.impedances.replaceNetwork(this.network)
    this.solver.replaceNetwork(this.network)
  }

  setTemperatures(temperatures: Float64Array): void {
    this.impedances.setTemperatures(temperatures)
  }

  /** The loop equations that suit the impedances at `omega` [rad/s]. */
  chooseTree(omega: number): LoopTree {
    // A single loop has but one choice.
    if (this.singleLoop && this.tree !== null) return this.tree
    return this.solver.chooseTree(omega)
  }

  /** Uses these loop equations in the following calls of `evaluate`. */
  useTree(tree: LoopTree): void {
    this.tree = tree
  }

  /** Computes `tau` and, with `slopes`, `slope` at angular frequency `omega` [rad/s]; NaN if there is no solution. */
  evaluate(omega: number, slopes: boolean): void {
    this.impedances.load(omega)
    this.evaluateLoaded(omega, slopes)
  }

  /** The same at all frequencies of a panel, to `panelTau` ... `panelSkewSlope`. */
  evaluatePanel(panel: FrequencyPanel, slopes: boolean): void {
    if (this.loopPanel !== null) {
      this.loopPanel.evaluate(panel, slopes, this.panelTau, this.panelSlope)
      return
    }
    this.impedances.loadPanel(panel)
    const { tau, slope, skew, skewSlope } = this
    for (let k = 0; k < panel.count; k++) {
      const omega = panel.omega[k]
      this.impedances.pick(k, omega)
      this.evaluateLoaded(omega, slopes)
      this.panelTau.set(tau, k * tau.length)
      if (slopes) this.panelSlope.set(slope, k * slope.length)
      if (!this.nonReciprocal) continue
      this.panelSkew.set(skew, k * skew.length)
      if (slopes) this.panelSkewSlope.set(skewSlope, k * skewSlope.length)
    }
  }

  /** As `evaluatePanel`, with the derivatives along the frequencies as they move; the kernel must be `movable`. */
  evaluateMovingPanel(panel: FrequencyPanel): void {
    this.loopPanel!.evaluateMoving(panel, this.panelTau, this.panelSlope)
  }

  private evaluateLoaded(omega: number, slopes: boolean): void {
    if (this.singleLoop) {
      this.evaluateLoop(slopes)
      return
    }
    if (this.tree === null) throw new Error('circuit: useTree must be called before evaluate')
    const solved = this.solver.solve(
      omega,
      this.tree,
      this.sourceEdges,
      this.sourcePorts,
      this.sidesRe,
      this.sidesIm,
      this.emission.responseRe,
      this.emission.responseIm,
    )
    if (!solved) this.emission.responseRe.fill(Number.NaN)
    this.writeTransmission(slopes)
  }

  /**
   * Estimated relative rounding error of each transmission at `omega` [rad/s]: how much it changes when the frequency
   * and all impedances and scattering matrices change by a small part, scaled to the rounding of doubles.
   */
  roundingError(omega: number): Float64Array {
    const { impedances, solver, tau } = this
    this.evaluate(omega, false)
    if (this.singleLoop && impedances.branches.every(({ inductive }) => inductive === true)) {
      // Nothing can cancel.
      const { elementRe, elementIm, re, im } = impedances
      let largest = 0
      for (let index = 0; index < elementRe.length; index++) {
        largest += Math.abs(elementRe[index]) + Math.abs(elementIm[index])
      }
      return new Float64Array(this.pairs).fill((averagedRounding * largest) / Math.hypot(re[0], im[0]))
    }
    const exact = tau.slice()
    const noise = new Float64Array(this.pairs)
    for (const perturbation of perturbations) {
      impedances.perturbation = share * perturbation
      solver.perturbation = share * perturbation
      this.evaluate(omega * (1 + perturbation), false)
      impedances.perturbation = 0
      solver.perturbation = 0
      let largest = 0
      for (let pair = 0; pair < noise.length; pair++) {
        const change = exact[pair] > 0 ? Math.abs(tau[pair] / exact[pair] - 1) : 0
        noise[pair] = Math.max(noise[pair], (averagedRounding * change) / perturbation)
        largest = Math.max(largest, change)
      }
      if (largest < proportional) break
    }
    return noise
  }

  /**
   * For each emitter its resistance times its own current per own voltage at `omega` [rad/s], re and im interleaved;
   * null where multiports have losses, too.
   */
  ownResponse(omega: number): Float64Array | null {
    const { resistance, emitterSource, lossy, sources, responseRe, responseIm } = this.emission
    if (lossy.length > 0) return null
    this.useTree(this.chooseTree(omega))
    this.evaluate(omega, false)
    const own = new Float64Array(2 * resistance.length)
    const re = this.impedances.re[0]
    const im = this.impedances.im[0]
    resistance.forEach((value, index) => {
      const entry = emitterSource[index] * (sources + 1)
      own[2 * index] = value * (this.singleLoop ? re / (re * re + im * im) : responseRe[entry])
      own[2 * index + 1] = value * (this.singleLoop ? -im / (re * re + im * im) : responseIm[entry])
    })
    return own
  }

  /** One loop: tau = 4 R_i R_j/|Z|^2 with the total impedance Z. */
  private evaluateLoop(slopes: boolean): void {
    const { islands, tau, slope, islandResistance } = this
    const { re, im } = this.impedances
    const { resistance, slopeRe, slopeIm, emitterIsland, sloping } = this.emission
    const totalRe = re[0]
    const totalIm = im[0]
    const inverse = 1 / (totalRe * totalRe + totalIm * totalIm)
    for (let i = 0; i < islands; i++) islandResistance[i] = 0
    for (let e = 0; e < resistance.length; e++) islandResistance[emitterIsland[e]] = resistance[e]
    for (let i = 0, pair = 0; i < islands; i++) {
      const factor = 4 * islandResistance[i] * inverse
      for (let j = i + 1; j < islands; j++, pair++) tau[pair] = factor * islandResistance[j]
    }
    if (!slopes) return
    for (let entry = 0; entry < slope.length; entry++) slope[entry] = 0
    for (let index = 0; index < sloping.length; index++) {
      const emitter = sloping[index]
      const k = emitterIsland[emitter]
      const common = -2 * (totalRe * slopeRe[emitter] + totalIm * slopeIm[emitter]) * inverse
      const own = 4 * slopeRe[emitter] * inverse
      for (let i = 0, pair = 0; i < islands; i++) {
        for (let j = i + 1; j < islands; j++, pair++) {
          let value = common * tau[pair]
          if (i === k) value += own * islandResistance[j]
          else if (j === k) value += own * islandResistance[i]
          slope[pair * islands + k] = value
        }
      }
    }
  }

  /** From the responses: tau is the mean of both directions, skew half their difference. */
  private writeTransmission(slopes: boolean): void {
    const { tau, slope, skew, skewSlope, emission, solver } = this
    tau.fill(0)
    slope.fill(0)
    addTransmission(emission, true, tau, slopes ? slope : null)
    if (!solver.nonReciprocal) return
    skew.fill(0)
    skewSlope.fill(0)
    addTransmission(emission, false, skew, slopes ? skewSlope : null)
    halveSum(tau, skew)
    halveSum(slope, skewSlope)
  }

  /** Number of the pair of islands i and j, i !== j. */
  pairIndex(i: number, j: number): number {
    return pairIndex(i, j, this.islands)
  }
}

/** (a, b) to ((a + b)/2, (a - b)/2). */
function halveSum(first: Float64Array, second: Float64Array): void {
  for (let index = 0; index < first.length; index++) {
    const a = first[index]
    const b = second[index]
    first[index] = (a + b) / 2
    second[index] = (a - b) / 2
  }
}
