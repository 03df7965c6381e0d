import type { Status } from '../numerics/result.js'
import { boseDifference } from '../physics/bose.js'
import { boltzmann, reducedPlanck } from '../units/constants.js'
import { heatBeyond } from './cutoff.js'
import { knotSpeeds, largest, placeKnots } from './knots.js'
import { exchangingNetwork, type Network } from './network.js'
import { measureAgain } from './panelEconomy.js'
import { panelError } from './panelError.js'
import { PanelSum } from './panelSum.js'
import { PanelTrials } from './panelTrials.js'
import { findResonances, followResonances, rebuildSubdivision, type Subdivision } from './refinement.js'
import type { ResonanceScan } from './resonances.js'
import { createSegmentEnds, type SegmentEnds } from './segmentEnds.js'
import { rules } from './subdivision.js'
import { TransmissionKernel } from './transmissionKernel.js'

/** Where heat flows, their temperature derivatives and errors are written (the shape of a channel's buffer). */
export interface PairBuffer {
  /** Heat of each pair (i, j), i < j, from i to j [W]. */
  readonly power: Float64Array
  /** Derivative with respect to each island temperature [W/K], pairs x islands. */
  readonly jacobian: Float64Array
  /** Estimated absolute error [W]. */
  readonly error: Float64Array
}

export interface SpectralOptions {
  /** Requested error of each pair's heat over its magnitude; default 1e-10, at least 1e-12. */
  readonly relativeTolerance?: number
  /** Limit of the number of frequencies in one integral; default 1e6. */
  readonly maxEvaluations?: number
}

/** Error that is always allowed for, of the impedances and of the sum. */
const rounding = 1e-13
/** Transmissions are kept up to this number of entries (16 MB). */
const largestStore = 2_000_000

/**
 * Photonic heat between all pairs of islands of a network, with its exact temperature derivatives.
 *
 * Q_ij = ∫₀^∞ dω/2π ħω τ_ij(ω) [n(ħω, T_i) − n(ħω, T_j)] (Dey et al., Eq. 1), all pairs in one integration. Between two
 * calls of `adapt` the nodes are fixed in coordinates that follow the pair-breaking edges and the hottest reservoir, so
 * that the heats are smooth functions of the temperatures and their derivatives exact.
 */
export class SpectralHeat {
  readonly islands: readonly string[]
  /** Pairs of islands in the order of the flows. */
  readonly pairs: readonly (readonly [number, number])[]
  /** How the last `evaluate` ended. */
  status: Status = 'converged'
  /** Number of frequencies of the last `evaluate`. */
  evaluations = 0

  private readonly kernel: TransmissionKernel
  private readonly sum: PanelSum
  private readonly relativeTolerance: number
  private readonly maxEvaluations: number
  private readonly temperatureDependent: boolean
  private readonly check: PairBuffer
  private subdivision: Subdivision | null = null
  private frequencies = new Float64Array(0)
  /** How the knots move, [knot, island], and with which island. */
  private speeds = new Float64Array(0)
  private owners = new Int32Array(0)
  private readonly ends: SegmentEnds
  /** Transmission at all nodes, kept where it depends on no temperature. */
  private stored: Float64Array | null = null
  /** Result of the last evaluation, and whether it still holds. */
  private readonly last: PairBuffer
  private readonly lastTemperatures: Float64Array
  private current = false
  /** Whether the subdivision was made for other impedances. */
  private replaced = false
  /** Temperatures that the subdivision was last found to suit. */
  private readonly acceptedAt: Float64Array
  /** Whether the knots were in order at the last evaluation. */
  private inOrder = true

  constructor(network: Network, options: SpectralOptions = {}) {
    const { relativeTolerance = 1e-10, maxEvaluations = 1e6 } = options
    if (!(relativeTolerance >= 1e-12 && relativeTolerance < 1)) {
      throw new RangeError(`relativeTolerance must lie between 1e-12 and 1, got ${relativeTolerance}`)
    }
    if (!(maxEvaluations >= 100)) throw new RangeError(`maxEvaluations must be at least 100, got ${maxEvaluations}`)
    this.relativeTolerance = relativeTolerance
    this.maxEvaluations = maxEvaluations
    this.kernel = new TransmissionKernel(exchangingNetwork(network))
    this.islands = network.islands
    this.pairs = network.islands.flatMap((_, i) =>
      network.islands.slice(i + 1).map((_, offset): readonly [number, number] => [i, i + 1 + offset]),
    )
    this.sum = new PanelSum(this.kernel, this.pairs)
    this.temperatureDependent = this.kernel.hasSlopes
    this.ends = createSegmentEnds(network.islands.length)
    this.check = this.createBuffer()
    this.last = this.createBuffer()
    this.lastTemperatures = new Float64Array(this.islands.length)
    this.acceptedAt = new Float64Array(this.islands.length)
  }

  /** An empty buffer of the right size. */
  createBuffer(): PairBuffer {
    const pairs = this.pairs.length
    return {
      power: new Float64Array(pairs),
      jacobian: new Float64Array(pairs * this.islands.length),
      error: new Float64Array(pairs),
    }
  }

  /**
   * Writes the heat of all pairs at the island temperatures.
   *
   * @param temperatures Temperature of each island [K], > 0.
   * @param out Buffer for heats, derivatives and errors; `status` says whether the errors meet the tolerance.
   * @throws RangeError for a temperature that is not positive; Error if an element or the network has no finite value.
   */
  evaluate(temperatures: Float64Array, out: PairBuffer): void {
    requireTemperatures(temperatures, this.islands)
    if (this.subdivision === null) this.rebuild(temperatures)
    if (this.recall(temperatures, out)) return
    const subdivision = this.subdivision as Subdivision
    const { knots, panels, nodes } = subdivision
    const { sum, frequencies, kernel, stored } = this
    const { power, jacobian, error } = out
    const pairs = power.length
    sum.setTemperatures(temperatures)
    sum.jacobian.fill(0)
    // Where an edge has left its place among the knots, no panel is what it was when its error was measured.
    const inOrder = placeKnots(knots, kernel.impedances, temperatures, frequencies)
    this.inOrder = inOrder
    // Where the sum itself can be differentiated, its frequencies included, no derivative is singular at an edge.
    const moving = stored === null && kernel.hasSlopes && kernel.movable
    if (moving) knotSpeeds(knots, kernel.impedances, temperatures, this.speeds, this.owners)
    const derivatives = moving ? 'moving' : 'resting'
    power.fill(0)
    error.fill(0)
    let evaluations = 0
    const { position, slope, start, keys } = nodes
    const kept = stored === null ? this.createStore() : null
    for (let index = 0; index < panels.length; index++) {
      const { segment, rule, tree } = panels[index]
      this.placeEnds(segment)
      if (!(this.ends.width > 0)) continue
      kernel.useTree(tree)
      sum.integrate(rules[rule], position, slope, start[index], keys[index], this.ends, stored, derivatives)
      kept?.set(kernel.panelTau.subarray(0, rules[rule].size * pairs), start[index] * pairs)
      evaluations += rules[rule].size
      for (let pair = 0; pair < pairs; pair++) {
        power[pair] += sum.power[pair]
        error[pair] += panelError(sum, panels[index], pair, inOrder)
      }
    }
    if (kept !== null && !kernel.nonReciprocal) this.stored = kept
    copy(sum.jacobian, jacobian)
    const end = frequencies[frequencies.length - 1]
    let status: Status = 'converged'
    for (let pair = 0; pair < pairs; pair++) {
      const magnitude = Math.abs(power[pair])
      const [i, j] = this.pairs[pair]
      // Islands between which nothing passes at any node are not connected.
      const beyond = magnitude === 0 ? 0 : heatBeyond(end, temperatures[i], temperatures[j])
      error[pair] += this.undampedHeat(pair, temperatures) + rounding * magnitude + beyond
      if (!(error[pair] < Number.POSITIVE_INFINITY)) throw new Error(this.explainFailure(temperatures))
      if (error[pair] > this.relativeTolerance * magnitude) status = subdivision.limit ?? 'tolerance-not-reached'
    }
    this.status = status
    this.evaluations = evaluations
    copy(temperatures, this.lastTemperatures)
    copy(power, this.last.power)
    copy(jacobian, this.last.jacobian)
    copy(error, this.last.error)
    this.current = true
  }

  private placeEnds(segment: number): void {
    const { ends, frequencies, speeds, owners } = this
    const islands = this.islands.length
    ends.lower = frequencies[segment]
    ends.width = frequencies[segment + 1] - frequencies[segment]
    ends.lowerIsland = owners[segment]
    ends.upperIsland = owners[segment + 1]
    for (let island = 0, at = segment * islands; island < islands; island++, at++) {
      ends.lowerSpeed[island] = speeds[at]
      ends.widthSpeed[island] = speeds[at + islands] - speeds[at]
    }
  }

  /** Room for the transmissions at all nodes, where they can be kept. */
  private createStore(): Float64Array | null {
    const { subdivision, temperatureDependent, pairs } = this
    const size = (subdivision as Subdivision).nodes.position.length * pairs.length
    return temperatureDependent || size > largestStore ? null : new Float64Array(size)
  }

  /** Copies the result of the last evaluation if it was at the same temperatures. */
  private recall(temperatures: Float64Array, out: PairBuffer): boolean {
    const { lastTemperatures, last } = this
    if (!this.current) return false
    if (!sameNumbers(temperatures, lastTemperatures)) return false
    copy(last.power, out.power)
    copy(last.jacobian, out.jacobian)
    copy(last.error, out.error)
    return true
  }

  /**
   * Takes other values of the elements: those of a network of the structure of the old one (`renewNetwork`).
   *
   * The subdivision is kept until `adapt` finds that it does not suit them.
   */
  replaceElements(network: Network): void {
    this.kernel.replaceElements(network)
    this.current = false
    this.replaced = true
    this.stored = null
  }

  /** Forgets the subdivision: the next evaluation behaves as the first. */
  restart(): void {
    this.subdivision = null
    this.stored = null
    this.current = false
    this.replaced = false
  }

  /** What flows through resonances too narrow to be seen. */
  private undampedHeat(pair: number, temperatures: Float64Array): number {
    const [i, j] = this.pairs[pair]
    const { scan, unseen } = this.subdivision as Subdivision
    let heat = 0
    for (let index = 0; index < unseen.length; index++) {
      const { omega } = scan.undamped[index]
      const quantum = (reducedPlanck * omega) / boltzmann
      const excess = boseDifference(quantum / temperatures[i], quantum / temperatures[j])
      heat += reducedPlanck * omega * unseen[index][pair] * Math.abs(excess)
    }
    return heat
  }

  /**
   * Fixes the nodes so that the errors at these temperatures meet the tolerance; keeps them if they do already.
   *
   * @returns Whether the nodes changed.
   */
  adapt(temperatures: Float64Array): boolean {
    requireTemperatures(temperatures, this.islands)
    if (this.subdivision === null) {
      this.rebuild(temperatures)
      return true
    }
    if (this.acceptedAgain(temperatures)) {
      this.evaluate(temperatures, this.check)
      // Where the limit of the method is reached, the same temperatures need not be tried again.
      if (this.status === 'converged' || this.subdivision.limit !== null) return false
    }
    const scan = this.rescan(temperatures)
    if (scan === null || sameResonances(this.subdivision.scan, scan)) {
      if (this.suits(temperatures)) return false
    } else if (this.follow(temperatures, scan)) return true
    this.rebuild(temperatures, scan)
    return true
  }

  /** What the response of the circuit is now, if resonances may have moved since the subdivision was made. */
  private rescan(temperatures: Float64Array): ResonanceScan | null {
    const { knots, scan, ratio } = this.subdivision as Subdivision
    const { impedances } = this.kernel
    if (!this.temperatureDependent && !this.replaced) return null
    // What a scan found about elements holds for their values at all temperatures, not for other values.
    const foreseen = !this.replaced || impedances.branches.every(({ inductive }) => inductive === true)
    if (!scan.possible && foreseen) return null
    this.sum.setTemperatures(temperatures)
    placeKnots(knots, impedances, temperatures, this.frequencies)
    const cutoff = Math.max(
      this.frequencies[this.frequencies.length - 1],
      (ratio * boltzmann * largest(temperatures)) / reducedPlanck,
    )
    return findResonances(this.kernel, cutoff, this.maxEvaluations)
  }

  /** Moves the panels with the resonances; false if that does not meet the tolerance. */
  private follow(temperatures: Float64Array, scan: ResonanceScan): boolean {
    const { kernel } = this
    const next = followResonances(
      kernel,
      this.subdivision as Subdivision,
      scan,
      temperatures,
      this.temperatureDependent,
    )
    if (next === null) return false
    this.take(next)
    this.evaluate(temperatures, this.check)
    if (this.status !== 'converged' || !this.breaksKnown()) return false
    this.accept(temperatures)
    return true
  }

  private suits(temperatures: Float64Array): boolean {
    this.evaluate(temperatures, this.check)
    if (this.status !== 'converged' && !this.measureAgain(temperatures)) return false
    if (!this.inOrder) return false
    if ((this.temperatureDependent || this.replaced) && !this.breaksKnown()) return false
    if (this.replaced && !this.sameTrees()) return false
    this.accept(temperatures)
    return true
  }

  /** Whether the nodes turn out to suit when their errors are measured here. */
  private measureAgain(temperatures: Float64Array): boolean {
    const { kernel, sum, relativeTolerance } = this
    const subdivision = this.subdivision as Subdivision
    if (subdivision.limit !== null) return false
    const on = new PanelTrials(kernel, sum, subdivision, temperatures)
    const panels = measureAgain(subdivision.panels, on, relativeTolerance)
    if (panels === null) return false
    this.subdivision = { ...subdivision, panels }
    this.current = false
    this.evaluate(temperatures, this.check)
    return this.status === 'converged'
  }

  /** Whether these temperatures, with these impedances, have been found to suit the subdivision before. */
  private acceptedAgain(temperatures: Float64Array): boolean {
    return !this.replaced && sameNumbers(temperatures, this.acceptedAt)
  }

  private accept(temperatures: Float64Array): void {
    this.replaced = false
    this.acceptedAt.set(temperatures)
  }

  /** Whether all edges within the range of the last evaluation have a knot. */
  private breaksKnown(): boolean {
    const { frequencies, kernel } = this
    const { impedances } = kernel
    const end = frequencies[frequencies.length - 1]
    for (let element = 0; element < impedances.branches.length; element++) {
      const breaks = impedances.breaksOf(element)
      for (let place = 0, knot = 0; place < breaks.length && breaks[place] < end; place++) {
        while (frequencies[knot] < breaks[place]) knot++
        if (frequencies[knot] !== breaks[place]) return false
      }
    }
    return true
  }

  /** Whether the loop equations are those that suit the impedances best. */
  private sameTrees(): boolean {
    const { kernel, frequencies } = this
    if (kernel.network.edges.length === 1) return true
    const { panels, nodes } = this.subdivision as Subdivision
    return panels.every(({ segment, tree }, index) => {
      const lower = frequencies[segment]
      const width = frequencies[segment + 1] - lower
      const middle = nodes.position[(nodes.start[index] + nodes.start[index + 1]) >> 1]
      return !(width > 0) || kernel.chooseTree(lower + width * middle) === tree
    })
  }

  private rebuild(temperatures: Float64Array, scan: ResonanceScan | null = null): void {
    const options = {
      relativeTolerance: this.relativeTolerance,
      maxEvaluations: this.maxEvaluations,
      moving: this.temperatureDependent,
    }
    this.take(rebuildSubdivision(this.kernel, this.sum, temperatures, options, scan))
    this.accept(temperatures)
  }

  private take(subdivision: Subdivision): void {
    this.subdivision = subdivision
    this.frequencies = new Float64Array(subdivision.knots.length)
    this.speeds = new Float64Array(subdivision.knots.length * this.islands.length)
    this.owners = new Int32Array(subdivision.knots.length)
    this.current = false
    this.stored = null
  }

  /** Which element, or which frequencies, make the integral fail. */
  private explainFailure(temperatures: Float64Array): string {
    const { knots, panels, nodes } = this.subdivision as Subdivision
    const { kernel, frequencies } = this
    placeKnots(knots, kernel.impedances, temperatures, frequencies)
    for (let index = 0; index < panels.length; index++) {
      const { segment, tree } = panels[index]
      const lower = frequencies[segment]
      const width = frequencies[segment + 1] - lower
      if (!(width > 0)) continue
      kernel.useTree(tree)
      for (let node = nodes.start[index]; node < nodes.start[index + 1]; node++) {
        const omega = lower + width * nodes.position[node]
        kernel.evaluate(omega, true)
        if (kernel.tau.every(Number.isFinite) && kernel.slope.every(Number.isFinite)) continue
        const frequency = `${(omega / (2 * Math.PI)).toPrecision(6)} Hz`
        const element = kernel.impedances.faultyElement(omega)
        return element === null
          ? `circuit: must have a finite photon transmission, got none at ${frequency}; look for lossless loops in resonance there`
          : `circuit.${element}: must have a finite impedance with Re Z >= 0, got something else at ${frequency}`
      }
    }
    return `circuit: photonic heat must be finite, got something else at temperatures ${temperatures.join(', ')} K`
  }
}

/** As `to.set(from)`, which is slow for a few numbers. */
function copy(from: Float64Array, to: Float64Array): void {
  for (let index = 0; index < from.length; index++) to[index] = from[index]
}

/** Whether no resonance has moved by a good part of its width, so that the nodes still see it. */
function sameResonances(before: ResonanceScan, after: ResonanceScan): boolean {
  return (
    before.resonances.length === after.resonances.length &&
    after.resonances.every(({ omega, width }, index) => {
      const old = before.resonances[index]
      return Math.abs(omega - old.omega) < 0.5 * old.width && width > 0.5 * old.width && width < 2 * old.width
    })
  )
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function requireTemperatures(temperatures: Float64Array, islands: readonly string[]): void {
  if (temperatures.length !== islands.length) {
    throw new RangeError(`temperatures must be given for ${islands.length} islands, got ${temperatures.length}`)
  }
  for (let i = 0; i < temperatures.length; i++) {
    if (!(temperatures[i] > 0 && temperatures[i] < Number.POSITIVE_INFINITY)) {
      throw new RangeError(`temperature of island ${islands[i]} must be positive and finite, got ${temperatures[i]} K`)
    }
  }
}
