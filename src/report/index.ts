export { csvChunks, csvStream, toCsv } from './csv.js'
export { escapeMarkup, symbolMarkup, unitMarkup } from './figure/markup.js'
export { type FigureOptions, renderSvg } from './figure/render.js'
export type {
  AxisSpec,
  FigureSpec,
  HeatMapSpec,
  MarkerSpec,
  PanelSpec,
  RuleSpec,
  SeriesSpec,
  SeriesStyle,
  ShadedInterval,
} from './figure/spec.js'
export type { SvgDocument, SvgElement } from './figure/svgDom.js'
export type { ThemeName } from './figure/theme.js'
export { type DatasetFigureOptions, figureFromDataset } from './figureFromDataset.js'
export { jsonChunks, toJson } from './json.js'
export { netcdfChunks, toNetcdf } from './netcdf.js'
export { type PngOptions, svgToPng } from './png.js'
export { programName, programVersion } from './program.js'
