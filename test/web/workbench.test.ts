import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gzipSync, inflateRawSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Bench, build, numberOf, openBench, root, settled } from './browser.js'

const text = readFileSync(`${root}examples/dey2023-ndtc.yaml`, 'utf8')

// The page computes with the built package, and is held to that.
const { compile, readDevice, solve }: typeof import('../../src/index.js') = await import(
  new URL('../../dist/index.js', import.meta.url).href
)

let bench: Bench
let page: Page

/** The device file that the address of a page holds. */
function inAddress(url: string): string {
  const code = /#d=(.*)$/.exec(url)?.[1]
  if (code === undefined) throw new Error(`no device in ${url}`)
  return inflateRawSync(Uint8Array.from(Buffer.from(code, 'base64url'))).toString('utf8')
}

/** Looks again and again until it is as expected. */
const polled = <T>(look: () => T, options: { timeout?: number; interval?: number } = {}) =>
  expect.poll(look, { timeout: 40_000, interval: 100, ...options })

const control = (path: string) => page.locator(`.control[data-path="${path}"]`)

beforeAll(async () => {
  build()
  bench = await openBench()
  page = await bench.open()
  await settled(page)
}, 300_000)

afterAll(() => bench?.close())

/** Browsers and Node round powers and exponentials differently in the last digit, and nothing else may differ. */
function expectSame(shown: number, computed: number): void {
  expect(Math.abs(shown - computed)).toBeLessThanOrEqual(1e-13 * Math.abs(computed))
}

/** Steps back to the file of the paper; a slow machine makes several steps of one drag. */
async function undoAll(): Promise<void> {
  const undo = page.getByRole('button', { name: 'Undo' })
  while (await undo.isEnabled()) await undo.click()
  await polled(() => inAddress(page.url())).toBe(text)
}

describe('the workbench on the device of the paper', () => {
  it('opens on it, with the numbers of the library to the last digit', async () => {
    const point = solve(compile(readDevice(text)))
    expectSame(await numberOf(page, 'T_source'), point.temperatures.source!)
    expectSame(await numberOf(page, 'T_drain'), point.temperatures.drain!)
    for (const { channel, element, from, to, power } of point.heat) {
      const cell = page.locator(`[data-ledger="${channel}|${element ?? ''}|${from}|${to}"]`)
      expectSame(Number(await cell.getAttribute('data-value')), power)
    }
  })

  it('finds the fall of the drain temperature where the golden values have it', async () => {
    await page.getByText('located on the device').waitFor()
    expect(await numberOf(page, 'onset')).toBeCloseTo(1.6332e-12, 16)
    expect(await numberOf(page, 'end')).toBeCloseTo(2.2646e-12, 16)
    expect(await numberOf(page, 'drop')).toBeCloseTo(0.152409 - 0.151266, 6)
  })

  it('keeps control, drawing and text in agreement while a film is dragged', async () => {
    const slider = control('circuit.source_ti.length').locator('input[type=range]')
    await slider.focus()
    for (let k = 0; k < 8; k++) await page.keyboard.press('ArrowRight')
    const typed = await control('circuit.source_ti.length').locator('.typed').inputValue()
    expect(typed).not.toBe('6 um')
    await page.locator('[data-part=source_ti]', { hasText: /Ti, 6\.[1-9]/ }).waitFor()
    await polled(() => inAddress(page.url())).toContain(`length: ${typed}`)
    const changed = readDevice(inAddress(page.url()))
    await settled(page)
    await polled(() => numberOf(page, 'T_drain')).toBeCloseTo(solve(compile(changed)).temperatures.drain!, 13)
  })

  it('takes a step back and forth', async () => {
    await undoAll()
    await page.getByRole('button', { name: 'Redo' }).click()
    await polled(() => inAddress(page.url())).not.toBe(text)
    await undoAll()
  })

  it('accepts a typed value in any unit, and refuses what is none', async () => {
    const field = control('phonons').locator('.typed')
    await field.fill('0.05 K')
    await field.press('Enter')
    await polled(() => inAddress(page.url())).toContain('phonons: 50 mK')
    await field.fill('5 furlongs')
    await field.press('Enter')
    await polled(() => control('phonons').locator('[role=alert]').textContent()).toContain('furlongs')
    expect(inAddress(page.url())).toContain('phonons: 50 mK')
    await undoAll()
  })

  it('moves every view with the cursor on the drive', async () => {
    const before = await numberOf(page, 'T_source')
    await page.locator('.drive input').focus()
    for (let k = 0; k < 4; k++) await page.keyboard.press('PageUp')
    await polled(() => numberOf(page, 'T_source')).toBeGreaterThan(before)
    expect(await numberOf(page, 'drive')).toBeGreaterThan(1.5e-12)
    await undoAll()
  })

  it('shows what a reading means when it has the focus', async () => {
    await page.locator('.reading', { hasText: 'fW' }).getByRole('button').first().focus()
    await polled(() => page.locator('.reading:focus-within .tip').isVisible()).toBe(true)
    expect(await page.locator('.reading:focus-within .tip').textContent()).toContain('Eq. 3')
  })

  it('pins a curve and draws a family', async () => {
    await page.getByRole('button', { name: 'Pin curve' }).click()
    await page.getByText('T drain, pin 1').waitFor()
    await page.getByRole('button', { name: 'Remove pin 1' }).click()
    await page.getByRole('button', { name: 'Draw family' }).click()
    await page.locator('[data-panel=compare] canvas').waitFor()
  })

  it('gives away every format of a view', async () => {
    const took = async (item: string): Promise<Buffer> => {
      await page.getByRole('button', { name: 'Export operating' }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: item }).click(),
      ])
      return readFileSync(await download.path())
    }
    expect((await took('CSV')).toString()).toContain('heat.heater.power [W],')
    expect((await took('SVG')).toString()).toMatch(/^<svg/)
    expect((await took('PNG')).subarray(1, 4).toString()).toBe('PNG')
    expect((await took('NetCDF')).subarray(1, 4).toString()).toBe('HDF')
  })
})

describe('what goes wrong', () => {
  it('explains a broken file in place and keeps the last good picture', async () => {
    await page.getByRole('tab', { name: 'File' }).click()
    const editor = page.getByRole('textbox', { name: 'Device file' })
    await editor.waitFor()
    await editor.click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.insertText('phononz: 30 mK\n')
    await page.locator('[data-message=device]', { hasText: 'phononz' }).waitFor()
    await page.getByRole('list', { name: 'Problems of the file' }).getByText('phononz').first().waitFor()
    expect(await page.locator('[data-panel=operating] canvas').first().isVisible()).toBe(true)
    // A reload loses nothing, not even what is wrong.
    await page.reload()
    await page.locator('[data-message=device]', { hasText: 'phononz' }).waitFor()
    await page.getByRole('tab', { name: 'File' }).click()
    await editor.waitFor()
    await editor.click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Control+Shift+k')
    await page.locator('[data-message=device]').waitFor({ state: 'detached' })
    await settled(page)
    await page.getByRole('tab', { name: 'Controls' }).click()
  })

  it('explains a broken address and shows what was there', async () => {
    const other = await bench.open({ hash: '#d=abc!def' })
    await other.locator('[data-message=problem]', { hasText: 'The address holds no device' }).waitFor()
    await settled(other)
    await other.goto(`${bench.address}#d=q1YqSy0qzszPU7Iy`)
    await other.locator('[data-message=problem]').waitFor()
    await other.context().close()
  })

  it('starts dead workers anew', async () => {
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
    const expected = (): number =>
      solve(compile(readDevice(text.replace('phonons: 30 mK', 'phonons: 40 mK')))).temperatures.drain!
    await expect
      .poll(
        async () => {
          if (await again.first().isVisible()) await again.first().click()
          return numberOf(page, 'T_drain')
        },
        { timeout: 60_000, interval: 300 },
      )
      .toBeCloseTo(expected(), 13)
    await settled(page)
  })
})

const names = readdirSync(`${root}examples`).filter((name) => name.endsWith('.yaml'))

describe('every example', () => {
  it.each(names)('%s opens, computes, exports, and comes back from its address', async (name) => {
    const text = readFileSync(`${root}examples/${name}`, 'utf8')
    await page.getByRole('button', { name: 'Examples' }).click()
    await page.locator(`[data-example="${name}"]`).click()
    await expect
      .poll(
        () => inflateRawSync(Uint8Array.from(Buffer.from(page.url().split('#d=')[1] ?? '', 'base64url'))).toString(),
        {
          timeout: 60_000,
        },
      )
      .toBe(text)
    await page.reload()
    await settled(page)
    expect(await page.locator('[data-message]').allTextContents()).toEqual([])
    await page.locator('[data-name=status]', { hasText: /converged|roundoff-limited/ }).waitFor()
    await page.getByRole('button', { name: 'Export operating' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'CSV' }).click(),
    ])
    expect(readFileSync(await download.path(), 'utf8')).toContain('# title: ')
  })
})

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
}

describe('for everyone', () => {
  it.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 380],
  ] as const)('axe finds nothing in the %s page at %i px, and nothing sticks out', async (colorScheme, width) => {
    const page = await bench.open({ colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' })
    await settled(page)
    await page.evaluate(axe)
    const run = () =>
      page.evaluate(() => (globalThis as never as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe.run())
    const { violations } = await run()
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    await page.context().close()
  })

  it('opens from disk, without a server', async () => {
    const page = await bench.open()
    await page.goto(`file://${root}web/dist/caloritron.html`)
    await settled(page)
    expect(await page.locator('[data-name=T_drain]').first().getAttribute('data-value')).toMatch(/^0\.152/)
    await page.getByRole('button', { name: 'Examples' }).click()
    await page.locator('[data-example="ideal-step.yaml"]').waitFor()
    await page.context().close()
  })
})

describe('weight', () => {
  it('is under 200 kB of compressed JavaScript for the first view, workers included', () => {
    const page = readFileSync(`${root}web/dist/index.html`, 'utf8')
    const entry = /src="\.\/(assets\/[^"]+\.js)"/.exec(page)![1]!
    const worker = readdirSync(`${root}web/dist/assets`).find((name) => /^worker-.*\.js$/.test(name))!
    const size = [entry, `assets/${worker}`].reduce(
      (sum, file) => sum + gzipSync(Uint8Array.from(readFileSync(`${root}web/dist/${file}`))).length,
      0,
    )
    expect(size).toBeLessThan(200_000)
  })
})
