import type { Dataset } from '../../study/dataset.js'
import { findNdtc, type NdtcInterval } from '../../study/ndtc.js'
import { column } from './claim.js'
import { excerpt } from './excerpt.js'

/** Steps of the sweep that are searched on either side of what the points show. */
const margin = 6
/** One point in so many is enough: the search solves the device in between. */
const coarse = 3

/**
 * NDTC intervals of a fine sweep, located on the device itself but only where its points show a fall: many times quicker than
 * solving the device anew at every point.
 *
 * @param response variable that may fall; default as for `findNdtc`
 */
export function searchNdtc(dataset: Dataset, response?: string): NdtcInterval[] {
  const options = response === undefined ? {} : { response }
  const rough = findNdtc(dataset, { ...options, refine: false })
  if (rough.length === 0) return []
  const values = column(dataset, rough[0].drive)
  const reach = margin * Math.abs(values[1] - values[0])
  const low = Math.min(...rough.map(({ onset }) => onset.drive)) - reach
  const high = Math.max(...rough.map(({ end }) => end.drive)) + reach
  const around = excerpt(
    dataset,
    (position) => position % coarse === 0 && values[position] > low && values[position] < high,
  )
  return findNdtc(around, options)
}
