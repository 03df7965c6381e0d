import { text } from 'node:stream/consumers'
import { failure } from './failure.js'
import { exitCodes, type Io, type TextSink } from './io.js'

const defaultColumns = 100

/** The world of a command that a shell started. */
export function processIo(signal: AbortSignal): Io {
  return {
    stdout: sinkOf(process.stdout),
    stderr: sinkOf(process.stderr),
    async readStdin() {
      if (process.stdin.isTTY) {
        throw failure(
          'DEVICE',
          'is "-", the standard input, but that is the keyboard; write for example: cat device.yaml | caloritron solve -',
        )
      }
      return text(process.stdin)
    },
    environment: process.env,
    signal,
  }
}

function sinkOf(stream: NodeJS.WriteStream): TextSink {
  // The reader of a pipe may leave when it has seen enough (`| head`): that is no error of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? exitCodes.done)
    if (stream === process.stdout) {
      process.stderr.write(`error: standard output cannot be written: ${error.message}\n`)
    }
    process.exit(exitCodes.badInput)
  })
  return {
    write: (text) => {
      stream.write(text)
    },
    isTerminal: stream.isTTY === true,
    columns: stream.columns ?? defaultColumns,
  }
}
