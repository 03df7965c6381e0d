import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drop, library, polled, root, shared } from './session.js'

const { compile, readDevice, solve, sweep } = library

/** What is taken away from the page: files, commands, programs. */
export function takeAway(): void {
  const text = readFileSync(`${root}examples/dey2023-ndtc.yaml`, 'utf8')
  const download = async (view: string, item: string): Promise<Buffer> => {
    const { page } = shared
    await page.getByRole('button', { name: `Export ${view}` }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: item }).click(),
    ])
    return readFileSync(await file.path())
  }
  const copied = async (item: string): Promise<string> => {
    const { page } = shared
    await page.getByRole('button', { name: 'Share' }).click()
    await page.evaluate("navigator.clipboard.writeText('')")
    await page.getByRole('menuitem', { name: item }).click()
    await polled(() => page.evaluate<string>('navigator.clipboard.readText()')).not.toBe('')
    return page.evaluate<string>('navigator.clipboard.readText()')
  }

  describe('what can be taken away', () => {
    it('the operating curve as CSV is bit for bit that of the command', async () => {
      const csv = (await download('operating', 'CSV')).toString()
      const rows = csv.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
      const header = rows[0]!.split(',')
      const curve = await sweep(compile(readDevice(text)))
      expect(rows).toHaveLength(252)
      for (const name of ['T_source', 'T_drain']) {
        const column = header.findIndex((title) => title.startsWith(`${name} [`))
        const values = rows.slice(1).map((row) => Number(row.split(',')[column]))
        expect(values).toEqual([...(curve.variables[name]!.data as Float64Array)])
      }
    })

    it.each([
      ['operating', ['temperature', 'mK', 'falls by 1.14', 'pW']],
      ['heat', ['photonic heat', 'fW', 'mK']],
      ['transmission', ['frequency', 'GHz', 'τ']],
      ['impedance', ['Re', 'Ω', 'GHz']],
      ['circuit', ['source_ti', 'Ti, 6.00', 'gnd']],
      ['ledger', ['heater', '1.500 pW', 'source_ti', '366.80 mK', 'lattice']],
    ] as const)('the view %s as a figure on white, whatever the theme, in letters of print', async (view, words) => {
      const { page } = shared
      const theme = page.getByRole('button', { name: /^Theme/ })
      await theme.click()
      await theme.click()
      const svg = (await download(view, 'SVG')).toString()
      await theme.click()
      expect(svg).toMatch(/^<svg[^>]* width="[\d.]+mm"[\s\S]*<\/svg>\s*$/)
      expect(svg).toContain('Photonic NDTC device')
      expect(svg).toMatch(/<rect[^>]* fill="#ffffff"/)
      expect(svg).toContain('Arimo')
      expect(svg).not.toMatch(/var\(--|class=|NaN|undefined/)
      const text = svg.replaceAll(/<[^>]*>/g, '')
      for (const word of words) expect(text).toContain(word)
    })

    it.each(['transmission', 'ledger'])('the view %s as PNG', async (view) => {
      const png = await download(view, 'PNG')
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      expect(png.readUInt32BE(16)).toBeGreaterThan(1000)
    })

    it('the heat ledger as CSV: its flows are those of the library', async () => {
      const rows = (await download('ledger', 'CSV'))
        .toString()
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
      const { heat } = solve(compile(readDevice(text)))
      expect(rows.slice(1).map((row) => Number(row.split(',').at(-2)))).toEqual(heat.map(({ power }) => power))
      expect((await download('ledger', 'NetCDF')).subarray(1, 4).toString()).toBe('HDF')
    })

    it('data as NetCDF that another program reads', async () => {
      const bytes = await download('heat', 'NetCDF')
      const { default: h5wasm } = await import('h5wasm/node')
      await h5wasm.ready
      const folder = mkdtempSync(join(tmpdir(), 'caloritron-'))
      try {
        writeFileSync(join(folder, 'heat.nc'), Uint8Array.from(bytes))
        const file = new h5wasm.File(join(folder, 'heat.nc'), 'r')
        const heat = file.get('Q_photon_source_drain') as { value: ArrayLike<number> }
        expect(heat.value).toHaveLength(96)
        expect(heat.value[0]).toBeLessThan(0)
        file.close()
      } finally {
        rmSync(folder, { recursive: true })
      }
    })

    it('a program that runs, and finds what the page shows', async () => {
      const program = await copied('Copy as TypeScript')
      const folder = mkdtempSync(join(tmpdir(), 'caloritron-'))
      try {
        mkdirSync(join(folder, 'node_modules'))
        symlinkSync(root, join(folder, 'node_modules/caloritron'), 'dir')
        writeFileSync(join(folder, 'program.mjs'), program)
        const out = execFileSync(process.execPath, ['program.mjs'], { cwd: folder, encoding: 'utf8' })
        expect(out).toContain(`drain: ${solve(compile(readDevice(text))).temperatures.drain}`)
        expect(out).toContain("response: 'T_drain'")
      } finally {
        rmSync(folder, { recursive: true })
      }
    })

    it('a command, a link and a citation', async () => {
      expect(await copied('Copy as command')).toMatch(/^npx caloritron sweep \S+\.yaml --out curve\.csv$/)
      expect(await copied('Copy link')).toBe(shared.page.url())
      await drop(shared.page, 'filter.yaml', readFileSync(`${root}examples/touchstone-filter.yaml`, 'utf8'))
      await shared.page.locator('[data-part=filter]').waitFor()
      // The network is in the program, and is saved beside the device.
      expect(await copied('Copy as TypeScript')).toContain('["touchstone-filter.s2p", `')
      const files: string[] = []
      const note = (file: { suggestedFilename(): string }): number => files.push(file.suggestedFilename())
      shared.page.on('download', note)
      await shared.page.getByRole('button', { name: 'Save' }).click()
      await polled(() => files.toSorted()).toEqual([
        'touchstone-filter.s2p',
        'touchstone-two-port-between-two-resistors.yaml',
      ])
      shared.page.off('download', note)
      await drop(shared.page, 'dey2023-ndtc.yaml', text)
      expect(await copied('Copy citation')).toContain('https://doi.org/10.1103/PhysRevB.107.134510')
    })
  })
}
