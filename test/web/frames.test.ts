import { beforeEach, describe, expect, it, vi } from 'vitest'
import { root } from './session.js'

/** A module of the page; its types belong to the page's own project. */
const load = (name: string) => import(/* @vite-ignore */ `${root}web/src/${name}`)

describe('number of points of a live curve', () => {
  let pace: { notePace(points: number, elapsed: number): void; livePoints(asked: number): number }
  beforeEach(async () => {
    vi.resetModules()
    pace = await load('compute/pace.ts')
  })
  const settle = (elapsed: (points: number) => number): number => {
    for (let k = 0; k < 12; k++) pace.notePace(pace.livePoints(251), elapsed(pace.livePoints(251)))
    return pace.livePoints(251)
  }

  it('reaches 201 where a frame of so many fits, whatever a frame costs beside its curve', () => {
    expect(pace.livePoints(251)).toBe(17)
    expect(settle((points) => 9 + points * 0.05)).toBe(201)
  })

  it('is never more than what the file asks for', () => {
    settle(() => 1)
    expect(pace.livePoints(40)).toBe(40)
  })

  it('stays where one frame is late, and falls where two in a row are', () => {
    settle(() => 10)
    pace.notePace(201, 40)
    expect(pace.livePoints(251)).toBe(201)
    pace.notePace(201, 40)
    expect(pace.livePoints(251)).toBe(129)
  })

  it('stays low for a device that takes long, and comes back when it does not', () => {
    expect(settle((points) => 5 * points)).toBe(17)
    expect(settle((points) => 0.05 * points)).toBe(201)
  })
})

describe('work on the newest request', () => {
  it('leaves out what is overtaken, and begins with the next before it shows the last', async () => {
    const { Latest } = await load('compute/latest.ts')
    const events: string[] = []
    const ends = new Map<string, () => void>()
    const latest = new Latest(async (name: string) => {
      events.push(`begin ${name}`)
      await new Promise<void>((resolve) => ends.set(name, resolve))
      return () => events.push(`show ${name}`)
    })
    for (const name of ['a', 'b', 'c']) latest.request(name)
    ends.get('a')!()
    await vi.waitFor(() => expect(events).toContain('show a'))
    ends.get('c')!()
    await vi.waitFor(() => expect(events).toContain('show c'))
    expect(events).toEqual(['begin a', 'begin c', 'show a', 'show c'])
  })
})

describe('axes of charts', () => {
  it('are marked at round numbers that are far enough apart', async () => {
    const { linearSplits } = await load('views/ticks.ts')
    expect(linearSplits(0, 5, 50 / 500)).toEqual([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5])
    expect(linearSplits(-5.2, 7.4, 0.19)).toEqual([-5, -2.5, 0, 2.5, 5])
    expect(linearSplits(0.1511, 0.1529, 0.4)).toEqual([0.152])
    for (const [low, high] of [
      [0, 1e-15],
      [1e9, 1.000001e9],
      [-3, 3],
    ] as const) {
      const splits = linearSplits(low, high, 0.13) as number[]
      expect(splits.length).toBeGreaterThan(1)
      expect(splits.length).toBeLessThan(9)
      expect(Math.min(...splits)).toBeGreaterThanOrEqual(low)
      expect(Math.max(...splits)).toBeLessThanOrEqual(high + 1e-9 * (high - low))
    }
  })

  it('hold every curve, gaps left out, and go over whole decades where they are logarithmic', async () => {
    const { verticalRange, horizontalRange } = await load('views/ranges.ts')
    const spec = (y: object, ...columns: number[][]) => ({ y, series: columns.map((each) => ({ y: each })) })
    const range = verticalRange(spec({}, [150, Number.NaN, 152], [151, 153]))
    expect(range.low).toBeLessThan(150)
    expect(range.high).toBeGreaterThan(153)
    expect(verticalRange(spec({}, [1, 10])).low).toBe(0)
    expect(verticalRange(spec({ log: true }, [0.02, 30]))).toEqual({ low: 0.01, high: 100, log: true })
    expect(verticalRange(spec({}, []))).toEqual({ low: 0, high: 1, log: false })
    const constant = verticalRange(spec({}, [5, 5]))
    expect(constant.low).toBeLessThan(5)
    expect(constant.high).toBeGreaterThan(5)
    expect(horizontalRange({ values: [2, 2] })).toEqual({ low: 1, high: 3, log: false })
    expect(horizontalRange({ values: [1, 100], log: true })).toEqual({ low: 1, high: 100, log: true })
  })
})
