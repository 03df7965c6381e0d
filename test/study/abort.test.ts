import { describe, expect, it } from 'vitest'
import { runSteps } from '../../src/study/runSteps.js'
import { steadyBranches } from '../../src/study/steadyBranches.js'
import { sweep } from '../../src/study/sweep.js'
import { transient } from '../../src/study/transientRun.js'
import { sweepWorker, type WorkerReply } from '../../src/study/workerProtocol.js'
import { exampleModel } from './devices.js'

const enough = new Error('enough')
/** Long enough for whatever should have stopped to show that it has not. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 100))
const power = 'heat.heater.power'
const long = { [power]: { from: 0, to: '5 pW', points: 50_000 } }

// Counted in steps, not in milliseconds: how long a step takes is a matter of the machine.
describe('after an abort', () => {
  it('not one more step is taken of what runs in steps', async () => {
    const controller = new AbortController()
    let steps = 0
    let atAbort = 0
    function* endless(): Generator<void, void> {
      for (;;) {
        steps++
        yield
      }
    }
    setTimeout(() => {
      atAbort = steps
      controller.abort(enough)
    }, 20)
    await expect(runSteps(endless(), { signal: controller.signal })).rejects.toBe(enough)
    expect(steps).toBe(atAbort)
    expect(steps).toBeGreaterThan(1)
  })

  it('a sweep reports no point more, and rejects with the reason', async () => {
    const controller = new AbortController()
    let reports = 0
    let atAbort = 0
    const run = sweep(exampleModel('dey2023-ndtc'), long, {
      signal: controller.signal,
      onProgress(done, total) {
        expect(done).toBeLessThan(total)
        reports++
        if (reports < 3) return
        atAbort = reports
        controller.abort(enough)
      },
    })
    await expect(run).rejects.toBe(enough)
    await settle()
    expect(atAbort).toBe(3)
    expect(reports).toBe(atAbort)
  })

  it('a worker neither reports nor answers what it was told to forget', async () => {
    const replies: WorkerReply[] = []
    const handle = sweepWorker((reply) => {
      replies.push(reply)
      if (replies.length === 1) handle({ type: 'end', job: 1 })
    })
    const { device } = exampleModel('dey2023-ndtc')
    handle({
      type: 'job',
      job: 1,
      sweep: { device, axes: [{ path: power, values: new Float64Array(5000).fill(1e-12) }] },
    })
    handle({ type: 'chunk', job: 1, index: 0, chunk: { first: 0, count: 2500 } })
    handle({ type: 'chunk', job: 1, index: 1, chunk: { first: 2500, count: 2500 } })
    while (replies.length === 0) await settle()
    await settle()
    expect(replies).toHaveLength(1)
    expect(replies[0]).toMatchObject({ type: 'progress', job: 1 })
  })

  it('neither branches nor a run in time go on', async () => {
    for (const start of [
      (signal: AbortSignal, onProgress: () => void) =>
        steadyBranches(exampleModel('thermal-memory'), power, {
          from: 0,
          to: '10 fW',
          slices: 1000,
          signal,
          onProgress,
        }),
      (signal: AbortSignal, onProgress: () => void) =>
        transient(exampleModel('bolometer'), {
          drives: {},
          initialTemperatures: { absorber: 0.3 },
          until: 1,
          relativeTolerance: 1e-12,
          signal,
          onProgress,
        }),
    ]) {
      const controller = new AbortController()
      let reports = 0
      const run = start(controller.signal, () => {
        reports++
        controller.abort(enough)
      })
      await expect(run).rejects.toBe(enough)
      await settle()
      expect(reports).toBe(1)
    }
  })
})
