import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inAddress, library, polled, root, shared } from './session.js'

const { compile, readDevice, solve } = library

/** Every example, and its numbers against the library's. */
export function everyExample(): void {
  const names = readdirSync(`${root}examples`).filter((name) => name.endsWith('.yaml'))
  const files = (name: string): string => readFileSync(`${root}examples/${name}`, 'utf8')

  describe('every example', () => {
    it.each(names)('%s opens, has the numbers of the library bit for bit, exports, and comes back', async (name) => {
      const { page } = shared
      const text = files(name)
      await page.getByRole('button', { name: 'Examples' }).click()
      await page.locator(`[data-example="${name}"]`).click()
      await polled(() => inAddress(page.url())).toBe(text)
      await page.reload()
      await page.locator('[data-panel=operating] canvas').first().waitFor()
      await page.locator('[data-name=status]', { hasText: /converged|roundoff-limited/ }).waitFor()
      const shown = await page
        .locator('[data-name], [data-ledger]')
        .evaluateAll((all) =>
          Object.fromEntries(
            (all as unknown as { dataset: Record<string, string> }[]).map(({ dataset }) => [
              dataset.name ?? dataset.ledger,
              dataset.value,
            ]),
          ),
        )
      const point = solve(compile(readDevice(text, { files })))
      for (const [island, temperature] of Object.entries(point.temperatures)) {
        expect([island, Number(shown[`T_${island}`])]).toEqual([island, temperature])
      }
      for (const { channel, element, from, to, power } of point.heat) {
        const key = `${channel}|${element ?? ''}|${from}|${to}`
        expect([key, Number(shown[key])]).toEqual([key, power])
      }
      expect(await page.locator('[data-message]').allTextContents()).toEqual([])
      await page.getByRole('button', { name: 'Export operating' }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: 'CSV' }).click(),
      ])
      expect(readFileSync(await download.path(), 'utf8')).toContain('# title: ')
    })
  })
}
