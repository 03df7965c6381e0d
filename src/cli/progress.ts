import type { TextSink } from './io.js'

/** Shows how far a long computation has come, on stderr. */
export interface Progress {
  /** Call as often as you like: it writes at most ten times a second. */
  report(done: number, total: number): void
  /** Removes what stands on the line, before other text or at the end. */
  clear(): void
}

const terminalInterval = 100
const logInterval = 5000

/**
 * A progress line. On a terminal it overwrites itself; elsewhere it is silent for five seconds and then adds a line every
 * five seconds, so that a log shows life but stays short.
 *
 * @param label what is being done: `sweep`
 * @param counted what is counted: `points`; empty if only the part that is done means something
 * @param now clock [ms]
 */
export function createProgress(
  sink: TextSink,
  label: string,
  counted = 'points',
  now: () => number = Date.now,
): Progress {
  const interval = sink.isTerminal ? terminalInterval : logInterval
  let last = now()
  let shown = false
  return {
    report(done, total) {
      const time = now()
      if (time - last < interval) return
      last = time
      const percent = total > 0 ? Math.floor((100 * done) / total) : 100
      const text = `${label}: ${counted === '' ? '' : `${done} of ${total} ${counted}, `}${percent} %`
      sink.write(sink.isTerminal ? `\r\u001b[2K${text}` : `${text}\n`)
      shown = sink.isTerminal
    },
    clear() {
      if (shown) sink.write('\r\u001b[2K')
      shown = false
    },
  }
}
