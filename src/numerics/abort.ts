/** What long work looks at to learn that it is no longer wanted; an AbortSignal is one. */
export interface AbortFlag {
  readonly aborted: boolean
  readonly reason?: unknown
}

/** Throws the reason of the abort if there was one. */
export function throwIfAborted(signal: AbortFlag | undefined): void {
  if (signal?.aborted) throw signal.reason ?? new Error('aborted')
}
