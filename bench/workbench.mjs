// How quick the workbench is in a real browser: load to the first curves, and from a slider to repainted views.
//
// Times of the clock hold for a machine that does nothing else; the processor time of the main thread holds for any.
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
  const marks = () => performance.getEntriesByName('operating curve')
  while (!marks().some(({ detail }) => detail.complete)) await new Promise((resolve) => setTimeout(resolve, 5))
  return { first: marks()[0].startTime, full: marks().find(({ detail }) => detail.complete).startTime }
})
await page.waitForTimeout(4000)
const loadTasks = await page.evaluate(() => globalThis.longTasks.splice(0))
const cdp = await page.context().newCDPSession(page)
await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
const metrics = async () => {
  const { metrics: all } = await cdp.send('Performance.getMetrics')
  return Object.fromEntries(all.map(({ name, value }) => [name, value]))
}
const before = await metrics()
const frames = await page.evaluate(async (count) => {
  const slider = document.querySelector('.control[data-path="circuit.source_ti.length"] input[type=range]')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const marks = () => performance.getEntriesByName('operating curve')
  const result = []
  for (let k = 0; k < count; k++) {
    performance.clearMarks()
    // As a browser hands over what a pointer does: at the beginning of a frame.
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const start = performance.now()
    set.call(slider, 200 + ((k * 7) % 60))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    while (marks().length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    // The canvas is drawn right after the mark, in the same task.
    const [{ startTime, detail }] = marks()
    result.push({ time: startTime - start, points: detail.points })
    // Steps of a hand, not of a machine: what runs for this one ends first.
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
  return result
}, steps)
const after = await metrics()
const dragTasks = await page.evaluate(() => globalThis.longTasks)
const sorted = (name) => frames.map((frame) => frame[name]).toSorted((a, b) => a - b)
const at = (values, part) => values[Math.min(values.length - 1, Math.floor(part * values.length))]
const line = (name, value, bar) => process.stdout.write(`${name.padEnd(56)} ${value.padStart(10)}   ${bar}\n`)
const perFrame = (name) => `${((1e3 * (after[name] - before[name])) / steps).toFixed(1)} ms`
line('cold load to the first curve', `${load.first.toFixed(0)} ms`, '')
line('cold load to the first full curve', `${load.full.toFixed(0)} ms`, 'bar 1500 ms')
line('longest task of the main thread while loading', `${Math.max(0, ...loadTasks).toFixed(0)} ms`, 'bar 50 ms')
line('slider to repainted views, median', `${at(sorted('time'), 0.5).toFixed(1)} ms`, 'bar 16 ms')
line('slider to repainted views, 95th percentile', `${at(sorted('time'), 0.95).toFixed(1)} ms`, 'bar 33 ms')
line('points of the curve in a frame, median', String(at(sorted('points'), 0.5)), 'bar 200')
line('longest task of the main thread while dragging', `${Math.max(0, ...dragTasks).toFixed(0)} ms`, 'bar 50 ms')
line('main thread in a frame: all tasks, processor time', perFrame('TaskDuration'), '')
line('main thread in a frame: scripts, processor time', perFrame('ScriptDuration'), '')
line('main thread in a frame: layout and style', perFrame('LayoutDuration'), '')
await browser.close()
server.close()
