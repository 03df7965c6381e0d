import { type Dataset, findVariable } from '../study/dataset.js'
import type { NdtcInterval } from '../study/ndtc.js'
import { quantityText } from './quantityText.js'

const digits = 6
/** Units of what heats: only there is a fall a negative differential thermal conductance. */
const thermalUnits = ['W', 'K', 'V']

/** An interval of falling response in words: `NDTC: T_drain falls by 1.143 mK, from 152.409 mK at 1.6332 pW to 151.266 mK at 2.2646 pW`. */
export function ndtcSentence(interval: NdtcInterval, dataset: Dataset): string {
  const { response, drive, units, onset, end, drop, openStart, openEnd, coordinates } = interval
  const at = ({ drive: value, value: y }: NdtcInterval['onset']): string =>
    `${quantityText(y, units.response, digits)} at ${quantityText(value, units.drive, digits)}`
  const others = Object.entries(coordinates).map(
    ([path, value]) => `${path} = ${quantityText(value, findVariable(dataset, path).unit)}`,
  )
  const limits = [
    ...(openStart
      ? [`begins before ${openStart === 'edge' ? 'the sweep' : 'a gap of points that did not converge'}`]
      : []),
    ...(openEnd ? [`goes on after ${openEnd === 'edge' ? 'the sweep' : 'a gap of points that did not converge'}`] : []),
    ...(interval.method === 'interpolated' ? ['located between the points of the sweep only'] : []),
  ]
  const isThermal = thermalUnits.includes(units.drive)
  return [
    `${isThermal ? 'NDTC: ' : ''}${response} falls by ${quantityText(drop, units.response, 4)} while ${drive} rises: from ${at(onset)} to ${at(end)}`,
    ...(others.length > 0 ? [` (${others.join(', ')})`] : []),
    ...(limits.length > 0 ? [`; ${limits.join('; ')}`] : []),
  ].join('')
}
