import { findRoot } from '../numerics/roots.js'
import type { OdeStep } from '../numerics/stiffOde.js'

/** Something to watch for in a run: a quantity that passes zero. */
export interface TransientEvent {
  readonly name: string
  /** The quantity at a time [s] and temperatures of the free islands [K]; an event is where it passes zero. */
  value(time: number, temperatures: Float64Array): number
  /** Only where it rises (+1) or falls (-1); both if left out. */
  readonly direction?: 1 | -1 | undefined
  /** Whether the run ends there. */
  readonly terminal?: boolean | undefined
}

/** An event that happened. */
export interface SeenEvent {
  readonly name: string
  readonly time: number
  /** Temperatures of the free islands [K]. */
  readonly temperatures: Float64Array
}

/** Parts of a step at which the quantities are looked at, so that two events in one step are not lost as a pair. */
const looks = 4

/**
 * Watches the steps of a run for events.
 *
 * @returns `step`, to be called with each step: the time at which the run is to end, or null; and the events seen, in order
 */
export function watchEvents(
  events: readonly TransientEvent[],
  start: number,
  y: Float64Array,
  temperaturesOf: (y: Float64Array) => Float64Array,
): { step(step: OdeStep): number | null; readonly events: readonly SeenEvent[] } {
  const seen: SeenEvent[] = []
  const point = new Float64Array(y.length)
  const before = events.map((event) => event.value(start, temperaturesOf(y)))
  return {
    events: seen,
    step(step) {
      const temperaturesAt = (time: number): Float64Array => {
        step.interpolate(time, point)
        return temperaturesOf(point)
      }
      const found: (SeenEvent & { terminal: boolean })[] = []
      for (const [index, event] of events.entries()) {
        let from = step.from
        for (let look = 1; look <= looks; look++) {
          const to = look === looks ? step.to : step.from + ((step.to - step.from) * look) / looks
          const value = event.value(to, temperaturesAt(to))
          const old = before[index]
          const rising = old < 0 && value >= 0
          const falling = old > 0 && value <= 0
          if ((rising && event.direction !== -1) || (falling && event.direction !== 1)) {
            const f = (time: number): number => event.value(time, temperaturesAt(time))
            const { value: time } = findRoot(f, { a: from, b: to, fa: old, fb: value })
            found.push({
              name: event.name,
              time,
              temperatures: temperaturesAt(time),
              terminal: event.terminal ?? false,
            })
          }
          before[index] = value
          from = to
        }
      }
      found.sort((a, b) => a.time - b.time)
      for (const { terminal, ...event } of found) {
        seen.push(event)
        if (terminal) return event.time
      }
      return null
    },
  }
}
