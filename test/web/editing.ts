import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { numberOf, settled } from './browser.js'
import { control, drop, inAddress, library, polled, root, shared } from './session.js'

const { compile, readDevice, solve } = library

/** The file as text, and what goes wrong. */
export function editing(): void {
  const text = readFileSync(`${root}examples/dey2023-ndtc.yaml`, 'utf8')
  const editor = () => shared.page.getByRole('textbox', { name: 'Device file' })

  describe('the file', () => {
    it('is completed from the schema', async () => {
      const { page } = shared
      await page.getByRole('tab', { name: 'File' }).click()
      await editor().click()
      await page.keyboard.press('Control+End')
      await page.keyboard.insertText('\nassum')
      await page.keyboard.press('Control+Space')
      const option = page.locator('.cm-tooltip-autocomplete li', { hasText: 'assumptions' }).first()
      await option.waitFor()
      await page.keyboard.press('Escape')
      await polled(() => inAddress(page.url())).toContain('assum')
      await page.keyboard.press('Control+z')
      await polled(() => inAddress(page.url())).toBe(text)
    })

    it('explains an error in place, keeps the last good picture, and loses nothing on a reload', async () => {
      const { page } = shared
      await editor().click()
      await page.keyboard.press('Control+Home')
      await page.keyboard.insertText('phononz: 30 mK\n')
      await page.locator('[data-message=device]', { hasText: 'phononz' }).waitFor()
      await page.getByRole('list', { name: 'Problems of the file' }).getByText('phononz').first().waitFor()
      expect(await page.locator('[data-panel=operating] canvas').first().isVisible()).toBe(true)
      await page.reload()
      await page.locator('[data-message=device]', { hasText: 'phononz' }).waitFor()
      await page.locator('[data-panel=operating] canvas').first().waitFor()
      await page.getByRole('tab', { name: 'File' }).click()
      await editor().click()
      await page.keyboard.press('Control+Home')
      await page.keyboard.press('Control+Shift+k')
      await page.locator('[data-message=device]').waitFor({ state: 'detached' })
      await page.getByRole('tab', { name: 'Controls' }).click()
    })

    it('can be dropped on the page, and undone', async () => {
      const { page } = shared
      // The address follows the text a moment later.
      await polled(() => inAddress(page.url()).includes('phononz')).toBe(false)
      const before = inAddress(page.url())
      await drop(page, 'other.yaml', text.replace('phonons: 30 mK', 'phonons: 60 mK'))
      await page.locator('[data-message=done]', { hasText: 'other.yaml opened' }).waitFor()
      await polled(() => numberOf(page, 'T_drain')).toBeGreaterThan(0.1524)
      await page.getByRole('button', { name: 'Undo' }).click()
      await polled(() => inAddress(page.url())).toBe(before)
    })
  })

  describe('what goes wrong', () => {
    it('a broken address is explained, and what was there is shown', async () => {
      const other = await shared.bench.open({ hash: '#d=abc!def' })
      await other.locator('[data-message=problem]', { hasText: 'The address holds no device' }).waitFor()
      await other.locator('[data-panel=operating] canvas').first().waitFor()
      await other.goto(`${shared.bench.address}#d=q1YqSy0qzszPU7Iy`)
      await other.locator('[data-message=problem]', { hasText: 'damaged or cut off' }).waitFor()
      await other.context().close()
    })

    it('an address that is a step behind its text loses nothing on a reload', async () => {
      const { page } = shared
      const { hash } = new URL(page.url())
      await drop(page, 'warm.yaml', text.replace('phonons: 30 mK', 'phonons: 50 mK'))
      await page.evaluate(`history.replaceState(null, '', ${JSON.stringify(hash)})`)
      await page.reload()
      await polled(() => inAddress(page.url())).toContain('phonons: 50 mK')
      await drop(page, 'dey2023-ndtc.yaml', text)
      // Undoing begins anew with the file that the others expect.
      await page.reload()
      await settled(page)
    })

    it('a device with several states says so', async () => {
      const { page } = shared
      await drop(page, 'memory.yaml', readFileSync(`${root}examples/thermal-memory.yaml`, 'utf8'))
      await page.locator('[data-name=several]', { hasText: 'merge at 2.0295 fW' }).waitFor()
      await drop(page, 'dey2023-ndtc.yaml', text)
    })

    it('a device without a steady state says what it lacks', async () => {
      const { page } = shared
      await drop(page, 'island.yaml', 'caloritron: 1\ntitle: Only an island\nphonons: 30 mK\nislands: { a: {} }\n')
      await page.locator('[data-message=failure]', { hasText: 'needs a path for its heat' }).waitFor()
      await page.locator('.unsolved', { hasText: 'did not converge: failed: island a: needs a path' }).waitFor()
      await drop(page, 'dey2023-ndtc.yaml', text)
      await page.locator('[data-message=failure]').waitFor({ state: 'detached' })
    })

    it('numbers beyond all measure are drawn', async () => {
      const { page } = shared
      await drop(
        page,
        'huge.yaml',
        `${text.replace('phonons: 30 mK', 'phonons: 30 K').replace(/^sweep:[\s\S]*$/m, '')}sweep:\n  heat.heater.power: { from: 1 fW, to: 1 GW, points: 40, scale: log }\n`,
      )
      await page.locator('[data-panel=operating] .legend', { hasText: 'T drain' }).waitFor()
      await settled(page)
      await page.getByText('outside the plausible range').first().waitFor()
      await drop(page, 'dey2023-ndtc.yaml', text)
    })

    it('dead workers are started anew', async () => {
      const { page } = shared
      for (const worker of page.workers()) {
        // One that is gone already needs no blow.
        await worker
          .evaluate(() => {
            setTimeout(() => {
              throw new Error('struck')
            })
          })
          .catch(() => undefined)
      }
      const field = control('phonons').locator('.typed')
      await field.fill('40 mK')
      await field.press('Enter')
      const again = page.getByRole('button', { name: 'Try again' })
      const changed = text.replace('phonons: 30 mK', 'phonons: 40 mK')
      await polled(async () => {
        if (await again.first().isVisible()) await again.first().click()
        return numberOf(page, 'T_drain')
      }).toBe(solve(compile(readDevice(changed))).temperatures.drain)
      await settled(page)
      await drop(page, 'dey2023-ndtc.yaml', text)
    })
  })
}
