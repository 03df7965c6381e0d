import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { library, root, shared } from './session.js'

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
    await page.getByRole('menuitem', { name: item }).click()
    await page.locator('[data-message=done]', { hasText: 'copied' }).waitFor()
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

    it('a picture as SVG and PNG', async () => {
      const svg = (await download('operating', 'SVG')).toString()
      expect(svg).toMatch(/^<svg[\s\S]*<\/svg>\s*$/)
      expect(svg).toContain('Photonic NDTC device')
      const png = await download('transmission', 'PNG')
      expect(png.subarray(1, 4).toString()).toBe('PNG')
      expect(png.readUInt32BE(16)).toBeGreaterThan(1000)
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
      expect(await copied('Copy citation')).toContain('https://doi.org/10.1103/PhysRevB.107.134510')
    })
  })
}
