import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { serve, settled } from './browser.js'
import { polled, root, shared } from './session.js'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate(() =>
    (globalThis as never as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe.run(),
  )
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** The page for every person, and in every browser. */
export function forEveryone(): void {
  describe('for everyone', () => {
    it.each([
      ['light', 1440],
      ['dark', 1440],
      ['dark', 380],
    ] as const)('axe finds nothing in the %s page at %i px, and nothing sticks out', async (colorScheme, width) => {
      const page = await shared.bench.open({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' })
      await settled(page)
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      // Nor in the dialog, nor in the text of the file.
      await page.getByRole('tab', { name: 'File' }).click()
      await page.getByRole('textbox', { name: 'Device file' }).waitFor()
      await page.getByRole('button', { name: 'Examples' }).click()
      await page.locator('[data-example="ideal-step.yaml"]').waitFor()
      expect(await violations(page)).toEqual([])
      await page.context().close()
    })

    it('moves nothing by itself for those who asked for that', async () => {
      const page = await shared.bench.open({ reducedMotion: 'reduce' })
      await settled(page)
      const moving = await page.evaluate(`[...document.querySelectorAll('*')].filter((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element)
        return (animationDuration + ',' + transitionDuration).split(',').some((text) => Number.parseFloat(text) > 0.01)
      }).length`)
      expect(moving).toBe(0)
      await page.context().close()
    })

    it('menus, tabs and dialogs obey the keyboard, and the focus is seen', async () => {
      const { page } = shared
      const focused = () => page.evaluate('document.activeElement.textContent')
      await page.getByRole('button', { name: 'Share' }).focus()
      await page.keyboard.press('Enter')
      await polled(() => focused()).toContain('Copy link')
      await page.keyboard.press('ArrowDown')
      expect(await focused()).toContain('Copy as command')
      await page.keyboard.press('Escape')
      expect(await focused()).toBe('Share')
      await page.getByRole('tab', { name: 'Controls' }).focus()
      await page.keyboard.press('ArrowRight')
      await page.getByRole('textbox', { name: 'Device file' }).waitFor()
      await page.keyboard.press('ArrowLeft')
      await page.getByRole('button', { name: 'Examples' }).focus()
      const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog', { name: 'Examples' })
      await dialog.waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      expect(outline).not.toBe('none')
    })

    it('opens from disk, without a server', async () => {
      const page = await shared.bench.open()
      await page.goto(`file://${root}web/dist/caloritron.html`)
      await settled(page)
      expect(await page.locator('[data-name=T_drain]').first().getAttribute('data-value')).toMatch(/^0\.152/)
      await page.getByRole('button', { name: 'Examples' }).click()
      await page.locator('[data-example="ideal-step.yaml"]').waitFor()
      await page.context().close()
    })

    it('works without its server once it has been seen, on a reload, too', async () => {
      const { server, address } = await serve()
      const page = await shared.bench.open()
      await page.goto(address)
      await settled(page)
      await page.waitForFunction('navigator.serviceWorker.controller !== null')
      const before = page.url()
      server.close()
      server.closeAllConnections()
      await page.reload()
      await settled(page)
      expect(page.url()).toBe(before)
      await page.getByRole('button', { name: 'Examples' }).click()
      await page.locator('[data-example="ideal-step.yaml"]').click()
      await page.getByText('Ideal resistance step').waitFor()
      expect(await page.locator('[data-message]').allTextContents()).toEqual([])
      await page.context().close()
    })

    it.each(['en-US@posix', 'C', 'de-DE'])('opens where the language of the browser is %s', async (language) => {
      const page = await shared.bench.open({ language })
      await page.locator('[data-panel=operating] canvas').first().waitFor()
      await page.locator('[data-name=T_drain]').first().waitFor()
      await page.context().close()
    })
  })
}
