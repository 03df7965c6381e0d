import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { run } from './run.js'

const device = 'examples/dey2023-ndtc.yaml'
const asPrinted = 'examples/dey2023-ndtc-as-printed.yaml'

interface Row {
  readonly Sigma_Cu: number
  readonly P_in: number
  readonly T_S: number
  readonly T_D: number
  readonly Q_photon: number
  readonly Q_eph_Cu_source: number
  readonly Q_eph_Ti: number
}
const golden: { readonly fig3: readonly Row[] } = JSON.parse(
  readFileSync(new URL('../golden/dey2023-device.json', import.meta.url), 'utf8'),
)
const claimed = 1e-9
/**
 * Heat from the titanium at T_S = 50 mK [W], where the table is off by 1e-8 of this tiny flow (4e-7 of the input power):
 * Eqs. 8 and 9 with mpmath, 25 digits, e = 1 + x sinh^2 u and e = x/2 + (x/2 - 1) sin theta, T_p = 30 mK.
 */
const titaniumAt50mK = 2.84459478236023e-23

interface LedgerEntry {
  readonly channel: string
  readonly element?: string
  readonly from: string
  readonly to: string
  readonly power: number
}

const expectClose = (value: number | undefined, expected: number): void => {
  expect(Math.abs((value ?? Number.NaN) / expected - 1)).toBeLessThan(claimed)
}

describe('solve', () => {
  it.each(golden.fig3)('gives the operating point at Sigma_Cu = $Sigma_Cu, P_in = $P_in W', async (row) => {
    const file = row.Sigma_Cu === 2e9 ? device : asPrinted
    const { code, stdout } = await run(['solve', file, '--set', `heat.heater.power=${row.P_in} W`, '--json'])
    expect(code).toBe(0)
    const point = JSON.parse(stdout)
    const heat: readonly LedgerEntry[] = point.heat
    const power = (channel: string, element?: string): number | undefined =>
      heat.find((entry) => entry.channel === channel && entry.element === element)?.power
    expect(point.status).toBe('converged')
    expect(point.residual).toBeLessThan(1e-12)
    expectClose(point.temperatures.source, row.T_S)
    expectClose(point.temperatures.drain, row.T_D)
    expectClose(power('photon'), row.Q_photon)
    expectClose(power('electron-phonon', 'source_cu'), row.Q_eph_Cu_source)
    expectClose(power('electron-phonon', 'source_ti'), row.T_S === 0.05 ? titaniumAt50mK : row.Q_eph_Ti)
  })

  it('reads the device from standard input, and numbers with spaces, quotes and signs', async () => {
    const stdin = readFileSync(device, 'utf8')
    const { code, stdout } = await run(['solve', '-', '--json', '--set', 'heat.heater.power= 1.5 pW '], { stdin })
    expect(code).toBe(0)
    const direct = await run(['solve', device, '--json'])
    expect(stdout).toBe(direct.stdout)
    const titled = await run(['solve', device, '--set', 'title=A "quoted" title = with signs'])
    expect(titled.stdout).toMatch(/^A "quoted" title = with signs$/m)
    const negative = await run(['solve', device, '--set', 'heat.heater.power=-1 pW'])
    expect(negative.code).toBe(2)
    expect(negative.stderr).toContain('got "-1 pW"')
  })

  it('shows a ledger and checks that a stranger can read', async () => {
    const { code, stdout, stderr } = await run(['solve', device])
    expect(code).toBe(0)
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^converged: heat balances to/m)
    expect(stdout).toMatch(/^ {2}drain +152\.362 mK$/m)
    expect(stdout).toMatch(/^ {2}photon +source → drain +6\.89494 fW/m)
    expect(stdout).toMatch(/^ {2}heater +heater +external → source +1\.5 pW$/m)
    expect(stdout).toContain('✓ holds')
  })

  it('tells everything that is wrong with a file at once, on stderr or as data', async () => {
    const stdin = 'caloritron: 1\ntitle: x\nphonons: 30 m\nislands: { a: {} }\ncircut: {}\n'
    const text = await run(['solve', '-'], { stdin })
    expect(text.code).toBe(2)
    expect(text.stdout).toBe('')
    expect(text.stderr).toContain('phonons: must be a temperature, got "30 m" (standard input:3:10)')
    expect(text.stderr).toContain('did you mean "circuit"?')
    const data = await run(['solve', '-', '--json'], { stdin })
    expect(data.code).toBe(2)
    const { status, problems } = JSON.parse(data.stdout)
    expect(status).toBe('error')
    expect(problems).toContainEqual(
      expect.objectContaining({ path: 'phonons', line: 3, column: 10, severity: 'error' }),
    )
  })

  it.each([
    [['solve', 'no/such.yaml'], 'no/such.yaml: there is no such file'],
    [['solve', 'examples'], 'must be a device file, but it is a folder'],
    [['solve', device, '--set', 'nonsense'], 'must be PATH=VALUE, got "nonsense"'],
    [['solve', device, '--set', 'circuit.source_ti.lenght=1 um'], 'did you mean "circuit.source_ti.length"?'],
    [['solve', device, '--set', 'circuit.source_ti.length=6 K'], 'must be a length, got "6 K"'],
  ])('%j ends with 2', async (argv, message) => {
    const { code, stdout, stderr } = await run(argv)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(message)
  })
})

describe('check', () => {
  it('finds nothing wrong with the examples', async () => {
    for (const name of ['dey2023-ndtc', 'dey2023-ndtc-as-printed', 'matched-resistors', 'ideal-step']) {
      const { code, stdout } = await run(['check', `examples/${name}.yaml`])
      expect(stdout).toBe(`examples/${name}.yaml: no errors, no warnings\n`)
      expect(code).toBe(0)
    }
  })

  it('lists errors and warnings with their places', async () => {
    const stdin = readFileSync(device, 'utf8').replace('phonons: 30 mK', 'phonons: 30 K').replace('6 um', '6 K')
    const { code, stdout } = await run(['check', '-'], { stdin })
    expect(code).toBe(2)
    expect(stdout).toMatch(/^standard input:\d+:\d+: warning: phonons: .*30 K/m)
    expect(stdout).toMatch(/^standard input:\d+:\d+: error: circuit\.source_ti\.length: must be a length, got "6 K"/m)
    expect(stdout).toContain('standard input: 1 error, 1 warning')
  })

  it('accepts what is only implausible', async () => {
    const { code, stdout } = await run(['check', device, '--set', 'phonons=30 K', '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ status: 'ok', problems: [{ severity: 'warning', path: 'phonons' }] })
  })
})

describe('schema', () => {
  it('prints a JSON Schema', async () => {
    const { code, stdout } = await run(['schema'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ type: 'object', properties: { islands: {}, circuit: {} } })
  })
})
