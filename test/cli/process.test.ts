import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

/** The command as installed: these tests start it as a shell does. */
const entry = 'dist/cli/main.js'
const device = 'examples/dey2023-ndtc.yaml'

let folder = ''
beforeAll(() => {
  if (!existsSync(entry)) throw new Error(`${entry} is missing: run npm run build first`)
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'caloritron-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function start(argv: readonly string[], stdin?: string): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [entry, ...argv], { env: { ...process.env, NO_COLOR: '' } })
  const text = { stdout: '', stderr: '' }
  child.stdout.on('data', (piece) => {
    text.stdout += piece
  })
  child.stderr.on('data', (piece) => {
    text.stderr += piece
  })
  child.stdin.end(stdin)
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => resolve({ code, ...text }))
  })
  return { child, ended }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 10) {
    if (waited > 60_000) throw new Error('waited for a minute in vain')
    await pause(10)
  }
}

describe('the process', () => {
  it('solves, and ends with the exit code', async () => {
    const good = await start(['solve', device, '--json', '--set', 'heat.heater.power=2.264565077331 pW']).ended
    expect(good).toMatchObject({ code: 0, stderr: '' })
    const { temperatures } = JSON.parse(good.stdout)
    expect(Math.abs(temperatures.source / 0.4 - 1)).toBeLessThan(1e-9)
    expect(Math.abs(temperatures.drain / 0.1512658231222 - 1)).toBeLessThan(1e-9)
    const bad = await start(['check', '-'], 'caloritron: 2\n').ended
    expect(bad.code).toBe(2)
    expect(bad.stdout).toContain('standard input:1:1')
  })

  it('starts quickly, because it loads only what it needs', async () => {
    const started = performance.now()
    const { code } = await start(['--help']).ended
    expect(code).toBe(0)
    // A tenth of a second on an idle machine; tests share theirs.
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('stops at %s with 130, and leaves no file', async (signal) => {
    const grid = ['--over', 'phonons=20 mK:60 mK:1000', '--over', 'heat.heater.power=0 pW:5 pW:1000']
    const argv = ['sweep', device, ...grid, '--out', join(folder, 'a.csv')]
    const { child, ended } = start([...argv, '--workers', '2'])
    await until(() => readdirSync(folder).length > 0)
    // Into the computation: the file is opened before it.
    await pause(300)
    const interrupted = performance.now()
    child.kill(signal)
    const { code, stderr } = await ended
    expect(code).toBe(130)
    expect(stderr).toContain('interrupted; no file was left half-written')
    expect(readdirSync(folder)).toEqual([])
    expect(performance.now() - interrupted).toBeLessThan(5000)
  })

  it('stays quiet when the reader of its output leaves', async () => {
    const { child, ended } = start([
      'sweep',
      'examples/matched-resistors.yaml',
      '--over',
      'circuit.source.resistance=1 ohm:9 ohm:500',
      '--workers',
      '1',
    ])
    child.stdout?.once('data', () => child.stdout?.destroy())
    const { code, stderr } = await ended
    expect(code).toBe(0)
    expect(stderr).not.toMatch(/EPIPE|error/i)
  })

  it.runIf(existsSync('/dev/full'))('says that the disk is full', async () => {
    const { code, stderr } = await start(['sweep', 'examples/ideal-step.yaml', '--out', '/dev/full']).ended
    expect(code).toBe(2)
    expect(stderr).toContain('must end in .csv')
    const child = spawn('sh', ['-c', `"${process.execPath}" ${entry} check ${device} > /dev/full`])
    let text = ''
    child.stderr.on('data', (piece) => {
      text += piece
    })
    const ended = await new Promise((resolve) => {
      child.on('close', resolve)
    })
    expect(ended).toBe(2)
    expect(text).toContain('standard output cannot be written')
  })

  it.runIf(process.getuid?.() !== 0)('says that it may not write', async () => {
    const { code, stderr } = await start(['sweep', 'examples/ideal-step.yaml', '--out', '/a.csv']).ended
    expect(code).toBe(2)
    expect(stderr).toMatch(/\/a\.csv: cannot be written: permission denied|read-only/)
  })

  it.runIf(existsSync('/proc/version'))('says that it cannot write into a folder that takes no files', async () => {
    for (const argv of [
      ['sweep', 'examples/ideal-step.yaml', '--out', '/proc/a.csv'],
      ['reproduce', 'dey2023', '--out', '/proc/a'],
    ]) {
      const { code, stderr } = await start(argv).ended
      expect(code).toBe(2)
      expect(stderr).toMatch(/^error: \/proc\/a(\.csv)?: cannot be written: /)
    }
  })
})
