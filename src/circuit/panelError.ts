import { probeCount } from '../numerics/legendreRule.js'
import { pow, square } from '../numerics/power.js'
import type { PanelSum } from './panelSum.js'
import type { Trial } from './panelTrials.js'
import { type Panel, rules } from './subdivision.js'

/**
 * The error of a panel as it was measured against a better rule, carried on to other temperatures and elements.
 *
 * The error of a Gauss rule is what the series of the integrand holds beyond twice its degree. As long as the coefficients
 * that the rule sees stay in proportion, so do those that it does not see.
 */
export interface MeasuredError {
  /** Rule (index in `rules`) that the error was measured against; the panel's own where it is as good as any. */
  readonly reference: number
  /** Error of each pair's heat over the heat. */
  readonly relative: Float64Array
  /** Squared amplitudes of the coefficients about the degrees n/4, n/2, 3n/4 and n over that of the heat, for each pair. */
  readonly bands: Float64Array
}

const bandCount = 4
/** An error found by comparison may be small by accident: it counts as at least this part of the estimated one. */
const leastTrust = 1e-3
/** Largest change of the square of an amplitude for which an error is carried on, multiplied by the square of that change. */
const likeness = 5
/** An error measured at one place may be small there by accident. */
const chance = 4
/** The next cheaper rule shows the scale of the error, too: a rule of four more nodes is better by this factor at most. */
const largestGain = 1e-3

function bandOf(probes: Float64Array, pair: number, band: number): number {
  const at = pair * probeCount + 2 * band
  const sum = square(probes[at]) + square(probes[at + 1])
  return band < bandCount - 1 ? sum : sum + square(probes[at + 2]) + square(probes[at + 3])
}

/** What a rule gains over a cheaper one, from the fall of the series between the degrees 3n/4 and n. */
function gainOfRule({ rule, probes }: Trial, cheaper: Trial, pair: number): number {
  const { size } = rules[rule]
  const nodes = size - rules[cheaper.rule].size
  const fall = bandOf(probes, pair, 3) / bandOf(probes, pair, 2)
  return Math.max(pow(largestGain, nodes / 4), Math.min(1, pow(fall, nodes / (size / 4 - 1))))
}

/** Difference of what two rules find that is not rounding, which counts by itself. */
export function difference(one: Trial, other: Trial, pair: number): number {
  const rounding = one.noise[pair] * (Math.abs(one.power[pair]) + Math.abs(other.power[pair]))
  return Math.max(0, Math.abs(one.power[pair] - other.power[pair]) - rounding)
}

/** Error of each pair's heat by a rule, from what cheaper and better rules find. */
export function comparedError(own: Trial, cheaper: Trial, reference: Trial): Float64Array {
  return own.power.map((_, pair) => {
    const scale = gainOfRule(own, cheaper, pair) * difference(cheaper, reference, pair)
    return chance * Math.max(difference(own, reference, pair), scale) + leastTrust * reference.error[pair]
  })
}

/**
 * Error of each pair's heat by a rule to which none is compared that is better, from what the next cheaper one finds.
 *
 * A cheaper rule errs by more than the panel's own, so that the difference of both bounds the error. Where the difference
 * is larger than the estimate, the series may hide a slow tail: the error then counts as half of it, but not as more than
 * what is allowed, unless the estimate of the cheaper rule has proved too small as well.
 *
 * @param allowed Share of the tolerance of each pair.
 */
export function backedError(own: Trial, cheaper: Trial, allowed: Float64Array): Float64Array {
  return own.error.map((estimate, pair) => {
    const missed = difference(cheaper, own, pair)
    if (missed > cheaper.error[pair]) return missed
    if (missed > estimate) return Math.max(estimate, Math.min(missed / 2, allowed[pair]))
    return Math.max(leastTrust * estimate, missed)
  })
}

/** What is to be remembered of a panel whose error has been measured. */
export function measuredError({ probes, power }: Trial, error: Float64Array, reference: number): MeasuredError {
  const relative = new Float64Array(power.length)
  const bands = new Float64Array(power.length * bandCount)
  for (let pair = 0; pair < power.length; pair++) {
    relative[pair] = error[pair] / Math.abs(power[pair])
    for (let band = 0; band < bandCount; band++) {
      bands[pair * bandCount + band] = bandOf(probes, pair, band) / square(power[pair])
    }
  }
  return { reference, relative, bands }
}

/**
 * Error of a pair's heat [W] as it was measured, where the series still looks alike; NaN where it does not.
 *
 * @param power Heat of each pair [W], with the coefficients of its series.
 */
export function carriedError(
  { relative, bands }: MeasuredError,
  { power, probes }: Pick<PanelSum, 'power' | 'probes'>,
  pair: number,
): number {
  const size = Math.abs(power[pair])
  const scale = 1 / (size * size)
  let most = 1
  let least = 1
  for (let band = 0; band < bandCount; band++) {
    const change = (bandOf(probes, pair, band) * scale) / bands[pair * bandCount + band]
    if (!(change <= most)) most = change
    if (change < least) least = change
  }
  const change = Math.max(most, 1 / least)
  return change < likeness ? relative[pair] * size * change * change : Number.NaN
}

/**
 * Error of a pair's heat [W] from the panel that was summed last.
 *
 * @param carry Whether the measured error may count.
 */
export function panelError(sum: PanelSum, { measured, sharp, noise }: Panel, pair: number, carry = true): number {
  const carried = carry ? carriedError(measured, sum, pair) : Number.NaN
  const error = carried >= 0 ? carried : sum.seriesError(pair, sharp)
  return error + noise[pair] * Math.abs(sum.power[pair])
}
