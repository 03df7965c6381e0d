import type { AbortFlag } from '../numerics/abort.js'
import { createLu, factorLu, solveLu } from '../numerics/denseLinear.js'
import type { Status } from '../numerics/result.js'
import type { HeatBalance, HeatNetwork } from './heatNetwork.js'
import { createHeatBalance } from './heatNetwork.js'
import { checkHeatPaths } from './heatPaths.js'
import { heatLedger, refineFlows, temperatureErrorBounds } from './ledger.js'
import type { OperatingPoint } from './operatingPoint.js'
import { stabilityOf, thermalModes, totalHeatCapacities } from './stability.js'
import {
  createSearchWorkspace,
  type SearchOptions,
  type SearchResult,
  type SearchWorkspace,
  searchSteadyState,
} from './steadyStateSearch.js'

export interface SolveOptions {
  /** First guess of the temperature of free islands [K], for instance a neighbouring operating point. */
  readonly initialTemperatures?: Readonly<Record<string, number>> | undefined
  /** Net heat into an island relative to its largest flow at which it counts as balanced (default 1e-12). */
  readonly relativeTolerance?: number | undefined
  /** Newton iterations (default 50); the fallback may take 20 times as many steps. */
  readonly maxIterations?: number | undefined
  readonly signal?: AbortFlag | undefined
}

/**
 * Finds a steady state of a heat network: temperatures at which Σ heat in = Σ heat out for every free island (Eq. 7).
 *
 * Where there are several, the first guess decides which one is found; `findBranches` finds all.
 *
 * @param network islands, baths and channels
 * @returns the operating point: energy balances to `relativeTolerance` of the largest flow or `status` is not `converged`
 * @throws if an island has no path for its heat, or a first guess is no temperature of a free island
 * @example
 * solveBalance(network).temperatures.drain
 */
export function solveBalance(network: HeatNetwork, options: SolveOptions = {}): OperatingPoint {
  checkHeatPaths(network)
  const start = startingTemperatures(network, options.initialTemperatures ?? {})
  const relativeTolerance = options.relativeTolerance ?? 1e-12
  return describeOperatingPoint(network, searchSteadyState(network, start, searchOptions(options)), relativeTolerance)
}

function searchOptions(options: SolveOptions): SearchOptions {
  return {
    relativeTolerance: options.relativeTolerance ?? 1e-12,
    maxIterations: options.maxIterations ?? 50,
    signal: options.signal,
  }
}

/** An operating point in numbers only, as a sweep keeps it. */
export interface BriefPoint {
  readonly status: Status
  /** Temperatures of the free islands [K] and bounds of their errors [K]. */
  readonly temperatures: Float64Array
  readonly temperatureErrors: Float64Array
  readonly residual: number
  readonly iterations: number
}

/**
 * Solves one network after the other as `solveBalance` does, without stability, time constants and words; the flows of a
 * point stand in the links of the network. Work space is kept as long as the network stays the same one.
 */
export class BriefSolver {
  private workspace: SearchWorkspace | null = null
  private balance: HeatBalance | null = null

  /**
   * @param network network whose heat paths have been checked (`checkHeatPaths`)
   * @param start temperatures of the free islands to start from [K]; null for the default of `solveBalance`
   */
  solve(
    network: HeatNetwork,
    start: Float64Array | null,
    options: Omit<SolveOptions, 'initialTemperatures'> = {},
  ): BriefPoint {
    const tolerances = searchOptions(options)
    const { relativeTolerance } = tolerances
    if (this.workspace?.network !== network) {
      this.workspace = createSearchWorkspace(network, relativeTolerance)
      this.balance = createHeatBalance(network)
    }
    const first = start ?? startingTemperatures(network, {})
    const found = searchSteadyState(network, first, tolerances, this.workspace)
    const { result, bounds, residual } = assess(network, found, relativeTolerance, this.balance!)
    const { status, temperatures, iterations } = result
    return { status, temperatures, temperatureErrors: bounds, residual, iterations }
  }
}

/** What the flows say about the place where a search ended. */
function assess(network: HeatNetwork, found: SearchResult, relativeTolerance: number, balance: HeatBalance) {
  const n = network.free.length
  const finite = network.evaluate(found.temperatures, balance)
  const jacobian = freeJacobian(network, balance)
  const inverse = finite ? inverseOf(jacobian, n) : null
  const bounds = temperatureErrorBounds(network, balance, inverse)
  let result = finite ? found : { ...found, status: 'non-finite' as const }
  if (result.status === 'roundoff-limited' && inverse !== null && refineFlows(network, balance, inverse)) {
    const closed = balance.net.every((net) => Math.abs(net) <= relativeTolerance * balance.largest)
    if (closed) result = { ...found, status: 'converged' }
  }
  let worst = 0
  for (let k = 0; k < n; k++) worst = Math.max(worst, Math.abs(balance.net[k]!))
  const residual = finite ? (balance.largest > 0 ? worst / balance.largest : 0) : Infinity
  return { result, balance, finite, jacobian, bounds, residual }
}

/** First guess: what is given, else the hottest held island or bath. */
export function startingTemperatures(network: HeatNetwork, given: Readonly<Record<string, number>>): Float64Array {
  const n = network.free.length
  let guess = 0
  for (const value of network.temperatures.subarray(n)) guess = Math.max(guess, value)
  // Only biases from outside: any temperature will do for a start.
  if (guess === 0) guess = 0.1
  for (const [name, value] of Object.entries(given)) {
    if (!network.islands.some((island) => island.name === name))
      throw new Error(
        `initialTemperatures.${name}: must name an island, got ${name}; there are ${network.islands.map((island) => island.name).join(', ')}`,
      )
    if (!(value > 0 && value < Infinity))
      throw new Error(`initialTemperatures.${name}: must be a positive number of kelvin, got ${value}`)
  }
  return Float64Array.from(network.free, (name) => given[name] ?? guess)
}

/** Everything that is told about the place where a search ended. */
export function describeOperatingPoint(
  network: HeatNetwork,
  search: SearchResult,
  relativeTolerance: number,
): OperatingPoint {
  const { temperatures } = search
  const n = network.free.length
  const { result, balance, finite, jacobian, bounds, residual } = assess(
    network,
    search,
    relativeTolerance,
    createHeatBalance(network),
  )
  const capacities = finite ? totalHeatCapacities(network, temperatures) : null
  const modes = capacities === null ? null : thermalModes(jacobian, capacities)
  const all = network.islands.map(({ name, fixedTemperature }) => [
    name,
    fixedTemperature ?? temperatures[network.free.indexOf(name)],
  ])
  return {
    status: result.status,
    temperatures: Object.fromEntries(all),
    temperatureErrors: Object.fromEntries(
      network.islands.map(({ name }) => [name, bounds[network.free.indexOf(name)] ?? 0]),
    ),
    heat: finite ? heatLedger(network) : [],
    residual,
    iterations: result.iterations,
    fallback: result.fallback,
    freeIslands: network.free,
    jacobian: finite ? network.free.map((_, row) => [...jacobian.subarray(row * n, (row + 1) * n)]) : [],
    stability: finite ? stabilityOf(jacobian, n, modes) : 'unknown',
    timeConstants: modes?.map(({ re }) => -1 / re) ?? [],
    warnings: warningsOf(network, result, balance, finite),
  }
}

/** dF/dT of the free islands [W/K], row-major, out of the balance of the whole network. */
export function freeJacobian(network: HeatNetwork, balance: HeatBalance): Float64Array {
  const n = network.free.length
  const columns = network.reservoirs.length
  const matrix = new Float64Array(n * n)
  for (let row = 0; row < n; row++) matrix.set(balance.jacobian.subarray(row * columns, row * columns + n), row * n)
  return matrix
}

/** J⁻¹, row-major; null where J is singular to working precision. */
export function inverseOf(matrix: Float64Array, n: number): Float64Array | null {
  const factors = createLu(n)
  if (factorLu(factors, matrix) < 1e-15) return null
  const inverse = new Float64Array(n * n)
  const unit = new Float64Array(n)
  const column = new Float64Array(n)
  for (let j = 0; j < n; j++) {
    unit.fill(0)
    unit[j] = 1
    solveLu(factors, unit, column)
    for (let i = 0; i < n; i++) inverse[i * n + j] = column[i]
  }
  return inverse
}

function warningsOf(network: HeatNetwork, result: SearchResult, balance: HeatBalance, finite: boolean): string[] {
  const warnings: string[] = []
  const mK = (kelvin: number): string => `${Number((kelvin * 1e3).toPrecision(9))} mK`
  if (!finite) {
    const guilty = network.links.filter(
      ({ flows }) => !flows.power.every(Number.isFinite) || !flows.jacobian.every(Number.isFinite),
    )
    const names = guilty.map(({ channel }) => channel.element ?? channel.channel).join(', ')
    const at = network.free.map((name, k) => `${name} at ${mK(result.temperatures[k])}`).join(', ')
    return [`heat of ${names}: must be finite, got something else with ${at || 'the held temperatures'}`]
  }
  const { step, status } = result
  if (step !== null) {
    const name = network.free[step.island]
    warnings.push(
      `island ${name}: no temperature balances its heat; the steady state sits on the step at T_${name} = ${mK(step.temperature)}, ` +
        `below which ${name} gains ${step.below.toPrecision(4)} W and above which it loses ${(-step.above).toPrecision(4)} W; ` +
        'give the step a width to resolve it',
    )
  } else if (status === 'roundoff-limited') {
    warnings.push(
      'flows are too small a difference of larger ones for the balance to close to the tolerance in 16 digits; the temperatures are right to their last digits',
    )
  } else if (status !== 'converged') {
    const worst = balance.net.reduce((best, net, k) => (Math.abs(net) > Math.abs(balance.net[best]) ? k : best), 0)
    warnings.push(
      `no steady state found (${status}): island ${network.free[worst]} was left with a net heat of ${balance.net[worst].toPrecision(4)} W at ${mK(result.temperatures[worst])}`,
    )
  }
  return warnings
}
