import type { Dataset, NdtcInterval } from 'caloritron'
import { type FigureSpec, figureFromDataset, renderSvg, toCsv, toNetcdf } from 'caloritron/report'
import { quantity } from '../ui/format.ts'
import { namesOf } from '../views/specs.ts'

/** The views that can be taken away. */
export type ViewName = 'operating' | 'heat' | 'transmission' | 'impedance' | 'family'

/** What of a dataset belongs to a view. */
function variablesOf(view: ViewName, dataset: Dataset): string[] {
  const start = { operating: 'T_', family: 'T_', heat: 'Q_photon_', transmission: 'tau_', impedance: 'Z_' }[view]
  const names = namesOf(dataset, start)
  return names.length > 0 ? names : namesOf(dataset, 'Q_photon_')
}

/** The figure of a view as it could stand in a paper. */
export function figureOf(view: ViewName, dataset: Dataset, intervals: readonly NdtcInterval[]): FigureSpec {
  const figure = figureFromDataset(dataset, {
    variables: variablesOf(view, dataset),
    shaded:
      view === 'operating'
        ? intervals.map(({ onset, end, drop, units }) => ({
            axis: 'x' as const,
            from: onset.drive,
            to: end.drive,
            label: `\u2212${quantity(drop, units.response)}`,
          }))
        : [],
  })
  if (view !== 'transmission' && view !== 'impedance') return figure
  return { ...figure, panels: figure.panels.map((panel) => ({ ...panel, x: { ...panel.x, scale: 'log' as const } })) }
}

/** SVG text of a view. */
export function svgOf(view: ViewName, dataset: Dataset, intervals: readonly NdtcInterval[]): Promise<string> {
  return renderSvg(figureOf(view, dataset, intervals), { document: document as never, theme: 'light' })
}

/** Pixels of an SVG picture, four for each of its own. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image()
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = 4 * Number(width)
  canvas.height = 4 * Number(height)
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the picture could not be made')) : resolve(blob)),
      'image/png',
    )
  })
}

export { toCsv, toNetcdf }
