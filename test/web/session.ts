import { inflateRawSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Bench, openBench, root, settled } from './browser.js'

// The page computes with the built package, and is held to that.
export const library: typeof import('../../src/index.js') = await import(
  new URL('../../dist/index.js', import.meta.url).href
)

/** The browser and the page that all tests share: starting them takes longer than most tests. */
export const shared = {} as { bench: Bench; page: Page }

export async function start(): Promise<void> {
  shared.bench = await openBench()
  shared.page = await shared.bench.open()
  await settled(shared.page)
}

/** The device file that the address of a page holds. */
export function inAddress(url: string): string {
  const code = /#d=([^&]*)/.exec(url)?.[1]
  if (code === undefined) return ''
  return inflateRawSync(Uint8Array.from(Buffer.from(code, 'base64url'))).toString('utf8')
}

/** Looks again and again until it is as expected; a loaded machine computes slowly. */
export const polled = <T>(look: () => T): ReturnType<typeof expect.poll<T>> =>
  expect.poll(look, { timeout: 40_000, interval: 100 })

export const control = (path: string) => shared.page.locator(`.control[data-path="${path}"]`)

/** Steps back until the address holds this text; a slow machine makes several steps of one drag. */
export async function undoTo(text: string): Promise<void> {
  const undo = shared.page.getByRole('button', { name: 'Undo' })
  while (await undo.isEnabled()) await undo.click()
  await polled(() => inAddress(shared.page.url())).toBe(text)
}

/** Writes a text into the file's place as a whole, as dropping a file does. */
export async function drop(page: Page, name: string, text: string): Promise<void> {
  const file = `new File([${JSON.stringify(text)}], ${JSON.stringify(name)})`
  await page.evaluate(`{
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(${file})
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  }`)
  await polled(() => inAddress(page.url())).toBe(text)
}

export { root }
