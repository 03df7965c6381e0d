import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContextOptions, chromium as launcher, type Page } from 'playwright-core'

export const root = fileURLToPath(new URL('../../', import.meta.url))

interface Served {
  readonly address: string
  readonly server: { close(): void; closeAllConnections(): void }
}

/** A browser, and the workbench served to it. */
export interface Bench {
  readonly address: string
  open(options?: BrowserContextOptions & { readonly hash?: string; readonly language?: string }): Promise<Page>
  close(): Promise<void>
}

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|tsx?|css)$/.test(name),
  )
  return Math.max(...files.map((name) => statSync(`${folder}/${name}`).mtimeMs))
}

/** Builds the workbench unless it is newer than all that it is made of. */
export function build(): void {
  if (!existsSync(`${root}dist/index.js`)) execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'pipe' })
  const page = `${root}web/dist/caloritron.html`
  if (existsSync(page) && statSync(page).mtimeMs > Math.max(newest(`${root}web/src`), newest(`${root}dist`))) return
  // As users build it: a test runner's environment would make another page.
  execFileSync('npm', ['run', 'build', '-w', 'web'], {
    cwd: root,
    stdio: 'pipe',
    env: { ...process.env, NODE_ENV: 'production' },
  })
}

/** Serves the built page at a free port. */
export async function serve(): Promise<Served> {
  const page = (await import(new URL('../../web/serve.mjs', import.meta.url).href)) as { serve(): Promise<Served> }
  return page.serve()
}

/** Opens a browser that comes with the development dependencies. */
export async function openBench(): Promise<Bench> {
  const { address, server } = await serve()
  const browser: Browser = await launcher.launch({
    executablePath: await chromium.executablePath(),
    // One process for all would end with the first page that is closed.
    args: chromium.args.filter((argument) => argument !== '--single-process'),
    headless: true,
  })
  return {
    address,
    async open({ hash = '', language, ...options } = {}) {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 1000 },
        permissions: ['clipboard-read', 'clipboard-write'],
        ...options,
      })
      // A loaded machine computes slowly; nothing here waits for a fixed time.
      context.setDefaultTimeout(40_000)
      const page = await context.newPage()
      if (language !== undefined) {
        await page.addInitScript(
          `Object.defineProperty(navigator, 'language', { value: ${JSON.stringify(language)}, configurable: true })`,
        )
      }
      await page.goto(address + hash)
      return page
    },
    async close() {
      await browser.close()
      server.close()
    },
  }
}

/** The number behind a reading, with all digits. */
export async function numberOf(page: Page, name: string): Promise<number> {
  const found = await page.locator(`[data-name="${name}"]`).first().getAttribute('data-value')
  return Number(found)
}

/** Waits until the operating curve is complete and its intervals are located. */
export async function settled(page: Page): Promise<void> {
  await page.locator('[data-panel=operating] canvas').first().waitFor()
  await page.locator('[data-panel=operating] .busy').waitFor({ state: 'detached' })
}
