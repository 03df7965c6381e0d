import { type Dataset, findVariable } from '../study/dataset.js'
import type { NdtcInterval } from '../study/ndtc.js'
import type { SweepFigure } from '../study/sweepFigures.js'
import { ndtcSentence } from './ndtcText.js'
import { quantityText } from './quantityText.js'

const places: Readonly<Record<SweepFigure['method'], string>> = {
  refined: '',
  edge: ', an end of the sweep',
  grid: ', a point of the sweep',
}

/** A figure of a sweep in words: `maximum_gain_drain_gate = -9.9 at heat.heater.power = 3.38 fW`. */
export function figureSentence({ name, value, unit, at, method }: SweepFigure, dataset: Dataset): string {
  const where = Object.entries(at).map(
    ([path, place]) => `${path} = ${quantityText(place, findVariable(dataset, path).unit)}`,
  )
  return `${name} = ${quantityText(value, unit)} at ${where.join(', ')}${places[method]}`
}

/**
 * Figures and NDTC intervals of a sweep as attributes of its dataset, one each: value with all digits, unit, place, definition.
 */
export function figureAttributes(
  figures: readonly SweepFigure[],
  intervals: readonly NdtcInterval[],
  dataset: Dataset,
): Record<string, string> {
  const inUnit = (value: number, unit: string): string => (unit === '1' ? String(value) : `${value} ${unit}`)
  const falls = intervals.map((interval, index): [string, string] => [
    `ndtc_${index + 1}`,
    ndtcSentence(interval, dataset),
  ])
  return Object.fromEntries([
    ...falls,
    ...figures.map(({ name, value, unit, definition, at, method }): [string, string] => {
      const where = Object.entries(at).map(
        ([path, place]) => `${path} = ${inUnit(place, findVariable(dataset, path).unit)}`,
      )
      return [name, `${inUnit(value, unit)} at ${where.join(', ')}${places[method]}; ${definition}`]
    }),
  ])
}
