import type { FigureSpec } from '../../../src/report/figure/spec.js'

export const range = (from: number, to: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1))

/** One panel with a little of everything that belongs to curves. */
export function smallFigure(): FigureSpec {
  const x = range(0, 4, 9)
  const status = Array.from(x, (_, index) => (index === 3 || index === 5 ? 'max-evaluations' : 'converged'))
  return {
    title: 'Temperatures & <powers>',
    description: 'Two curves over the power.',
    panels: [
      {
        letter: 'a',
        x: { label: '*P*_{in}', unit: 'pW' },
        y: { label: '*T*', unit: 'mK' },
        series: [
          { label: '*T*_S', x, y: x.map((value) => 30 + 100 * Math.sqrt(value)) },
          {
            label: '*T*_D',
            x,
            y: x.map((value, index) => (index === 5 ? Number.NaN : 30 + 30 * value - 4 * value * value)),
            status,
            style: { dash: 'dashed' },
          },
        ],
        shaded: [{ axis: 'x', from: 1.5, to: 3, label: 'NDTC' }],
        rules: [{ axis: 'y', value: 200, label: '*T*_c' }],
        markers: [{ x: 1, y: 56, label: 'onset' }],
      },
    ],
  }
}

/** A map with a missing cell. */
export function mapFigure(): FigureSpec {
  const [x, y] = [range(1, 5, 5), range(0.1, 0.4, 4)]
  const z = Float64Array.from({ length: 20 }, (_, index) => (index === 7 ? Number.NaN : Math.sin(index / 3)))
  const panel = { x: { label: 'length', unit: 'µm' }, y: { label: '*T*_p', unit: 'K' } }
  return { panels: [{ ...panel, heatMap: { x, y, z, label: 'slope', unit: 'K/W' } }] }
}
