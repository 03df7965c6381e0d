import fc from 'fast-check'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { renderSvg } from '../../../src/report/figure/render.js'
import type { FigureSpec, PanelSpec } from '../../../src/report/figure/spec.js'
import { svgToPng } from '../../../src/report/png.js'
import { mapFigure, range, smallFigure } from './figures.js'

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length
const panel = (change: Partial<PanelSpec>): FigureSpec => ({
  panels: [{ x: { label: 'x' }, y: { label: 'y' }, series: [{ x: [1, 2, 3], y: [1, 4, 9] }], ...change }],
})

describe('renderSvg', () => {
  it('draws the small figure as it always has', async () => {
    await expect(await renderSvg(smallFigure())).toMatchFileSnapshot('smallFigure.svg')
  })

  it('gives the same bytes on every run and in every document', async () => {
    const clipped = panel({ x: { label: 'x', domain: [1.5, 2.5] } })
    for (const figure of [smallFigure(), mapFigure(), clipped]) {
      const first = await renderSvg(figure)
      expect(await renderSvg(figure)).toBe(first)
      expect(await renderSvg(figure, { document: parseHTML('<p></p>').document })).toBe(first)
    }
  })

  it('has the width of a journal column and a background', async () => {
    const svg = await renderSvg(smallFigure())
    expect(svg).toMatch(/^<svg [^>]*width="86mm" height="[\d.]+mm" viewBox="0 0 325 \d+"/)
    expect(svg).toContain('<title>Temperatures &amp; &lt;powers&gt;</title>')
    expect(svg).toContain('fill="#ffffff"')
    expect(await renderSvg(smallFigure(), { theme: 'dark' })).toContain('fill="#16181d"')
    expect(await renderSvg({ ...smallFigure(), width: 120, panelHeight: 50 })).toContain('width="120mm"')
  })

  it('never puts a point that did not converge on a line', async () => {
    const svg = await renderSvg(smallFigure())
    expect(count(svg.match(/<g aria-description="not converged".*?<\/g>/s)![0], /<circle/g)).toBe(2)
    expect(svg).toContain('○ not converged')
    const lines = [...svg.matchAll(/stroke-dasharray="5,3"[^>]*><path d="([^"]*)"/g)].map(([, d]) => d)
    // Seven of nine points in three pieces: 3, then 1, then 3.
    expect(lines).toHaveLength(1)
    expect(
      lines[0]
        .split('M')
        .slice(1)
        .map((piece) => count(piece, /,/g)),
    ).toEqual([3, 1, 3])
  })

  it('counts a point limited by rounding as found', async () => {
    const svg = await renderSvg(
      panel({ series: [{ x: [1, 2], y: [1, 2], status: ['roundoff-limited', 'converged'] }] }),
    )
    expect(svg).not.toContain('not converged')
  })

  it('names curves beside their ends, and in a legend where that is not clear', async () => {
    const lines = (ends: readonly number[]) =>
      ends.map((end, index) => ({ label: `curve ${index}`, x: [0, 1], y: [0, end] }))
    const legendOf = async (change: Partial<PanelSpec>) => {
      const svg = await renderSvg(panel(change))
      return [...svg.matchAll(/<text [^>]*text-anchor="start" x="([\d.]+)" y="([\d.]+)">curve/g)].map(([, x, y]) => ({
        x: Number(x),
        y: Number(y),
      }))
    }
    const frameRight = 270
    const beside = await legendOf({ series: lines([1, 2, 3]) })
    expect(beside.every(({ x }) => x > frameRight)).toBe(true)
    const crowded = await legendOf({ series: lines([5, 5.01, 5.02, 5.03, 5.04]) })
    expect(crowded.every(({ x }) => x < frameRight)).toBe(true)
    expect(new Set(crowded.map(({ y }) => y)).size).toBe(5)
    const above = await legendOf({ series: lines([1, 2]), legend: 'above' })
    expect(above.every(({ y }) => y < 20)).toBe(true)
    expect(await legendOf({ series: lines([1, 2]), legend: 'none' })).toEqual([])
  })

  it('clips only what leaves the frame, with ids that the caller can tell apart', async () => {
    expect(await renderSvg(smallFigure())).not.toContain('clip')
    const svg = await renderSvg(panel({ y: { label: 'y', domain: [0, 5] } }), { idPrefix: 'left' })
    expect(svg).toContain('<clipPath id="left-1-1">')
    expect(svg).toContain('clip-path="url(#left-1-1)"')
  })

  it('drops what a logarithmic axis cannot show if its range is given', async () => {
    const series = [{ x: [1, 2, 3, 4], y: [0, 1, 10, 100] }]
    const svg = await renderSvg(panel({ series, y: { label: 'y', scale: 'log', domain: [1, 100] } }))
    expect(svg).not.toMatch(/NaN|Infinity|undefined/)
    await expect(renderSvg(panel({ series, y: { label: 'y', scale: 'log' } }))).rejects.toThrow(
      'axis "y": a logarithmic axis needs values > 0, got 0',
    )
  })

  it('says what is wrong with a figure', async () => {
    await expect(renderSvg({ panels: [] })).rejects.toThrow('panels: must have at least one')
    await expect(renderSvg(panel({ series: [{ x: [1], y: [1, 2] }] }))).rejects.toThrow('same length, got 1 and 2')
    await expect(renderSvg(panel({ series: [{ x: [1], y: [1], status: [] }] }))).rejects.toThrow('must have 1 entries')
    await expect(renderSvg(panel({ series: [{ x: [1], y: [Number.NaN] }] }))).rejects.toThrow('no finite value')
    await expect(renderSvg(panel({ x: { label: 'x', domain: [1, 1] } }))).rejects.toThrow(
      'two different finite numbers',
    )
    const map = mapFigure().panels[0]
    await expect(renderSvg(panel({ heatMap: { ...map.heatMap!, z: [1] } }))).rejects.toThrow('5 x 4 = 20 values, got 1')
    await expect(renderSvg(panel({ heatMap: { ...map.heatMap!, x: [1, 3, 2] } }))).rejects.toThrow('rise or fall')
  })

  it('writes well-formed XML whatever the labels and values are', async () => {
    const label = fc.string({ unit: 'binary', maxLength: 12 })
    const value = fc.double({ min: -1e12, max: 1e12, noNaN: true })
    await fc.assert(
      fc.asyncProperty(label, label, fc.array(value, { minLength: 2, maxLength: 6 }), async (name, remark, values) => {
        const svg = await renderSvg({
          title: name,
          panels: [
            {
              x: { label: name, unit: remark },
              y: { label: remark },
              series: [
                { label: name, x: values, y: values },
                { label: remark, x: values, y: values.toReversed() },
              ],
              rules: [{ axis: 'x', value: values[0], label: remark }],
              markers: [{ x: values[0], y: values[1], label: name }],
            },
          ],
        })
        expect(svg).not.toMatch(/NaN|Infinity|undefined/.test(name + remark) ? /^$/ : /NaN|Infinity|undefined/)
        // The drawing library reads XML strictly: it refuses text that is not well-formed.
        expect((await svgToPng(svg, { scale: 0.1 })).length).toBeGreaterThan(0)
      }),
      { numRuns: 30 },
    )
  })
})

describe('heat map', () => {
  it('crosses out what is missing and shows the scale', async () => {
    const svg = await renderSvg(mapFigure())
    expect(svg).toContain('× no value')
    expect(svg).toContain('slope (K/W)')
    expect(count(svg, /fill="#e3e3e3"/g)).toBe(1)
  })

  it('stays small however many cells there are', async () => {
    const [x, y] = [range(0, 1, 200), range(0, 1, 200)]
    const z = Float64Array.from({ length: 40_000 }, (_, index) => x[index % 200] * y[Math.floor(index / 200)])
    const svg = await renderSvg(panel({ heatMap: { x, y, z, label: 'z' } }))
    expect(svg.length).toBeLessThan(600_000)
  })
})
