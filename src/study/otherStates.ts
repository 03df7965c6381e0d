import { type Model, solve } from '../device/compile.js'
import type { AbortFlag } from '../numerics/abort.js'
import type { OperatingPoint, Stability } from '../thermal/operatingPoint.js'
import { describeOperatingPoint } from '../thermal/solveBalance.js'
import { doubtfulIslands, findSteadyStates, scanRange } from '../thermal/steadyStates.js'
import { isAnswer } from './dataset.js'
import { heatKinks } from './heatKinks.js'

/** A steady state beside the one that was solved for. */
export interface OtherState {
  /** Temperature of every island [K]. */
  readonly temperatures: Readonly<Record<string, number>>
  readonly stability: Stability
}

/** Temperatures that differ by less than this (relative) are the same state. */
const same = 1e-6

/**
 * Looks for steady states of a device beside the one that `solve` has found.
 *
 * None are possible where no heat flow depends non-monotonically on the temperature of a free island. With one such island (a
 * film, a junction) all are found, see `findSteadyStates`. With more, the device is first solved from its coldest and from its
 * hottest temperature, and searched through only if that leads to other states.
 *
 * @param model The device; its flows are afterwards not those of the point.
 * @param point Its operating point.
 * @returns The other states, in ascending order of the first island; empty if the point is no solution.
 * @throws Error if an island has no path for its heat.
 * @example
 * otherStates(model, solve(model)).length // 0 for a device with one operating point
 */
export function otherStates(
  model: Model,
  point: OperatingPoint,
  options: { readonly signal?: AbortFlag | undefined } = {},
): OtherState[] {
  const { heatNetwork, device } = model
  const doubtful = doubtfulIslands(heatNetwork)
  if (!isAnswer(point.status) || doubtful.length === 0) return []
  const isPoint = (temperatures: Readonly<Record<string, number>>): boolean =>
    heatNetwork.free.every((name) => Math.abs(temperatures[name]! / point.temperatures[name]! - 1) < same)
  if (doubtful.length > 1) {
    const ends = scanRange(heatNetwork).map((temperature) =>
      solve(model, { initialTemperatures: Object.fromEntries(heatNetwork.free.map((name) => [name, temperature])) }),
    )
    if (ends.every(({ status, temperatures }) => !isAnswer(status) || isPoint(temperatures))) return []
  }
  return findSteadyStates(heatNetwork, { kinks: heatKinks(device), signal: options.signal })
    .map((temperatures) => {
      heatNetwork.adapt(temperatures)
      const found = { temperatures, status: 'converged', iterations: 0, fallback: 'none', step: null } as const
      return describeOperatingPoint(heatNetwork, found, 1e-12)
    })
    .filter(({ temperatures }) => !isPoint(temperatures))
    .map(({ temperatures, stability }) => ({ temperatures, stability }))
}
