import type { AbortFlag } from '../numerics/abort.js'
import { createNewtonWorkspace, type NewtonWorkspace, solveNewton } from '../numerics/newton.js'
import type { OutsideDomain } from '../numerics/outsideDomain.js'
import { relax } from '../numerics/pseudoTransient.js'
import type { Status } from '../numerics/result.js'
import { findRoot } from '../numerics/roots.js'
import type { BalanceProblem } from './balanceProblem.js'
import { balanceProblem, coldest, hottest } from './balanceProblem.js'
import type { HeatNetwork } from './heatNetwork.js'
import type { HeatStep } from './heatStep.js'
import { locateHeatStep, settleOnStep } from './heatStep.js'
import { followHomotopy } from './homotopy.js'
import type { Fallback } from './operatingPoint.js'

export interface SearchOptions {
  readonly relativeTolerance: number
  readonly maxIterations: number
  readonly signal?: AbortFlag | undefined
}

/** Where a search for a steady state ended. */
export interface SearchResult {
  readonly temperatures: Float64Array
  readonly status: Status
  readonly iterations: number
  readonly fallback: Fallback
  /** The jump of a heat flow on which the search ended, if it did. */
  readonly step: HeatStep | null
}

/** What searches in the same network can share. */
export interface SearchWorkspace {
  readonly network: HeatNetwork
  readonly problem: BalanceProblem
  readonly newton: NewtonWorkspace
}

export function createSearchWorkspace(network: HeatNetwork, relativeTolerance: number): SearchWorkspace {
  const n = network.free.length
  return {
    network,
    problem: balanceProblem(network, relativeTolerance, new Float64Array(n)),
    newton: createNewtonWorkspace(n),
  }
}

/** Steps of heat flows that one relaxation may meet. */
const mostSteps = 8
/** Rounds of adapting the discretisation to the solution before it is taken as it is. */
const mostAdaptations = 6

/**
 * Looks for a steady state from the given temperatures [K]: damped Newton; if that fails, a bracketed root for one island,
 * else the relaxation in time with growing steps; if that fails too, a homotopy. Ends with every channel adapted to the temperatures found.
 */
export function searchSteadyState(
  network: HeatNetwork,
  start: Float64Array,
  options: SearchOptions,
  { problem, newton: workspace } = createSearchWorkspace(network, options.relativeTolerance),
): SearchResult {
  let temperatures = adaptNear(network, start)
  let iterations = 0
  let fallback: Fallback = 'none'
  for (let round = 0; ; round++) {
    problem.restart(temperatures)
    const newton = solveNewton(problem, temperatures, options, workspace)
    iterations += newton.iterations
    const { status } = newton
    let found = judge(problem, network, { temperatures: newton.x.slice(), status, iterations, fallback, step: null })
    if (!isSettled(found)) {
      const single = network.free.length === 1
      found = single ? bracket(problem, temperatures) : relaxAndPolish(problem, temperatures, options)
      found = judge(problem, network, found)
      iterations += found.iterations
      if (!isSettled(found) && found.step === null) {
        for (const attempt of [fromAbove, byHomotopy]) {
          const other = attempt(problem, network, temperatures, options)
          iterations += other?.iterations ?? 0
          if (other === null || !isSettled(other)) continue
          found = other
          break
        }
      }
      fallback = found.fallback
    }
    temperatures = found.temperatures
    // The way ended at the border of what is known.
    if (!isSettled(found) && problem.refusal !== null) throw problem.refusal
    if (!isSettled(found) || round === mostAdaptations || !network.adapt(temperatures))
      return { ...found, iterations, fallback }
  }
}

/** Factors by which a start is moved in search of temperatures at which all channels have a value. */
const startFactors = [1, ...[1.2, 1.5, 2, 3, 4, 6, 8, 12, 16, 32].flatMap((factor) => [1 / factor, factor])]

/** Adapts the channels at the start, or near it where a measured one has no value there. */
function adaptNear(network: HeatNetwork, start: Float64Array): Float64Array {
  let refusal: OutsideDomain | null = null
  for (const factor of startFactors) {
    const moved = factor === 1 ? start : start.map((value) => value * factor)
    network.adapt(moved)
    if (network.refusal === null) return moved
    refusal ??= network.refusal
    if (start.length === 0) break
  }
  throw refusal
}

function isSettled({ status }: SearchResult): boolean {
  return status === 'converged' || status === 'roundoff-limited'
}

function evaluateAt(problem: BalanceProblem, temperatures: Float64Array): boolean {
  const n = problem.dimension
  return problem.evaluate(temperatures, new Float64Array(n), new Float64Array(n * n))
}

/**
 * Decides what the place is where an iteration ended. Equilibrium is exact where all temperatures agree, but the iteration
 * ends a few rounding errors beside it, where the heat left over is as large as the flows: for what looks equal to a held
 * temperature that one is tried. An iteration may also have failed for an island that nothing moves, or that it
 * could not balance better, while all is at rest.
 */
function judge(problem: BalanceProblem, network: HeatNetwork, found: SearchResult): SearchResult {
  if (found.status === 'converged' || found.step !== null) return found
  if (!evaluateAt(problem, found.temperatures)) return { ...found, status: 'non-finite' }
  const settled = problem.settled()
  const stopped = found.status === 'roundoff-limited'
  if (!settled && !stopped) return found
  if (problem.balanced()) return { ...found, status: 'converged' }
  const known = network.temperatures.subarray(network.free.length)
  const snapped = found.temperatures.map(
    (value) => known.find((candidate) => Math.abs(value / candidate - 1) < 1e-13) ?? value,
  )
  if (evaluateAt(problem, snapped) && problem.balanced())
    return { ...found, temperatures: snapped, status: 'converged' }
  return { ...found, status: settled ? 'roundoff-limited' : 'tolerance-not-reached' }
}

/**
 * Newton's method from so hot that every island loses heat: coming from there it meets no conductance that is
 * exponentially small, as those of superconductors are that have to be heated up from a few millikelvin.
 */
function fromAbove(
  problem: BalanceProblem,
  network: HeatNetwork,
  start: Float64Array,
  options: SearchOptions,
): SearchResult | null {
  const hot = Float64Array.from(start).fill(Math.max(...start))
  do {
    if (hot[0] > hottest / 2) return null
    hot.fill(2 * hot[0])
    if (!evaluateAt(problem, hot)) return null
  } while (problem.balance.net.some((net) => net > 0))
  network.adapt(hot)
  const { x, status, iterations } = solveNewton(problem, hot, options)
  const found = judge(problem, network, { temperatures: x, status, iterations, fallback: 'from-above', step: null })
  if (isSettled(found)) return found
  const relaxed = judge(problem, network, relaxAndPolish(problem, x, options))
  return { ...relaxed, iterations: iterations + relaxed.iterations, fallback: 'from-above' }
}

function byHomotopy(
  problem: BalanceProblem,
  network: HeatNetwork,
  start: Float64Array,
  options: SearchOptions,
): SearchResult | null {
  const before = problem.evaluations
  const end = followHomotopy(problem, start, options.signal)
  if (end === null) return null
  const { x, status } = solveNewton(problem, end, options)
  const iterations = problem.evaluations - before
  return judge(problem, network, { temperatures: x, status, iterations, fallback: 'homotopy', step: null })
}

function bracket(problem: BalanceProblem, start: Float64Array): SearchResult {
  const residual = new Float64Array(1)
  const jacobian = new Float64Array(1)
  const point = new Float64Array(1)
  let balanced = false
  const net = (logarithm: number): number => {
    point[0] = Math.exp(logarithm)
    const defined = problem.evaluate(point, residual, jacobian)
    balanced = defined && problem.converged()
    return defined ? residual[0] : Number.NaN
  }
  const end = (status: Status, logarithm: number, step: HeatStep | null = null): SearchResult => ({
    temperatures: Float64Array.of(Math.exp(logarithm)),
    status,
    iterations: problem.evaluations,
    fallback: 'bracketing',
    step,
  })
  let a = Math.log(start[0])
  let fa = net(a)
  const direction = fa > 0 ? 1 : -1
  let stride = 0.01
  for (;;) {
    if (Number.isNaN(fa)) return end('non-finite', a)
    if (balanced) return end('converged', a)
    const b = a + direction * stride
    if (b < Math.log(coldest) || b > Math.log(hottest)) return end('tolerance-not-reached', a)
    const fb = net(b)
    // The root may lie before the border of what is known.
    if (Number.isNaN(fb)) {
      if (stride < 1e-9) return end('non-finite', a)
      stride /= 4
      continue
    }
    if (fb > 0 !== fa > 0) {
      const root = findRoot(net, { a, b, fa, fb }, { accept: () => balanced, absoluteTolerance: 1e-16 })
      if (balanced) return end('converged', root.value)
      if (root.status !== 'converged') return end(root.status, root.value)
      const ends = [root.bracket.a, root.bracket.b]
        .sort((p, q) => p - q)
        .map((value) => Float64Array.of(Math.exp(value)))
      const step = locateHeatStep(problem, ends[0], ends[1])
      return end(step === null ? 'roundoff-limited' : 'tolerance-not-reached', root.value, step)
    }
    a = b
    fa = fb
    stride = Math.min(1.6 * stride, 0.25)
  }
}

function relaxAndPolish(problem: BalanceProblem, start: Float64Array, options: SearchOptions): SearchResult {
  let from = start
  let steps = 0
  const resting = { ...problem, converged: () => problem.converged() || problem.settled() }
  for (let round = 0; ; round++) {
    const relaxed = relax(resting, from, { maxSteps: 20 * options.maxIterations, signal: options.signal })
    steps += relaxed.steps
    const result: SearchResult = {
      temperatures: relaxed.x,
      status: relaxed.status,
      iterations: steps,
      fallback: 'pseudo-transient',
      step: null,
    }
    if (relaxed.status === 'roundoff-limited' || relaxed.status === 'converged') {
      const polished = solveNewton(problem, relaxed.x, options)
      const better = polished.status === 'converged' || polished.status === 'roundoff-limited'
      return better ? { ...result, temperatures: polished.x, status: polished.status } : result
    }
    if (relaxed.jump === null) return result
    const step = locateHeatStep(problem, relaxed.jump[0], relaxed.jump[1])
    const settled = step && settleOnStep(problem, step, relaxed.x, options.maxIterations)
    if (settled === null || round === mostSteps) return { ...result, step }
    if (settled.step !== null) return { ...result, ...settled }
    // The step only held the island up until its neighbours had followed.
    from = settled.temperatures
  }
}
