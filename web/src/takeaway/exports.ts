import type { Dataset, Variable } from 'caloritron'
import { escapeMarkup, figureFromDataset, renderSvg, symbolMarkup, toCsv, toNetcdf } from 'caloritron/report'
import type { ChartSpec } from '../views/chartSpec.ts'
import { figureOfChart } from './figureOfChart.ts'

/** SVG text of a chart as it could stand in a paper, whatever the theme of the page. */
export function chartSvg(title: string, spec: ChartSpec, legendTitle?: string): Promise<string> {
  return renderSvg(figureOfChart(title, spec, legendTitle), { document: document as never, theme: 'light' })
}

function wordsOf({ longName, symbol }: Variable): string {
  const words = escapeMarkup(longName)
  return symbol.includes('.') ? words : `${words}, ${symbolMarkup(symbol)}`
}

/** SVG text of a quantity over two others, with axes and color bar. */
export function mapSvg(dataset: Dataset, variable: string): Promise<string> {
  const figure = figureFromDataset(dataset, { variables: [variable], kind: 'map' })
  const [y, x] = Object.values(dataset.coordinates)
  const panels = figure.panels.map((panel) => ({
    ...panel,
    x: { ...panel.x, label: wordsOf(x!) },
    y: { ...panel.y, label: wordsOf(y!) },
  }))
  return renderSvg({ ...figure, panels }, { document: document as never, theme: 'light' })
}

export { drawingSvg } from './drawingSvg.ts'
export { ledgerDataset } from './ledgerDataset.ts'
export { pngOf } from './png.ts'
export { toCsv, toNetcdf }
