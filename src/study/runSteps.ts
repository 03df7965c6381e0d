/** Where a step-by-step computation reports, and how it is stopped. */
export interface StepOptions {
  readonly signal?: AbortSignal | undefined
  /** Called with the number of steps done since the last call. */
  readonly onProgress?: ((steps: number) => void) | undefined
  /** Longest time [ms] between two looks at the event loop. Default 5: a third of a frame of a page, well under the 50 ms promised for an abort. */
  readonly slice?: number
}

/**
 * Runs a computation that pauses after each step, giving the event loop a turn every few milliseconds.
 *
 * @param steps Generator that yields after every step and returns the result.
 * @returns The result; rejects with the reason of `signal` at the first turn after an abort.
 */
export async function runSteps<T>(
  steps: Generator<void, T>,
  { signal, onProgress, slice = 5 }: StepOptions = {},
): Promise<T> {
  signal?.throwIfAborted()
  const loop = new EventLoop()
  let turn = performance.now()
  let done = 0
  try {
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
      await loop.turn()
      signal?.throwIfAborted()
      turn = performance.now()
    }
  } finally {
    loop.close()
  }
}

/** The part of a message port that Node and browsers share; the types of Node lack its handler. */
interface Port {
  onmessage: (() => void) | null
  postMessage(message: unknown): void
  close(): void
}

/** Node's own way; browsers have none. */
const { setImmediate } = globalThis as { readonly setImmediate?: (done: () => void) => void }

/**
 * Waits until pending events have been handled. In browsers by a message to itself, which they do not delay as nested timeouts
 * are; Node would take up to a thousand such messages in a row before it looks at timers and signals.
 */
class EventLoop {
  private channel: { readonly port1: Port; readonly port2: Port } | null = null

  turn(): Promise<void> {
    return new Promise((resolve) => {
      if (setImmediate !== undefined) {
        setImmediate(resolve)
        return
      }
      this.channel ??= new MessageChannel() as unknown as { readonly port1: Port; readonly port2: Port }
      this.channel.port1.onmessage = () => resolve()
      this.channel.port2.postMessage(null)
    })
  }

  close(): void {
    this.channel?.port1.close()
  }
}
