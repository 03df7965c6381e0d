// How quick the workbench is in a real browser: load to the first curve, and from a slider to repainted curves.
import chromium from '@sparticuz/chromium'
import { chromium as launcher } from 'playwright-core'
import { serve } from '../web/serve.mjs'

const steps = 60

const { address, server } = await serve()
const browser = await launcher.launch({
  executablePath: await chromium.executablePath(),
  args: chromium.args.filter((argument) => argument !== '--single-process'),
  headless: true,
})
const page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage()
await page.addInitScript(() => {
  globalThis.longTasks = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration)
  }).observe({ type: 'longtask', buffered: true })
})
await page.goto(address)
const load = await page.evaluate(async () => {
  while (performance.getEntriesByName('operating curve').length === 0)
    await new Promise((resolve) => setTimeout(resolve, 5))
  return performance.getEntriesByName('operating curve')[0].startTime
})
await page.waitForTimeout(4000)
const loadTasks = await page.evaluate(() => globalThis.longTasks.splice(0))
const times = await page.evaluate(async (count) => {
  const slider = document.querySelector('.control[data-path="circuit.source_ti.length"] input[type=range]')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const result = []
  for (let k = 0; k < count; k++) {
    const before = performance.getEntriesByName('operating curve').length
    const start = performance.now()
    set.call(slider, 200 + ((k * 7) % 60))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    while (performance.getEntriesByName('operating curve').length === before)
      await new Promise((resolve) => setTimeout(resolve, 0))
    await new Promise((resolve) => requestAnimationFrame(resolve))
    result.push(performance.now() - start)
    // Steps of a hand, not of a machine: what runs for this one ends first.
    await new Promise((resolve) => setTimeout(resolve, 60))
  }
  return result
}, steps)
const dragTasks = await page.evaluate(() => globalThis.longTasks)
const sorted = times.toSorted((a, b) => a - b)
const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]
const line = (name, value, bar) => process.stdout.write(`${name.padEnd(56)} ${value.padStart(10)}   bar ${bar}\n`)
line('cold load to the first curve', `${load.toFixed(0)} ms`, '1500 ms')
line('longest task of the main thread while loading', `${Math.max(0, ...loadTasks).toFixed(0)} ms`, '50 ms')
line('slider to repainted curve, median', `${at(0.5).toFixed(0)} ms`, '16 ms')
line('slider to repainted curve, 95th percentile', `${at(0.95).toFixed(0)} ms`, '33 ms')
line('longest task of the main thread while dragging', `${Math.max(0, ...dragTasks).toFixed(0)} ms`, '50 ms')
await browser.close()
server.close()
