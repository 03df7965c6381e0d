import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { drop, inAddress, polled, root, shared } from './session.js'

/** Curves beside each other, families and maps. */
export function comparing(): void {
  const text = readFileSync(`${root}examples/dey2023-ndtc.yaml`, 'utf8')

  describe('comparing', () => {
    it('pins a curve, which stays over a reload', async () => {
      const { page } = shared
      await page.getByRole('button', { name: 'Pin curve' }).click()
      await page.getByText('T drain, pin 1').waitFor()
      await page.reload()
      await page.getByText('T drain, pin 1').waitFor()
      await page.getByRole('button', { name: 'Remove pin 1' }).click()
      await page.getByText('T drain, pin 1').waitFor({ state: 'detached' })
    })

    it('draws a family over a number', async () => {
      const { page } = shared
      await page.getByRole('button', { name: 'Draw family' }).click()
      await page.locator('[data-panel=compare] canvas').waitFor()
      expect(await page.locator('[data-panel=compare] .legend li').count()).toBe(5)
    })

    it('fills a map, and a click on it takes the device there', async () => {
      const { page } = shared
      await page.getByRole('tab', { name: 'Map over two numbers' }).click()
      await page.getByRole('button', { name: 'Draw map' }).click()
      const cells = page.locator('.map .cells')
      // Before the last row is known the first can be read.
      await page.locator('[data-panel=compare] [role=status]', { hasText: '%' }).first().waitFor()
      const box = (await cells.boundingBox())!
      const corner = { x: box.width - 4, y: box.height - 4 }
      await polled(async () => {
        await cells.hover({ position: corner })
        return page.locator('.map p[role=status]').textContent()
      }).toMatch(/length of source_ti 12\.0 µm, phonon temperature 15\.0 mK: (drop|no NDTC)/)
      await cells.click({ position: corner })
      await polled(() => inAddress(page.url())).toMatch(/phonons: 15 mK[\s\S]*length: 12 um/)
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page
          .getByRole('button', { name: 'Export map' })
          .click()
          .then(() => page.getByRole('menuitem', { name: 'SVG' }).click()),
      ])
      const svg = readFileSync(await file.path(), 'utf8').replaceAll(/<[^>]*>/g, '')
      for (const word of ['length of source_ti', 'phonon temperature', 'drop', 'mK']) expect(svg).toContain(word)
      const stop = page.getByRole('button', { name: 'Stop' })
      if (await stop.isVisible()) await stop.click()
      // The same by the keyboard.
      await cells.focus()
      await page.keyboard.press('ArrowLeft')
      await page.locator('.map p[role=status]', { hasText: 'length of source_ti' }).waitFor()
      await page.getByRole('tab', { name: 'Family over a number' }).click()
      await drop(page, 'dey2023-ndtc.yaml', text)
    })
  })
}
