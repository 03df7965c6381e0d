/**
 * Work that pauses: a generator that yields every few milliseconds at most and returns its result. Whoever drives it may report
 * how far it is, give others a turn, or leave it.
 */
export type Steps<T> = Generator<void, T, void>

/** Does all the work at once. */
export function runToEnd<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
