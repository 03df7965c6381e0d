// How quick the workbench is in a real browser: load to the first curves, and from a slider to repainted views.
//
// Times of the clock hold for a machine that does nothing else; the processor time of the main thread holds for any.
import chromium from '@sparticuz/chromium'
import { chromium as launcher } from 'playwright-core'
import { serve } from '../web/serve.mjs'

const steps = 60
/** Steps that are not counted: the bar is for a page that has been used, with its tables filled and its code compiled. */
const first = 40

// A browser composes pages in software where there is no graphics processor; the flags of this package would have it imitate one,
// which Chromium does for WebGL only and which costs five times as much. `WORKBENCH_GPU=1` measures with them all the same.
const imitated = /^--(ignore-gpu-blocklist|in-process-gpu|use-gl|use-angle|enable-unsafe-swiftshader)/
const { address, server } = await serve()
const browser = await launcher.launch({
  executablePath: await chromium.executablePath(),
  args: chromium.args.filter(
    (argument) => argument !== '--single-process' && (process.env.WORKBENCH_GPU === '1' || !imitated.test(argument)),
  ),
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
const drag = (count) =>
  page.evaluate(async (steps) => {
    const slider = document.querySelector('.control[data-path="circuit.source_ti.length"] input[type=range]')
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const result = []
    for (let k = 0; k < steps; k++) {
      // As a browser hands over what a pointer does: at the beginning of a frame. A value that is not there yet.
      await frame()
      const start = performance.now()
      const drawn = new Promise((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const mark = list.getEntriesByName('operating curve').find(({ startTime }) => startTime > start)
          if (mark === undefined) return
          observer.disconnect()
          resolve(mark)
        })
        observer.observe({ type: 'mark' })
      })
      set.call(slider, 201 + ((k * 7) % 59))
      slider.dispatchEvent(new Event('input', { bubbles: true }))
      // All views are drawn in the task of the mark; the frame that begins next puts them on the screen.
      const { startTime, detail } = await drawn
      await frame()
      result.push({ time: startTime - start, screen: performance.now() - start, points: detail.points })
      performance.clearMarks()
      // Steps of a hand, not of a machine: what runs for this one ends first.
      await new Promise((resolve) => setTimeout(resolve, 40))
    }
    return result
  }, count)
await drag(first)
await page.waitForTimeout(1500)
await page.evaluate(() => globalThis.longTasks.splice(0))
const before = await metrics()
const frames = await drag(steps)
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
line('slider to the frame that shows them, median', `${at(sorted('screen'), 0.5).toFixed(1)} ms`, '')
line('points of the curve in a frame, median', String(at(sorted('points'), 0.5)), 'bar 200')
line('longest task of the main thread while dragging', `${Math.max(0, ...dragTasks).toFixed(0)} ms`, 'bar 50 ms')
line('main thread in a frame: all tasks, processor time', perFrame('TaskDuration'), '')
line('main thread in a frame: scripts, processor time', perFrame('ScriptDuration'), '')
line('main thread in a frame: layout and style', perFrame('LayoutDuration'), '')
/** A hand that does not stop: a step in every frame that the browser makes. */
const pictures = await page.evaluate(async () => {
  const slider = document.querySelector('.control[data-path="circuit.source_ti.length"] input[type=range]')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  performance.clearMarks()
  const start = performance.now()
  for (let k = 0; performance.now() - start < 2000; k++) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    set.call(slider, 201 + ((k * 7) % 59))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return (1e3 * performance.getEntriesByName('operating curve').length) / (performance.now() - start)
})
line('pictures while a slider moves in every frame', `${pictures.toFixed(0)} / s`, '')
await browser.close()
server.close()
