import { describe, expect, it } from 'vitest'
import { sweep } from '../../src/study/sweep.js'
import { type PoolListener, workerPool } from '../../src/study/workerPool.js'
import { sweepWorker } from '../../src/study/workerProtocol.js'
import { exampleModel } from './devices.js'

/** A worker in this thread, reached as a web worker is: by structured clones of messages, later. */
const startWorker = (listener: PoolListener) => {
  let alive = true
  const handle = sweepWorker((reply) => {
    const message = structuredClone(reply)
    setTimeout(() => alive && listener.onReply(message), 0)
  })
  return {
    post(request: Parameters<typeof handle>[0]) {
      const message = structuredClone(request)
      setTimeout(() => alive && handle(message), 0)
    },
    async terminate() {
      alive = false
    },
  }
}

const model = exampleModel('matched-resistors')
const axes = { 'circuit.source.resistance': { from: 1, to: 1000, points: 200 } }

describe('workerPool', () => {
  it('computes through messages what one thread computes', async () => {
    const pool = workerPool(3, startWorker)
    expect(await sweep(model, axes, { executor: pool })).toEqual(await sweep(model, axes))
    await pool.close()
  })

  it('starts no more workers than there are chunks, and keeps them', async () => {
    let started = 0
    const pool = workerPool(8, (listener) => {
      started++
      return startWorker(listener)
    })
    await sweep(model, { 'circuit.source.resistance': { values: [1, 2, 3] } }, { executor: pool })
    expect(started).toBe(1)
    await sweep(model, axes, { executor: pool })
    expect(started).toBe(2)
    await sweep(model, axes, { executor: pool })
    expect(started).toBe(2)
    await pool.close()
  })

  it('rejects when a worker dies, tells why, and starts fresh ones for the next sweep', async () => {
    const listeners: PoolListener[] = []
    const pool = workerPool(2, (listener) => {
      listeners.push(listener)
      return startWorker(listener)
    })
    const running = sweep(model, axes, { executor: pool })
    listeners[0]!.onFailure(new Error('out of memory'))
    // It may say so more than once.
    listeners[0]!.onFailure(new Error('exited'))
    await expect(running).rejects.toThrow('out of memory')
    const again = await sweep(model, axes, { executor: pool })
    expect(again.attributes.notConverged).toBe(0)
    expect(listeners).toHaveLength(4)
    // The dead worker is not missed any more.
    listeners[0]!.onFailure(new Error('late'))
    expect((await sweep(model, axes, { executor: pool })).attributes.notConverged).toBe(0)
    await pool.close()
  })

  it('rejects what is running when it is closed', async () => {
    const pool = workerPool(2, startWorker)
    const running = sweep(model, axes, { executor: pool })
    await Promise.all([expect(running).rejects.toThrow(/closed before the sweep ended/), pool.close()])
  })
})
