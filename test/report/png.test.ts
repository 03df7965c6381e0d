import { describe, expect, it } from 'vitest'
import { renderSvg } from '../../src/report/figure/render.js'
import { fontFamily } from '../../src/report/figure/theme.js'
import { svgToPng } from '../../src/report/png.js'
import { smallFigure } from './figure/figures.js'

const size = (png: Uint8Array): number[] => {
  const view = new DataView(png.buffer, png.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}

describe('svgToPng', () => {
  it('writes a PNG of the size asked for', async () => {
    const svg = await renderSvg(smallFigure())
    const png = await svgToPng(svg)
    expect([...png.slice(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    const [width, height] = size(png)
    expect(width / 4).toBeCloseTo((86 / 25.4) * 96, 0)
    expect(size(await svgToPng(svg, { scale: 1 }))).toEqual([Math.ceil(width / 4), Math.ceil(height / 4)])
  })

  it('draws upright, italic and bold letters and the signs of physics without the fonts of the machine', async () => {
    const picture = (text: string, style = '') =>
      svgToPng(
        `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="15" font-family="${fontFamily}" ${style}>${text}</text></svg>`,
      )
    const blank = await picture('')
    const pictures = [
      await picture('T'),
      await picture('T', 'font-style="italic"'),
      await picture('T', 'font-weight="bold"'),
      ...(await Promise.all([...'τΩΔγµ−×·○'].map((sign) => picture(sign)))),
    ]
    // A font without the sign would draw the same box, or nothing, for several.
    expect(new Set([blank, ...pictures].map((png) => Buffer.from(png).toString('base64'))).size).toBe(
      pictures.length + 1,
    )
  })

  it('refuses what it cannot draw', async () => {
    await expect(svgToPng('<svg', {})).rejects.toThrow()
    await expect(svgToPng('<svg/>', { scale: 0 })).rejects.toThrow('scale must be a number > 0, got 0')
  })
})
