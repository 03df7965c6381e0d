// Many devices to a CSV file, by the command itself: `map.mjs WORKERS FILE LENGTHS THICKNESSES TEMPERATURES`, prints JSON.
import { spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [workers, file, lengths, thicknesses, temperatures] = process.argv.slice(2)
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const start = performance.now()
const child = spawn(
  process.execPath,
  [
    join(root, 'dist/cli/main.js'),
    'sweep',
    join(root, 'examples/dey2023-ndtc.yaml'),
    '--over',
    `circuit.source_ti.length=4 um:12 um:${lengths}`,
    '--over',
    `circuit.source_ti.thickness=20 nm:40 nm:${thicknesses}`,
    '--over',
    `phonons=20 mK:120 mK:${temperatures}`,
    '--workers',
    workers,
    '--out',
    file,
  ],
  { stdio: ['ignore', 'ignore', 'pipe'] },
)
let message = ''
child.stderr.on('data', (piece) => {
  message = (message + piece).slice(-2000)
})
let peak = 0
const look = setInterval(() => {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))
    peak = Math.max(peak, Number(kilobytes) * 1024)
  } catch {
    // Not Linux, or it has just ended.
  }
}, 100)
child.on('close', (code) => {
  clearInterval(look)
  const seconds = (performance.now() - start) / 1e3
  if (code !== 0) {
    process.stderr.write(message)
    process.exitCode = 1
    return
  }
  const points = Number(lengths) * Number(thicknesses) * Number(temperatures)
  process.stdout.write(JSON.stringify({ points, seconds, peak, bytes: statSync(file).size }))
})
