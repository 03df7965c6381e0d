import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from './browser.js'
import { type PageModules, pageModules } from './pageModules.js'
import { library } from './session.js'

const { compile, findNdtc, readDevice, solve, sweep } = library
const names = readdirSync(`${root}examples`).filter((name) => name.endsWith('.yaml'))
/** The text of an example; some take a minute with all their points. */
const textOf = (name: string): string =>
  readFileSync(`${root}examples/${name}`, 'utf8').replace(/points: \d+/, 'points: 7')
const data: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(`${root}examples`)
    .filter((name) => /\.(s\dp|csv|txt)$/.test(name))
    .map((name) => [name, textOf(name)]),
)

/** Runs programs one after the other in one process, and tells what each has printed. */
const runner = `
const printed = {}
for (const name of process.argv.slice(2)) {
  printed[name] = []
  console.log = (value) => printed[name].push(value)
  await import('./' + name)
}
process.stdout.write(JSON.stringify(printed))
`

describe('what is copied from the page', () => {
  let page: PageModules
  let folder = ''
  beforeAll(async () => {
    page = await pageModules()
    folder = mkdtempSync(join(tmpdir(), 'caloritron-'))
    mkdirSync(join(folder, 'node_modules'))
    symlinkSync(root, join(folder, 'node_modules/caloritron'), 'dir')
    for (const [name, text] of Object.entries(data)) writeFileSync(join(folder, name), text)
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is for every example a program that runs as it is, alone, and finds the numbers of the page', async () => {
    const own = mkdtempSync(join(tmpdir(), 'caloritron-'))
    try {
      // Without the files of the examples beside it.
      mkdirSync(join(own, 'node_modules'))
      symlinkSync(root, join(own, 'node_modules/caloritron'), 'dir')
      const read = new Map(names.map((name) => [name, page.readingOf(textOf(name), data)]))
      // To locate every fall of a long line on the device takes a minute, and says nothing about the copy.
      const quick = (program: string): string =>
        program.replace('findNdtc(curve)', 'findNdtc(curve, { refine: false })')
      for (const [name, { device, drive }] of read)
        writeFileSync(join(own, `${name}.mjs`), quick(page.asTypeScript(textOf(name), device!, drive)))
      writeFileSync(join(own, 'runner.mjs'), runner)
      const programs = names.map((name) => `${name}.mjs`)
      const out = execFileSync(process.execPath, ['runner.mjs', ...programs], {
        cwd: own,
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      })
      const printed = JSON.parse(out) as Record<string, [unknown, { drop: number; response: string }[]]>
      for (const [name, { device, drive }] of read) {
        const [temperatures, falls] = printed[`${name}.mjs`]!
        const model = compile(device!)
        expect([name, temperatures]).toEqual([name, solve(model).temperatures])
        const { path, from, to, points, scale } = drive!
        const expected = findNdtc(await sweep(model, { [path]: { from, to, points, scale } }), { refine: false })
        expect([name, falls.map(({ drop }) => drop)]).toEqual([name, expected.map(({ drop }) => drop)])
      }
    } finally {
      rmSync(own, { recursive: true })
    }
  }, 240_000)

  const withoutSweep = (text: string): string => text.replace(/^sweep:[\s\S]*$/m, '')
  const twoAxes = (text: string): string =>
    text.replace(/^sweep:/m, 'sweep:\n  phonons: { from: 20 mK, to: 40 mK, points: 3 }')
  it.each([
    ['the sweep of the file', textOf('bolometer.yaml')],
    ['a logarithmic one', textOf('matched-resistors.yaml')],
    ['a file beside it', textOf('touchstone-filter.yaml')],
    ['a drive that the page has chosen', withoutSweep(textOf('dey2023-ndtc.yaml'))],
    ['the last of two axes', twoAxes(textOf('thermal-transistor.yaml'))],
  ])(
    'is a command with the numbers of the page: %s',
    async (_, text) => {
      const { device, drive } = page.readingOf(text, data)
      const command = page.asCommand('saved.yaml', device!, drive)
      writeFileSync(join(folder, 'saved.yaml'), text)
      const shell = command.replace(/^npx caloritron/, `"${process.execPath}" "${root}dist/cli/main.js"`)
      execFileSync('sh', ['-c', shell], { cwd: folder, stdio: 'pipe' })
      const rows = readFileSync(join(folder, 'curve.csv'), 'utf8')
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => line.split(','))
      const { path, from, to, points, scale } = drive!
      const expected = await sweep(compile(readDevice(text, { files: (name) => data[name] ?? null })), {
        [path]: { from, to, points, scale },
      })
      for (const name of Object.keys(device!.islands)) {
        const column = rows[0]!.findIndex((title) => title.startsWith(`T_${name} [`))
        expect(rows.slice(1).map((row) => Number(row[column]))).toEqual([
          ...(expected.variables[`T_${name}`]!.data as Float64Array),
        ])
      }
    },
    60_000,
  )
})
