import { backedError, carriedError, comparedError, difference, measuredError } from './panelError.js'
import type { PanelTrials, Trial } from './panelTrials.js'
import { cheapestRule, type Panel } from './subdivision.js'

/** Part of its share of the tolerance that a panel's error may take at first: it grows before it is measured again. */
const reserve = 0.3
/** Part of the tolerance that the errors may take when they are measured again. */
const enough = 0.8
/** How many rules cheaper than the one that the series asks for is tried first. */
const guess = 4

/** Tolerance of the sum of the panels: the other half is for rounding and for what lies beyond the cut-off. */
export function goalOf(relativeTolerance: number): number {
  return relativeTolerance / 2
}

/** The panel with the cheapest rule that is good enough by comparison with the one that has been found to be. */
export function economise(trial: Trial, share: Float64Array, on: PanelTrials): Panel {
  const allowed = share.map((value) => reserve * value)
  const best = trial.rule
  if (!(trial.width > 0)) return asEstimated(trial)
  const known: Trial[] = []
  known[best] = trial
  const by = (rule: number): Trial => {
    known[rule] ??= on.with(rule, trial)
    return known[rule]
  }
  const suffices = (rule: number): boolean => {
    if (rule === best) return true
    const own = by(rule)
    // An error that the series does not foresee is of a feature that the rule does not see.
    if (own.error.some((value, pair) => difference(own, trial, pair) > value)) return false
    return comparedError(own, by(rule - 1), trial).every((value, pair) => value <= allowed[pair])
  }
  let rule = Math.max(cheapestRule, best - guess)
  if (suffices(rule)) while (rule > cheapestRule && suffices(rule - 1)) rule--
  else
    do rule++
    while (!suffices(rule))
  const own = by(rule)
  return asPanel(own, errorBy(own, trial, allowed, by), best)
}

/** The panel as it is, with what the next cheaper rule says about its error. */
export function asBacked(trial: Trial, share: Float64Array, on: PanelTrials): Panel {
  if (!(trial.width > 0)) return asEstimated(trial)
  return asPanel(
    trial,
    errorBy(trial, trial, share, (rule) => on.with(rule, trial)),
    trial.rule,
  )
}

/** What other rules say about the error of a panel. */
function errorBy(own: Trial, reference: Trial, allowed: Float64Array, by: (rule: number) => Trial): Float64Array {
  const cheaper = by(own.rule - 1)
  return own.rule < reference.rule ? comparedError(own, cheaper, reference) : backedError(own, cheaper, allowed)
}

/** The panel with what its series suggests. */
export function asEstimated(trial: Trial): Panel {
  return asPanel(trial, trial.error, trial.rule)
}

function asPanel(trial: Trial, error: Float64Array, reference: number): Panel {
  const { segment, from, to, rule, tree, sharp, noise } = trial
  return { segment, from, to, rule, tree, sharp, noise, measured: measuredError(trial, error, reference) }
}

/**
 * The same panels with their errors measured at other temperatures or with other elements, where they need to be; null if
 * they do not suffice.
 */
export function measureAgain(panels: readonly Panel[], on: PanelTrials, relativeTolerance: number): Panel[] | null {
  const trials = panels.map((panel) => on.with(panel.rule, panel))
  const goal = totals(trials, 'power').map((value) => goalOf(relativeTolerance) * Math.abs(value))
  const share = goal.map((value) => value / panels.length)
  const sum = new Float64Array(goal.length)
  const measured = trials.map((own, index): Panel => {
    const panel = panels[index]
    if (!(own.width > 0)) return panel
    const carried = goal.map((_, pair) => carriedError(panel.measured, own, pair))
    if (carried.every((value) => value >= 0)) {
      add(sum, carried)
      return panel
    }
    const reference = on.with(panel.measured.reference, panel)
    const by = (rule: number) => (rule === reference.rule ? reference : on.with(rule, panel))
    // What the better rule itself is not sure of cannot be measured by it.
    const error = reference.error.some((value, pair) => value > goal[pair])
      ? reference.error
      : errorBy(own, reference, share, by)
    add(sum, error)
    return asPanel(own, error, reference.rule)
  })
  return sum.every((value, pair) => value <= enough * goal[pair]) ? measured : null
}

function add(sum: Float64Array, terms: Float64Array): void {
  for (let index = 0; index < sum.length; index++) sum[index] += terms[index]
}

/** Sums over the panels, for each pair. */
export function totals(trials: readonly Trial[], what: 'power' | 'error'): Float64Array {
  const sums = new Float64Array(trials[0]?.[what].length ?? 0)
  for (const trial of trials) for (let pair = 0; pair < sums.length; pair++) sums[pair] += trial[what][pair]
  return sums
}
