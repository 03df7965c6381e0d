import { describe, expect, it } from 'vitest'
import { run } from './run.js'

const commands = [
  'solve',
  'sweep',
  'branches',
  'transient',
  'response',
  'spectrum',
  'reproduce',
  'conductivity',
  'check',
  'schema',
  'materials',
]

describe('help', () => {
  it('shows every command with examples', async () => {
    const { code, stdout, stderr } = await run(['--help'])
    expect(code).toBe(0)
    expect(stderr).toBe('')
    for (const command of commands) expect(stdout).toContain(`  ${command} `)
    expect(stdout).toMatchSnapshot()
  })

  it.each(commands)('of %s says what it does and shows a call', async (command) => {
    const { code, stdout } = await run([command, '--help'])
    expect(code).toBe(0)
    expect(stdout).toContain(`caloritron ${command}`)
    expect(stdout).toContain('--json')
    expect(stdout).toMatchSnapshot()
  })

  it('is what a call without a command gets, as an error', async () => {
    const { code, stdout, stderr } = await run([])
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('Usage: caloritron')
  })

  it('shows the version of the package', async () => {
    const { version } = (await import('../../package.json', { with: { type: 'json' } })).default
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `caloritron ${version}\n`, stderr: '' })
  })
})

describe('a wrong call', () => {
  it.each([
    [['swep'], "unknown command 'swep'; did you mean sweep? see caloritron --help"],
    [['solve'], "missing required argument 'device'; see caloritron solve --help"],
    [['solve', 'a', 'b'], "too many arguments for 'solve'. Expected 1 argument but got 2; see caloritron solve --help"],
    [['sweep', 'a', '--ot', 'x'], "unknown option '--ot'; did you mean --out? see caloritron sweep --help"],
    [['solve', 'a', '--set'], 'argument missing; see caloritron solve --help'],
    [['conductivity', '--material', 'Ti'], 'required option'],
  ])('%j ends with 2 and the remedy', async (argv, message) => {
    const { code, stdout, stderr } = await run(argv)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^error: /)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain(message)
  })

  it('is data with --json', async () => {
    const { code, stdout } = await run(['solve', '--json'])
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'error',
      problems: [{ severity: 'error', message: expect.stringContaining("missing required argument 'device'") }],
    })
  })
})

describe('materials', () => {
  it('lists every material with its values', async () => {
    const { code, stdout } = await run(['materials'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Ti +Titanium +0\.4 +30 +1\.3 +5 +315 \? +-$/m)
  })

  it('shows sources and doubts of one', async () => {
    const { stdout } = await run(['materials', 'Al'])
    expect(stdout).toMatch(/electron-phonon coupling +0\.25e9 W m\^-3 K\^-5 +\? +Giazotto/)
    expect(stdout).toContain('uncertain by a factor')
  })

  it('knows what a misspelt one is', async () => {
    const { code, stderr } = await run(['materials', 'Tii'])
    expect(code).toBe(2)
    expect(stderr).toContain('got "Tii"; did you mean Ti?')
  })

  it('gives SI numbers as JSON', async () => {
    const { stdout } = await run(['materials', 'Cu', '--json'])
    expect(JSON.parse(stdout).values.resistivity).toBe(3e-8)
  })

  it('colours a terminal, unless asked not to', async () => {
    const escapeCode = '\u001b['
    expect((await run(['materials'], { terminal: true })).stdout).toContain(escapeCode)
    expect((await run(['materials'], { terminal: true, environment: { NO_COLOR: '1' } })).stdout).not.toContain(
      escapeCode,
    )
    expect((await run(['materials'])).stdout).not.toContain(escapeCode)
  })
})
