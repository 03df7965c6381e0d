/** Longest time [ms] between two looks at the event loop: a third of a frame, well under the 50 ms promised for an abort. */
const slice = 5

/** Where a step-by-step computation reports, and how it is stopped. */
export interface StepOptions {
  readonly signal?: AbortSignal | undefined
  /** Called with the number of steps done since the last call. */
  readonly onProgress?: ((steps: number) => void) | undefined
}

/**
 * Runs a computation that pauses after each step, giving the event loop a turn every few milliseconds.
 *
 * @param steps Generator that yields after every step and returns the result.
 * @returns The result; rejects with the reason of `signal` at the first turn after an abort.
 */
export async function runSteps<T>(steps: Generator<void, T>, { signal, onProgress }: StepOptions = {}): Promise<T> {
  signal?.throwIfAborted()
  let turn = performance.now()
  let done = 0
  for (;;) {
    const step = steps.next()
    if (step.done) {
      if (done > 0) onProgress?.(done)
      return step.value
    }
    done++
    if (performance.now() - turn < slice) continue
    onProgress?.(done)
    done = 0
    await eventLoopTurn()
    signal?.throwIfAborted()
    turn = performance.now()
  }
}

/** The part of a message port that Node and browsers share; the types of Node lack its handler. */
interface Port {
  onmessage: (() => void) | null
  postMessage(message: unknown): void
  close(): void
}

/** Resolves after pending events have been handled. A message is not delayed by browsers as nested timeouts are. */
function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel() as unknown as { readonly port1: Port; readonly port2: Port }
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
