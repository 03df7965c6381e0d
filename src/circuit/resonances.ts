import type { EdgeImpedances } from './edgeImpedances.js'
import type { LoopSolver } from './loopSolver.js'
import type { LoopTree } from './loopTree.js'

/** A natural oscillation of the circuit, e^{i omega t - width t}. */
export interface Resonance {
  /** Angular frequency [rad/s]. */
  readonly omega: number
  /** Half width at half maximum of its Lorentzian [rad/s]; the quality factor is omega/(2 width). */
  readonly width: number
}

/** What the response of a circuit does on a frequency interval, apart from being smooth. */
export interface ResonanceScan {
  readonly resonances: readonly Resonance[]
  /** Frequencies around which the response changes over about a decade (an RC or RL time) [rad/s], ascending. */
  readonly relaxations: readonly number[]
  /** Whether reactances of both signs, or lines, occur: without them there is no resonance at any temperature. */
  readonly possible: boolean
  /** False if there were too many frequencies to look at. */
  readonly complete: boolean
}

interface Sample {
  readonly omega: number
  /** Phase of the determinant, then of the impedance of each element. */
  readonly phases: Float64Array
}

/** Steps of the first grid in the logarithm of frequency. */
const logarithmicStep = Math.LN2 / 3
/** Steps of the first grid in the period of a line. */
const stepsPerPeriod = 8
/** Phase differences below this are not looked into. */
const smallPhase = 0.4
/** Resonances of lower quality factor need no attention. */
const leastQuality = 2
/** Change of phase per unit of ln omega that marks a relaxation; an RC time has 1/2. */
const leastRelaxation = 0.05

/**
 * Finds all resonances of a circuit on an interval by its phase.
 *
 * The poles of the response are the zeros of the determinant of the loop equations. Each near the real axis turns the
 * phase of the determinant by π within its width, so that an interval of the grid across which the phase neither
 * changes much nor differs from its neighbours contains none, however narrow. Intervals that do are halved until the
 * phase is resolved. Poles of single impedances (a junction's plasma frequency), which turn it back by π, are followed
 * by the phases of these impedances.
 */
export function scanResonances(
  solver: LoopSolver,
  impedances: EdgeImpedances,
  tree: LoopTree,
  from: number,
  to: number,
  periods: readonly number[],
  maxSamples: number,
): ResonanceScan {
  const values = new Float64Array(2)
  const { elementRe, elementIm } = impedances
  let count = 0
  const sample = (omega: number): Sample => {
    count++
    // Exactly in an undamped resonance the determinant vanishes: next to it it does not.
    for (let shift = 0; shift < 4; shift++) {
      const place = omega * (1 + shift * 3e-15)
      solver.logDeterminant(place, tree, values)
      if (!Number.isFinite(values[0] + values[1])) continue
      const phases = new Float64Array(1 + elementRe.length)
      phases[0] = values[1]
      for (let index = 0; index < elementRe.length; index++) {
        phases[1 + index] = Math.atan2(elementIm[index], elementRe[index])
      }
      return { omega: place, phases }
    }
    return { omega, phases: new Float64Array(1 + elementRe.length) }
  }

  const linearStep = Math.min(...periods.map((period) => period / stepsPerPeriod))
  if (linearStep < Number.POSITIVE_INFINITY && (to - from) / linearStep > maxSamples) {
    return { resonances: [], relaxations: [], possible: true, complete: false }
  }
  let points = [sample(from)]
  for (let omega = from; omega < to; ) {
    omega = Math.min(to, omega * Math.exp(logarithmicStep), omega + linearStep)
    points.push(sample(omega))
  }
  const relaxations = findRelaxations(points)
  const signs = new Set(points.flatMap(({ phases }) => [...phases.subarray(1)].map(Math.sign)))
  const possible = periods.length > 0 || (signs.has(1) && signs.has(-1))
  const suspicious = points.map((_, index) => index > 0 && isSuspicious(points, index))
  for (let first = true; ; first = false) {
    const refined = [points[0]]
    for (let index = 1; index < points.length; index++) {
      const before = points[index - 1]
      const after = points[index]
      const wide = after.omega - before.omega > 4e-15 * after.omega
      if (wide && (changes(before, after) || (first && suspicious[index]))) {
        refined.push(sample((before.omega + after.omega) / 2))
      }
      refined.push(after)
    }
    if (refined.length === points.length) break
    points = refined
    if (count > maxSamples)
      return { resonances: findPeaks(points, solver, tree), relaxations, possible, complete: false }
  }
  return { resonances: findPeaks(points, solver, tree), relaxations, possible, complete: true }
}

function changes(before: Sample, after: Sample): boolean {
  return after.phases.some((phase, index) => Math.abs(phase - before.phases[index]) > smallPhase)
}

/** Whether the phase changes unlike in the neighbouring intervals: a narrow step hidden in an opposite broad change. */
function isSuspicious(points: readonly Sample[], index: number): boolean {
  const rate = (at: number) =>
    at < 1 || at >= points.length
      ? Number.NaN
      : (points[at].phases[0] - points[at - 1].phases[0]) / (points[at].omega - points[at - 1].omega)
  const own = rate(index)
  const width = points[index].omega - points[index - 1].omega
  const neighbours = [rate(index - 1), rate(index + 1)].filter(Number.isFinite)
  return neighbours.every((other) => Math.abs(own - other) * width > smallPhase)
}

/** Narrow maxima of the slope of the phase, improved by Newton's method on the determinant. */
function findPeaks(points: readonly Sample[], solver: LoopSolver, tree: LoopTree): Resonance[] {
  const found: Resonance[] = []
  const slope = (index: number) =>
    index < 1 || index >= points.length
      ? 0
      : (points[index].phases[0] - points[index - 1].phases[0]) / (points[index].omega - points[index - 1].omega)
  for (let index = 1; index < points.length; index++) {
    const own = slope(index)
    const center = (points[index].omega + points[index - 1].omega) / 2
    if (own < slope(index - 1) || own <= slope(index + 1) || own * center < 2 * leastQuality) continue
    const guess = { omega: center, width: 1 / own }
    const better = polish(guess, points[index].omega - points[index - 1].omega, solver, tree)
    const last = found[found.length - 1]
    if (last !== undefined && better.omega - last.omega < Math.min(better.width, last.width)) {
      if (better.width < last.width) found[found.length - 1] = better
    } else found.push(better)
  }
  return found
}

function polish(guess: Resonance, interval: number, solver: LoopSolver, tree: LoopTree): Resonance {
  const low = new Float64Array(2)
  const high = new Float64Array(2)
  let { omega, width } = guess
  for (let step = 0; step < 4; step++) {
    const half = Math.max(0.003 * width, 4e-15 * omega)
    solver.logDeterminant(omega - half, tree, low)
    solver.logDeterminant(omega + half, tree, high)
    // The zero of the determinant lies at omega - 1/(d ln det/d omega).
    const re = (high[0] - low[0]) / (2 * half)
    const im = (high[1] - low[1]) / (2 * half)
    const norm = re * re + im * im
    const nextOmega = omega - re / norm
    const nextWidth = im / norm
    const near = Math.abs(nextOmega - guess.omega) < 2 * Math.max(interval, guess.width)
    if (!(near && nextWidth > 0.1 * guess.width && nextWidth < 10 * guess.width)) return guess
    const done = Math.abs(nextOmega - omega) < 1e-3 * nextWidth
    omega = nextOmega
    width = nextWidth
    if (done) break
  }
  return { omega, width: Math.max(width, 1e-15 * omega) }
}

/** Maxima of |d phase/d ln omega| on the first grid, other than resonances. */
function findRelaxations(points: readonly Sample[]): number[] {
  const rate = (index: number) =>
    index < 1 || index >= points.length
      ? 0
      : Math.abs(points[index].phases[0] - points[index - 1].phases[0]) /
        Math.log(points[index].omega / points[index - 1].omega)
  const found: number[] = []
  for (let index = 1; index < points.length; index++) {
    const own = rate(index)
    if (own >= leastRelaxation && own >= rate(index - 1) && own > rate(index + 1)) found.push(points[index].omega)
  }
  return found
}
