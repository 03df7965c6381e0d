import { compile, solve } from '../device/compile.js'
import type { Device } from '../device/device.js'
import { setPath } from '../device/setPath.js'
import { createTables, type PhysicsTables } from '../physics/tables.js'
import { heatFromIslands } from './figuresOfMerit.js'
import { isSolved } from './solveChunk.js'

/** Heat through a device in both directions. */
export interface Rectification {
  /** Heat into the second island with the first one hot [W]. */
  readonly forward: number
  /** Heat into the first island with the second one hot [W]. */
  readonly backward: number
  /** `forward`/`backward`. */
  readonly ratio: number
}

/**
 * Thermal rectification: the heat from a hot to a cold island, and with the two temperatures exchanged.
 *
 * @param device The device.
 * @param islands The two islands, which are held at the temperatures.
 * @param hot Temperature of the hot one [K].
 * @param cold Temperature of the cold one [K] < `hot`.
 * @returns Both heats, as other islands bring them to the cold island, and their ratio.
 * @throws Error if one of the two operating points is not found, or `hot` is not above `cold`.
 * @example
 * rectification(device, ['source', 'drain'], 0.45, 0.03).ratio
 */
export function rectification(
  device: Device,
  islands: readonly [string, string],
  hot: number,
  cold: number,
): Rectification {
  if (!(hot > cold)) throw new Error(`rectification: hot must be above cold, got ${hot} K and ${cold} K`)
  return exchange(device, islands, hot, cold)
}

function exchange(
  device: Device,
  islands: readonly [string, string],
  hot: number,
  cold: number,
  tables = createTables(),
): Rectification {
  const heat = (hotIsland: string, coldIsland: string): number => {
    const held = setPath(
      setPath(device, `islands.${hotIsland}.temperature`, hot),
      `islands.${coldIsland}.temperature`,
      cold,
    )
    const point = solve(compile(held, { tables }))
    if (!isSolved(point.status)) {
      throw new Error(`rectification: no operating point with ${hotIsland} hot (${point.status}); ${point.warnings[0]}`)
    }
    return heatFromIslands(point, coldIsland)
  }
  const forward = heat(islands[0], islands[1])
  const backward = heat(islands[1], islands[0])
  return { forward, backward, ratio: forward / backward }
}

/** Rectification of a device as it stands, under the name of its column. */
export interface ExchangeRatio {
  readonly name: string
  readonly longName: string
  /** NaN where an operating point with exchanged temperatures was not found: see `status`. */
  readonly value: number
  readonly status: string
}

/**
 * Rectification of every pair of held islands of a device, at the two temperatures at which they are held.
 *
 * @returns `rectification_<a>_<b>` for each pair in the order of the device. 1 at equal temperatures and where no heat flows
 *   either way (linear response is reciprocal). Empty for fewer than two held islands.
 */
export function exchangeRatios(
  device: Device,
  temperatures: Readonly<Record<string, number>>,
  tables: PhysicsTables,
): ExchangeRatio[] {
  const held = Object.entries(device.islands).flatMap(([name, island]) => (island.temperature === null ? [] : [name]))
  return held.flatMap((a, index) =>
    held.slice(index + 1).map((b) => {
      const [hot, cold] = [Math.max(temperatures[a]!, temperatures[b]!), Math.min(temperatures[a]!, temperatures[b]!)]
      let value = Number.NaN
      let status = 'converged'
      try {
        const { forward, backward, ratio } = exchange(device, [a, b], hot, cold, tables)
        value = forward === backward || hot === cold ? 1 : ratio
      } catch (error) {
        status = `failed: ${error instanceof Error ? error.message : String(error)}`
      }
      return {
        name: `rectification_${a}_${b}`.replace(/[^A-Za-z0-9_]/g, '_'),
        longName: `rectification Q(${a} hot)/Q(${b} hot): heat other islands bring to the cold one of the two, with their temperatures exchanged`,
        value,
        status,
      }
    }),
  )
}
