import { createHash } from 'node:crypto'
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { arithmetic } from '../arithmetic.mjs'
import { entry, run } from '../command.mjs'
import { file, map } from '../paper.mjs'

/** A map of many devices written to a file by the command: time, memory, and how it scales with threads. */
export async function deviceMap(report, points) {
  const folder = mkdtempSync(join(tmpdir(), 'caloritron-bench-'))
  const side = Math.max(2, Math.round(Math.cbrt(points)))
  const write = async (workers, lengths) => {
    const out = join(folder, `${workers}.csv`)
    const over = Object.entries(map(lengths, side, side)).flatMap(([path, { from, to, points: count }]) => [
      '--over',
      `${path}=${from}:${to}:${count}`,
    ])
    const result = await run(entry, 'sweep', fileURLToPath(file), ...over, '--workers', String(workers), '--out', out)
    return { ...result, out, points: lengths * side * side }
  }
  try {
    const cores = Math.max(2, availableParallelism())
    const whole = await write(2, side)
    const perMillion = (whole.seconds * 1e6) / whole.points
    report.against(
      `10⁶ devices, two threads, written to a file (${whole.points} done in ${whole.seconds.toFixed(1)} s by the clock)`,
      perMillion,
      60,
      (seconds) => `${seconds.toFixed(1)} s`,
    )
    report.row(
      '... CPU time of both threads, per device',
      `${((whole.cpu / whole.points) * 1e6).toFixed(0)} µs`,
      '',
      '',
    )
    report.row('... size of the file', `${(statSync(whole.out).size / 1e6).toFixed(0)} MB`, '', '')
    report.against('... peak memory', whole.peak / 1e6, 500, (megabytes) => `${megabytes.toFixed(0)} MB`)
    // Long enough that what a thread does once, compiling and filling its tables, does not decide; in turns, the better of two each.
    const part = Math.max(1, Math.round(side / 5))
    const counts = [...new Set([1, 2, cores])]
    const runs = counts.map(() => [])
    const spins = counts.map(() => [])
    for (let round = 0; round < 2; round++) {
      for (const [k, workers] of counts.entries()) {
        runs[k].push(await write(workers, part))
        spins[k].push(await arithmetic(workers))
      }
    }
    const sums = await Promise.all(runs.map(([{ out }]) => checksum(out)))
    if (new Set(sums).size > 1) throw new Error('bench: the file depends on the number of workers')
    const least = (of, name) => Math.min(...of.map((run) => run[name]))
    for (const [k, workers] of counts.entries()) {
      if (k === 0) continue
      report.row(
        `... ${runs[k][0].points} of them: ${workers} threads over one, by the clock`,
        `${(least(runs[0], 'seconds') / least(runs[k], 'seconds')).toFixed(2)} times`,
        `the same work costs ${(least(runs[k], 'cpu') / least(runs[0], 'cpu')).toFixed(2)} times the CPU time`,
        `as many threads of bare arithmetic gain ${((workers * Math.min(...spins[0])) / Math.min(...spins[k])).toFixed(2)} times`,
      )
    }
    report.note('The file of the map is the same, byte for byte, for every number of threads.')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function checksum(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
