import { existsSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { sweep } from '../../src/study/sweep.js'
import { exampleModel } from './devices.js'

// Threads run compiled code, so the executor under test is that of dist/ (npm test builds first).
const compiled = new URL('../../dist/study/nodeExecutor.js', import.meta.url)
if (!existsSync(compiled)) throw new Error('dist/ is missing: run "npm run build" first')
const { nodeExecutor } = (await import(compiled.href)) as typeof import('../../src/study/nodeExecutor.js')
const compiledSweep = (
  (await import(
    new URL('../../dist/study/sweep.js', import.meta.url).href
  )) as typeof import('../../src/study/sweep.js')
).sweep

const model = exampleModel('dey2023-ndtc')
const axes = {
  'circuit.source_ti.length': { values: ['4 um', '6 um'] },
  'heat.heater.power': { from: 0, to: '4 pW', points: 36 },
}

describe('nodeExecutor', () => {
  const executor = nodeExecutor({ workers: 2 })
  afterAll(() => executor.close())

  it('gives the same numbers, bit for bit, for any number of workers', async () => {
    const inline = await compiledSweep(model, axes)
    for (const workers of [1]) {
      const pool = nodeExecutor({ workers })
      expect(await compiledSweep(model, axes, { executor: pool })).toEqual(inline)
      await pool.close()
    }
    expect(await compiledSweep(model, axes, { executor })).toEqual(inline)
  })

  it('counts every point once', async () => {
    let last = 0
    await sweep(model, axes, {
      executor,
      onProgress(done, total) {
        expect(done).toBeGreaterThan(last)
        expect(total).toBe(72)
        last = done
      },
    })
    expect(last).toBe(72)
  })

  it('stops at once when aborted, and is ready for the next sweep', async () => {
    const long = { 'heat.heater.power': { from: 0, to: '5 pW', points: 20000 } }
    const controller = new AbortController()
    let reports = 0
    const run = sweep(model, long, {
      executor,
      signal: controller.signal,
      onProgress() {
        reports++
        if (reports === 3) controller.abort()
      },
    })
    await expect(run).rejects.toThrow(/abort/i)
    // Nobody waits for the threads, which look for messages every few points.
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(reports).toBe(3)
    const dataset = await sweep(model, { 'heat.heater.power': { values: ['1 pW'] } }, { executor })
    expect(dataset.attributes.notConverged).toBe(0)
  })

  it('runs two sweeps at a time', async () => {
    const [one, two] = await Promise.all([
      sweep(model, { 'heat.heater.power': { values: ['1 pW', '2 pW'] } }, { executor }),
      sweep(model, { phonons: { values: ['20 mK', '30 mK'] } }, { executor }),
    ])
    expect(Object.keys(one.dimensions)).toEqual(['heat.heater.power'])
    expect(Object.keys(two.dimensions)).toEqual(['phonons'])
  })

  it('passes on the error of a worker, and lives on', async () => {
    // No reader would make such a device; the worker cannot even list its islands.
    const job = { device: { islands: null } as never, axes: [] }
    const run = executor.run({ job, chunks: [{ first: 0, count: 1 }], onResult() {} })
    await expect(run).rejects.toThrow(/null/)
    const dataset = await sweep(model, { 'heat.heater.power': { values: ['1 pW'] } }, { executor })
    expect(dataset.attributes.notConverged).toBe(0)
  })

  it('refuses work after close, and a number of workers that makes no sense', async () => {
    const closed = nodeExecutor({ workers: 1 })
    await closed.close()
    await expect(sweep(model, axes, { executor: closed })).rejects.toThrow(/was closed/)
    expect(() => nodeExecutor({ workers: 0 })).toThrow(/must be an integer of at least 1, got 0/)
  })
})
