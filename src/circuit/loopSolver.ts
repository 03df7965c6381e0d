import { solveComplex } from '../numerics/complexLinear.js'
import type { EdgeImpedances } from './edgeImpedances.js'
import { type LoopTree, loopTree } from './loopTree.js'
import type { Network } from './network.js'

/** Scattering matrices that differ from their transposes by less are taken as reciprocal. */
const asymmetry = 1e-9

/** A multiport with a port in a loop. */
export interface ActiveMultiport {
  /** Index in `network.multiports`. */
  readonly multiport: number
  /** Its first port in the order of `network.ports`, and how many it has. */
  readonly firstPort: number
  readonly size: number
}

/** The multiports that take part in the circuit, with their ports. */
export function activeMultiports(network: Network): ActiveMultiport[] {
  const found: ActiveMultiport[] = []
  network.ports.forEach(({ multiport, port }, index) => {
    if (port === 0) found.push({ multiport, firstPort: index, size: network.multiports[multiport].ports.length })
  })
  return found
}

/**
 * The loop equations of a network at one frequency.
 *
 * Unknowns are the loop currents J (with the voltage law Σ Z I + U_port = E around each loop) and for each port the
 * voltage v = U/R_ref, with b = S a + c of the multiport written as R_ref [(1 − S) v − (1 + S) I] = 2 c √R_ref: no impedance or
 * admittance of a line occurs that could become singular.
 */
export class LoopSolver {
  /** Scattering matrices of the active multiports at the last frequency, re and im interleaved. */
  readonly scattering: readonly Float64Array[]

  /** Whether a scattering matrix has been found not to be symmetric. */
  nonReciprocal = false

  /** Relative change of all scattering matrices: for the sensitivity of a result to rounding. */
  perturbation = 0

  private network: Network
  private readonly impedances: EdgeImpedances
  private readonly multiports: readonly ActiveMultiport[]
  private readonly references: Float64Array
  private readonly trees = new Map<string, LoopTree>()
  private readonly weights: Float64Array
  private readonly matrixRe: Float64Array
  private readonly matrixIm: Float64Array
  private readonly scale: Float64Array

  constructor(network: Network, impedances: EdgeImpedances) {
    this.network = network
    this.impedances = impedances
    this.multiports = activeMultiports(network)
    this.scattering = this.multiports.map(({ size }) => new Float64Array(2 * size * size))
    this.references = Float64Array.from(network.ports, ({ multiport }) => network.multiports[multiport].reference)
    this.weights = new Float64Array(network.edges.length)
    const order = network.edges.length + network.ports.length
    this.matrixRe = new Float64Array(order * order)
    this.matrixIm = new Float64Array(order * order)
    this.scale = new Float64Array(2 * order)
  }

  /** Takes other values of the multiports: a network of the structure of the old one. */
  replaceNetwork(network: Network): void {
    this.network = network
    network.ports.forEach(({ multiport }, port) => {
      this.references[port] = network.multiports[multiport].reference
    })
  }

  get hasPorts(): boolean {
    return this.multiports.length > 0
  }

  /** The loop equations that suit the impedances at `omega` [rad/s]; reused when they are known already. */
  chooseTree(omega: number): LoopTree {
    const { weights, network, impedances, references } = this
    const edges = network.series.length
    impedances.load(omega)
    for (let edge = 0; edge < edges; edge++) weights[edge] = Math.hypot(impedances.re[edge], impedances.im[edge])
    weights.set(references, edges)
    const tree = loopTree(network, weights, this.trees)
    const shorted = tree.loopEdges.find((loop) => loop.every((edge) => weights[edge] === 0))
    if (shorted !== undefined) throw new Error(describeShort(network, shorted))
    return tree
  }

  /**
   * Solves for unit sources; impedances must have been loaded at `omega`.
   *
   * @param sourceEdges Series edges with a voltage source each (columns of the result, first).
   * @param sourcePorts Ports with a noise wave c each (columns, after those).
   * @param responseRe Currents in the source edges, then waves a into the source ports; row-major, both parts.
   * @returns False if the equations are singular.
   */
  solve(
    omega: number,
    tree: LoopTree,
    sourceEdges: Int32Array,
    sourcePorts: Int32Array,
    sidesRe: Float64Array,
    sidesIm: Float64Array,
    responseRe: Float64Array,
    responseIm: Float64Array,
  ): boolean {
    const { matrixRe, matrixIm, references, network } = this
    const { loops, memberStart, memberLoop, memberSign } = tree
    const edges = network.series.length
    const order = loops + network.ports.length
    const sources = sourceEdges.length + sourcePorts.length
    this.assemble(omega, tree, false)
    for (let entry = 0; entry < order * sources; entry++) {
      sidesRe[entry] = 0
      sidesIm[entry] = 0
    }
    for (let source = 0; source < sourceEdges.length; source++) {
      const edge = sourceEdges[source]
      for (let m = memberStart[edge]; m < memberStart[edge + 1]; m++) {
        sidesRe[memberLoop[m] * sources + source] = memberSign[m]
      }
    }
    for (let source = 0; source < sourcePorts.length; source++) {
      const port = sourcePorts[source]
      sidesRe[(loops + port) * sources + sourceEdges.length + source] = 2 * Math.sqrt(references[port])
    }
    if (solveComplex(order, sources, matrixRe, matrixIm, sidesRe, sidesIm, this.scale) >= 0) return false
    for (let response = 0; response < sources; response++) {
      const isEdge = response < sourceEdges.length
      const port = isEdge ? 0 : sourcePorts[response - sourceEdges.length]
      const edge = isEdge ? sourceEdges[response] : edges + port
      // a = (U + R I)/(2 √R) = √R (v + I)/2
      const factor = isEdge ? 1 : Math.sqrt(references[port]) / 2
      for (let column = 0; column < sources; column++) {
        let re = isEdge ? 0 : sidesRe[(loops + port) * sources + column]
        let im = isEdge ? 0 : sidesIm[(loops + port) * sources + column]
        for (let m = memberStart[edge]; m < memberStart[edge + 1]; m++) {
          re += memberSign[m] * sidesRe[memberLoop[m] * sources + column]
          im += memberSign[m] * sidesIm[memberLoop[m] * sources + column]
        }
        responseRe[response * sources + column] = factor * re
        responseIm[response * sources + column] = factor * im
      }
    }
    return true
  }

  /**
   * Logarithm of the determinant of the loop equations, to `out[0..1]`, with a phase that is a continuous function of
   * frequency by construction.
   *
   * Elimination of a matrix with positive semidefinite Hermitian part meets only pivots with Re ≥ 0, so the sum of
   * their phases, each within ±π/2, is the one continuous branch. The impedances of the loops have that property. With
   * the outgoing waves w = 2 b/√R_ref as unknowns of the ports, U = R_ref (I + w) and (1 − S) w − 2 S I = 0, what they
   * leave of the port equations is 1 − SΓ, with Γ the reflection at the ports: neither S nor Γ amplifies, so this has
   * the property too. NaN at an undamped resonance.
   */
  logDeterminant(omega: number, tree: LoopTree, out: Float64Array): void {
    this.impedances.load(omega)
    this.assemble(omega, tree, true)
    const { matrixRe, matrixIm } = this
    const order = tree.loops + this.network.ports.length
    let modulus = 0
    let phase = 0
    for (let k = 0; k < order; k++) {
      const re = matrixRe[k * order + k]
      const im = matrixIm[k * order + k]
      const norm = re * re + im * im
      modulus += 0.5 * Math.log(norm)
      phase += Math.atan2(im, re)
      for (let i = k + 1; i < order; i++) {
        const er = matrixRe[i * order + k]
        const ei = matrixIm[i * order + k]
        if (er === 0 && ei === 0) continue
        const fr = (er * re + ei * im) / norm
        const fi = (ei * re - er * im) / norm
        for (let j = k + 1; j < order; j++) {
          const ur = matrixRe[k * order + j]
          const ui = matrixIm[k * order + j]
          matrixRe[i * order + j] -= fr * ur - fi * ui
          matrixIm[i * order + j] -= fr * ui + fi * ur
        }
      }
    }
    out[0] = modulus
    out[1] = phase
  }

  /**
   * Fills the matrix; `waves` chooses w instead of v as unknowns of the ports. The reference resistances then enter the
   * loops, which would cost digits where these have small impedances.
   */
  private assemble(omega: number, tree: LoopTree, waves: boolean): void {
    const { matrixRe, matrixIm, impedances, network, references } = this
    const { loops, stampEdge, stampRow, stampColumn, stampSign, mutualRow, mutualColumn, mutualInductance } = tree
    const order = loops + network.ports.length
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
    for (let t = 0; t < mutualRow.length; t++) {
      matrixIm[mutualRow[t] * order + mutualColumn[t]] += omega * mutualInductance[t]
    }
    const { memberStart, memberLoop, memberSign } = tree
    const edges = network.series.length
    for (let index = 0; index < this.multiports.length; index++) {
      const { multiport, firstPort, size } = this.multiports[index]
      const s = this.scattering[index]
      network.multiports[multiport].scattering(omega, s)
      const keep = 1 - this.perturbation
      for (let q = 0; q < size; q++) {
        const column = loops + firstPort + q
        const edge = edges + firstPort + q
        const reference = references[firstPort + q]
        for (let m = memberStart[edge]; m < memberStart[edge + 1]; m++) {
          const row = memberLoop[m] * order
          matrixRe[row + column] = memberSign[m] * reference
          for (let n = memberStart[edge]; waves && n < memberStart[edge + 1]; n++) {
            matrixRe[row + memberLoop[n]] += memberSign[m] * memberSign[n] * reference
          }
        }
        for (let p = 0; p < size; p++) {
          const row = loops + firstPort + p
          const re = keep * s[2 * (p * size + q)]
          const im = keep * s[2 * (p * size + q) + 1]
          const unit = p === q ? 1 : 0
          if (Math.abs(re - keep * s[2 * (q * size + p)]) > asymmetry) this.nonReciprocal = true
          if (Math.abs(im - keep * s[2 * (q * size + p) + 1]) > asymmetry) this.nonReciprocal = true
          // In ohms, as the rows of the loops are.
          matrixRe[row * order + column] = reference * (unit - re)
          matrixIm[row * order + column] = -reference * im
          for (let m = memberStart[edge]; m < memberStart[edge + 1]; m++) {
            const factor = reference * memberSign[m]
            matrixRe[row * order + memberLoop[m]] -= factor * (waves ? 2 * re : unit + re)
            matrixIm[row * order + memberLoop[m]] -= factor * (waves ? 2 * im : im)
          }
        }
      }
    }
  }
}

function describeShort(network: Network, loop: readonly number[]): string {
  const members = loop.flatMap((edge) => network.series[edge].map((index) => network.branches[index]))
  const nodes = [...new Set(members.flatMap((branch) => branch.nodes))]
  return `circuit: a closed loop must have some impedance, got none around ${members.map(({ name }) => name).join(', ')} (nodes ${nodes.join(', ')}); remove one of the elements or give one an inductance`
}
