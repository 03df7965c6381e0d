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
  /** In ascending order. */
  readonly resonances: readonly Resonance[]
  /** Those that cannot be told from undamped ones: no heat goes through them but for the bound of their width. */
  readonly undamped: readonly Resonance[]
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
/** Resonances of higher quality factor cannot be told from undamped ones. */
const largestQuality = 1e11
/** Change of phase per unit of ln omega that marks a relaxation; an RC time has 1/2. */
const leastRelaxation = 0.05
/** Narrowest interval that is halved, over its frequency. */
const narrowest = 4e-15

/**
 * Finds all resonances of a circuit on an interval by its phase.
 *
 * The poles of the response are the zeros of the determinant of the loop equations. Each near the real axis turns the
 * phase of the determinant by π within its width, so that an interval of the grid across which the phase neither
 * changes much nor differs from its neighbours contains none, however narrow. Intervals that do are halved until the
 * phase is resolved. Poles of single impedances (a junction's plasma frequency), which turn it back by π, are followed
 * by the phases of these impedances.
 *
 * @param from Lowest angular frequency [rad/s], > 0; @param to the highest.
 * @param periods Periods of the lines in the circuit [rad/s].
 * @param maxSamples Limit of the number of frequencies looked at.
 */
export function scanResonances(
  solver: LoopSolver,
  impedances: EdgeImpedances,
  from: number,
  to: number,
  periods: readonly number[],
  maxSamples: number,
): ResonanceScan {
  const linearStep = Math.min(...periods.map((period) => period / stepsPerPeriod))
  const search = new ResonanceSearch(solver, impedances)
  if (linearStep < Number.POSITIVE_INFINITY && (to - from) / linearStep > maxSamples) return search.result(false)
  const grid: Sample[] = []
  const relaxations: number[] = []
  let first = true
  for (let omega = from; ; omega = Math.min(to, omega * Math.exp(logarithmicStep), omega + linearStep)) {
    grid.push(search.sample(omega))
    if (grid.length === 4) {
      // The interval in the middle has both its neighbours now; the very first one has only one.
      if (first) search.look(grid[0], grid[1], stepDiffers(grid, 1))
      first = false
      search.look(grid[1], grid[2], stepDiffers(grid, 2))
      if (omega < slowest * to && isRelaxation(grid)) relaxations.push(grid[2].omega)
      grid.shift()
    }
    if (omega >= to) break
    if (search.count > maxSamples) return search.result(false)
  }
  search.look(grid[1], grid[2], stepDiffers(grid, 2))
  return { ...search.result(true), relaxations }
}

/** Relaxations are looked for below this part of the interval: above, they are no finer than the interval itself. */
const slowest = 1e-2

/** Whether the phase changes unlike in the neighbouring intervals: a narrow step hidden in an opposite broad change. */
function stepDiffers(grid: readonly Sample[], index: number): boolean {
  const own = rate(grid, index)
  const width = grid[index].omega - grid[index - 1].omega
  const neighbours = [rate(grid, index - 1), rate(grid, index + 1)].filter(Number.isFinite)
  return neighbours.every((other) => Math.abs(own - other) * width > smallPhase)
}

/** d phase/d omega of the determinant in the interval below grid point `index`; NaN if there is none. */
function rate(grid: readonly Sample[], index: number): number {
  if (index < 1 || index >= grid.length) return Number.NaN
  return (grid[index].phases[0] - grid[index - 1].phases[0]) / (grid[index].omega - grid[index - 1].omega)
}

/** Whether |d phase/d ln omega| has a maximum in the middle one of three intervals. */
function isRelaxation(grid: readonly Sample[]): boolean {
  const logarithmic = (index: number) => Math.abs(rate(grid, index)) * grid[index].omega
  const own = logarithmic(2)
  return own >= leastRelaxation && own >= logarithmic(1) && own > logarithmic(3)
}

/** Looks at intervals in ascending order and collects the resonances in them. */
class ResonanceSearch {
  /** Number of frequencies looked at. */
  count = 0

  private readonly solver: LoopSolver
  private readonly impedances: EdgeImpedances
  private readonly found: Resonance[] = []
  /** Whether an inductive or a capacitive element has been seen. */
  private inductive = false
  private capacitive = false
  private tree: LoopTree | null = null
  private treeOmega = 0
  private readonly values = new Float64Array(2)
  private readonly low = new Float64Array(2)
  private readonly high = new Float64Array(2)
  /** The last two resolved intervals: their middle, width and slope of the phase. */
  private readonly intervals: { omega: number; width: number; slope: number }[] = []

  constructor(solver: LoopSolver, impedances: EdgeImpedances) {
    this.solver = solver
    this.impedances = impedances
  }

  result(complete: boolean): ResonanceScan {
    this.addInterval({ omega: 0, width: 0, slope: Number.NEGATIVE_INFINITY })
    return {
      resonances: this.found.filter(({ omega, width }) => omega < 2 * largestQuality * width),
      undamped: this.found.filter(({ omega, width }) => omega >= 2 * largestQuality * width),
      relaxations: [],
      possible: this.solver.hasPorts || (this.inductive && this.capacitive),
      complete,
    }
  }

  sample(omega: number): Sample {
    const { elementRe, elementIm } = this.impedances
    const phases = new Float64Array(1 + elementRe.length)
    this.count++
    if (this.tree === null || omega > 2 * this.treeOmega || omega < 0.5 * this.treeOmega) {
      this.tree = this.solver.chooseTree(omega)
      this.treeOmega = omega
    }
    // Exactly in an undamped resonance the determinant vanishes: next to it it does not.
    for (let shift = 0; shift < 4; shift++) {
      this.solver.logDeterminant(omega * (1 + shift * narrowest), this.tree, this.values)
      if (!Number.isFinite(this.values[0] + this.values[1])) continue
      phases[0] = this.values[1]
      break
    }
    for (let index = 0; index < elementRe.length; index++) {
      const re = elementRe[index]
      const im = elementIm[index]
      phases[1 + index] = re === 0 ? Math.sign(im) * (Math.PI / 2) : Math.atan2(im, re)
      if (im > 0) this.inductive = true
      else if (im < 0) this.capacitive = true
    }
    return { omega, phases }
  }

  /** Resolves the phase between two samples by halving. */
  look(before: Sample, after: Sample, suspicious: boolean): void {
    const width = after.omega - before.omega
    let largestStep = 0
    for (let index = 0; index < before.phases.length; index++) {
      largestStep = Math.max(largestStep, Math.abs(after.phases[index] - before.phases[index]))
    }
    const omega = (before.omega + after.omega) / 2
    if (width > narrowest * omega && (suspicious || largestStep > smallPhase)) {
      const middle = this.sample(omega)
      this.look(before, middle, false)
      this.look(middle, after, false)
    } else this.addInterval({ omega, width, slope: (after.phases[0] - before.phases[0]) / width })
  }

  /** A narrow maximum of the slope of the phase is a resonance. */
  private addInterval(next: { omega: number; width: number; slope: number }): void {
    const { intervals, found } = this
    const [previous, own] = intervals
    if (own !== undefined && own.slope >= previous.slope && own.slope > next.slope) {
      if (own.slope * own.omega >= 2 * leastQuality) {
        const better = this.polish({ omega: own.omega, width: 1 / own.slope }, own.width)
        const last = found[found.length - 1]
        if (last === undefined || better.omega - last.omega >= Math.min(better.width, last.width)) found.push(better)
        else if (better.width < last.width) found[found.length - 1] = better
      }
    }
    intervals.push(next)
    if (intervals.length > 2) intervals.shift()
  }

  /** Newton's method on the determinant: its zero lies at omega - 1/(d ln det/d omega). */
  private polish(guess: Resonance, interval: number): Resonance {
    const { low, high, solver } = this
    const tree = this.tree as LoopTree
    let { omega, width } = guess
    for (let step = 0; step < 4; step++) {
      const half = Math.max(0.003 * width, narrowest * omega)
      solver.logDeterminant(omega - half, tree, low)
      solver.logDeterminant(omega + half, tree, high)
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
    return { omega, width }
  }
}
