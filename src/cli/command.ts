#!/usr/bin/env node
import { main } from './cli.js'
import { exitCodes } from './io.js'
import { processIo } from './processIo.js'

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait for cleaning up.
    if (interruption.signal.aborted) process.exit(exitCodes.interrupted)
    interruption.abort()
  })
}
process.exitCode = await main(process.argv.slice(2), processIo(interruption.signal))
