import { csvChunks } from '../report/csv.js'
import type { FigureSpec } from '../report/figure/spec.js'
import { jsonChunks } from '../report/json.js'
import type { Dataset } from '../study/dataset.js'
import type { OutputFile } from './outputFile.js'
import type { OutputFormat } from './outputFormat.js'

/** Writes a dataset in one of the formats; `figure` makes the picture of it where one is asked for. */
export async function writeDataset(
  file: OutputFile,
  format: OutputFormat,
  dataset: Dataset,
  figure: () => FigureSpec,
): Promise<void> {
  if (format === 'csv') for (const piece of csvChunks(dataset)) await file.write(piece)
  else if (format === 'json') for (const piece of jsonChunks(dataset)) await file.write(piece)
  else if (format === 'nc') {
    const { netcdfChunks } = await import('../report/netcdf.js')
    for await (const piece of netcdfChunks(dataset)) await file.write(piece)
  } else await file.write(await picture(format, figure()))
}

/** A figure as SVG text or PNG bytes; the drawing libraries are loaded here. */
export async function picture(format: 'svg' | 'png', figure: FigureSpec): Promise<string | Uint8Array> {
  const { renderSvg } = await import('../report/figure/render.js')
  const svg = await renderSvg(figure)
  return format === 'svg' ? svg : (await import('../report/png.js')).svgToPng(svg)
}

/** Writes a dataset to stdout, as CSV or as JSON, piece by piece. */
export function printDataset(dataset: Dataset, format: 'csv' | 'json', write: (text: string) => void): void {
  for (const piece of format === 'json' ? jsonChunks(dataset) : csvChunks(dataset)) write(piece)
}
