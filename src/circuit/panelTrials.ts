import { placeKnots } from './knots.js'
import type { PanelSum } from './panelSum.js'
import { createSegmentEnds } from './segmentEnds.js'
import type { Segments } from './segments.js'
import { nodesOf, type PanelPlace, rules, writeShape } from './subdivision.js'
import type { TransmissionKernel } from './transmissionKernel.js'

/** A panel with its share of each pair's heat by one rule. */
export interface Trial extends PanelPlace {
  /** Width of its segment [rad/s]; 0 where two knots meet. */
  readonly width: number
  readonly power: Float64Array
  /** Error of each pair's heat [W], and the coefficients from which it is estimated. */
  readonly error: Float64Array
  readonly probes: Float64Array
  /** How many halvings in a row gained nothing. */
  readonly stalled: number
  /** Cannot be improved any more. */
  readonly exhausted: boolean
}

/** Narrowest panel in the coordinate of its segment. */
const narrowest = 9.094947017729282e-13

/** Tries rules on parts of the segments, at the temperatures that the sum has. */
export class PanelTrials {
  /** Number of frequencies so far. */
  evaluations = 0
  private readonly kernel: TransmissionKernel
  private readonly sum: PanelSum
  private readonly segments: Segments
  private readonly frequencies: Float64Array
  private readonly ends

  constructor(kernel: TransmissionKernel, sum: PanelSum, segments: Segments, temperatures: Float64Array) {
    this.kernel = kernel
    this.sum = sum
    this.segments = segments
    this.frequencies = new Float64Array(segments.knots.length)
    this.ends = createSegmentEnds(temperatures.length)
    placeKnots(segments.knots, kernel.impedances, temperatures, this.frequencies)
  }

  /** A part of a segment, with the loop equations that suit it. */
  attempt(segment: number, from: number, to: number, rule: number): Trial {
    const { kernel, frequencies } = this
    const { knots, shapes } = this.segments
    const lower = frequencies[segment]
    const width = frequencies[segment + 1] - lower
    const values = new Float64Array(2)
    writeShape(shapes[segment], (from + to) / 2, values)
    const middle = width > 0 ? lower + width * values[0] : frequencies[frequencies.length - 1]
    const tree = kernel.chooseTree(middle)
    kernel.useTree(tree)
    const sharp = (from === 0 && knots[segment].kind === 'break') || (to === 1 && knots[segment + 1].kind === 'break')
    return this.integrate({ segment, from, to, rule, tree, sharp, noise: kernel.roundingError(middle) })
  }

  /** The same part by another rule. */
  with(rule: number, { segment, from, to, tree, sharp, noise }: PanelPlace): Trial {
    this.kernel.useTree(tree)
    return this.integrate({ segment, from, to, rule, tree, sharp, noise })
  }

  private integrate(panel: PanelPlace): Trial {
    const { sum, frequencies, ends } = this
    const { segment, from, to, rule, tree, sharp, noise } = panel
    const shape = this.segments.shapes[segment]
    const width = frequencies[segment + 1] - frequencies[segment]
    if (!(width > 0)) {
      const nothing = new Float64Array(sum.power.length)
      const probes = new Float64Array(sum.probes.length)
      return { ...panel, width, power: nothing, error: nothing, probes, stalled: 0, exhausted: true }
    }
    const size = sum.power.length
    const { position, slope, key } = nodesOf(panel, shape)
    ends.lower = frequencies[segment]
    ends.width = width
    sum.integrate(rules[rule], position, slope, 0, key, ends, null, 'none')
    this.evaluations += rules[rule].size
    const power = new Float64Array(size)
    const error = new Float64Array(size)
    for (let pair = 0; pair < size; pair++) {
      power[pair] = sum.power[pair]
      error[pair] = sum.seriesError(pair, sharp)
    }
    return {
      segment,
      from,
      to,
      rule,
      tree,
      sharp,
      noise,
      width,
      power,
      error,
      probes: new Float64Array(sum.probes),
      stalled: 0,
      exhausted: to - from < narrowest,
    }
  }
}
