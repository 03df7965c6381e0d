import { describe, expect, it } from 'vitest'
import { checkDataset, type Dataset, rowCount } from '../../src/study/dataset.js'
import type { Executor } from '../../src/study/executor.js'
import { inlineExecutor } from '../../src/study/executor.js'
import { sweep } from '../../src/study/sweep.js'
import { sweepPieces } from '../../src/study/sweepPieces.js'
import { type PoolListener, workerPool } from '../../src/study/workerPool.js'
import { sweepWorker } from '../../src/study/workerProtocol.js'
import { exampleModel } from './devices.js'

const model = exampleModel('matched-resistors')
const axes = {
  phonons: { values: ['20 mK', '30 mK'] },
  'circuit.drain.resistance': { from: 10, to: 90, points: 9 },
  'circuit.source.resistance': { from: 1, to: 1000, points: 150 },
}

async function collect(pieces: AsyncIterable<Dataset>): Promise<Dataset[]> {
  const all: Dataset[] = []
  for await (const piece of pieces) all.push(piece)
  return all
}

/** Workers in this thread, which answer later and not in the order in which they were asked. */
function unruly(): Executor {
  let started = 0
  return workerPool(3, (listener: PoolListener) => {
    const patience = (started++ * 37) % 50
    const handle = sweepWorker((reply) => {
      const message = structuredClone(reply)
      setTimeout(() => listener.onReply(message), patience)
    })
    return { post: (request) => setTimeout(() => handle(structuredClone(request)), 0), async terminate() {} }
  })
}

describe('sweepPieces', () => {
  it('gives every point once, in order, with the names, units and numbers of the whole', async () => {
    const whole = await sweep(model, axes)
    for (const executor of [inlineExecutor(), unruly()]) {
      const pieces = await collect(sweepPieces(model, axes, { executor }))
      expect(pieces.length).toBeGreaterThan(18)
      let first = 0
      for (const piece of pieces) {
        checkDataset(piece)
        const { notConverged: _, ...attributes } = whole.attributes
        expect(piece.attributes).toEqual(attributes)
        expect(Object.keys(piece.variables)).toEqual(Object.keys(whole.variables))
        const count = rowCount(piece)
        for (const [name, { data, ...described }] of Object.entries(piece.variables)) {
          const { data: all, ...same } = whole.variables[name]!
          expect(described).toEqual(same)
          expect([...data]).toEqual([...all.slice(first, first + count)])
        }
        first += count
      }
      expect(first).toBe(rowCount(whole))
      await executor.close()
    }
  })

  it('holds back the solver while its reader is busy, and stops it with the reader', async () => {
    let solved = 0
    const inner = inlineExecutor()
    let ended: Promise<void> | undefined
    const executor: Executor = {
      run(work) {
        const counted = inner.run({
          ...work,
          onResult(index, result) {
            solved++
            return work.onResult(index, result)
          },
        })
        ended = counted.catch(() => undefined)
        return counted
      },
      close: () => inner.close(),
    }
    const many = { 'circuit.source.resistance': { from: 1, to: 1000, points: 64 * 200 } }
    for await (const piece of sweepPieces(model, many, { executor })) {
      expect(rowCount(piece)).toBeGreaterThan(0)
      await new Promise((resolve) => setTimeout(resolve, 500))
      break
    }
    await ended
    expect(solved).toBeLessThan(40)
  })

  it('fails where the work fails', async () => {
    const executor: Executor = {
      run: async () => {
        throw new Error('no core is free')
      },
      async close() {},
    }
    await expect(collect(sweepPieces(model, axes, { executor }))).rejects.toThrow('no core is free')
    await expect(collect(sweepPieces(model, axes, { signal: AbortSignal.abort() }))).rejects.toThrow(/abort/i)
  })

  it('names its columns where the first pieces have no device at all', async () => {
    const lengths = { values: Float64Array.from({ length: 400 }, (_, k) => k - 350) }
    const pieces = await collect(sweepPieces(model, { 'circuit.source.resistance': { values: [...lengths.values] } }))
    expect(pieces.length).toBeGreaterThan(2)
    for (const piece of pieces) {
      checkDataset(piece)
      expect(Object.keys(piece.variables)).toContain('Q_photon_source_drain')
    }
    expect(pieces[0]!.variables.status!.data[0]).toMatch(/^failed: circuit\.source\.resistance: must be/)
    expect(pieces.at(-1)!.variables.status!.data.at(-1)).toBe('converged')
  })

  it('starts, reports and stops at once however long an axis is', async () => {
    const long = { 'circuit.source.resistance': { from: 1, to: 1000, points: 20_000_000 } }
    const controller = new AbortController()
    let reports = 0
    const run = collect(
      sweepPieces(model, long, {
        signal: controller.signal,
        onProgress(done) {
          reports++
          expect(done).toBeLessThan(20_000)
          controller.abort(new Error('enough'))
        },
      }),
    )
    await expect(run).rejects.toThrow('enough')
    expect(reports).toBe(1)
  })
})
