import { pow } from '../numerics/power.js'
import type { Status } from '../numerics/result.js'
import { largestPanel } from './branch.js'
import { placeKnots } from './knots.js'
import type { PanelSum } from './panelSum.js'
import { createSegmentEnds } from './segmentEnds.js'
import type { Segments } from './segments.js'
import { firstRule, mapNodes, type Panel, panelKey, rules, writeShape } from './subdivision.js'
import type { TransmissionKernel } from './transmissionKernel.js'

export interface RefinementOptions {
  readonly relativeTolerance: number
  readonly maxEvaluations: number
  /** Whether knots follow the temperatures; otherwise the frequencies are fixed, so that transmissions can be kept. */
  readonly moving: boolean
  /** Further frequencies [rad/s] that must be knots. */
  readonly edges?: readonly number[]
}

/** An estimate reads rounding at single nodes as an error larger by up to this factor than that of their sum. */
const feignedError = 200
/** Rounds of refinement before rounding is suspected. */
const patience = 8
/** Rounding over the share of a panel that no halving will bring down to it. */
const hopeless = 20
/** Noise of the impedances themselves (tables of a conductivity), over the heat. */
const leastFeigned = 1e-8
/** Length of a panel in the coordinate in which a Lorentzian is 1/cosh. */
const smoothLength = 4.5
/** An error found by comparison may be small by accident: it counts as at least this part of the estimated one. */
const leastTrust = 1e-3
/** The same for the difference to a better rule, which is the error itself. */
const chance = 10
/** Length of a panel that shall see a logarithm at its end. */
const nextToBreak = 0.02
/** Narrowest panel in the coordinate of its segment. */
const narrowest = 9.094947017729282e-13

/** A panel with its share of each pair's heat. */
export interface Trial extends Panel {
  /** Width of its segment [rad/s]; 0 where two knots meet. */
  readonly width: number
  readonly power: Float64Array
  readonly error: Float64Array
  readonly lastDensity: Float64Array
  /** How many halvings in a row gained nothing. */
  readonly stalled: number
  /** Cannot be improved any more. */
  readonly exhausted: boolean
}

/** Raises orders and halves panels until every pair meets the tolerance or nothing can be gained any more. */
export function refine(
  kernel: TransmissionKernel,
  sum: PanelSum,
  { knots, shapes }: Segments,
  temperatures: Float64Array,
  { relativeTolerance, maxEvaluations }: RefinementOptions,
): { trials: Trial[]; limit: Status | null } {
  const frequencies = new Float64Array(knots.length)
  placeKnots(knots, kernel.impedances, temperatures, frequencies)
  // The other half is for rounding and for what lies beyond the cut-off.
  const goal = relativeTolerance / 2
  let evaluations = 0
  const ends = createSegmentEnds(temperatures.length)
  const position = new Float64Array(largestPanel)
  const slope = new Float64Array(largestPanel)
  const attempt = (segment: number, from: number, to: number, rule: number): Trial => {
    const lower = frequencies[segment]
    const width = frequencies[segment + 1] - lower
    const values = new Float64Array(2)
    writeShape(shapes[segment], (from + to) / 2, values)
    const middle = width > 0 ? lower + width * values[0] : frequencies[frequencies.length - 1]
    const tree = kernel.chooseTree(middle)
    kernel.useTree(tree)
    const sharp = (from === 0 && knots[segment].kind === 'break') || (to === 1 && knots[segment + 1].kind === 'break')
    const trust = new Float64Array(sum.power.length).fill(1)
    const panel = { segment, from, to, rule, tree, sharp, noise: kernel.roundingError(middle), trust, width }
    if (!(width > 0)) {
      const nothing = new Float64Array(sum.power.length)
      return { ...panel, power: nothing, error: nothing, lastDensity: nothing, stalled: 0, exhausted: true }
    }
    mapNodes(shapes[segment], rules[rule].nodes, (from + to) / 2, (to - from) / 2, position, slope, 0)
    ends.lower = lower
    ends.width = width
    sum.integrate(rules[rule], position, slope, 0, panelKey(panel, shapes[segment]), ends, sharp, null, 'none')
    evaluations += rules[rule].size
    return {
      ...panel,
      power: sum.power.slice(),
      error: sum.error.slice(),
      lastDensity: sum.lastDensity.slice(),
      stalled: 0,
      exhausted: to - from < narrowest,
    }
  }

  const start = startingRule(goal)
  let trials = shapes.flatMap(({ power, stretch, upper }, segment) => {
    const fromBreak = knots[segment].kind === 'break'
    const rule = upper || fromBreak ? start : firstRule
    const cuts = power === 1 ? evenCuts(Math.ceil(stretch / smoothLength)) : kinkCuts(fromBreak, upper, kernel.movable)
    return cuts.slice(1).map((to, part) => attempt(segment, cuts[part], to, rule))
  })
  for (let round = 0; ; round++) {
    const power = totals(trials, 'power', sum.power.length)
    const error = totals(trials, 'error', sum.power.length)
    const share = power.map((value) => (goal * Math.abs(value)) / trials.length)
    const failing = power.map((value, pair) => Number(error[pair] > goal * Math.abs(value)))
    const noise = noiseOf(trials, sum.power.length)
    const noisy = power.map((value, pair) => Number(noise[pair] > goal * Math.abs(value)))
    if (!failing.includes(1)) {
      const limit = noisy.includes(1) ? 'roundoff-limited' : null
      const reserve = share.map((value) => 0.1 * value)
      return { trials: trials.map((trial) => lower(trial, null, reserve, attempt)), limit }
    }
    // What several halvings have not brought below the level that rounding may feign is rounding; so is what lies below
    // that level where rounding alone takes many times the share.
    const allowed = ({ noise: relative, power: own }: Trial, pair: number) => {
      const rounding = relative[pair] * Math.abs(own[pair])
      return round > patience || rounding > hopeless * share[pair]
        ? Math.max(share[pair], feignedError * rounding)
        : share[pair]
    }
    const excess = (trial: Trial) =>
      trial.error.reduce(
        (worst, value, pair) => (failing[pair] ? Math.max(worst, value / allowed(trial, pair)) : worst),
        0,
      )
    const chosen = trials.filter((trial) => !trial.exhausted && excess(trial) > 1)
    if (chosen.length === 0) return { trials, limit: 'roundoff-limited' }
    if (evaluations > maxEvaluations) return { trials, limit: 'max-evaluations' }
    const marked = new Set(chosen)
    trials = trials.flatMap((trial) => {
      if (!marked.has(trial)) return [trial]
      const { segment, from, to, rule } = trial
      const higher = rules.findIndex((_, index) => index > rule && raisingSuffices(trial, index, share, power))
      if (higher >= 0) return [attempt(segment, from, to, higher)]
      const middle = (from + to) / 2
      return markExhausted(trial, [attempt(segment, from, middle, firstRule), attempt(segment, middle, to, firstRule)])
    })
  }
}

function evenCuts(count: number): number[] {
  return Array.from({ length: count + 1 }, (_, part) => part / count)
}

/**
 * Where a segment is cut at first. Towards a kink one panel hardly ever does; and where the derivatives are those of the
 * integrand at rest, which has a logarithm there, the last of them is short.
 */
function kinkCuts(fromBreak: boolean, upper: boolean, movable: boolean): number[] {
  const cuts = [0]
  if (fromBreak && !movable) cuts.push(nextToBreak)
  if (upper) cuts.push(0.5)
  if (upper && !movable) cuts.push(1 - nextToBreak)
  return [...cuts, 1]
}

/** Rule that mostly suffices next to a kink, so that few panels need another attempt. */
function startingRule(goal: number): number {
  return goal > 1e-8 ? firstRule : goal > 1e-9 ? firstRule + 1 : firstRule + 2
}

/** Whether a higher rule may do: with g times as many nodes an analytic integrand gains the power g of the reduction. */
function raisingSuffices(
  { error, rule, power }: Trial,
  higher: number,
  share: Float64Array,
  total: Float64Array,
): boolean {
  const growth = rules[higher].size / rules[rule].size
  return error.every((value, pair) => {
    const scale = 10 * Math.max(Math.abs(power[pair]), 1e-3 * Math.abs(total[pair]))
    return value <= share[pair] || scale * pow(value / scale, growth) <= share[pair]
  })
}

/**
 * The panel with the cheapest rule that is good enough, and what the comparison with the next one says about its error.
 *
 * @param finer The panel with the next better rule, if known.
 */
function lower(
  trial: Trial,
  finer: Trial | null,
  share: Float64Array,
  attempt: (s: number, a: number, b: number, r: number) => Trial,
): Trial {
  const { segment, from, to, rule, width } = trial
  if (!(width > 0)) return trial
  if (rule === 0) return measure(trial, finer ?? attempt(segment, from, to, 1), share)
  const cheaper = attempt(segment, from, to, rule - 1)
  if (cheaper.error.every((value, pair) => value <= share[pair])) return lower(cheaper, trial, share, attempt)
  return measure(trial, cheaper, share)
}

/**
 * The panel with what the comparison with another rule says about its error.
 *
 * A cheaper rule errs by more than the panel's own, so that the difference of both bounds the error. Where the difference
 * is larger than the estimate, the series may hide a slow tail: the error then counts as half of it, but not as more than
 * what is allowed, unless the estimate of the cheaper rule has proved too small as well.
 */
function measure(trial: Trial, other: Trial, share: Float64Array): Trial {
  const { rule, power, error } = trial
  const trust = error.map((estimate, pair) => {
    const difference = Math.abs(other.power[pair] - power[pair])
    if (!(estimate > 0)) return 1
    if (other.rule > rule) return Math.min(1, Math.max(leastTrust, (chance * difference) / estimate))
    if (difference > other.error[pair]) return difference / estimate
    if (difference > estimate) return Math.max(1, Math.min(difference / 2, share[pair]) / estimate)
    return Math.max(leastTrust, difference / estimate)
  })
  return { ...trial, trust }
}

/** Halving that gains nothing three times in a row has reached the noise of the integrand: it is not continued. */
function markExhausted(parent: Trial, children: Trial[]): Trial[] {
  const gained = parent.error.some((value, pair) => {
    const left = children.reduce((sum, child) => sum + child.error[pair], 0)
    // A larger error that stays is a feature not yet resolved.
    const feigned = feignedError * parent.noise[pair] + leastFeigned
    return value > feigned * Math.abs(parent.power[pair]) || left < 0.5 * value
  })
  const stalled = gained ? 0 : parent.stalled + 1
  return children.map((child) => ({ ...child, stalled, exhausted: child.exhausted || stalled >= 3 }))
}

/** Rounding error of each pair's heat. */
function noiseOf(trials: readonly Trial[], pairs: number): Float64Array {
  const noise = new Float64Array(pairs)
  for (const { power, noise: relative } of trials) {
    for (let pair = 0; pair < pairs; pair++) noise[pair] += relative[pair] * Math.abs(power[pair])
  }
  return noise
}

export function totals(trials: readonly Trial[], what: 'power' | 'error', pairs: number): Float64Array {
  const sums = new Float64Array(pairs)
  for (const trial of trials) for (let pair = 0; pair < pairs; pair++) sums[pair] += trial[what][pair]
  return sums
}
