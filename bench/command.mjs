// The command as a process of its own, watched from outside.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const entry = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))

/**
 * Runs node with these words and tells how long it took until its first word and in all [s], its CPU time [s] and its peak memory [B]; the
 * last two are NaN where /proc does not tell.
 */
export function run(...words) {
  const start = performance.now()
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] })
  let message = ''
  let first = Number.NaN
  child.stdout.once('data', () => {
    first = (performance.now() - start) / 1e3
  })
  child.stdout.resume()
  let peak = Number.NaN
  let cpu = Number.NaN
  child.stderr.on('data', (piece) => {
    message = (message + piece).slice(-2000)
  })
  const look = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      peak = Number(/VmHWM:\s+(\d+)/.exec(status)[1]) * 1024
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ')
      // User and system time in hundredths of a second.
      cpu = (Number(fields[11]) + Number(fields[12])) / 100
    } catch {
      // Another system, or it has just ended.
    }
  }, 20)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(look)
      const seconds = (performance.now() - start) / 1e3
      if (code === 0) resolve({ seconds, first, cpu, peak })
      else reject(new Error(`bench: ${words.join(' ')} ended with ${code}: ${message}`))
    })
  })
}
