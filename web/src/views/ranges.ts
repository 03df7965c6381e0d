import type { ChartAxis, ChartSpec } from './chartSpec.ts'

/** Range of an axis; `log` where equal steps are equal ratios. */
export interface Range {
  readonly low: number
  readonly high: number
  readonly log: boolean
}

/** Share of its length that an upright axis has free above the curves, and below where it does not begin at 0. */
const pad = 0.07

/** Where a value stands on an axis, from 0 to 1 within its range. */
export function part({ low, high, log }: Range, value: number): number {
  return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)
}

/** The value at a place of an axis, from 0 to 1. */
export function valueAt({ low, high, log }: Range, place: number): number {
  return log ? low * (high / low) ** place : low + (high - low) * place
}

function extent(columns: Iterable<ArrayLike<number>>): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const column of columns) {
    for (let k = 0; k < column.length; k++) {
      const value = column[k]!
      if (!Number.isFinite(value)) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  }
  return [low, high]
}

function decades(low: number, high: number): Range {
  if (!(low > 0 && high < Number.POSITIVE_INFINITY)) return { low: 1, high: 10, log: true }
  const bottom = 10 ** Math.floor(Math.log10(low) + 1e-9)
  const top = 10 ** Math.ceil(Math.log10(high) - 1e-9)
  return { low: bottom, high: top > bottom ? top : 10 * bottom, log: true }
}

function padded(low: number, high: number): Range {
  if (low > high) return { low: 0, high: 1, log: false }
  // What differs in the last digits only is a constant.
  const least = 1e-6 * Math.max(Math.abs(high), Math.abs(low))
  const span = high - low > least ? high - low : Math.abs(high) || 1
  return { low: low >= 0 && low < 0.35 * span ? 0 : low - pad * span, high: high + pad * span, log: false }
}

/** From the first value to the last. */
export function horizontalRange({ values, log }: ChartAxis & { readonly values: ArrayLike<number> }): Range {
  const [low, high] = extent([values])
  if (low > high) return { low: 0, high: 1, log: false }
  if (log && low > 0 && low < high) return { low, high, log: true }
  return low === high ? { low: low - 1, high: high + 1, log: false } : { low, high, log: false }
}

/** What the chart asks for, or what holds all curves and the branches beside them. */
export function verticalRange({ y, series, branches = [] }: ChartSpec): Range {
  if (y.domain !== undefined) return { low: y.domain[0], high: y.domain[1], log: y.log === true }
  const [low, high] = extent([...series, ...branches].map((curve) => curve.y))
  return y.log ? decades(low, high) : padded(low, high)
}
