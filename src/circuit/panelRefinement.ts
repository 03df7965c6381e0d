import { pow } from '../numerics/power.js'
import type { Status } from '../numerics/result.js'
import { asBacked, asEstimated, economise, goalOf, totals } from './panelEconomy.js'
import type { PanelSum } from './panelSum.js'
import { PanelTrials, type Trial } from './panelTrials.js'
import type { Segments } from './segments.js'
import { firstRule, type Panel, rules } from './subdivision.js'
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
/** Length of a panel that shall see a logarithm at its end. */
const nextToBreak = 0.02

/** Raises orders and halves panels until every pair meets the tolerance or nothing can be gained any more. */
export function refine(
  kernel: TransmissionKernel,
  sum: PanelSum,
  segments: Segments,
  temperatures: Float64Array,
  { relativeTolerance, maxEvaluations, moving }: RefinementOptions,
): { panels: Panel[]; power: Float64Array; limit: Status | null } {
  const { knots, shapes } = segments
  const goal = goalOf(relativeTolerance)
  const on = new PanelTrials(kernel, sum, segments, temperatures)

  const start = startingRule(goal)
  let trials = shapes.flatMap(({ power, stretch, upper }, segment) => {
    const fromBreak = knots[segment].kind === 'break'
    const rule = upper || fromBreak ? start : firstRule
    const cuts = power === 1 ? evenCuts(Math.ceil(stretch / smoothLength)) : kinkCuts(fromBreak, upper, kernel.movable)
    return cuts.slice(1).map((to, part) => on.attempt(segment, cuts[part], to, rule))
  })
  for (let round = 0; ; round++) {
    const power = totals(trials, 'power')
    const error = totals(trials, 'error')
    const share = power.map((value) => (goal * Math.abs(value)) / trials.length)
    const failing = power.map((value, pair) => Number(error[pair] > goal * Math.abs(value)))
    const noise = noiseOf(trials, sum.power.length)
    const noisy = power.map((value, pair) => Number(noise[pair] > goal * Math.abs(value)))
    if (!failing.includes(1)) {
      const limit = noisy.includes(1) ? 'roundoff-limited' : null
      // Where transmissions are kept, a frequency costs next to nothing.
      const settle = moving ? economise : asBacked
      return { panels: trials.map((trial) => settle(trial, share, on)), power, limit }
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
    if (chosen.length === 0) return { panels: trials.map(asEstimated), power, limit: 'roundoff-limited' }
    if (on.evaluations > maxEvaluations) return { panels: trials.map(asEstimated), power, limit: 'max-evaluations' }
    const marked = new Set(chosen)
    trials = trials.flatMap((trial) => {
      if (!marked.has(trial)) return [trial]
      const { segment, from, to, rule } = trial
      const higher = rules.findIndex((_, index) => index > rule && raisingSuffices(trial, index, share, power))
      if (higher >= 0) return [on.attempt(segment, from, to, higher)]
      const middle = (from + to) / 2
      return markExhausted(trial, [
        on.attempt(segment, from, middle, firstRule),
        on.attempt(segment, middle, to, firstRule),
      ])
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
