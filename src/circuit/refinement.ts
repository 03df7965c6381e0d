import { pow, square } from '../numerics/power.js'
import type { Status } from '../numerics/result.js'
import { boseDifference } from '../physics/bose.js'
import { boltzmann, reducedPlanck } from '../units/constants.js'
import { largestPanel } from './branch.js'
import { type Knot, largest, placeKnots } from './knots.js'
import { narrowTransmission } from './narrowResonance.js'
import type { PanelSum } from './panelSum.js'
import { type ResonanceScan, scanResonances } from './resonances.js'
import { createSegmentEnds } from './segmentEnds.js'
import { chooseSegments, cutoffRatio, type Segments } from './segments.js'
import {
  firstRule,
  mapNodes,
  type NodeTable,
  nodeTable,
  type Panel,
  panelKey,
  rules,
  type Shape,
  writeShape,
} from './subdivision.js'
import type { TransmissionKernel } from './transmissionKernel.js'

/** Segments between knots, and the panels into which they are divided. */
export interface Subdivision {
  readonly knots: readonly Knot[]
  readonly shapes: readonly Shape[]
  readonly panels: readonly Panel[]
  readonly nodes: NodeTable
  /** What was found in the response of the circuit. */
  readonly scan: ResonanceScan
  /** ∫ tau dω/2π [rad/s] of each pair over each of the undamped resonances, which the panels do not see. */
  readonly unseen: readonly Float64Array[]
  /** Why the tolerance could not be reached when it was built; null if it was. */
  readonly limit: Status | null
  /** The temperatures [K] for which it was made. */
  readonly builtAt: Float64Array
  /** Cut-off in units of k_B T/hbar of the hottest island. */
  readonly ratio: number
}

export interface RefinementOptions {
  readonly relativeTolerance: number
  readonly maxEvaluations: number
  /** Whether knots follow the temperatures; otherwise the frequencies are fixed, so that transmissions can be kept. */
  readonly moving: boolean
  /** Further frequencies [rad/s] that must be knots. */
  readonly edges?: readonly number[]
}

const largestCutoffRatio = 700
/** Resonances are looked for down to this part of the cut-off. */
const lowestFrequency = 1e-12
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

/** Relative distance to which equal temperatures are taken apart. */
const equalSpread = 1e-6

/** A panel with its share of each pair's heat. */
interface Trial extends Panel {
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

/**
 * Divides the frequency axis so that every pair's heat at these temperatures meets the tolerance.
 *
 * @param known What a scan of the same circuit at the same temperatures found, up to the first cut-off or beyond.
 */
export function rebuildSubdivision(
  kernel: TransmissionKernel,
  sum: PanelSum,
  given: Float64Array,
  options: RefinementOptions,
  known: ResonanceScan | null = null,
): Subdivision {
  const temperatures = apart(given)
  sum.setTemperatures(temperatures)
  const thermalWidth = (boltzmann * largest(temperatures)) / reducedPlanck
  for (let ratio = cutoffRatio; ; ) {
    const scan =
      ratio === cutoffRatio && known !== null
        ? known
        : findResonances(kernel, ratio * thermalWidth, options.maxEvaluations)
    const segments = chooseSegments(kernel.impedances, temperatures, ratio, options.moving, scan, [
      ...multiportBreaks(kernel),
      ...(options.edges ?? []),
    ])
    const { trials, limit } = refine(kernel, sum, segments, temperatures, options)
    const needed = neededCutoff(sum.pairs, totals(trials, 'power', sum.power.length), temperatures, options)
    if (needed > ratio && ratio < largestCutoffRatio) {
      // A whole number, as the remembered segments of films have it.
      ratio = Math.min(largestCutoffRatio, Math.ceil(Math.max(needed, 1.2 * ratio)))
      continue
    }
    const panels = trials.toSorted((a, b) => a.segment - b.segment || a.from - b.from)
    return {
      ...segments,
      panels,
      nodes: nodeTable(panels, segments.shapes),
      scan,
      unseen: scan.undamped.map((resonance) => narrowTransmission(kernel, resonance)),
      limit: scan.complete ? limit : 'max-evaluations',
      builtAt: given.slice(),
      ratio,
    }
  }
}

/** Equal temperatures taken apart a little: without heat there is nothing that the nodes could suit, but its slopes want them. */
function apart(temperatures: Float64Array): Float64Array {
  return temperatures.map((temperature, island) => {
    const equal = temperatures.subarray(0, island).filter((other) => other === temperature).length
    return temperature * (1 + equalSpread * equal)
  })
}

/**
 * Cut-off in units of k_B T/hbar of the hottest island beyond which no pair can exchange a tenth of its tolerance, even
 * where tau = 1: the little that passes below may have its like, an edge or a resonance, above.
 */
function neededCutoff(
  pairs: readonly (readonly [number, number])[],
  power: Float64Array,
  temperatures: Float64Array,
  { relativeTolerance }: RefinementOptions,
): number {
  const hottest = largest(temperatures)
  let ratio = cutoffRatio
  pairs.forEach(([i, j], pair) => {
    const own = Math.max(temperatures[i], temperatures[j])
    const scale = square(boltzmann * own) / (2 * Math.PI * reducedPlanck)
    const allowed = (0.1 * relativeTolerance * Math.abs(power[pair])) / scale
    if (!(allowed > 0)) return
    const rest = (x: number) => x * Math.abs(boseDifference((x * own) / temperatures[i], (x * own) / temperatures[j]))
    let x = (ratio * hottest) / own
    while (rest(x) > allowed) x *= 1.02
    ratio = Math.max(ratio, (x * own) / hottest)
  })
  return ratio
}

/**
 * The same panels about resonances that have moved, as they do when an element changes in a sweep.
 *
 * @param kernel Kernel at the temperatures of the islands and with the changed elements.
 * @param scan What is found in the changed circuit.
 * @returns A subdivision whose errors have yet to be looked at; null if the segments are of another kind or number.
 */
export function followResonances(
  kernel: TransmissionKernel,
  old: Subdivision,
  scan: ResonanceScan,
  temperatures: Float64Array,
  moving: boolean,
): Subdivision | null {
  if (old.limit !== null || !scan.complete) return null
  const breaks = multiportBreaks(kernel)
  const { knots, shapes } = chooseSegments(kernel.impedances, temperatures, old.ratio, moving, scan, breaks)
  const same =
    shapes.length === old.shapes.length &&
    shapes.every(({ power, upper, mirrored }, index) => {
      const before = old.shapes[index]
      return power === before.power && upper === before.upper && mirrored === before.mirrored
    }) &&
    knots.every(({ kind }, index) => kind === old.knots[index].kind)
  if (!same) return null
  const frequencies = new Float64Array(knots.length)
  placeKnots(knots, kernel.impedances, temperatures, frequencies)
  const values = new Float64Array(2)
  const panels = old.panels.map((panel): Panel => {
    const { segment, from, to } = panel
    writeShape(shapes[segment], (from + to) / 2, values)
    const middle = frequencies[segment] + (frequencies[segment + 1] - frequencies[segment]) * values[0]
    // The rounding error of a panel is a property of what it looks at, which is the same as before.
    return { ...panel, tree: kernel.chooseTree(middle) }
  })
  return {
    ...old,
    knots,
    shapes,
    panels,
    nodes: nodeTable(panels, shapes),
    scan,
    unseen: scan.undamped.map((resonance) => narrowTransmission(kernel, resonance)),
    // Nothing has been measured with these nodes.
    builtAt: new Float64Array(temperatures.length).fill(Number.NaN),
  }
}

/** Frequencies where a multiport is not smooth: those of its file. */
function multiportBreaks({ network }: TransmissionKernel): number[] {
  const active = new Set(network.ports.map(({ multiport }) => network.multiports[multiport]))
  return [...new Set([...active].flatMap(({ breaks }) => breaks))]
}

/** All resonances below a frequency, at the temperatures that the kernel has. */
export function findResonances(kernel: TransmissionKernel, cutoff: number, maxEvaluations: number): ResonanceScan {
  const { impedances, solver, network } = kernel
  // One loop of resistances and inductances has no resonance; what else it does over decades the panels find.
  const plain = network.edges.length === 1 && impedances.branches.every(({ inductive }) => inductive === true)
  if (plain || network.edges.length === 0) {
    return { resonances: [], undamped: [], relaxations: [], possible: false, complete: true }
  }
  const periods = network.ports.flatMap(({ multiport }) => network.multiports[multiport].period ?? [])
  return scanResonances(solver, impedances, lowestFrequency * cutoff, cutoff, periods, maxEvaluations)
}

/** Raises orders and halves panels until every pair meets the tolerance or nothing can be gained any more. */
function refine(
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

function totals(trials: readonly Trial[], what: 'power' | 'error', pairs: number): Float64Array {
  const sums = new Float64Array(pairs)
  for (const trial of trials) for (let pair = 0; pair < pairs; pair++) sums[pair] += trial[what][pair]
  return sums
}
