import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { numberOf, settled } from './browser.js'
import { control, inAddress, library, polled, root, shared, undoTo } from './session.js'

const { compile, readDevice, solve } = library

/** What a person does with the device that the page opens on. */
export function paperDevice(): void {
  const text = readFileSync(`${root}examples/dey2023-ndtc.yaml`, 'utf8')

  describe('the workbench on the device of the paper', () => {
    it('finds the fall of the drain temperature where the golden values have it', async () => {
      const { page } = shared
      await page.getByText('located on the device').waitFor()
      expect(await numberOf(page, 'onset')).toBeCloseTo(1.6332e-12, 16)
      expect(await numberOf(page, 'end')).toBeCloseTo(2.2646e-12, 16)
      expect(await numberOf(page, 'drop')).toBeCloseTo(0.152409 - 0.151266, 6)
    })

    it('keeps control, drawing and text in agreement while a film is dragged, by the keyboard alone', async () => {
      const { page } = shared
      const slider = control('circuit.source_ti.length').locator('input[type=range]')
      await slider.focus()
      for (let k = 0; k < 8; k++) await page.keyboard.press('ArrowRight')
      const typed = await control('circuit.source_ti.length').locator('.typed').inputValue()
      expect(typed).not.toBe('6 um')
      await page.locator('[data-part=source_ti]', { hasText: /Ti, 6\.[1-9]/ }).waitFor()
      await polled(() => inAddress(page.url())).toContain(`length: ${typed}`)
      const changed = readDevice(inAddress(page.url()))
      await settled(page)
      await polled(() => numberOf(page, 'T_drain')).toBe(solve(compile(changed)).temperatures.drain)
    })

    it('takes a step back and forth', async () => {
      const { page } = shared
      await undoTo(text)
      await page.getByRole('button', { name: 'Redo' }).click()
      await polled(() => inAddress(page.url())).not.toBe(text)
      await page.locator('body').press('Control+z')
      await undoTo(text)
    })

    it('accepts a typed value in any unit, and refuses what is none', async () => {
      const { page } = shared
      const field = control('phonons').locator('.typed')
      await field.fill('0.05 K')
      await field.press('Enter')
      await polled(() => inAddress(page.url())).toContain('phonons: 50 mK')
      await field.fill('5 furlongs')
      await field.press('Enter')
      await polled(() => control('phonons').locator('[role=alert]').textContent()).toContain('furlongs')
      expect(inAddress(page.url())).toContain('phonons: 50 mK')
      await undoTo(text)
    })

    it('moves every view with the cursor on the drive', async () => {
      const { page } = shared
      const before = await numberOf(page, 'T_source')
      await page.locator('.drive input').focus()
      for (let k = 0; k < 4; k++) await page.keyboard.press('PageUp')
      await polled(() => numberOf(page, 'T_source')).toBeGreaterThan(before)
      expect(await numberOf(page, 'drive')).toBeGreaterThan(1.5e-12)
      const shown = await page.locator('[data-panel=ledger] .island .value').first().textContent()
      await polled(async () => Number.parseFloat(shown!)).toBeGreaterThan(before * 1e3)
      await undoTo(text)
    })

    it('shows the part of the drawing that is chosen', async () => {
      const { page } = shared
      await page.locator('[data-part=drain_cu]').press('Enter')
      expect(await page.locator('fieldset.chosen').getAttribute('data-group')).toBe('circuit.drain_cu')
    })

    it('shows what a reading means when it has the focus', async () => {
      const { page } = shared
      await page.locator('.reading', { hasText: 'fW' }).getByRole('button').first().focus()
      await polled(() => page.locator('.reading:focus-within .tip').isVisible()).toBe(true)
      expect(await page.locator('.reading:focus-within .tip').textContent()).toContain('Eq. 3')
    })
  })
}
