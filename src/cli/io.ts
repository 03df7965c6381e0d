/** Where text goes. */
export interface TextSink {
  write(text: string): void
  /** Whether a person is looking: colours and progress lines that overwrite themselves make sense. */
  readonly isTerminal: boolean
  /** Width of the terminal in characters. */
  readonly columns: number
}

/** All that a command sees of the world it runs in; a test brings its own. */
export interface Io {
  /** Data, and nothing else. */
  readonly stdout: TextSink
  /** Progress, warnings, errors. */
  readonly stderr: TextSink
  readStdin(): Promise<string>
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Aborted when the person interrupts. */
  readonly signal: AbortSignal
}

/** How a command ends, as the number the shell sees. */
export const exitCodes = { done: 0, unexpected: 1, badInput: 2, notConverged: 3, interrupted: 130 } as const

/** Number of spaces of an indented line, in every command. */
export const indent = '  '
