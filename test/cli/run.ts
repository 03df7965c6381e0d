import { main } from '../../src/cli/cli.js'
import type { Io } from '../../src/cli/io.js'

/** What a command did. */
export interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly stdin?: string
  readonly environment?: Record<string, string>
  readonly terminal?: boolean
  readonly signal?: AbortSignal
}

/** Runs a command in this process, as a shell would see it. */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<Run> {
  const text = { stdout: '', stderr: '' }
  const sink = (name: keyof typeof text): Io['stdout'] => ({
    write: (piece) => {
      text[name] += piece
    },
    isTerminal: options.terminal ?? false,
    columns: 100,
  })
  const code = await main(argv, {
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    readStdin: async () => options.stdin ?? '',
    environment: options.environment ?? {},
    signal: options.signal ?? new AbortController().signal,
  })
  return { code, ...text }
}
